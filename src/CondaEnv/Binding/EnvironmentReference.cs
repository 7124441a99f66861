using CondaEnv.Discovery;

namespace CondaEnv;

/// <summary>
/// Which environment is meant: a name, or a path. What people pipe or type is turned into this: an environment or a
/// package (also one that came from another session or a CSV file), a name, a path.
/// </summary>
/// <remarks>
/// It holds no more than that, so that a cmdlet looks at the environment as it is now, not as it was when the object
/// was made.
/// </remarks>
public sealed class EnvironmentReference
{
    private EnvironmentReference(string text, bool isPath)
    {
        Text = text;
        IsPath = isPath;
    }

    /// <summary>The name or the path.</summary>
    public string Text { get; }

    /// <summary>True for a path.</summary>
    public bool IsPath { get; }

    /// <summary>The environment at a path.</summary>
    /// <param name="path">Path of the environment's folder.</param>
    /// <returns>The reference.</returns>
    public static EnvironmentReference FromPath(string path) => new(path, isPath: true);

    /// <summary>The environment that a text names: a path where it holds a separator or a drive, else a name.</summary>
    /// <param name="text">A name or a path.</param>
    /// <returns>The reference.</returns>
    public static EnvironmentReference Parse(string text) => new(text, EnvironmentFinder.IsPath(text) || text.Contains(":"));

    /// <summary>The name or the path.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
