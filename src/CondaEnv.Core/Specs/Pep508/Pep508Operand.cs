namespace CondaEnv.Specs.Pep508;

/// <summary>One side of a comparison in a marker: a variable, or a text.</summary>
/// <param name="name">The variable's name, or the text.</param>
/// <param name="isVariable">Which of the two.</param>
internal readonly struct Pep508Operand(string name, bool isVariable)
{
    /// <summary>True for <c>extra</c> and the sets of lock files, whose values are names.</summary>
    public bool IsExtra => isVariable && (name is "extra" or "extras" or "dependency_groups");

    /// <summary>True for a variable that holds several names.</summary>
    public bool IsSet => isVariable && (name is "extras" or "dependency_groups");

    /// <summary>The text, or the variable's name.</summary>
    public string Text => name;

    /// <summary>False for a variable whose value nobody knows of this environment.</summary>
    public bool IsKnown(MarkerEnvironment environment) => !isVariable || IsExtra || environment.Variable(name).Length > 0;

    /// <summary>The value under an environment.</summary>
    public string Value(MarkerEnvironment environment, string extra) =>
        !isVariable ? name : name is "extra" or "extras" ? extra : environment.Variable(name);

    /// <inheritdoc/>
    public override string ToString()
    {
        string sign = isVariable ? string.Empty : name?.Contains("\"") == true ? "'" : "\"";
        return sign + name + sign;
    }
}
