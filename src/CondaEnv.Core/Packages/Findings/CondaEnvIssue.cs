using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>How much a finding matters.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>The file works, and not as one would think, or not everywhere.</summary>
    Warning,

    /// <summary>conda refuses the file, or makes something else of it than it says.</summary>
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

    /// <summary>How much it matters.</summary>
    public IssueSeverity Severity { get; internal init; }

    /// <summary>One sentence: what is wrong.</summary>
    public string Message { get; internal init => field = SecretRedactor.Redact(value); } = "";

    /// <summary>Full path of the file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>One-based line; null where the finding is of the file as a whole.</summary>
    public int? Line { get; internal init; }

    /// <summary>One-based column; null where the finding is of the line or the file as a whole.</summary>
    public int? Column { get; internal init; }

    /// <summary>What to do about it; null where nothing general can be said.</summary>
    public string? Suggestion { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary><c>path:line:column: rule: message</c>, which editors and CI understand.</summary>
    public override string ToString() => $"{Path}:{Line ?? 1}:{Column ?? 1}: {RuleName}: {Message}";

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvIssue> Schema { get; } = new RowSchema<CondaEnvIssue>()
        .Text(nameof(RuleName), static r => r.RuleName)
        .Choice(nameof(Severity), static r => r.Severity)
        .Text(nameof(Message), static r => r.Message)
        .Text(nameof(Path), static r => r.Path)
        .Number(nameof(Line), static r => r.Line)
        .Number(nameof(Column), static r => r.Column)
        .Text(nameof(Suggestion), static r => r.Suggestion);
}
