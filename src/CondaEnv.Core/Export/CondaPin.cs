using System;
using System.Linq;
using CondaEnv.Formats.Source;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Export;

/// <summary>
/// Writes a conda package with the chosen precision: the user's request combined with the leading parts of the
/// installed version. A stricter request of the user is never loosened, unless that is allowed.
/// </summary>
internal static class CondaPin
{
    /// <summary>Creates the spec.</summary>
    public static PortableSpec Write(CondaRoot root, PinPrecision pin, bool allowLooser)
    {
        MatchSpec? spec = allowLooser && pin != PinPrecision.AsRequested ? null : root.Spec;
        string? channel = root.Spec?.ChannelText is { Length: > 0 } text ? text : null;
        string? build = spec?.Build;
        string? version = spec?.Version is null || spec.Version.Kind == VersionSpecKind.Any ? null : Print(spec.Version);
        string installed = root.Package.Version.Text;
        switch (pin)
        {
            case PinPrecision.AsRequested or PinPrecision.None:
                break;
            case var _ when IsViolated(root, spec):
                // A pin to the installed version would contradict the request, so that no version could satisfy both.
                break;
            case PinPrecision.Exact or PinPrecision.Build:
                version = spec?.Version?.IsExact == true ? version : "==" + installed;
                build = pin == PinPrecision.Build && root.Package.Build is { Length: > 0 } own ? own : build;
                break;
            default:
                version = Join(spec?.Version, VersionPrefix.Of(installed, Parts(pin)));
                break;
        }

        return new PortableSpec(root.Package.Name, version, build, channel)
        {
            OtherFields = spec is null ? [] : [.. spec.OtherFields.Where(static f => f.Name is not ("url" or "fn"))],
        };
    }

    /// <summary>Whether the installed version violates the request.</summary>
    public static bool IsViolated(CondaRoot root, MatchSpec? spec) => spec?.Version?.Matches(root.Package.Version) == false;

    /// <summary>Number of version parts that a precision keeps.</summary>
    public static int Parts(PinPrecision pin) => pin switch
    {
        PinPrecision.Major => 1,
        PinPrecision.Minor => 2,
        _ => 3,
    };

    /// <summary>The text after the name: <c>==1.2</c>, <c>=1.2</c>, or the relations unchanged.</summary>
    private static string Print(VersionSpec version)
    {
        string text = version.Text;
        if (version.Kind != VersionSpecKind.Relation)
        {
            return version.IsExact ? "==" + text : Relation(text);
        }

        return version.Relation switch
        {
            VersionRelation.Equal => text.StartsWith("==", StringComparison.Ordinal) ? text : "==" + text,
            VersionRelation.StartsWith => "=" + Bare(text),
            _ => text,
        };
    }

    /// <summary>Combines the user's spec with a prefix of the installed version.</summary>
    private static string Join(VersionSpec? asked, string prefix)
    {
        string pinned = "=" + prefix;
        switch (asked?.Kind)
        {
            case null or VersionSpecKind.Any:
                return pinned;
            case VersionSpecKind.Literal:
                return Print(asked);
            case VersionSpecKind.Relation when asked.IsExact || asked.Relation == VersionRelation.StartsWith:
                // One prefix contains the other, or else the installed version violates the request, which is then
                // kept.
                return asked.Relation == VersionRelation.StartsWith && VersionPrefix.Contains(asked.Version!.Text, prefix) ? pinned : Print(asked);
            case VersionSpecKind.AnyOf:
                // "," binds more tightly than "|", so the prefix is added to each alternative. If it implies one of
                // them, the others are redundant.
                return asked.Terms.Any(t => With(t, prefix) is null) ? pinned : Relation(string.Join("|", asked.Terms.Select(t => With(t, prefix))));
            default:
                return With(asked, prefix) is { } both ? Relation(both) : pinned;
        }
    }

    /// <summary>A name must be followed by an operator: <c>=1.*,1.26.*</c>.</summary>
    private static string Relation(string text) => text[0] is '<' or '>' or '!' or '~' or '=' ? text : "=" + text;

    /// <summary>
    /// The terms that the prefix does not imply, followed by the prefix; null if it implies all of them.
    /// </summary>
    private static string? With(VersionSpec asked, string prefix)
    {
        VersionSpec[] terms = asked.Kind == VersionSpecKind.All ? [.. asked.Terms] : [asked];
        string[] kept = [.. terms.Where(t => !IsImplied(t, prefix)).Select(static t => t.Text)];
        return kept.Length == 0 ? null : string.Join(",", kept) + "," + prefix + ".*";
    }

    /// <summary>
    /// Whether all versions with the prefix satisfy the term. False if unknown, because a redundant term is harmless.
    /// </summary>
    private static bool IsImplied(VersionSpec term, string prefix)
    {
        if (term.Kind == VersionSpecKind.Any)
        {
            return true;
        }

        if (term.Kind != VersionSpecKind.Relation)
        {
            return false;
        }

        CondaVersion low = CondaVersion.FromRecord(prefix);
        CondaVersion bound = term.Version!;
        return term.Relation switch
        {
            VersionRelation.GreaterOrEqual => low.CompareTo(bound) >= 0,
            VersionRelation.Greater => low.CompareTo(bound) > 0,
            VersionRelation.Less or VersionRelation.LessOrEqual => VersionPrefix.Next(prefix) is { } next && CondaVersion.FromRecord(next).CompareTo(bound) <= 0,
            VersionRelation.NotEqual or VersionRelation.NotStartsWith => !VersionPrefix.Contains(prefix, bound.Text) && !VersionPrefix.Contains(bound.Text, prefix),
            VersionRelation.StartsWith => VersionPrefix.Contains(bound.Text, prefix),
            _ => false,
        };
    }

    private static string Bare(string text)
    {
        text = text.TrimStart('=');
        return text.EndsWith(".*", StringComparison.Ordinal) ? text.Substring(0, text.Length - 2) : text;
    }
}
