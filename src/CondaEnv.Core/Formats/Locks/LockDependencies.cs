using System;
using System.Collections.Generic;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Graph;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.Locks;

/// <summary>Dependencies as a map from name to constraint, as <c>conda-lock.yml</c> has them.</summary>
internal static class LockDependencies
{
    /// <summary>Those of a conda package: <c>python &gt;=3.12,&lt;3.13.0a0</c> is <c>python</c> with <c>&gt;=3.12,&lt;3.13.0a0</c>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfConda(ExportSource source, LossReport losses, CondaPackage package)
    {
        List<KeyValuePair<string, string>> map = new(package.Depends.Count);
        foreach (string dependency in package.Depends)
        {
            (string name, string constraint) = Split(source, losses, package, dependency);
            int earlier = map.FindIndex(d => d.Key == name);
            if (earlier < 0)
            {
                map.Add(new KeyValuePair<string, string>(name, constraint));
                continue;
            }

            // A name stands once; versions can be joined, a build cannot.
            string other = map[earlier].Value;
            bool joins = constraint.IndexOfAny([' ', '[']) < 0 && other.IndexOfAny([' ', '[']) < 0;
            if (joins)
            {
                string joined = other.Length == 0 ? constraint : constraint.Length == 0 || constraint == other ? other : Group(other) + "," + Group(constraint);
                map[earlier] = new KeyValuePair<string, string>(name, joined);
            }
            else
            {
                losses.DependencyShortened(package, dependency);
            }
        }

        return map;
    }

    /// <summary>Those of a pip package that hold in the environment and are installed, by Requires-Dist.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OfPip(ExportSource source, CondaPackage package)
    {
        SortedDictionary<string, string> map = new(StringComparer.Ordinal);
        PackageGraph graph = source.Contents.Graph;
        foreach (Dependency dependency in DependencyStates.Of(graph, graph.PlaceOf(package)))
        {
            if (dependency is { Kind: DependencyKind.RequiresDist, IsEdge: true } && Pep508Requirement.TryParse(dependency.Requirement, out Pep508Requirement? requirement))
            {
                // What a conda package provides under another name stands in the lock by the package's own, whose version is another.
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

        // Channels, brackets, a version glued to its name: MatchSpec knows. A channel has no place in the map.
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

    // "," binds tighter than "|".
    private static string Group(string constraint) => constraint.IndexOf('|') < 0 ? constraint : "(" + constraint + ")";
}
