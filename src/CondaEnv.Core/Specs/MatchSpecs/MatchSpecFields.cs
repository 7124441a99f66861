using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Specs.MatchSpecs;

/// <summary>The fields that a spec may have in brackets, and how conda reads and prints them.</summary>
internal static class MatchSpecFields
{
    // In conda's printing order.
    private static readonly string[] s_names =
    [
        "build_number", "track_features", "features", "url", "md5", "sha256", "license", "license_family", "fn", "when", "extras", "flags",
    ];

    /// <summary>The position of a field in conda's order.</summary>
    public static int Rank(string name) => Array.IndexOf(s_names, name);

    /// <summary>Reads a value.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="value">Value as written in the spec.</param>
    /// <param name="error">Creates the exception for a problem.</param>
    public static MatchSpecField Create(string name, string value, Func<string, CondaEnvException> error) => new(name, name switch
    {
        "build_number" => BuildNumber(value, error),
        "track_features" or "features" => Features(value),
        "extras" or "flags" => "[" + string.Join(", ", Items(value).OrderBy(static f => f, StringComparer.Ordinal).Select(static f => "'" + f + "'")) + "]",
        "license" or "license_family" or "when" => Pattern(value.ToLowerInvariant(), error),
        "url" or "md5" or "sha256" or "fn" => value,
        _ => throw error("conda has no field of this name; allowed in brackets: version, build, channel, subdir, " + string.Join(", ", s_names)),
    });

    /// <summary>A set of features in the form in which it is compared and printed.</summary>
    public static string Features(string value) =>
        string.Join(" ", Items(value).Distinct(StringComparer.Ordinal).OrderBy(static f => f, StringComparer.Ordinal));

    private static IEnumerable<string> Items(string value) =>
        value.Replace(' ', ',').Split(',').Select(PythonText.Strip).Where(static item => item.Length > 0);

    private static string Pattern(string value, Func<string, CondaEnvException> error) =>
        !MatchSpec.IsRegex(value) || SpecExpression.TryParse(value, out _) ? value : throw error("the regular expression is invalid");

    private static string BuildNumber(string value, Func<string, CondaEnvException> error)
    {
        string text = PythonText.Strip(value);
        if (Integer(text) is { } number)
        {
            return number;
        }

        if (text.Length == 0)
        {
            throw error("the build number is empty");
        }

        if (text[0] is '=' or '<' or '>' or '!')
        {
            // The relations are those of versions without an asterisk.
            int length = text.Length > 1 && text[1] == '=' ? 2 : text[0] == '!' ? 0 : 1;
            bool valid = length > 0 && text.Length > length && text[length] is not ('=' or '<' or '>' or '!' or '~')
                && CondaVersionParser.TryNormalize(text.Substring(length), out _, out _, out _) && !text.Any(PythonText.IsSpace);
            return valid ? text : throw error("the build number is not a comparison with a number");
        }

        if (text[0] == '^' || text[text.Length - 1] == '$')
        {
            return MatchSpec.IsRegex(text) && SpecExpression.TryParse(text, out _) ? text : throw error("the regular expression is invalid");
        }

        return text;
    }

    // The syntax of Python's int(): a sign, and single underscores between digits.
    private static string? Integer(string text)
    {
        int start = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        for (int i = start; i < text.Length; i++)
        {
            bool digit = text[i] is >= '0' and <= '9';
            bool joint = text[i] == '_' && i > start && i + 1 < text.Length && text[i - 1] != '_';
            if (!digit && !joint)
            {
                return null;
            }
        }

        if (start == text.Length)
        {
            return null;
        }

        string digits = text.Substring(start).Replace("_", string.Empty).TrimStart('0');
        return digits.Length == 0 ? "0" : (text[0] == '-' ? "-" : string.Empty) + digits;
    }
}
