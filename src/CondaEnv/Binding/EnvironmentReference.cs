using System;
using CondaEnv.Machines.Environments;
using CondaEnv.Machines.Host;

namespace CondaEnv;

/// <summary>
/// Which environment is meant: a name, or a path. What people pipe or type is turned into this: an environment or a
/// package (also one that came from another session or a CSV file), a name, a path.
/// </summary>
/// <remarks>
/// A cmdlet looks at the environment as it is now, not as it was when the object was made: of that it takes no more than
/// this, and the machine that it came from. The object itself is kept for script blocks, which know it as <c>$_</c>.
/// </remarks>
public sealed class EnvironmentReference
{
    private readonly string? _computerName;

    internal EnvironmentReference(string text, bool isPath, string? computerName)
    {
        Text = text;
        IsPath = isPath;
        _computerName = computerName;
    }

    /// <summary>The name or the path.</summary>
    public string Text { get; }

    /// <summary>True for a path.</summary>
    public bool IsPath { get; }

    /// <summary>What makes two references the same.</summary>
    internal (string? Text, bool IsPath, string? ComputerName) Identity => (Text, IsPath, _computerName);

    /// <summary>What was given, as it was given; null if it was this.</summary>
    internal object? Source { get; init; }

    /// <summary>The environment at a path.</summary>
    /// <param name="path">Path of the environment's folder.</param>
    /// <param name="computerName">Name of the machine that says so; null where that is this one.</param>
    /// <returns>The reference.</returns>
    public static EnvironmentReference FromPath(string path, string? computerName = null) => new(path, isPath: true, computerName);

    /// <summary>The environment that a text names: a path where it holds a separator or a drive, else a name.</summary>
    /// <param name="text">A name or a path.</param>
    /// <param name="computerName">Name of the machine that says so; null where that is this one.</param>
    /// <returns>The reference.</returns>
    public static EnvironmentReference Parse(string text, string? computerName = null) => new(text, EnvironmentFinder.IsPath(text) || text.Contains(":"), computerName);

    /// <summary>Refuses what lies on another machine: this one may have a folder of the same path, which is not what is meant.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound.</exception>
    internal void RequireThisMachine()
    {
        string here = Machine.Current.ComputerName;
        if (_computerName is not null && !string.Equals(_computerName, here, StringComparison.OrdinalIgnoreCase))
        {
            throw new CondaEnvException(
                CondaErrorKind.EnvironmentNotFound,
                $"The environment '{Text}' is on the machine '{_computerName}', and this is '{here}': run the command there, with Invoke-Command, or give the path with -Prefix if the folder is here, too.",
                Text);
        }
    }

    /// <summary>The name or the path.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
