using System;
using System.Collections.Generic;
using CondaEnv.Packages.Changes;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Compare;

/// <summary>Compares two files of specs, package by package.</summary>
internal static class FileComparison
{
    /// <summary>
    /// Pairs dependencies by manager and name. A pair with different specs is a row, and so is a dependency without a
    /// counterpart.
    /// </summary>
    /// <param name="reference">The reference file.</param>
    /// <param name="difference">The difference file.</param>
    /// <param name="rows">Receives the differences.</param>
    public static void Compare(CondaEnvFile reference, CondaEnvFile difference, DifferenceRows rows)
    {
        Dictionary<string, CondaEnvFileDependency> before = Index(reference);
        Dictionary<string, CondaEnvFileDependency> after = Index(difference);
        foreach (KeyValuePair<string, CondaEnvFileDependency> pair in after)
        {
            if (before.TryGetValue(pair.Key, out CondaEnvFileDependency? old))
            {
                before.Remove(pair.Key);
                AddStep(old, pair.Value, rows);
            }
            else if (pair.Value.Name is { } name && before.TryGetValue(OtherKey(pair.Value, name), out CondaEnvFileDependency? other) && !after.ContainsKey(OtherKey(pair.Value, name)))
            {
                before.Remove(OtherKey(pair.Value, name));
                rows.Add(other, pair.Value, PackageChange.SourceChanged, null, $"{other.Section} -> {pair.Value.Section}");
            }
            else
            {
                rows.Add(null, pair.Value, PackageChange.Added, null, detail: null);
            }
        }

        foreach (CondaEnvFileDependency dependency in before.Values)
        {
            rows.Add(dependency, null, PackageChange.Removed, null, detail: null);
        }
    }

    private static void AddStep(CondaEnvFileDependency old, CondaEnvFileDependency now, DifferenceRows rows)
    {
        if (Canonical(old) == Canonical(now))
        {
            rows.Add(old, now, PackageChange.Unchanged, null, detail: null);
            return;
        }

        string detail = $"{Canonical(old)} -> {Canonical(now)}";
        if (VersionOf(old) is not { } before || VersionOf(now) is not { } after)
        {
            rows.Add(old, now, PackageChange.SpecChanged, null, detail);
            return;
        }

        int order = before.CompareTo(after);
        (PackageChange change, ChangeLevel? level) =
            order < 0 ? (PackageChange.Upgraded, PackageStep.LevelOf(before, after))
            : order > 0 ? (PackageChange.Downgraded, PackageStep.LevelOf(before, after))
            : old.Build is not null && now.Build is not null && old.Build != now.Build ? (PackageChange.Rebuilt, ChangeLevel.Build)
            : old.Version is not null && now.Version is not null && old.Build == now.Build && old.Channel == now.Channel ? (PackageChange.Unchanged, null)
            : old.Build == now.Build && old.Channel is not null && now.Channel is not null && old.Channel != now.Channel ? (PackageChange.ChannelChanged, null)
            : (PackageChange.SpecChanged, null);
        rows.Add(old, now, change, level, detail);
    }

    /// <summary>Indexes dependencies by package identity; repeated ones are distinguished by their order.</summary>
    private static Dictionary<string, CondaEnvFileDependency> Index(CondaEnvFile file)
    {
        Dictionary<string, CondaEnvFileDependency> index = new(StringComparer.Ordinal);
        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            string key = Key(dependency.Section, dependency.Manager, dependency.Name ?? dependency.Spec) + (dependency.Platform is null ? "" : "|" + dependency.Platform);
            string unique = key;
            for (int i = 2; index.ContainsKey(unique); i++)
            {
                unique = $"{key}|{i}";
            }

            index.Add(unique, dependency);
        }

        return index;
    }

    private static string Key(string section, PackageManager? manager, string name) =>
        section + "|" + (manager is { } known ? PackageKey.Of(known, name).Name : name);

    private static string OtherKey(CondaEnvFileDependency dependency, string name) =>
        dependency.Manager == PackageManager.Pip ? Key("conda", PackageManager.Conda, name) : Key("pip", PackageManager.Pip, name);

    /// <summary>
    /// The version in a spec, exact or as a prefix: from <c>python=3.12</c> to <c>python=3.13</c> is an upgrade.
    /// </summary>
    private static CondaVersion? VersionOf(CondaEnvFileDependency dependency) =>
        dependency.Version ?? (dependency.Match?.Version is { Kind: VersionSpecKind.Relation, Relation: VersionRelation.StartsWith } series ? series.Version : null);

    /// <summary>The spec in the canonical form of its manager, with its condition.</summary>
    private static string Canonical(CondaEnvFileDependency dependency)
    {
        // The names have already been compared by pip's rules.
        string text = dependency.Match?.ToString()
            ?? (dependency.Requirement?.Requirement is { } requirement ? PipName.Normalize(requirement.Name) + requirement.ToString().Substring(requirement.Name.Length) : dependency.Spec);
        return dependency.Condition is { } condition && dependency.Requirement is null ? $"{text} {condition}" : text;
    }
}
