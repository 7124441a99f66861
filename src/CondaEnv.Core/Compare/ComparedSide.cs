using System.Collections.Generic;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Changes;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Rows;
using CondaEnv.Prefixes;

namespace CondaEnv.Compare;

/// <summary>One side of a comparison: packages that are, were or are recorded somewhere, or a file of specs.</summary>
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

    /// <summary>What to call it: a name, a path, <c>name@revision</c>.</summary>
    public string Label { get; }

    /// <summary>The packages; null for a file that is not made of packages for one platform.</summary>
    public IReadOnlyList<CondaPackage>? Packages { get; }

    /// <summary>The file; null where the side is none.</summary>
    public CondaEnvFile? File { get; }

    /// <summary>Prefix of the environment; null where the side is none.</summary>
    public string? Prefix { get; private init; }

    /// <summary>Name of the machine; null where nothing says.</summary>
    public string? ComputerName { get; private init; }

    /// <summary>False where the side cannot tell which pip packages there are: the history has none.</summary>
    public bool KnowsPip { get; private init; } = true;

    /// <summary>Fingerprint of the packages; null for a file of specs.</summary>
    public string? Fingerprint => Packages is null ? null : _fingerprint ??= EnvironmentFacts.FingerprintOf(Packages);

    /// <summary>Platform of the packages; null where all are noarch, and for a file of specs.</summary>
    public string? Platform => Packages is null ? null : PackagePlatform.Of(Packages);

    /// <summary>The one platform that the side is for: that of its packages, or of a file that records packages; null if there is none or a choice.</summary>
    public string? OnlyPlatform => Platform ?? (File is { IsExact: true } file && LockSelection.PlatformsOf(file) is { Count: 1 } one ? LockSelection.SubdirOf(file, one[0]) : null);

    /// <summary>
    /// Which of the packages needs which; null for a file of specs. Where no package says the platform, markers are
    /// evaluated for this machine.
    /// </summary>
    public PackageGraph? Graph => Packages is null ? null : _graph ??=
        _contents is not null && Platform is not null ? _contents.Graph : new PackageGraph(Packages, _contents?.Markers ?? PackageGraph.MarkersOf(Packages, Product.MachinePlatform));

    /// <summary>An environment as it is.</summary>
    public static ComparedSide Of(CondaEnvironment environment, EnvironmentContents contents) =>
        new(environment.Name, contents.Packages, file: null, contents) { Prefix = environment.Prefix, ComputerName = environment.ComputerName };

    /// <summary>An environment as its history says that it was.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="when">The revision or the date, as it was given.</param>
    /// <param name="packages">The packages of that time.</param>
    public static ComparedSide Of(CondaEnvironment environment, string when, IReadOnlyList<CondaPackage> packages) =>
        new($"{environment.Name}@{when}", packages, file: null) { Prefix = environment.Prefix, ComputerName = environment.ComputerName, KnowsPip = false };

    /// <summary>Packages that somebody has listed: a pipeline, a CSV file, another machine's answer.</summary>
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

    /// <summary>A file. Of a lock with several platforms or environments, <see cref="For"/> chooses what the user left open.</summary>
    /// <param name="file">The file.</param>
    /// <param name="selection">The part of a lock that the user named; other files have none.</param>
    /// <exception cref="CondaEnvException">LockEnvironmentNotFound.</exception>
    public static ComparedSide Of(CondaEnvFile file, LockSelection? selection = null) =>
        new(file.Path, packages: null, selection is not null && LockSelection.HasParts(file) ? selection.Of(file) : file) { Prefix = file.Kind == CondaEnvFileKind.Record ? file.Prefix : null, ComputerName = file.ComputerName };

    /// <summary>
    /// The side as it is for a platform: of a file that records packages, those for that platform; of all others the side itself.
    /// </summary>
    /// <param name="platform">The platform of the other side; this machine's where that has none.</param>
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
