using System.Text;

namespace CondaEnv.Compare;

/// <summary>What makes two packages the same one: the manager, and the name as that manager compares names.</summary>
internal readonly record struct PackageKey(PackageManager Manager, string Name)
{
    /// <summary>The key of a package.</summary>
    public static PackageKey Of(CondaPackage package) => Of(package.Manager, package.Name);

    /// <summary>The key of a name.</summary>
    public static PackageKey Of(PackageManager manager, string name) =>
        new(manager, manager == PackageManager.Pip ? Normalize(name) : name.ToLowerInvariant());

    /// <summary>The name that conda's and pip's package of one project share, as far as names can tell (PEP 503): lower case, runs of <c>- _ .</c> as one hyphen.</summary>
    public static string Normalize(string name)
    {
        bool isNormal = true;
        for (int i = 0; isNormal && i < name.Length; i++)
        {
            isNormal = name[i] is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (name[i] == '-' && i > 0 && name[i - 1] != '-');
        }

        if (isNormal)
        {
            return name;
        }

        StringBuilder normal = new(name.Length);
        foreach (char c in name)
        {
            if (c is not ('-' or '_' or '.'))
            {
                normal.Append(char.ToLowerInvariant(c));
            }
            else if (normal.Length > 0 && normal[normal.Length - 1] != '-')
            {
                normal.Append('-');
            }
        }

        return normal.ToString();
    }
}
