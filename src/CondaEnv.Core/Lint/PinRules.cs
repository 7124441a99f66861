using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Lint;

/// <summary>Rules for how strictly versions and builds are pinned.</summary>
internal static class PinRules
{
    // Each version in the specs of a package is compared with each spec, so the cost is quadratic.
    private const int MostCompared = 200;

    public static void Check(AuditedFile file)
    {
        Dictionary<string, List<CondaEnvFileDependency>> byName = new(StringComparer.Ordinal);
        List<(CondaEnvFileDependency Dependency, string Pin)> builds = [];
        List<(CondaEnvFileDependency Dependency, string Pin)> fuzzy = [];
        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            if (!file.IsRequest || dependency.Manager != PackageManager.Conda || dependency.Match is not { } match)
            {
                continue;
            }

            if (dependency.Build is { } build)
            {
                if (file.Document is not null && !IsOfAllPlatforms(build))
                {
                    builds.Add((dependency, build));
                }
            }
            else if (IsFuzzy(match) is { } version)
            {
                fuzzy.Add((dependency, version));
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

        Find(
            file, "BuildPinned", builds, static (d, build) => $"the build {SpecErrors.Quote(build)} of '{d.Name}' may not exist on other platforms",
            static names => $"the builds of {names} may not exist on other platforms", static _ => "Write 'name=version' in a file that is to be shared.");
        Find(
            file, "FuzzyPin", fuzzy, static (_, version) => $"'={version}' lets every version in that starts so",
            static names => $"the single '=' of {names} allows every version that starts with it", static version => $"For exactly this version, write '=={version}'.");
        foreach (KeyValuePair<string, List<CondaEnvFileDependency>> entry in byName)
        {
            CheckContradiction(file, entry.Key, entry.Value);
        }
    }

    /// <summary>
    /// A few pins are separate findings with their lines; many are a single finding, because someone who pins
    /// everything does so on purpose, or with a tool.
    /// </summary>
    private static void Find(
        AuditedFile file, string rule, List<(CondaEnvFileDependency Dependency, string Pin)> pins,
        Func<CondaEnvFileDependency, string, string> one, Func<string, string> many, Func<string, string> suggestion)
    {
        if (pins.Count > Named)
        {
            string names = string.Join(", ", pins.GetRange(0, Named).ConvertAll(static p => $"'{p.Dependency.Name}'"));
            file.Find(rule, pins[0].Dependency, many($"{names} and {pins.Count - Named} more"), suggestion(pins[0].Pin));
            return;
        }

        foreach ((CondaEnvFileDependency dependency, string pin) in pins)
        {
            file.Find(rule, dependency, one(dependency, pin), suggestion(pin));
        }
    }

    /// <summary>
    /// Builds of packages without compiled code, in the naming of conda-build: <c>py_0</c>, <c>pyhd8ed1ab_1</c>, with a
    /// variant prefix as in <c>unix_pyh707e725_0</c>, and names of variants only, such as <c>mkl</c>. Other noarch
    /// packages cannot be recognized.
    /// </summary>
    private static bool IsOfAllPlatforms(string build) => s_noarch.IsMatch(build) || build.IndexOfAny(s_digits) < 0;

    private static void CheckContradiction(AuditedFile file, string name, List<CondaEnvFileDependency> dependencies)
    {
        StopSignal.Check();
        int named = 0;
        foreach (CondaEnvFileDependency dependency in dependencies)
        {
            named += CountTerms(dependency.Match!.Version!);
            if (named > MostCompared)
            {
                return;
            }
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

    private static int CountTerms(VersionSpec spec)
    {
        int count = spec.Terms.Count == 0 ? 1 : 0;
        foreach (VersionSpec term in spec.Terms)
        {
            count += CountTerms(term);
        }

        return count;
    }

    /// <summary>
    /// Collects versions of which one satisfies the spec if any version does: the versions in the spec and those
    /// directly before and after them. False if the spec does not consist of versions (a pattern), so that the result
    /// is unknown.
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

        if (spec.Version is null && spec.Kind != VersionSpecKind.Any)
        {
            return false;
        }

        foreach (string more in spec.Version is null ? [] : s_around)
        {
            if (CondaVersion.TryParse(spec.Version!.Text + more, out CondaVersion? candidate))
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

    /// <summary>
    /// The version, if it is complete (at least three numbers) and follows a single equals sign; otherwise null.
    /// </summary>
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

    private const int Named = 3;

    private static readonly Regex s_noarch = new(@"^(?:.*_)?py(?:h[0-9a-f]{5,})?_[0-9]+\z", RegexOptions.CultureInvariant);
    private static readonly char[] s_digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    private static readonly string[] s_around = ["", ".0", ".1", ".0.1", "a0", ".post1"];
    private static readonly string[] s_extremes = ["0", "0.1", "99999"];
    private static readonly char[] s_relations = ['<', '>', '!', '~', '*', '[', '|', ','];
}
