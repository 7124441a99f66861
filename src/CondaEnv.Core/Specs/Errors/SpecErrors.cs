using System;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Errors;

/// <summary>
/// Creates errors for specs, with consistent wording, offsets that match the target, and without secrets.
/// </summary>
internal static class SpecErrors
{
    /// <summary>
    /// Maximum length of a text that is parsed as a spec, in characters. Nobody writes longer ones, and parsing takes
    /// time.
    /// </summary>
    public const int LongestSpec = 8192;

    private const int LongestQuote = 160;

    /// <summary>
    /// Creates the error for a text that is not a valid MatchSpec, version spec, channel or requirement.
    /// </summary>
    /// <param name="text">The complete text.</param>
    /// <param name="offset">Zero-based offset of the error in the text; -1 if unknown.</param>
    /// <param name="what">What the text should be, with an article, such as <c>a package spec</c>.</param>
    /// <param name="problem">What is wrong and what would be valid, without a final period.</param>
    public static CondaEnvException SpecInvalid(string text, int offset, string what, string problem) =>
        Create(CondaErrorKind.SpecInvalid, text, offset, what, problem);

    /// <summary>
    /// Creates the error for a text that is longer than <see cref="LongestSpec"/>; only its start is quoted.
    /// </summary>
    public static CondaEnvException TooLong(string text, string what) =>
        Create(CondaErrorKind.SpecInvalid, text.Substring(0, LongestQuote), -1, what, $"it has {text.Length} characters, and at most {LongestSpec} are read");

    /// <summary>Creates the error for a text that is not a valid version.</summary>
    public static CondaEnvException VersionInvalid(string text, int offset, string problem) =>
        Create(CondaErrorKind.VersionInvalid, text, offset, "a version", problem);

    /// <summary>The text in quotes for a message: without secrets and with limited length.</summary>
    public static string Quote(string text)
    {
        string shown = SecretRedactor.Redact(text);
        return shown.Length <= LongestQuote ? "'" + shown + "'" : "'" + shown.Substring(0, LongestQuote) + "…'";
    }

    private static CondaEnvException Create(CondaErrorKind kind, string text, int offset, string what, string problem)
    {
        string target = SecretRedactor.Redact(text);
        offset = Math.Min(offset, text.Length);
        if (offset > 0 && !ReferenceEquals(target, text))
        {
            // Adjust the offset to Target, in which redaction removed characters before it.
            offset = Math.Min(SecretRedactor.Redact(text.Substring(0, offset)).Length, target.Length);
        }

        // Name unusual characters, which are not visible in the quoted text.
        int odd = UnusualCharacters.IndexIn(text, typographic: true);
        string named = odd < 0 ? "" : $"; it contains {UnusualCharacters.Describe(text[odd])}";
        return new CondaEnvException(kind, $"{Quote(text)} is not {what}: {problem}{named}.", target) { Offset = offset };
    }
}
