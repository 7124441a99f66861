using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Secrets;

namespace CondaEnv;

/// <summary>
/// A file that describes an environment, as read: the specs that it requests or the packages that it records.
/// </summary>
public sealed class CondaEnvFile
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _variables;

    internal CondaEnvFile(IReadOnlyList<KeyValuePair<string, string>>? variables = null) => _variables = variables ?? [];

    /// <summary>Name of the environment in the file; null if the file has none.</summary>
    public string? Name { get; internal init; }

    /// <summary>Full path of the file. For the folder of a record, the path of its <c>record.json</c>.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>Format of the file.</summary>
    public CondaEnvFileKind Kind { get; internal init; }

    /// <summary>The <c>prefix:</c> of the file; null if the file has none.</summary>
    public string? Prefix { get; internal init; }

    /// <summary>Channels in the order of the file; credentials removed.</summary>
    public IReadOnlyList<string> Channels { get; internal init => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>
    /// Platforms that the file names, such as <c>linux-64</c>; empty if it names none. If a pixi.lock has two platforms
    /// with one subdir, they appear under the names that the file gives them.
    /// </summary>
    public IReadOnlyList<string> Platforms { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>The specs or packages of the file, in its order.</summary>
    public IReadOnlyList<CondaEnvFileDependency> Dependencies { get; internal init => field = ValueList<CondaEnvFileDependency>.Of(value); } = ValueList<CondaEnvFileDependency>.None;

    /// <summary>Number of dependencies on conda packages.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Number of dependencies on pip packages.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>
    /// True if the file records installed packages rather than requesting specs: explicit files, output of
    /// <c>conda list</c>, lock files and records. In a comparison with such a file, additional packages and other
    /// versions or builds are differences.
    /// </summary>
    public bool IsExact { get; internal init; }

    /// <summary>
    /// Names of the environment variables that the file sets. Values may be secrets; see <see cref="GetVariables"/>.
    /// </summary>
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

    /// <summary>
    /// Fingerprint of the environment in a record; see <see cref="CondaEnvironment.Fingerprint"/>. Null for other
    /// files.
    /// </summary>
    public string? Fingerprint { get; internal init; }

    /// <summary>Names of the files of a record that have changed since it was written; empty for other files.</summary>
    internal IReadOnlyList<string> ChangedFiles { get; init; } = [];

    /// <summary>
    /// The channels as written, including credentials. They leave the process only for a tool that installs packages.
    /// </summary>
    internal IReadOnlyList<string> ChannelSources { get; init; } = [];

    /// <summary>
    /// The environments of a pixi.lock or the categories of a conda-lock.yml, each with its platforms.
    /// </summary>
    internal IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> LockEnvironments { get; init; } = [];

    /// <summary>
    /// The subdirs of platforms to which a pixi.lock gives names of its own, such as <c>linux-64</c> for
    /// <c>gpu-box</c>.
    /// </summary>
    internal IReadOnlyDictionary<string, string> NamedPlatforms { get; init; } = new Dictionary<string, string>();

    /// <summary>A copy with only some of the dependencies, platforms and environments.</summary>
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

    /// <summary>Environment variables that the file sets, by name, in the order of the file.</summary>
    /// <returns>Names and values; the values may be secrets.</returns>
    public IReadOnlyDictionary<string, string> GetVariables()
    {
        Dictionary<string, string> variables = [];
        foreach (KeyValuePair<string, string> variable in _variables)
        {
            variables[variable.Key] = variable.Value;
        }

        return variables;
    }

    /// <summary>The path of the file.</summary>
    public override string ToString() => Path;

    /// <summary>A copy under another path: text from a parameter has no file that the user knows.</summary>
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
