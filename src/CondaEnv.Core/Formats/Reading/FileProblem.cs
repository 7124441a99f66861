using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Reading;

/// <summary>What a reader of a file has to say of it: where, what, and by which rule of <c>Find-CondaEnvFileIssue</c>.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Line">One-based line; 0 for the file as a whole.</param>
/// <param name="Column">One-based column; 0 for the line as a whole.</param>
/// <param name="Message">What is wrong; no full stop, no secrets.</param>
/// <param name="Suggestion">What to do about it; null where nothing general can be said.</param>
internal sealed record FileProblem(string Rule, int Line, int Column, string Message, string? Suggestion = null)
{
    /// <summary>True where conda refuses the file for it, and so does <c>Import-CondaEnvFile</c>.</summary>
    public bool IsFatal { get; init; }

    /// <summary>How much it matters, where that is not what the rule says in general.</summary>
    public IssueSeverity? Severity { get; init; }

    /// <summary>True where what was read is not what the file says; such a thing is reported even where nobody asked for findings.</summary>
    public bool IsLoss { get; init; }

    /// <summary>True where what was read is what the file says, and the user is warned of something about it, even where nobody asked for findings.</summary>
    public bool IsNotice { get; init; }

    /// <summary>As an error.</summary>
    public CondaEnvException ToError(string path) =>
        SourceText.Invalid(path, Line, Column, Message + (Suggestion is null ? "" : ": " + char.ToLowerInvariant(Suggestion[0]) + Suggestion.Substring(1).TrimEnd('.')));
}
