using System.Collections.Generic;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Changes;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Rows;
using CondaEnv.Prefixes;

namespace CondaEnv.Compare;

/// <summary>One side of a comparison: current, former or recorded packages, or a file of specs.</summary>
internal sealed class ComparedSide
{
    private readonly EnvironmentContents? _contents;
    private string? _fingerprint;
    private PackageGraph? _graph;

    private ComparedSide(string label, IReadOnlyList<CondaPackage>? packages, CondaEnvFile? file, EnvironmentContents? contents = null)
    {
        Label = label;
        Packages = packages;
        File = file;
        _contents = contents;
    }

    /// <summary>Name of the side for output: a name, a path, or <c>name@revision</c>.</summary>
    public string Label { get; }

    /// <summary>The packages; null for a file that does not consist of packages for one platform.</summary>
    public IReadOnlyList<CondaPackage>? Packages { get; }

    /// <summary>The file; null if the side is not a file.</summary>
    public CondaEnvFile? File { get; }

    /// <summary>Equal for two sides that are the same environment, the same state of one, or the same file, regardless of how they were given.</summary>
    public string Identity => File?.Path ?? (Prefix is null || !KnowsPip ? Label + "\n" + Prefix : Prefix);

    /// <summary>Prefix of the environment; null if the side is not an environment.</summary>
    public string? Prefix { get; private init; }

    /// <summary>Name of the machine that the environment was read on; null if unknown.</summary>
    public string? ComputerName { get; private init; }

    /// <summary>False if the side has no information about pip packages, as in the history.</summary>
    public bool KnowsPip { get; private init; } = true;

    /// <summary>Fingerprint of the packages; null for a file of specs.</summary>
    public string? Fingerprint => Packages is null ? null : _fingerprint ??= EnvironmentFacts.FingerprintOf(Packages);

    /// <summary>Platform of the packages; null if all are noarch, and for a file of specs.</summary>
    public string? Platform => Packages is null ? null : PackagePlatform.Of(Packages);

    /// <summary>
    /// The single platform of the side: that of its packages, or of a file that records packages; null if there is none
    /// or more than one.
    /// </summary>
    public string? OnlyPlatform => Platform ?? (File is { IsExact: true } file && LockSelection.PlatformsOf(file) is { Count: 1 } one ? LockSelection.SubdirOf(file, one[0]) : null);

    /// <summary>
    /// Dependency graph of the packages; null for a file of specs. If no package shows the platform, markers are
    /// evaluated for this machine.
    /// </summary>
    public PackageGraph? Graph => Packages is null ? null : _graph ??=
        _contents is not null && Platform is not null ? _contents.Graph : new PackageGraph(Packages, _contents?.Markers ?? PackageGraph.MarkersOf(Packages, Product.MachinePlatform));

    /// <summary>The current state of an environment.</summary>
    public static ComparedSide Of(CondaEnvironment environment, EnvironmentContents contents) =>
        new(environment.Name, contents.Packages, file: null, contents) { Prefix = environment.Prefix, ComputerName = environment.ComputerName };

    /// <summary>A former state of an environment, according to its history.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="when">The revision or date, as given by the user.</param>
    /// <param name="packages">The packages at that time.</param>
    public static ComparedSide Of(CondaEnvironment environment, string when, IReadOnlyList<CondaPackage> packages) =>
        new($"{environment.Name}@{when}", packages, file: null) { Prefix = environment.Prefix, ComputerName = environment.ComputerName, KnowsPip = false };

    /// <summary>Packages from a list: a pipeline, a CSV file, or output of another machine.</summary>
    public static ComparedSide Of(IReadOnlyList<CondaPackage> packages)
    {
        PackageGraph.Attach(packages);
        CondaPackage? first = packages.Count == 0 ? null : packages[0];
        string? prefix = first?.Prefix is { Length: > 0 } path ? path : null;
        return new(first?.EnvironmentName is { Length: > 0 } name ? name : prefix ?? "packages", packages, file: null)
        {
            Prefix = prefix,
            ComputerName = first?.ComputerName is { Length: > 0 } computer ? computer : null,
        };
    }

    /// <summary>
    /// A file. If it is a lock file with several platforms or environments, <see cref="For"/> chooses what the user did
    /// not specify.
    /// </summary>
    /// <param name="file">The file to compare.</param>
    /// <param name="selection">The part of a lock file that the user selected; not used for other files.</param>
    /// <exception cref="CondaEnvException">LockEnvironmentNotFound if the lock file does not have that
    /// part.</exception>
    public static ComparedSide Of(CondaEnvFile file, LockSelection? selection = null) =>
        new(file.Path, packages: null, selection is not null && LockSelection.HasParts(file) ? selection.Of(file) : file) { Prefix = file.Kind == CondaEnvFileKind.Record ? file.Prefix : null, ComputerName = file.ComputerName };

    /// <summary>
    /// The side for a platform: for a file that records packages, those for the platform; otherwise the side itself.
    /// </summary>
    /// <param name="platform">The platform of the other side; null for this machine's platform.</param>
    /// <exception cref="CondaEnvException">LockEnvironmentRequired.</exception>
    public ComparedSide For(string? platform)
    {
        if (File is not { IsExact: true } file)
        {
            return this;
        }

        List<CondaPackage> packages = [];
        HashSet<PackageKey> seen = [];
        foreach (CondaEnvFileDependency dependency in LockSelection.Resolve(file, platform ?? Product.MachinePlatform).Dependencies)
        {
            if (dependency.Package is { } package && seen.Add(PackageKey.Of(package)))
            {
                packages.Add(package);
            }
        }

        return new(Label, packages, file) { Prefix = Prefix, ComputerName = ComputerName };
    }
}
