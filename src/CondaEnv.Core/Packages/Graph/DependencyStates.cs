using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Packages.Graph;

/// <summary>Determines the state of each dependency of a package: met, unmet, in conflict, or undecidable.</summary>
internal static class DependencyStates
{
    /// <summary>All dependencies of a package, in the order recorded, constraints last.</summary>
    /// <param name="graph">The environment's packages.</param>
    /// <param name="package">Index of the package in the graph.</param>
    /// <param name="channels">How channel names in dependencies are resolved; null for conda's defaults.</param>
    public static IReadOnlyList<Dependency> Of(PackageGraph graph, int package, ChannelConfiguration? channels = null)
    {
        CondaPackage asking = graph.Packages[package];
        List<Dependency> dependencies = new(asking.Depends.Count + asking.Requires.Count + asking.Constrains.Count);
        foreach (string text in PackageGraph.DependsOf(asking))
        {
            dependencies.Add(OfConda(graph, asking, text, DependencyKind.Depends, channels));
        }

        foreach (PipRequirement requirement in graph.Requirements.Of(package))
        {
            dependencies.Add(OfPip(graph, package, requirement));
        }

        foreach (string text in asking.Constrains)
        {
            dependencies.Add(OfConda(graph, asking, text, DependencyKind.Constrains, channels));
        }

        return dependencies;
    }

    /// <summary>Whether an installed package is the one that the user requested. Met if it was not requested, or not by a MatchSpec.</summary>
    public static DependencyState OfRequest(CondaPackage package) =>
        package.Manager == PackageManager.Conda && Requests.SpecOf(package) is { } spec && Matches(spec, package) == false ? DependencyState.Conflict : DependencyState.Met;

    /// <summary>Whether a dependency of conda has a condition (CEP 43) that does not hold in the environment.</summary>
    public static bool IsExcluded(PackageGraph graph, string text) =>
        text.IndexOf("when", System.StringComparison.Ordinal) is var at and >= 0 && text.IndexOf('[') is var bracket and >= 0 && bracket < at
        && MatchSpec.TryParse(text, null, out MatchSpec? spec) && spec.Field("when") is { } condition && Holds(graph, condition, null) == false;

    private static Dependency OfConda(PackageGraph graph, CondaPackage asking, string text, DependencyKind kind, ChannelConfiguration? channels)
    {
        int place = graph.Find(text);
        CondaPackage? target = place < 0 ? null : graph.Packages[place];
        return new Dependency(asking, text, kind, State(), target, place);

        DependencyState State()
        {
            if (DependencyText.IsVirtual(text))
            {
                return DependencyState.Virtual;
            }

            MatchSpec? spec = MatchSpec.TryParse(text, channels, out MatchSpec? parsed) ? parsed : null;
            if (spec?.Field("when") is { } condition)
            {
                switch (Holds(graph, condition, channels))
                {
                    case null:
                        return DependencyState.Conditional;
                    case false:
                        return DependencyState.Excluded;
                }
            }

            // A dependency that is not a valid MatchSpec counts as met if a package of its name is installed: nothing
            // more is known.
            return target is null ? (kind == DependencyKind.Constrains ? DependencyState.Met : DependencyState.Unmet)
                : spec is null ? DependencyState.Met
                : Matches(spec, target) switch { true => DependencyState.Met, false => DependencyState.Conflict, null => DependencyState.Conditional };
        }
    }

    /// <summary>
    /// Evaluates a condition of CEP 43. A single MatchSpec is evaluated against the environment, unless it requests a
    /// virtual package. Conditions joined by <c>and</c> or <c>or</c> are left undecided.
    /// </summary>
    private static bool? Holds(PackageGraph graph, string condition, ChannelConfiguration? channels)
    {
        string text = PythonText.Strip(condition);
        if (text.Length == 0 || text.Contains('(') || text.Contains(" and ") || text.Contains(" or ")
            || !MatchSpec.TryParse(text, channels, out MatchSpec? spec) || spec.ExactName is not { } name
            || DependencyText.IsVirtual(name))
        {
            return null;
        }

        int place = graph.Find(name);
        return place >= 0 ? Matches(spec, graph.Packages[place]) : false;
    }

    /// <summary>
    /// Whether the package satisfies the spec; null if a regular expression of the spec is too slow to decide. A package
    /// of pip has a version, but neither the builds nor the channels that a spec may ask for.
    /// </summary>
    private static bool? Matches(MatchSpec spec, CondaPackage package)
    {
        try
        {
            return package.Manager == PackageManager.Pip ? spec.Version?.Matches(package.Version) != false : spec.Matches(package);
        }
        catch (CondaEnvException)
        {
            return null;
        }
    }

    private static Dependency OfPip(PackageGraph graph, int package, PipRequirement requirement)
    {
        CondaPackage? target = requirement.Target < 0 ? null : graph.Packages[requirement.Target];
        return new Dependency(graph.Packages[package], requirement.Text, DependencyKind.RequiresDist, State(), target, requirement.Target);

        DependencyState State()
        {
            bool? holds = requirement.HoldsWith(graph.Markers);
            // A condition may name any number of extras. Testing once with any extra avoids testing each one if none
            // can fulfil it.
            IReadOnlyList<string> extras = requirement.HoldsWith(graph.Markers, null) == false ? [] : requirement.OfExtras;
            bool? activated = extras
                .Where(extra => graph.Requirements.IsActive(package, extra))
                .Select(extra => requirement.HoldsWith(graph.Markers, extra))
                .FirstOrDefault(static h => h != false);
            if (holds == false && activated is null or false)
            {
                return activated is null && extras.Any(extra => graph.Requirements.IsActive(package, extra) && requirement.HoldsWith(graph.Markers, extra) is null) ? DependencyState.Conditional
                    : extras.Any(extra => requirement.HoldsWith(graph.Markers, extra) != false) ? DependencyState.Optional
                    : DependencyState.Excluded;
            }

            if (holds is null && activated != true)
            {
                return DependencyState.Conditional;
            }

            return target is null ? DependencyState.Unmet
                : requirement.Parsed?.Versions?.Matches((target.Provided(requirement.Name) ?? target).Version.Text) == false ? DependencyState.Conflict
                : DependencyState.Met;
        }
    }
}
