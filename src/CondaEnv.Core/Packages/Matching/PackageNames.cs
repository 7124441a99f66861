using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Packages.Matching;

/// <summary>Packages that a user names. Each name, pattern or MatchSpec is matched by itself, so that one that matches nothing is reported.</summary>
internal sealed class PackageNames
{
    private readonly IReadOnlyList<(string Text, PackageFilter Filter)> _names;

    /// <summary>Reads the names; see <see cref="PackageFilter"/>.</summary>
    /// <exception cref="CondaEnvException">SpecInvalid.</exception>
    public PackageNames(IEnumerable<string> names, ChannelConfiguration configuration, Func<string, Func<string, bool>>? pattern = null) =>
        _names = [.. names.Select(name => (name, new PackageFilter([name], [], configuration, pattern)))];

    /// <summary>True if nothing is named.</summary>
    public bool IsEmpty => _names.Count == 0;

    /// <summary>Indexes of the named packages, in the order of the names.</summary>
    /// <param name="packages">The packages of an environment.</param>
    /// <param name="label">Name of the environment for messages.</param>
    /// <param name="report">Receives an error for each name or MatchSpec that matches nothing. A pattern may match nothing.</param>
    /// <exception cref="CondaEnvException">SpecInvalid. Reported: PackageNotFound.</exception>
    public IReadOnlyList<int> Find(IReadOnlyList<CondaPackage> packages, string label, Action<CondaEnvException> report)
    {
        List<int> found = [];
        foreach ((string text, PackageFilter filter) in _names)
        {
            int before = found.Count;
            found.AddRange(Enumerable.Range(0, packages.Count).Where(i => filter.Matches(packages[i])).OrderBy(i => packages[i].Name, StringComparer.Ordinal));
            if (found.Count == before && (PackageFilter.IsSpec(text) || text.IndexOfAny(['*', '?', '[']) < 0))
            {
                report(NotFound(text, packages, label));
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>The error for a name that no package has.</summary>
    public static CondaEnvException NotFound(string text, IReadOnlyList<CondaPackage> packages, string label)
    {
        // Of a spec that no version satisfies, the name may be right.
        int end = text.Trim().IndexOfAny(['=', '<', '>', '!', '~', ' ', '[']);
        string name = end > 0 ? text.Trim().Substring(0, end) : text;
        CondaPackage[] same = [.. packages.Where(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))];
        IReadOnlyList<string> near = same.Length > 0 ? [] : NearNames.Of(name, packages.Select(static p => p.Name));
        string hint = same.Length > 0 ? $"It has {string.Join(" and ", same.Select(static p => $"'{p}'"))}."
            : near.Count > 0 ? $"Did you mean {string.Join(" or ", near.Select(static n => $"'{n}'"))}?"
            : "Leave the name out to see all of its packages.";
        return new CondaEnvException(CondaErrorKind.PackageNotFound, $"'{label}' has no package '{text}'. {hint}", text);
    }
}
