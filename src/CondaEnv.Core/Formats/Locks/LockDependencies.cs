using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Graph;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.Locks;

/// <summary>Dependencies as a map from name to constraint, as in <c>conda-lock.yml</c>.</summary>
internal static class LockDependencies
{
    /// <summary>
    /// The dependencies of a conda package: <c>python &gt;=3.12,&lt;3.13.0a0</c> becomes <c>python</c> with
    /// <c>&gt;=3.12,&lt;3.13.0a0</c>.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfConda(ExportSource source, LossReport losses, CondaPackage package)
    {
        List<(string Name, OrderedNames Constraints)> map = new(package.Depends.Count);
        Dictionary<string, OrderedNames> byName = new(StringComparer.Ordinal);
        foreach (string dependency in package.Depends)
        {
            (string name, string constraint) = Split(source, losses, package, dependency);
            if (!byName.TryGetValue(name, out OrderedNames? constraints))
            {
                byName.Add(name, constraints = new OrderedNames());
                map.Add((name, constraints));
            }
            else if (!IsJoinable(constraint) || (constraints.All.Count > 0 && !IsJoinable(constraints.All[0])))
            {
                // Each name occurs once. Version constraints can be joined, but a build cannot.
                losses.DependencyShortened(package, dependency);
                continue;
            }

            if (constraint.Length > 0)
            {
                constraints.Add(constraint);
            }
        }

        return map.ConvertAll(static d => new KeyValuePair<string, string>(
            d.Name, d.Constraints.All.Count == 1 ? d.Constraints.All[0] : string.Join(",", d.Constraints.All.Select(Group))));
    }

    /// <summary>
    /// The dependencies of a pip package (Requires-Dist) that apply in the environment and are installed.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfPip(ExportSource source, CondaPackage package)
    {
        SortedDictionary<string, string> map = new(StringComparer.Ordinal);
        PackageGraph graph = source.Contents.Graph;
        foreach (Dependency dependency in DependencyStates.Of(graph, graph.PlaceOf(package)))
        {
            if (dependency is { Kind: DependencyKind.RequiresDist, IsEdge: true } && Pep508Requirement.TryParse(dependency.Requirement, out Pep508Requirement? requirement))
            {
                // A project that a conda package provides is listed in the lock file under that package's name, with
                // another version.
                bool isProvided = dependency.Target!.Provided(dependency.Name) is not null;
                map[isProvided ? dependency.Target.Name : PipName.Normalize(dependency.Name)] = isProvided ? "" : string.Join(",", requirement.Specifier);
            }
        }

        return [.. map];
    }

    private static (string Name, string Constraint) Split(ExportSource source, LossReport losses, CondaPackage package, string dependency)
    {
        int end = 0;
        while (end < dependency.Length && dependency[end] is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' or '.')
        {
            end++;
        }

        if (end > 0 && (end == dependency.Length || dependency[end] == ' '))
        {
            return (dependency.Substring(0, end), dependency.Substring(end).Trim());
        }

        // MatchSpec handles channels, brackets, and versions without a space after the name. The map cannot represent a
        // channel.
        if (!MatchSpec.TryParse(dependency, source.Options.ChannelConfiguration, out MatchSpec? spec) || spec.ExactName is not { } name)
        {
            string text = SecretRedactor.Redact(dependency);
            losses.DependencyShortened(package, text);
            int blank = text.IndexOf(' ');
            return blank < 0 ? (text, "") : (text.Substring(0, blank), text.Substring(blank + 1).Trim());
        }

        if (spec.ChannelText is not null || spec.Subdir is not null || spec.OtherFields.Count > 0)
        {
            losses.DependencyShortened(package, SecretRedactor.Redact(dependency));
        }

        string? build = spec.Build is null ? null : " " + spec.Build;
        return (name, (spec.Version?.ToString() ?? (build is null ? "" : "*")) + build);
    }

    private static bool IsJoinable(string constraint) => constraint.IndexOfAny([' ', '[']) < 0;

    // "," binds more tightly than "|".
    private static string Group(string constraint) => constraint.IndexOf('|') < 0 ? constraint : "(" + constraint + ")";
}
