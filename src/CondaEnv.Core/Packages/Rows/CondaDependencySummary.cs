using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>The dependencies of an environment in numbers.</summary>
public sealed class CondaDependencySummary
{
    internal CondaDependencySummary()
    {
    }

    /// <summary>Name of the environment, as <see cref="CondaEnvironment.Name"/>; the path of a file.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Number of packages in the tree: all of them, unless the tree starts from named packages.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Those of them that pip or another Python installer has installed.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>Those that the user requested by name.</summary>
    public int RequestedCount { get; internal init; }

    /// <summary>Those that were not requested, but that a requested package needs, directly or indirectly.</summary>
    public int TransitiveCount { get; internal init; }

    /// <summary>Those that were neither requested nor are needed by a requested one. All packages if no request is recorded.</summary>
    public int UnexplainedCount { get; internal init; }

    /// <summary>The largest number of steps from a start of the tree to a package, by the shortest way.</summary>
    public int MaxDepth { get; internal init; }

    /// <summary>Number of cycles. For each dependency that is part of one, the shortest cycle counts.</summary>
    public int CycleCount { get; internal init; }

    /// <summary>Number of dependencies of which nothing is installed.</summary>
    public int UnmetCount { get; internal init; }

    /// <summary>Number of dependencies that the installed version, build or channel does not satisfy.</summary>
    public int ConflictCount { get; internal init; }

    /// <summary>Number of different licences, by their text.</summary>
    public int LicenseCount => Licenses.Count;

    /// <summary>The different licences, as packages state them, the most frequent first.</summary>
    public IReadOnlyList<string> Licenses { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>Number of packages that state no licence.</summary>
    public int UnlicensedCount { get; internal init; }

    /// <summary>Size of the package archives in bytes, as far as it is recorded: not the installed size, and pip records none. Null if none is recorded.</summary>
    public long? Size { get; internal init; }

    /// <summary>Prefix of the environment; empty if there is none.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the machine that the environment was read on; empty if unknown.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The name, and the numbers that matter most.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0}: {1}, {2} requested, {3} unmet, {4}", EnvironmentName, Quantity.Of(PackageCount, "package"), RequestedCount, UnmetCount, Quantity.Of(ConflictCount, "conflict"));

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaDependencySummary> Schema { get; } = new RowSchema<CondaDependencySummary>()
        .Text(nameof(EnvironmentName), static r => r.EnvironmentName)
        .Number(nameof(PackageCount), static r => r.PackageCount)
        .Number(nameof(PipPackageCount), static r => r.PipPackageCount)
        .Number(nameof(RequestedCount), static r => r.RequestedCount)
        .Number(nameof(TransitiveCount), static r => r.TransitiveCount)
        .Number(nameof(UnexplainedCount), static r => r.UnexplainedCount)
        .Number(nameof(MaxDepth), static r => r.MaxDepth)
        .Number(nameof(CycleCount), static r => r.CycleCount)
        .Number(nameof(UnmetCount), static r => r.UnmetCount)
        .Number(nameof(ConflictCount), static r => r.ConflictCount)
        .Number(nameof(LicenseCount), static r => r.LicenseCount)
        .List(nameof(Licenses), static r => r.Licenses)
        .Number(nameof(UnlicensedCount), static r => r.UnlicensedCount)
        .Number(nameof(Size), static r => r.Size)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ComputerName), static r => r.ComputerName);
}
