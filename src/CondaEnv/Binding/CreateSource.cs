using System.IO;
using CondaEnv.Machines.Environments;

namespace CondaEnv;

/// <summary>What an environment is made from: a file or the folder of a record, read already or by its path, or an environment to copy.</summary>
public sealed class CreateSource
{
    private static readonly string[] s_extensions = [".yml", ".yaml", ".json", ".txt", ".lock", ".in"];

    private CreateSource(string? path = null, CondaEnvFile? file = null, EnvironmentReference? environment = null)
    {
        Path = path;
        File = file;
        Environment = environment;
    }

    /// <summary>Path of the file; null where there is none, or it is read already.</summary>
    internal string? Path { get; }

    /// <summary>The file as it was read; null where it was not.</summary>
    internal CondaEnvFile? File { get; }

    /// <summary>The environment to copy; null where there is a file.</summary>
    internal EnvironmentReference? Environment { get; }

    /// <summary>A file, or the folder of a record.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The source.</returns>
    public static CreateSource FromPath(string path) => new(path: path);

    /// <summary>What a text names: a file where it ends as one, or lies at a path that is no environment; else an environment.</summary>
    /// <param name="text">A path or a name.</param>
    /// <returns>The source.</returns>
    public static CreateSource Parse(string text)
    {
        bool isFile = System.Array.IndexOf(s_extensions, System.IO.Path.GetExtension(text).ToLowerInvariant()) >= 0
            || (EnvironmentFinder.IsPath(text) && !Directory.Exists(System.IO.Path.Combine(text, "conda-meta")));
        return isFile ? FromPath(text) : new CreateSource(environment: EnvironmentReference.Parse(text));
    }

    /// <summary>The path or the name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Path ?? File?.Path ?? Environment!.Text;

    internal static CreateSource Of(CondaEnvFile file) => new(file: file);

    internal static CreateSource Of(EnvironmentReference environment) => new(environment: environment);
}
