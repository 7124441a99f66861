using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Secrets;

namespace CondaEnv;

/// <summary>A file that describes an environment, as it was read: what it asks for or what it records.</summary>
public sealed class CondaEnvFile
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _variables;

    internal CondaEnvFile(IReadOnlyList<KeyValuePair<string, string>>? variables = null) => _variables = variables ?? [];

    /// <summary>Name of the environment that the file gives; null where it gives none.</summary>
    public string? Name { get; internal init; }

    /// <summary>Full path of the file; of <c>record.json</c> where the folder of a record was given.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>What the file is.</summary>
    public CondaEnvFileKind Kind { get; internal init; }

    /// <summary>The <c>prefix:</c> that the file gives; null where it gives none.</summary>
    public string? Prefix { get; internal init; }

    /// <summary>The channels in the file's order, credentials removed.</summary>
    public IReadOnlyList<string> Channels { get; internal init => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>The platforms that the file names, such as <c>linux-64</c>; two of one subdir in a pixi.lock by the names that it gives them; empty where it names none.</summary>
    public IReadOnlyList<string> Platforms { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>What the file asks for or records, in its order.</summary>
    public IReadOnlyList<CondaEnvFileDependency> Dependencies { get; internal init => field = ValueList<CondaEnvFileDependency>.Of(value); } = ValueList<CondaEnvFileDependency>.None;

    /// <summary>Number of dependencies on conda packages.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Number of dependencies on pip packages.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>
    /// True where the file records packages rather than asks for them: explicit files, what <c>conda list</c> prints, locks
    /// and records. Whatever is installed and not in such a file is a difference, and so is every other version or build.
    /// </summary>
    public bool IsExact { get; internal init; }

    /// <summary>Names of the variables that the environment shall set; their values may be secrets and are in <see cref="GetVariables"/>.</summary>
    public IReadOnlyList<string> VariableNames
    {
        get
        {
            List<string> names = [];
            foreach (KeyValuePair<string, string> variable in _variables)
            {
                names.Add(variable.Key);
            }

            return ValueList<string>.Of(names);
        }
    }

    /// <summary>Name of the machine that a record was made on; null for other files.</summary>
    public string? ComputerName { get; internal init; }

    /// <summary>Fingerprint of the environment that a record holds; see <see cref="CondaEnvironment.Fingerprint"/>. Null for other files.</summary>
    public string? Fingerprint { get; internal init; }

    /// <summary>Names of the files of a record that are not as they were recorded; empty for other files.</summary>
    internal IReadOnlyList<string> ChangedFiles { get; init; } = [];

    /// <summary>The channels as written, credentials and all; never leaves the process but to a tool that installs.</summary>
    internal IReadOnlyList<string> ChannelSources { get; init; } = [];

    /// <summary>The environments of a pixi.lock, or the categories of a conda-lock.yml, and the platforms that each is for.</summary>
    internal IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> LockEnvironments { get; init; } = [];

    /// <summary>What the platforms are that a pixi.lock has names of its own for, such as <c>linux-64</c> of <c>gpu-box</c>.</summary>
    internal IReadOnlyDictionary<string, string> NamedPlatforms { get; init; } = new Dictionary<string, string>();

    /// <summary>A part of this file.</summary>
    internal CondaEnvFile With(
        IReadOnlyList<CondaEnvFileDependency> dependencies, IReadOnlyList<string> platforms, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> environments) => new(_variables)
    {
        Name = Name,
        Path = Path,
        Kind = Kind,
        Prefix = Prefix,
        Channels = Channels,
        ChannelSources = ChannelSources,
        Platforms = platforms,
        Dependencies = dependencies,
        PackageCount = Count(dependencies, PackageManager.Conda),
        PipPackageCount = Count(dependencies, PackageManager.Pip),
        IsExact = IsExact,
        ComputerName = ComputerName,
        Fingerprint = Fingerprint,
        ChangedFiles = ChangedFiles,
        LockEnvironments = environments,
        NamedPlatforms = NamedPlatforms,
    };

    /// <summary>Variables that the environment shall set, by name, in the order written.</summary>
    /// <returns>Names and values.</returns>
    public IReadOnlyDictionary<string, string> GetVariables()
    {
        Dictionary<string, string> variables = [];
        foreach (KeyValuePair<string, string> variable in _variables)
        {
            variables[variable.Key] = variable.Value;
        }

        return variables;
    }

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    /// <summary>The same under another name: what was typed is no file for whoever typed it.</summary>
    internal CondaEnvFile Called(string path) => new(_variables)
    {
        Path = path, Kind = Kind, Channels = Channels, ChannelSources = ChannelSources, Dependencies = Dependencies, PackageCount = PackageCount, PipPackageCount = PipPackageCount,
    };

    private static int Count(IReadOnlyList<CondaEnvFileDependency> dependencies, PackageManager manager)
    {
        int count = 0;
        foreach (CondaEnvFileDependency dependency in dependencies)
        {
            count += dependency.Manager == manager ? 1 : 0;
        }

        return count;
    }
}
