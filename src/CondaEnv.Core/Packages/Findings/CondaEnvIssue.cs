using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>How serious a finding is.</summary>
public enum IssueSeverity
{
    /// <summary>For information only.</summary>
    Information,

    /// <summary>The file works, but not as one would expect, or not everywhere.</summary>
    Warning,

    /// <summary>conda rejects the file, or interprets it differently from what is written.</summary>
    Error,
}

/// <summary>One finding of <c>Find-CondaEnvFileIssue</c> in a file.</summary>
public sealed class CondaEnvIssue
{
    internal CondaEnvIssue()
    {
    }

    /// <summary>Stable PascalCase name of the rule.</summary>
    public string RuleName { get; internal init; } = "";

    /// <summary>How serious the finding is.</summary>
    public IssueSeverity Severity { get; internal init; }

    /// <summary>One sentence that describes the problem; credentials removed.</summary>
    public string Message { get; internal init => field = SecretRedactor.Redact(value); } = "";

    /// <summary>Full path of the file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>One-based line; null if the finding concerns the whole file.</summary>
    public int? Line { get; internal init; }

    /// <summary>One-based column; null if the finding concerns the whole line or file.</summary>
    public int? Column { get; internal init; }

    /// <summary>One sentence that suggests a fix; null if there is no general advice. Credentials removed.</summary>
    public string? Suggestion { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>
    /// The finding as <c>path:line:column: rule: message</c>, a form that editors and CI systems parse.
    /// </summary>
    public override string ToString() => $"{Path}:{Line ?? 1}:{Column ?? 1}: {RuleName}: {Message}";

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvIssue> Schema { get; } = new RowSchema<CondaEnvIssue>()
        .Text(nameof(RuleName), static r => r.RuleName)
        .Choice(nameof(Severity), static r => r.Severity)
        .Text(nameof(Message), static r => r.Message)
        .Text(nameof(Path), static r => r.Path)
        .Number(nameof(Line), static r => r.Line)
        .Number(nameof(Column), static r => r.Column)
        .Text(nameof(Suggestion), static r => r.Suggestion);
}
