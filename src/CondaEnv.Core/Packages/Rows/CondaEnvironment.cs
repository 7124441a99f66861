using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Rows;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>
/// One environment. Properties of a listing are cheap. Properties that need a full read are computed on first use, and
/// are null if they cannot be determined. Properties never throw.
/// </summary>
public sealed class CondaEnvironment
{
    private readonly IEnvironmentFacts _facts;

    internal CondaEnvironment(IEnvironmentFacts facts) => _facts = facts;

    /// <summary>
    /// Name as conda shows it: <c>base</c>, or the folder's name if it is in an envs_dirs folder, otherwise the prefix.
    /// </summary>
    public string Name { get; internal init; } = "";

    /// <summary>Absolute path of the environment's folder.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Type of the environment.</summary>
    public EnvironmentKind Kind { get; internal init; }

    /// <summary>
    /// The installer or tool that it belongs to: Miniforge, Miniconda, Anaconda, micromamba, pixi, ArcGIS or venv;
    /// conda if nothing more is known; empty if unknown.
    /// </summary>
    public string Distribution { get; internal init; } = "";

    /// <summary>Prefix of the installation that it belongs to; null if it is not found.</summary>
    public string? RootPrefix { get; internal init; }

    /// <summary>True for the base environment of an installation.</summary>
    public bool IsBase { get; internal init; }

    /// <summary>True for the environment that <c>CONDA_PREFIX</c> names.</summary>
    public bool IsActive { get; internal init; }

    /// <summary>True if it is marked as frozen (CEP 22).</summary>
    public bool IsFrozen => _facts.IsFrozen;

    /// <summary>The message of the frozen marker (CEP 22); null if there is none.</summary>
    public string? FrozenMessage => _facts.FrozenMessage;

    /// <summary>
    /// Platform of its packages, such as <c>linux-64</c>, read from a record; null if all packages are noarch.
    /// </summary>
    public string? Platform => _facts.Platform;

    /// <summary>Version of its Python; null if it has none.</summary>
    public CondaVersion? PythonVersion => _facts.PythonVersion;

    /// <summary>Number of conda records, determined by counting files.</summary>
    public int? PackageCount => _facts.PackageCount;

    /// <summary>Number of pip packages; needs a full read on first use.</summary>
    public int? PipPackageCount => _facts.PipPackageCount;

    /// <summary>
    /// Canonical names of the channels of its packages, in the order of the package names; needs a full read on first
    /// use.
    /// </summary>
    public IReadOnlyList<string>? Channels => ValueList<string>.Of(_facts.Channels);

    /// <summary>
    /// Names of the environment variables that it sets on activation. Values may be secrets; see
    /// <see cref="GetVariables"/>.
    /// </summary>
    public IReadOnlyList<string>? VariableNames => ValueList<string>.Of(_facts.VariableNames);

    /// <summary>MatchSpecs of <c>conda-meta/pinned</c>, as written.</summary>
    public IReadOnlyList<string>? PinnedSpecs => ValueList<string>.Of(_facts.PinnedSpecs);

    /// <summary>
    /// When it was created, in local time: from <c>conda-meta/created_at</c>, otherwise from the folder's creation
    /// time. Null if unknown.
    /// </summary>
    public DateTime? Created => _facts.Created;

    /// <summary>
    /// When its packages last changed, in local time: the last write time of <c>conda-meta/history</c>, otherwise of
    /// <c>conda-meta</c>.
    /// </summary>
    public DateTime? LastModified => _facts.LastModified;

    /// <summary>Name of the machine that it was read on.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>
    /// Equal for environments with equal packages, on any machine: lower-case hex SHA-256 of the ordinally sorted lines
    /// <c>conda|name|version|build|subdir</c> and <c>pip|normalised name|version</c>, joined by LF, no LF at the end,
    /// UTF-8. A conda record that pip overwrote does not count. Needs a full read on first use.
    /// </summary>
    /// <example>
    /// The two lines <c>conda|zlib|1.3.1|hb9d3cd8_2|linux-64</c> and <c>pip|idna|3.10</c> give
    /// <c>97bca8425a8d742d88e35b9cf917588aa33059feb115745d3e52b3af37e00cf8</c>.
    /// </example>
    public string? Fingerprint => _facts.Fingerprint;

    /// <summary>Environment variables that it sets on activation, by name, in the order recorded.</summary>
    /// <returns>Names and values; empty if there are none or if they cannot be read. The values may be
    /// secrets.</returns>
    public IReadOnlyDictionary<string, string> GetVariables() => _facts.GetVariables();

    internal IEnvironmentFacts Facts => _facts;

    /// <summary>Name of the environment.</summary>
    public override string ToString() => Name;

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvironment> Schema { get; } = new RowSchema<CondaEnvironment>()
        .Text(nameof(Name), static r => r.Name)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Choice(nameof(Kind), static r => r.Kind)
        .Text(nameof(Distribution), static r => r.Distribution)
        .Text(nameof(RootPrefix), static r => r.RootPrefix)
        .Flag(nameof(IsBase), static r => r.IsBase)
        .Flag(nameof(IsActive), static r => r.IsActive)
        .Flag(nameof(IsFrozen), static r => r.IsFrozen)
        .Text(nameof(FrozenMessage), static r => r.FrozenMessage)
        .Text(nameof(Platform), static r => r.Platform)
        .Version(nameof(PythonVersion), static r => r.PythonVersion)
        .Number(nameof(PackageCount), static r => r.PackageCount)
        .Number(nameof(PipPackageCount), static r => r.PipPackageCount, costly: true)
        .List(nameof(Channels), static r => r.Channels, costly: true)
        .List(nameof(VariableNames), static r => r.VariableNames)
        .List(nameof(PinnedSpecs), static r => r.PinnedSpecs)
        .Time(nameof(Created), static r => r.Created)
        .Time(nameof(LastModified), static r => r.LastModified)
        .Text(nameof(ComputerName), static r => r.ComputerName)
        .Text(nameof(Fingerprint), static r => r.Fingerprint, costly: true);
}
