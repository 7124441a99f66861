using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Specs.MatchSpecs;

/// <summary>Formats specs as conda does.</summary>
internal static class MatchSpecFormatter
{
    // Buffers are reused, because every row of a requested package formats its spec.
    [ThreadStatic]
    private static StringBuilder? t_text;

    [ThreadStatic]
    private static List<string>? t_brackets;

    // A version or build with one of these characters is written in the brackets, in quotes.
    private static bool NeedsQuotes(string text)
    {
        foreach (char c in text)
        {
            if (c is '>' or '<' or '$' or '^' or '|' or ',')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The canonical form.</summary>
    /// <remarks>
    /// CEP 29: an exact version is written after <c>==</c>, a prefix after <c>=</c> without its <c>.*</c>, and all
    /// others in the brackets. A build is written after <c>=</c> only if the version is exact and the build is not a
    /// pattern.
    /// </remarks>
    public static string Canonical(MatchSpec spec)
    {
        StringBuilder text = (t_text ??= new StringBuilder(256)).Clear();
        List<string> brackets = (t_brackets ??= []);
        brackets.Clear();
        AppendChannel(spec, text, brackets);
        bool exact = spec.Version is not null && AppendVersion(spec, spec.Version.Text, text, brackets);
        if (spec.Build is not null)
        {
            AppendBuild(spec.Build, exact, text, brackets);
        }

        AppendOthers(spec, brackets);
        if (brackets.Count > 0)
        {
            text.Append('[').Append(string.Join(",", brackets)).Append(']');
        }

        // Histories and records contain specs that conda has already formatted; they are their own canonical form.
        return Holds(text, spec.OriginalText) ? spec.OriginalText : text.ToString();
    }

    private static bool Holds(StringBuilder text, string same)
    {
        if (text.Length != same.Length)
        {
            return false;
        }

        int at = same.Length - 1;
        while (at >= 0 && text[at] == same[at])
        {
            at--;
        }

        return at < 0;
    }

    /// <summary>The form in environment.yml.</summary>
    public static string CondaEnvForm(MatchSpec spec)
    {
        string text = Canonical(spec);
        int channel = text.IndexOf("::", StringComparison.Ordinal);
        text = channel < 0 ? text : text.Substring(channel + 2);
        int equal = text.IndexOf("==", StringComparison.Ordinal);
        return equal < 0 ? text : text.Remove(equal, 1);
    }

    /// <summary>The form in recipes.</summary>
    public static string? CondaBuildForm(MatchSpec spec)
    {
        if (string.IsNullOrEmpty(spec.ExactName))
        {
            return null;
        }

        // The file name-1-.conda has an empty build, which the canonical form shows but this form does not.
        if (!string.IsNullOrEmpty(spec.Build))
        {
            return spec.ExactName + " " + (spec.Version?.Text ?? "*") + " " + spec.Build;
        }

        return spec.Version is null ? spec.ExactName : spec.ExactName + " " + spec.Version.Text;
    }

    private static void AppendChannel(MatchSpec spec, StringBuilder text, List<string> brackets)
    {
        bool prefixed = spec.Channel is not null;
        if (prefixed)
        {
            text.Append(spec.ChannelText);
        }
        else if (spec.ChannelPattern is not null and not "*")
        {
            brackets.Add("channel=" + spec.ChannelPattern);
        }

        if (spec.Subdir is not null)
        {
            if (prefixed)
            {
                text.Append('/').Append(spec.Subdir);
            }
            else
            {
                brackets.Add("subdir=" + spec.Subdir);
            }
        }

        text.Append(prefixed ? "::" : string.Empty).Append(spec.NamePattern ?? "*");
    }

    // Returns true if the version was written as an exact one.
    private static bool AppendVersion(MatchSpec spec, string version, StringBuilder text, List<string> brackets)
    {
        if (NeedsQuotes(version))
        {
            brackets.Add("version='" + version + "'");
        }
        else if (version.StartsWith("!=", StringComparison.Ordinal) || version.StartsWith("~=", StringComparison.Ordinal))
        {
            if (spec.Build is null)
            {
                text.Append(version);
            }
            else
            {
                brackets.Add("version='" + version + "'");
            }
        }
        else if (version.EndsWith(".*", StringComparison.Ordinal))
        {
            text.Append('=').Append(version, 0, version.Length - 2);
        }
        else if (version[version.Length - 1] == '*')
        {
            text.Append(version.Length == 1 ? string.Empty : "=" + version.Substring(0, version.Length - 1));
        }
        else
        {
            text.Append(version.StartsWith("==", StringComparison.Ordinal) ? string.Empty : "==").Append(version);
            return true;
        }

        return false;
    }

    private static void AppendBuild(string build, bool exactVersion, StringBuilder text, List<string> brackets)
    {
        if (NeedsQuotes(build))
        {
            brackets.Add("build='" + build + "'");
        }
        else if (build.Contains("*") || !exactVersion)
        {
            brackets.Add("build=" + build);
        }
        else
        {
            text.Append('=').Append(build);
        }
    }

    private static void AppendOthers(MatchSpec spec, List<string> brackets)
    {
        bool hasUrl = spec.Field("url") is not null;
        foreach (MatchSpecField field in spec.OtherFields)
        {
            // A URL contains the file name; channel, name, version and build together determine the URL.
            if ((field.Name == "fn" && hasUrl) || (field.Name == "url" && spec.ChannelText is not null))
            {
                continue;
            }

            bool list = field.Name is "extras" or "flags" && field.Value.StartsWith("[", StringComparison.Ordinal);
            bool quoted = !list && field.Value.IndexOfAny([',', ' ', '=']) >= 0;
            brackets.Add(field.Name + "=" + (quoted ? "'" + field.Value + "'" : field.Value));
        }
    }
}
