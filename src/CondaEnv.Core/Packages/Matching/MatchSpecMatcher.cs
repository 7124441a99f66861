using System;
using System.Globalization;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Packages.Matching;

/// <summary>Matches packages against specs as conda does (<c>MatchSpec.match</c> in <c>conda/models/match_spec.py</c>).</summary>
/// <remarks>
/// What conda knows of a record and <see cref="CondaPackage"/> does not keep (<c>features</c>, <c>license_family</c>, <c>flags</c>,
/// <c>extras</c>) fits no value but <c>*</c>: conda itself fails on <c>extras</c>. <c>when</c> is a condition on the environment,
/// not on the package, and asks nothing here; so does what stands behind <c>if</c>.
/// </remarks>
internal static class MatchSpecMatcher
{
    /// <summary>Whether the package is one that the spec asks for.</summary>
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

        // Hexadecimal digits have no case: conda, which compares texts, tells AB from ab.
        "md5" => string.Equals(field.Value, package.Md5, StringComparison.OrdinalIgnoreCase),
        "sha256" => string.Equals(field.Value, package.Sha256, StringComparison.OrdinalIgnoreCase),

        // To conda a package without a licence has the licence 'None', which license=none would find.
        "license" => FitsText(spec, field.Value, package.License?.ToLowerInvariant() ?? string.Empty),
        "track_features" => field.Value == (package.TrackFeatures ?? string.Empty),
        "when" => true,
        _ => field.Value == "*",
    };

    /// <summary>An exact text, a pattern with <c>*</c>, or a regular expression <c>^…$</c>; the case counts.</summary>
    private static bool FitsText(MatchSpec spec, string asked, string text) =>
        MatchSpec.IsRegex(asked) ? spec.Expression(asked).IsMatch(text) : Glob.IsMatch(asked, text);

    private static bool FitsChannel(MatchSpec spec, CondaPackage package)
    {
        // A package that comes from elsewhere than a record says its channel by the printed name only.
        if (!Channel.TryParse(package.ChannelSource ?? package.Channel, spec.Channels, out Channel? channel))
        {
            return false;
        }

        if (spec.ChannelPattern is { } pattern)
        {
            // In a channel's pattern only the asterisk is replaced: its points are those of a regular expression.
            return spec.Expression(MatchSpec.IsRegex(pattern) ? pattern : "^(?:" + pattern.Replace("*", ".*") + ")$").IsMatch(channel.CanonicalName);
        }

        Channel asked = spec.Channel!;
        return spec.Channels.Resolver.IsElsewhere(asked)
            ? asked.BaseUrl == channel.BaseUrl
            : asked.Name == channel.Name || asked.Name == channel.CanonicalName;
    }

    /// <summary>The address with or without its credentials: conda leaves them out of the record, and a spec may have them.</summary>
    private static bool FitsUrl(string asked, CondaPackage package)
    {
        string? url = package.UrlSource ?? package.Url;
        return url is not null && (asked == url || SecretRedactor.Redact(asked) == SecretRedactor.Redact(url));
    }

    /// <summary>A number, a relation to one as versions have it, <c>*</c>, or a regular expression over its digits.</summary>
    private static bool FitsBuildNumber(MatchSpec spec, string asked, long? number)
    {
        string digits = number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        return asked == "*" || asked == digits
            || (asked[0] is '=' or '<' or '>' or '!' && digits.Length > 0
                && VersionSpec.TryParse(asked, out VersionSpec? relation) && relation.Matches(CondaVersion.FromRecord(digits)))
            || (MatchSpec.IsRegex(asked) && spec.Expression(asked).IsMatch(digits));
    }
}
