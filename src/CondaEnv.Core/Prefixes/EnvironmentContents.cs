using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Graph;
using CondaEnv.Prefixes.History;
using CondaEnv.Prefixes.Pip;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Prefixes;

/// <summary>Result of one full read of an environment: installed packages, requested specs, and problems.</summary>
internal sealed class EnvironmentContents
{
    public required string Name { get; init; }

    public required string Prefix { get; init; }

    /// <summary>
    /// The installed packages: conda packages sorted by name (ordinal), then pip packages sorted by name. Conda records
    /// that pip has overwritten are not included; they are in <see cref="CondaPackage.Replaces"/> of the package that
    /// replaced them, or in <see cref="Clobbered"/>.
    /// </summary>
    public required IReadOnlyList<CondaPackage> Packages { get; init; }

    /// <summary>
    /// Conda records whose Python metadata is missing from site-packages, because pip upgraded or removed the package.
    /// </summary>
    public required IReadOnlyList<CondaPackage> Clobbered { get; init; }

    /// <summary>
    /// Python distributions that conda packages contain under other names and that conda lists as pip packages. They
    /// are not packages here (see <see cref="CondaPackage.Provides"/>), but are part of conda's output. Sorted by name.
    /// </summary>
    public IReadOnlyList<CondaPackage> Provided { get; init; } = [];

    /// <summary>Editable installs that are not in the list of packages; no exported file includes them.</summary>
    public IReadOnlyList<LooseEditable> LooseEditables { get; init; } = [];

    /// <summary>
    /// Problems of the read, such as damaged, misnamed and duplicate records or unreadable metadata: one error each,
    /// sorted by path.
    /// </summary>
    public required IReadOnlyList<CondaEnvException> Problems { get; init; }

    /// <summary>The problems that may make the list of packages incomplete.</summary>
    public IReadOnlyList<CondaEnvException> Gaps => [.. Problems.Where(static p => !p.LeavesNothingOut)];

    /// <summary>
    /// The map of requested specs that conda builds from the history (<c>History.get_requested_specs_map</c>),
    /// installed packages only. The order is conda's, that of a Python dict: a name keeps its first position unless it
    /// was removed in between.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, MatchSpec>> RequestedSpecs { get; init; }

    /// <summary>
    /// The blocks of the history, reduced to requests and commands. Command lines may contain credentials.
    /// </summary>
    public IReadOnlyList<HistoryBlock> History { get; init; } = [];

    /// <summary>Specs of <c>conda-meta/pinned</c> as written; credentials removed.</summary>
    public IReadOnlyList<string> PinnedSpecs { get; init; } = [];

    /// <summary>
    /// Variables of <c>conda-meta/state</c> only, without tombstones, as <c>conda env export</c> writes them.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, string>> StateVariables { get; init; }

    /// <summary>Names of variables in <see cref="StateVariables"/> whose value is not a string in the file.</summary>
    public IReadOnlyCollection<string> StateLiterals { get; init; } = [];

    /// <summary>Platform of the packages; null if all are noarch.</summary>
    public required string? Platform { get; init; }

    /// <summary>The folders with Python packages; empty without Python.</summary>
    public IReadOnlyList<SitePackages> Sites { get; init; } = [];

    /// <summary>
    /// Platform and Python for evaluating markers of pip packages; null to derive them from the packages.
    /// </summary>
    public MarkerEnvironment? Markers { get; init; }

    /// <summary>Dependency graph of the packages; built on first use.</summary>
    public PackageGraph Graph => field ??= new PackageGraph(Packages, Markers);
}
