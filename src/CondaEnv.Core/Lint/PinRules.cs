using System;
using System.Collections.Generic;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Lint;

/// <summary>How tightly versions and builds are asked for.</summary>
internal static class PinRules
{
    // Each spec is held against the versions that all of them name: its cost grows with the square.
    private const int MostCompared = 50;

    public static void Check(AuditedFile file)
    {
        Dictionary<string, List<CondaEnvFileDependency>> byName = new(StringComparer.Ordinal);
        foreach (CondaEnvFileDependency dependency in file.File.Dependencies)
        {
            if (!file.IsRequest || dependency.Manager != PackageManager.Conda || dependency.Match is not { } match)
            {
                continue;
            }

            if (dependency.Build is { } build && file.Document is not null)
            {
                file.Find("BuildPinned", dependency, $"the build {SpecErrors.Quote(build)} of '{dependency.Name}' is of one platform", "Write 'name=version' in a file that is to be shared.");
            }
            else if (IsFuzzy(match) is { } version)
            {
                file.Find("FuzzyPin", dependency, $"'={version}' lets every version in that starts so", $"Write '=={version}' where it shall be this one.");
            }

            if (dependency.Name is { } name && match.Version is not null && (dependency.Condition is null || SelectorRules.IsComment(dependency)))
            {
                if (!byName.TryGetValue(name, out List<CondaEnvFileDependency>? same))
                {
                    byName.Add(name, same = []);
                }

                same.Add(dependency);
            }
        }

        foreach (KeyValuePair<string, List<CondaEnvFileDependency>> entry in byName)
        {
            CheckContradiction(file, entry.Key, entry.Value);
        }
    }

    private static void CheckContradiction(AuditedFile file, string name, List<CondaEnvFileDependency> dependencies)
    {
        if (dependencies.Count > MostCompared)
        {
            return;
        }

        List<CondaVersion> candidates = [];
        foreach (CondaEnvFileDependency dependency in dependencies)
        {
            if (!Candidates(dependency.Match!.Version!, candidates))
            {
                return;
            }
        }

        foreach (CondaVersion candidate in candidates)
        {
            if (dependencies.TrueForAll(d => d.Match!.Version!.Matches(candidate)))
            {
                return;
            }
        }

        CondaEnvFileDependency last = dependencies[dependencies.Count - 1];
        string specs = string.Join(" and ", dependencies.ConvertAll(static d => SpecErrors.Quote(d.Spec)));
        file.Find("ContradictingPins", last, dependencies.Count == 1 ? $"no version of '{name}' satisfies {specs}" : $"no version of '{name}' satisfies both {specs}", null);
    }

    /// <summary>
    /// Versions one of which satisfies the spec if any does: those that it names, and what lies right behind and before them. False where
    /// it is not put together of versions (a pattern), so that nothing can be said.
    /// </summary>
    private static bool Candidates(VersionSpec spec, List<CondaVersion> candidates)
    {
        foreach (VersionSpec term in spec.Terms)
        {
            if (!Candidates(term, candidates))
            {
                return false;
            }
        }

        if (spec.Terms.Count > 0)
        {
            return true;
        }

        if (spec.Version is not { } version)
        {
            return spec.Kind == VersionSpecKind.Any;
        }

        string text = version.Text;

        foreach (string more in s_around)
        {
            if (CondaVersion.TryParse(text + more, out CondaVersion? candidate))
            {
                candidates.Add(candidate);
            }
        }

        foreach (string extreme in s_extremes)
        {
            candidates.Add(new CondaVersion(extreme));
        }

        return true;
    }

    /// <summary>The version, where it is whole (three numbers at least) and stands behind a single equals sign; else null.</summary>
    private static string? IsFuzzy(MatchSpec match)
    {
        if (match.Version is not { IsExact: false } version || version.Terms.Count > 0)
        {
            return null;
        }

        string original = match.OriginalText;
        int equals = original.IndexOf('=');
        if (equals <= 0 || original.IndexOfAny(s_relations) >= 0 || original.IndexOf('=', equals + 1) >= 0)
        {
            return null;
        }

        string text = original.Substring(equals + 1).Trim();
        return text.Split('.').Length >= 3 && CondaVersion.TryParse(text, out _) ? text : null;
    }

    private static readonly string[] s_around = ["", ".0", ".1", ".0.1", "a0", ".post1"];
    private static readonly string[] s_extremes = ["0", "0.1", "99999"];
    private static readonly char[] s_relations = ['<', '>', '!', '~', '*', '[', '|', ','];
}
