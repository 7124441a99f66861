namespace CondaEnv.Specs.Pep508;

/// <summary>One side of a comparison in a marker: a variable or a string.</summary>
/// <param name="name">Name of the variable, or the string.</param>
/// <param name="isVariable">True for a variable, false for a string.</param>
internal readonly struct Pep508Operand(string name, bool isVariable)
{
    /// <summary>True for <c>extra</c> and for the set variables of lock files; their values are names.</summary>
    public bool IsExtra => isVariable && (name is "extra" or "extras" or "dependency_groups");

    /// <summary>True for a variable that holds several names.</summary>
    public bool IsSet => isVariable && (name is "extras" or "dependency_groups");

    /// <summary>The string, or the name of the variable.</summary>
    public string Text => name;

    /// <summary>False for a variable whose value is unknown in the environment.</summary>
    public bool IsKnown(MarkerEnvironment environment) => !isVariable || IsExtra || environment.Variable(name).Length > 0;

    /// <summary>The value in an environment.</summary>
    public string Value(MarkerEnvironment environment, string extra) =>
        !isVariable ? name : name is "extra" or "extras" ? extra : environment.Variable(name);

    /// <inheritdoc/>
    public override string ToString()
    {
        string sign = isVariable ? string.Empty : name?.Contains("\"") == true ? "'" : "\"";
        return sign + name + sign;
    }
}
