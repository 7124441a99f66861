using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Prefix;
using CondaEnv.Specs;

namespace CondaEnv.Export;

/// <summary>A pip package that a portable export names, with the extras that were asked for.</summary>
internal sealed record PipRoot(CondaPackage Package, IReadOnlyList<string> Extras);

/// <summary>
/// Chooses the pip packages that a portable export names: those that were asked for (PEP 376, <c>REQUESTED</c>) and
/// those that nothing installed requires.
/// </summary>
/// <remarks>
/// pip does not write down extras. A package that only an extra of another requires is what that extra installed, and
/// the other is then named with it: <c>mkdocstrings[python]</c> for <c>mkdocstrings-python</c>.
/// </remarks>
internal sealed class PipRoots
{
    private readonly Dictionary<string, CondaPackage> _installed;
    private readonly Dictionary<string, Requirement[]> _requirements = new(StringComparer.Ordinal);
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly HashSet<string> _active = new(StringComparer.Ordinal);

    private PipRoots(ExportSource source)
    {
        _installed = new Dictionary<string, CondaPackage>(StringComparer.Ordinal);
        foreach (CondaPackage package in source.Contents.Packages)
        {
            // pip's last: where both have the project, pip's is what Python finds.
            _installed[PipPackageReader.NormalizeName(package.Name)] = package;
            foreach (string dependency in package.Depends)
            {
                _required.Add(PipPackageReader.NormalizeName(InstallOrder.NameOf(dependency)));
            }
        }
    }

    /// <summary>Chooses.</summary>
    public static IReadOnlyList<PipRoot> Choose(ExportSource source)
    {
        CondaPackage[] packages = [.. source.PythonPackages.Concat(source.OtherPackages.Where(ExportSource.IsEggLink)).OrderBy(static p => p.Name, StringComparer.Ordinal)];
        PipRoots roots = new(source);
        Dictionary<string, List<string>> extras = new(StringComparer.Ordinal);
        HashSet<string> chosen = roots.TopLevel(packages, extras);
        return source.Options.Pip switch
        {
            PipSelection.None => [],
            PipSelection.All => [.. packages.Where(static p => p.Name != "pip").Select(Root)],
            _ => [.. packages.Where(p => p.Name != "pip" && chosen.Contains(p.Name)).Select(Root)],
        };

        PipRoot Root(CondaPackage package) =>
            new(package, extras.TryGetValue(package.Name, out List<string>? names) ? [.. names.OrderBy(static n => n, StringComparer.Ordinal)] : []);
    }

    private HashSet<string> TopLevel(CondaPackage[] packages, Dictionary<string, List<string>> extras)
    {
        foreach (CondaPackage package in packages)
        {
            _requirements[package.Name] = [.. package.Requires.Select(Requirement.Read).OfType<Requirement>()];
        }

        foreach (CondaPackage package in packages)
        {
            Require(package.Name, extra: null);
        }

        HashSet<string> chosen = new(packages.Where(static p => p.Requested || p.Editable).Select(static p => p.Name), StringComparer.Ordinal);
        HashSet<string> unexplained = new(packages.Where(p => !chosen.Contains(p.Name) && !_required.Contains(p.Name)).Select(static p => p.Name), StringComparer.Ordinal);
        while (Best(chosen.Concat(unexplained), unexplained) is { } best)
        {
            if (!extras.TryGetValue(best.Owner, out List<string>? names))
            {
                extras.Add(best.Owner, names = []);
            }

            names.Add(best.Extra);
            unexplained.ExceptWith(best.Members);
        }

        chosen.UnionWith(unexplained);
        return chosen;
    }

    /// <summary>Follows what a package requires, with one of its extras or without any.</summary>
    private void Require(string name, string? extra)
    {
        if (!_requirements.TryGetValue(name, out Requirement[]? all) || !_active.Add(name + "[" + extra))
        {
            return;
        }

        foreach (Requirement requirement in all)
        {
            if (extra is null ? requirement.OfExtras.Count > 0 : !requirement.OfExtras.Contains(extra))
            {
                continue;
            }

            _required.Add(requirement.Name);
            foreach (string wanted in requirement.Extras)
            {
                Require(requirement.Name, wanted);
            }
        }
    }

    /// <summary>The extra whose requirements are all installed and that explains a package; the smallest one, so that <c>all</c> is not named for one of its parts.</summary>
    private Explanation? Best(IEnumerable<string> owners, HashSet<string> unexplained) => owners
        .SelectMany(owner => _requirements[owner].SelectMany(static r => r.OfExtras).Distinct(StringComparer.Ordinal).Select(extra => Explain(owner, extra)))
        .Where(e => e.IsInstalled && e.Members.Any(m => m != e.Owner && unexplained.Contains(m)))
        .OrderBy(static e => e.Members.Count)
        .ThenBy(static e => e.Owner, StringComparer.Ordinal)
        .ThenBy(static e => e.Extra, StringComparer.Ordinal)
        .FirstOrDefault();

    private Explanation Explain(string owner, string extra)
    {
        // One with a condition besides the extra may not have been meant for this machine.
        Requirement[] wanted = [.. _requirements[owner].Where(r => r.OfExtras.Contains(extra) && r.Name != owner)];
        bool installed = wanted.All(r => r.IsConditional || _installed.ContainsKey(r.Name));
        return new Explanation(owner, extra, new HashSet<string>(wanted.Where(r => _installed.ContainsKey(r.Name)).Select(static r => r.Name), StringComparer.Ordinal), installed);
    }

    private sealed record Explanation(string Owner, string Extra, HashSet<string> Members, bool IsInstalled);

    /// <summary>One line of Requires-Dist, as far as it matters here.</summary>
    private sealed record Requirement(string Name, IReadOnlyList<string> Extras, IReadOnlyList<string> OfExtras, bool IsConditional)
    {
        private const string Sign = "extra == \"";

        public static Requirement? Read(string line)
        {
            if (!Pep508Requirement.TryParse(line, out Pep508Requirement? parsed))
            {
                return null;
            }

            List<string> extras = [];
            string marker = parsed.Marker ?? "";
            int at = marker.IndexOf(Sign, StringComparison.Ordinal);
            while (at >= 0)
            {
                int start = at + Sign.Length;
                int end = marker.IndexOf('"', start);
                extras.Add(PipPackageReader.NormalizeName(marker.Substring(start, end - start)));
                at = marker.IndexOf(Sign, end, StringComparison.Ordinal);
            }

            bool conditional = extras.Count == 0 ? marker.Length > 0 : marker.Length > Sign.Length + extras[0].Length + 1;
            return new Requirement(PipPackageReader.NormalizeName(parsed.Name), [.. parsed.Extras.Select(PipPackageReader.NormalizeName)], extras, conditional);
        }
    }
}
