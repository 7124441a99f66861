namespace CondaEnv.Specs.Names;

/// <summary>The rules of CEP 26 for names of conda packages.</summary>
/// <remarks>
/// "Package names MUST match <c>^(([a-z0-9])|([a-z0-9_](?!_)))[._-]?([a-z0-9]+(\.|-|_|$))*$</c>"; names of virtual
/// packages <c>^__[a-z0-9][._-]?([a-z0-9]+(\.|-|_|$))*$</c>. In words: letters and digits, with single separators
/// between them and possibly one at the end. A name may start with one underscore, and the name of a virtual package
/// starts with two.
/// </remarks>
internal static class PackageName
{
    /// <summary>Position of the first character that is not allowed in names; -1 if there is none.</summary>
    public static int FirstOddCharacter(string lowerCaseName)
    {
        for (int i = 0; i < lowerCaseName.Length; i++)
        {
            if (!IsAlphanumeric(lowerCaseName[i]) && !IsSeparator(lowerCaseName[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a lower-case name is valid.</summary>
    public static bool IsValid(string lowerCaseName)
    {
        string name = lowerCaseName;
        int position = name.Length > 2 && name[0] == '_' && name[1] == '_' ? 2 : 0;
        if (position == name.Length || !(IsAlphanumeric(name[position]) || (position == 0 && name[0] == '_')))
        {
            return false;
        }

        if (position == 0 && name[0] == '_' && name.Length > 1 && name[1] == '_')
        {
            return false;
        }

        position++;
        if (position < name.Length && IsSeparator(name[position]))
        {
            position++;
        }

        for (; position < name.Length; position++)
        {
            if (IsSeparator(name[position]) ? !IsAlphanumeric(name[position - 1]) : !IsAlphanumeric(name[position]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAlphanumeric(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private static bool IsSeparator(char c) => c is '.' or '-' or '_';
}
