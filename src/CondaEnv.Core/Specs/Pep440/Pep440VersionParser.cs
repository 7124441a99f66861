using System;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Specs.Pep440;

/// <summary>Parses PEP 440 versions.</summary>
internal static class Pep440VersionParser
{
    // Appendix B of the PEP, which ignores case. Each part starts with a character that no earlier part can match, so
    // there is little backtracking.
    private static readonly Regex s_version = new(
        @"^v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\.[0-9]+)*)"
        + @"(?:[-_.]?(?<label>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre>[0-9]*))?"
        + @"(?<post>-(?<number>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<number>[0-9]*))?"
        + @"(?:[-_.]?dev[-_.]?(?<dev>[0-9]*))?(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly char[] s_localSeparators = ['-', '_', '.'];

    /// <summary>Parses a version.</summary>
    /// <exception cref="CondaEnvException">The text is not a valid version
    /// (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public static Pep440Parts Parse(string text) =>
        TryParse(text, out Pep440Parts? parts)
            ? parts
            : throw SpecErrors.VersionInvalid(text, 0, "PEP 440 has numbers with points between, then perhaps a1, b1 or rc1, .post1, .dev1 and +local");

    /// <summary>Parses a version; false if the text is not a valid one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pep440Parts? parts)
    {
        Match match = s_version.Match(PythonText.Strip(text));
        parts = !match.Success ? null : new Pep440Parts
        {
            Epoch = Number(match.Groups["epoch"].Value),
            Release = Array.ConvertAll(match.Groups["release"].Value.Split('.'), Number),
            PreLabel = match.Groups["label"].Success ? Label(match.Groups["label"].Value) : null,
            Pre = Number(match.Groups["pre"].Value),
            Post = match.Groups["post"].Success ? Number(match.Groups["number"].Value) : null,
            Dev = match.Groups["dev"].Success ? Number(match.Groups["dev"].Value) : null,
            Local = match.Groups["local"].Success ? Array.ConvertAll(match.Groups["local"].Value.ToLowerInvariant().Split(s_localSeparators), LocalPart) : null,
        };
        return parts is not null;
    }

    private static string Label(string text) => text.ToLowerInvariant() switch
    {
        "a" or "alpha" => "a",
        "b" or "beta" => "b",
        _ => "rc",
    };

    private static string LocalPart(string part) => Pep440Parts.IsNumber(part) ? Number(part) : part;

    private static string Number(string digits) => digits.TrimStart('0');
}
