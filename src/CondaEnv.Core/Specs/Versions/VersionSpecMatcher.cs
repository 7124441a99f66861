using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Versions;

/// <summary>
/// Matches versions against version specs as conda does (<c>VersionSpec.match</c> in <c>conda/models/version.py</c>).
/// </summary>
internal static class VersionSpecMatcher
{
    /// <summary>Whether the version satisfies the spec.</summary>
    public static bool Matches(VersionSpec spec, CondaVersion version)
    {
        switch (spec.Kind)
        {
            case VersionSpecKind.Any:
                return true;
            case VersionSpecKind.All:
                foreach (VersionSpec term in spec.Terms)
                {
                    if (!Matches(term, version))
                    {
                        return false;
                    }
                }

                return true;
            case VersionSpecKind.AnyOf:
                foreach (VersionSpec term in spec.Terms)
                {
                    if (Matches(term, version))
                    {
                        return true;
                    }
                }

                return false;
            case VersionSpecKind.Literal:
                return spec.Text == version.Text;
            case VersionSpecKind.Regex or VersionSpecKind.Glob:
                return spec.Expression?.IsMatch(version.Text) ?? Glob.IsMatch(spec.Text, version.Text);
            default:
                return version.IsValid && IsRelated(spec.Relation, version, spec.Version!);
        }
    }

    private static bool IsRelated(VersionRelation relation, CondaVersion version, CondaVersion other) => relation switch
    {
        VersionRelation.Equal => version.CompareTo(other) == 0,
        VersionRelation.NotEqual => version.CompareTo(other) != 0,
        VersionRelation.Less => version.CompareTo(other) < 0,
        VersionRelation.LessOrEqual => version.CompareTo(other) <= 0,
        VersionRelation.Greater => version.CompareTo(other) > 0,
        VersionRelation.GreaterOrEqual => version.CompareTo(other) >= 0,
        VersionRelation.StartsWith => version.StartsWith(other),
        VersionRelation.NotStartsWith => !version.StartsWith(other),
        _ => version.CompareTo(other) >= 0 && IsOfSeries(version, other.Normalized),
    };

    /// <summary>
    /// <c>~=1.2.3</c> requires the series 1.2. For <c>~=1</c>, conda creates an empty version and fails; here nothing
    /// matches.
    /// </summary>
    private static bool IsOfSeries(CondaVersion version, string least)
    {
        int last = least.LastIndexOf('.');
        return last > 0 && version.StartsWith(CondaVersion.FromRecord(least.Substring(0, last)));
    }
}
