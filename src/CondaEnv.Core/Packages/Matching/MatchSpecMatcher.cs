using System;
using System.Globalization;
using System.Text.RegularExpressions;
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
    // A spec comes from somebody's file: its expression may be slow on purpose.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether the package is one that the spec asks for.</summary>
    public static bool Matches(this MatchSpec spec, CondaPackage package)
    {
        if ((spec.NamePattern is { } name && !FitsText(name, package.Name))
            || (spec.Version is { } version && !version.Matches(package.Version))
            || (spec.Build is { } build && !FitsText(build, package.Build ?? string.Empty))
            || (spec.Subdir is { } subdir && subdir != package.Subdir)
            || (spec.ChannelText is not null && !FitsChannel(spec, package)))
        {
            return false;
        }

        foreach (MatchSpecField field in spec.OtherFields)
        {
            if (!FitsField(field, package))
            {
                return false;
            }
        }

        return true;
    }

    private static bool FitsField(MatchSpecField field, CondaPackage package) => field.Name switch
    {
        "build_number" => FitsBuildNumber(field.Value, package.BuildNumber),
        "url" => FitsUrl(field.Value, package),
        "fn" => field.Value == package.FileName,

        // Hexadecimal digits have no case: conda, which compares texts, tells AB from ab.
        "md5" => string.Equals(field.Value, package.Md5, StringComparison.OrdinalIgnoreCase),
        "sha256" => string.Equals(field.Value, package.Sha256, StringComparison.OrdinalIgnoreCase),

        // To conda a package without a licence has the licence 'None', which license=none would find.
        "license" => FitsText(field.Value, package.License?.ToLowerInvariant() ?? string.Empty),
        "track_features" => field.Value == (package.TrackFeatures ?? string.Empty),
        "when" => true,
        _ => field.Value == "*",
    };

    /// <summary>An exact text, a pattern with <c>*</c>, or a regular expression <c>^…$</c>; the case counts.</summary>
    private static bool FitsText(string asked, string text) =>
        MatchSpec.IsRegex(asked) ? FitsRegex(asked, text) : FitsGlob(asked, text);

    private static bool FitsGlob(string pattern, string text)
    {
        int p = 0;
        int t = 0;
        int star = -1;
        int mark = 0;
        while (t < text.Length)
        {
            // The asterisk first: it may also be a character of the text.
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool FitsRegex(string pattern, string text)
    {
        if (!PythonRegex.TryTranslate(pattern, out string? translated))
        {
            return false;
        }

        try
        {
            return Regex.IsMatch(text, translated, RegexOptions.CultureInvariant, s_patience);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

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
            return FitsRegex(MatchSpec.IsRegex(pattern) ? pattern : "^(?:" + pattern.Replace("*", ".*") + ")$", channel.CanonicalName);
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
    private static bool FitsBuildNumber(string asked, long? number)
    {
        string digits = number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        return asked == "*" || asked == digits
            || (asked[0] is '=' or '<' or '>' or '!' && digits.Length > 0
                && VersionSpec.TryParse(asked, out VersionSpec? spec) && spec.Matches(CondaVersion.FromRecord(digits)))
            || (MatchSpec.IsRegex(asked) && FitsRegex(asked, digits));
    }
}
