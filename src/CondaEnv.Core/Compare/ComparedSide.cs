using System;
using System.Collections.Generic;
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

    /// <summary>A file. Of one that records packages for several platforms, <see cref="For"/> chooses.</summary>
    public static ComparedSide Of(CondaEnvFile file) =>
        new(file.Path, packages: null, file) { Prefix = file.Kind == CondaEnvFileKind.Record ? file.Prefix : null, ComputerName = file.ComputerName };

    /// <summary>
    /// The side as it is for a platform: of a file that records packages, those for that platform; of all others the side itself.
    /// </summary>
    /// <param name="platform">The platform of the other side; this machine's where that has none.</param>
    public ComparedSide For(string? platform)
    {
        if (File is not { IsExact: true } file)
        {
            return this;
        }

        string wanted = platform ?? Product.MachinePlatform;
        string? environment = EnvironmentIn(file);
        bool hasWanted = file.Platforms.Count == 0;
        foreach (string one in file.Platforms)
        {
            hasWanted |= one == wanted;
        }

        // A file of another platform than that of the other side is compared all the same: its packages differ, and that is the answer.
        wanted = hasWanted ? wanted : file.Platforms[0];
        List<CondaPackage> packages = [];
        HashSet<PackageKey> seen = [];
        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            bool applies = (dependency.Platform is null or "noarch" || file.Platforms.Count < 2 || dependency.Platform == wanted)
                && (environment is null || dependency.Environment == environment);
            if (applies && dependency.Package is { } package && seen.Add(PackageKey.Of(package)))
            {
                packages.Add(package);
            }
        }

        return new(Label, packages, file) { Prefix = Prefix, ComputerName = ComputerName };
    }

    /// <summary>Of the environments of a pixi.lock the one that pixi itself takes; null where all packages belong together.</summary>
    private static string? EnvironmentIn(CondaEnvFile file)
    {
        if (file.Kind != CondaEnvFileKind.PixiLock)
        {
            return null;
        }

        string? first = null;
        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            first ??= dependency.Environment;
            if (string.Equals(dependency.Environment, "default", StringComparison.Ordinal))
            {
                return "default";
            }
        }

        return first;
    }
}
