using System;
using System.Globalization;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Packages.Matching;

/// <summary>
/// Matches packages against specs as conda does (<c>MatchSpec.match</c> in <c>conda/models/match_spec.py</c>).
/// </summary>
/// <remarks>
/// Fields that conda has in a record but that <see cref="CondaPackage"/> does not keep (<c>features</c>,
/// <c>license_family</c>, <c>flags</c>, <c>extras</c>) match only <c>*</c>; conda itself fails on <c>extras</c>.
/// <c>when</c> is a condition on the environment, not on the package, so it is ignored here; so is the text after
/// <c>if</c>.
/// </remarks>
internal static class MatchSpecMatcher
{
    /// <summary>Whether the package satisfies the spec.</summary>
    /// <exception cref="CondaEnvException">SpecInvalid: a regular expression of the spec is too slow.</exception>
    public static bool Matches(this MatchSpec spec, CondaPackage package)
    {
        if ((spec.NamePattern is { } name && !FitsText(spec, name, package.Name))
            || (spec.Version is { } version && !version.Matches(package.Version))
            || (spec.Build is { } build && !FitsText(spec, build, package.Build ?? string.Empty))
            || (spec.Subdir is { } subdir && subdir != package.Subdir)
            || (spec.ChannelText is not null && !FitsChannel(spec, package)))
        {
            return false;
        }

        foreach (MatchSpecField field in spec.OtherFields)
        {
            if (!FitsField(spec, field, package))
            {
                return false;
            }
        }

        return true;
    }

    private static bool FitsField(MatchSpec spec, MatchSpecField field, CondaPackage package) => field.Name switch
    {
        "build_number" => FitsBuildNumber(spec, field.Value, package.BuildNumber),
        "url" => FitsUrl(field.Value, package),
        "fn" => field.Value == package.FileName,

        // Hexadecimal digits are compared without case, unlike in conda, which compares strings and treats AB and ab as
        // different.
        "md5" => string.Equals(field.Value, package.Md5, StringComparison.OrdinalIgnoreCase),
        "sha256" => string.Equals(field.Value, package.Sha256, StringComparison.OrdinalIgnoreCase),

        // conda treats a package without a license as having the license 'None', which license=none would match.
        "license" => FitsText(spec, field.Value, package.License?.ToLowerInvariant() ?? string.Empty),
        "track_features" => field.Value == (package.TrackFeatures ?? string.Empty),
        "when" => true,
        _ => field.Value == "*",
    };

    /// <summary>
    /// Matches an exact text, a pattern with <c>*</c>, or a regular expression <c>^…$</c>; case-sensitive.
    /// </summary>
    private static bool FitsText(MatchSpec spec, string asked, string text) =>
        MatchSpec.IsRegex(asked) ? spec.Expression(asked).IsMatch(text) : Glob.IsMatch(asked, text);

    private static bool FitsChannel(MatchSpec spec, CondaPackage package)
    {
        // A package that does not come from a record has only the printed name of its channel.
        if (!Channel.TryParse(package.ChannelSource ?? package.Channel, spec.Channels, out Channel? channel))
        {
            return false;
        }

        if (spec.ChannelPattern is { } pattern)
        {
            // In a channel pattern, only the asterisk is replaced. Its dots keep their meaning in regular expressions.
            return spec.Expression(MatchSpec.IsRegex(pattern) ? pattern : "^(?:" + pattern.Replace("*", ".*") + ")$").IsMatch(channel.CanonicalName);
        }

        Channel asked = spec.Channel!;
        return spec.Channels.Resolver.IsElsewhere(asked)
            ? asked.BaseUrl == channel.BaseUrl
            : asked.Name == channel.Name || asked.Name == channel.CanonicalName;
    }

    /// <summary>
    /// Compares addresses with or without credentials: conda omits them from the record, but a spec may contain them.
    /// </summary>
    private static bool FitsUrl(string asked, CondaPackage package)
    {
        string? url = package.UrlSource ?? package.Url;
        return url is not null && (asked == url || SecretRedactor.Redact(asked) == SecretRedactor.Redact(url));
    }

    /// <summary>
    /// Matches a number, a relation to a number as in version specs, <c>*</c>, or a regular expression on the digits.
    /// </summary>
    private static bool FitsBuildNumber(MatchSpec spec, string asked, long? number)
    {
        string digits = number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        return asked == "*" || asked == digits
            || (asked[0] is '=' or '<' or '>' or '!' && digits.Length > 0
                && VersionSpec.TryParse(asked, out VersionSpec? relation) && relation.Matches(CondaVersion.FromRecord(digits)))
            || (MatchSpec.IsRegex(asked) && spec.Expression(asked).IsMatch(digits));
    }
}
