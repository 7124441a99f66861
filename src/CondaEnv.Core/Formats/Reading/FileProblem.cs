using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Reading;

/// <summary>
/// A problem in a file: its position, its description, and its rule in <c>Find-CondaEnvFileIssue</c>.
/// </summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Line">One-based line; 0 for the whole file.</param>
/// <param name="Column">One-based column; 0 for the whole line.</param>
/// <param name="Message">What is wrong, without a final period and without secrets.</param>
/// <param name="Suggestion">How to fix it; null if there is no general advice.</param>
internal sealed record FileProblem(string Rule, int Line, int Column, string Message, string? Suggestion = null)
{
    /// <summary>
    /// True if conda rejects the file because of this problem; <c>Import-CondaEnvFile</c> then rejects it too.
    /// </summary>
    public bool IsFatal { get; init; }

    /// <summary>Severity of the problem if it differs from the rule's.</summary>
    public IssueSeverity? Severity { get; init; }

    /// <summary>
    /// True if the file was not read as written; such problems are always reported, not only as findings.
    /// </summary>
    public bool IsLoss { get; init; }

    /// <summary>
    /// True if the file was read as written but the user is always warned about the problem, not only in findings.
    /// </summary>
    public bool IsNotice { get; init; }

    /// <summary>Converts the problem to an exception.</summary>
    public CondaEnvException ToError(string path) =>
        SourceText.Invalid(path, Line, Column, Message + (Suggestion is null ? "" : ": " + char.ToLowerInvariant(Suggestion[0]) + Suggestion.Substring(1).TrimEnd('.')));
}
