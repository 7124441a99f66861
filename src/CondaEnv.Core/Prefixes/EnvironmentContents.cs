using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Graph;
using CondaEnv.Prefixes.History;
using CondaEnv.Prefixes.Pip;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Prefixes;

/// <summary>One full read of an environment: what is installed, what was asked for, and what could not be read.</summary>
internal sealed class EnvironmentContents
{
    public required string Name { get; init; }

    public required string Prefix { get; init; }

    /// <summary>
    /// What is installed: conda packages by name (ordinal), then pip packages by name. A conda record that pip has
    /// overwritten is not among them; it is the <see cref="CondaPackage.Replaces"/> of what took its place, or one of
    /// <see cref="Clobbered"/>.
    /// </summary>
    public required IReadOnlyList<CondaPackage> Packages { get; init; }

    /// <summary>Conda records whose Python metadata is gone from site-packages: what pip upgraded or removed.</summary>
    public required IReadOnlyList<CondaPackage> Clobbered { get; init; }

    /// <summary>
    /// Python distributions that packages of conda ship under other names and that conda lists as pip's: no packages of their
    /// own (see <see cref="CondaPackage.Provides"/>), but part of what conda prints. By name.
    /// </summary>
    public IReadOnlyList<CondaPackage> Provided { get; init; } = [];

    /// <summary>Editable installs that are none of the packages; an environment made from any file lacks them.</summary>
    public IReadOnlyList<LooseEditable> LooseEditables { get; init; } = [];

    /// <summary>Damaged, misnamed and duplicate records, unreadable metadata: one error each, in order of path.</summary>
    public required IReadOnlyList<CondaEnvException> Problems { get; init; }

    /// <summary>Those of the problems because of which something may be missing here.</summary>
    public IReadOnlyList<CondaEnvException> Gaps => [.. Problems.Where(static p => !p.LeavesNothingOut)];

    /// <summary>
    /// The requested-spec map that conda folds out of the history (<c>History.get_requested_specs_map</c>), in
    /// conda's order (a Python dict: a name keeps its first place unless it was removed in between), installed
    /// packages only.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, MatchSpec>> RequestedSpecs { get; init; }

    /// <summary>The blocks of the history, as far as they say what was asked for and how; command lines hold credentials.</summary>
    public IReadOnlyList<HistoryBlock> History { get; init; } = [];

    /// <summary>Specs of <c>conda-meta/pinned</c>, as written, credentials removed.</summary>
    public IReadOnlyList<string> PinnedSpecs { get; init; } = [];

    /// <summary>Variables of <c>conda-meta/state</c> alone, tombstones dropped, as <c>conda env export</c> writes them.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> StateVariables { get; init; }

    /// <summary>Names of those of <see cref="StateVariables"/> whose value is not a string in the file.</summary>
    public IReadOnlyCollection<string> StateLiterals { get; init; } = [];

    /// <summary>Platform of the packages; null where all are noarch.</summary>
    public required string? Platform { get; init; }

    /// <summary>Platform and Python for the markers of pip packages; null where the packages say it themselves.</summary>
    public MarkerEnvironment? Markers { get; init; }

    /// <summary>Which package needs which; built on first use.</summary>
    public PackageGraph Graph => field ??= new PackageGraph(Packages, Markers);
}
