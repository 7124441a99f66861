using System;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Errors;

/// <summary>Builds the errors of this room: one wording, offsets that fit the target, and no secrets in either.</summary>
internal static class SpecErrors
{
    /// <summary>The longest text that is parsed as a spec, in characters: no person writes one, and parsing takes time.</summary>
    public const int LongestSpec = 8192;

    private const int LongestQuote = 160;

    /// <summary>The error for a text that is no MatchSpec, version spec, channel or requirement.</summary>
    /// <param name="text">The whole text as it was given.</param>
    /// <param name="offset">Where in it the fault is; -1 where that cannot be said.</param>
    /// <param name="what">What it should have been, with its article: <c>a package spec</c>.</param>
    /// <param name="problem">What is wrong, and what would be right; no full stop.</param>
    public static CondaEnvException SpecInvalid(string text, int offset, string what, string problem) =>
        Create(CondaErrorKind.SpecInvalid, text, offset, what, problem);

    /// <summary>The error for a text that is longer than <see cref="LongestSpec"/>; only its start is quoted.</summary>
    public static CondaEnvException TooLong(string text, string what) =>
        Create(CondaErrorKind.SpecInvalid, text.Substring(0, LongestQuote), -1, what, $"it has {text.Length} characters, and at most {LongestSpec} are read");

    /// <summary>The error for a text that is no version.</summary>
    public static CondaEnvException VersionInvalid(string text, int offset, string problem) =>
        Create(CondaErrorKind.VersionInvalid, text, offset, "a version", problem);

    /// <summary>The text in quotes as it may stand in a message: without secrets, and not endless.</summary>
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
            // The offset is one into Target, and Target has lost characters before it.
            offset = Math.Min(SecretRedactor.Redact(text.Substring(0, offset)).Length, target.Length);
        }

        // Nobody sees such a character in the quoted text.
        int odd = UnusualCharacters.IndexIn(text, typographic: true);
        string named = odd < 0 ? "" : $"; it contains {UnusualCharacters.Describe(text[odd])}";
        return new CondaEnvException(kind, $"{Quote(text)} is not {what}: {problem}{named}.", target) { Offset = offset };
    }
}
