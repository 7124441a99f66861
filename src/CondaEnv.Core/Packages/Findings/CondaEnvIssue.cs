using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>How serious a finding is.</summary>
public enum IssueSeverity
{
    /// <summary>For information only.</summary>
    Information,

    /// <summary>The file or environment works, but not as one would expect, or not everywhere.</summary>
    Warning,

    /// <summary>
    /// conda rejects the file or interprets it differently from what is written; something in the environment is missing
    /// or broken.
    /// </summary>
    Error,
}

/// <summary>
/// One finding of <c>Find-CondaEnvFileIssue</c> in a file, or of <c>Find-CondaEnvIssue</c> in an environment.
/// </summary>
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

    /// <summary>Full path of the checked file; null for findings in an environment, see <see cref="File"/>.</summary>
    public string? Path { get; internal init; }

    /// <summary>One-based line; null if the finding concerns the whole file.</summary>
    public int? Line { get; internal init; }

    /// <summary>One-based column; null if the finding concerns the whole line or file.</summary>
    public int? Column { get; internal init; }

    /// <summary>Name of the package in an environment; null if the finding does not concern a single package.</summary>
    public string? Package { get; internal init; }

    /// <summary>
    /// A file of an environment, relative to <see cref="Prefix"/>, with forward slashes; null if the finding does not
    /// concern a file.
    /// </summary>
    public string? File { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>What should be there: a hash, a version spec, a link target; null if the rule has no such value.</summary>
    public string? Expected { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>What is there instead; null if the rule has no such value, or if nothing is there.</summary>
    public string? Actual { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>One sentence that suggests a fix; null if there is no general advice. Credentials removed.</summary>
    public string? Suggestion { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Name of the environment; null for findings in a file.</summary>
    public string? EnvironmentName { get; internal init; }

    /// <summary>Prefix of the environment; null for findings in a file.</summary>
    public string? Prefix { get; internal init; }

    /// <summary>Name of the machine that the environment was read on; null for findings in a file.</summary>
    public string? ComputerName { get; internal init; }

    /// <summary>
    /// The finding as <c>path:line:column: rule: message</c>, a form that editors and CI systems parse; for an
    /// environment, as <c>name: rule: message</c>.
    /// </summary>
    public override string ToString() => Path is null ? $"{EnvironmentName}: {RuleName}: {Message}" : $"{Path}:{Line ?? 1}:{Column ?? 1}: {RuleName}: {Message}";

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvIssue> Schema { get; } = new RowSchema<CondaEnvIssue>()
        .Text(nameof(RuleName), static r => r.RuleName)
        .Choice(nameof(Severity), static r => r.Severity)
        .Text(nameof(Message), static r => r.Message)
        .Text(nameof(Path), static r => r.Path)
        .Number(nameof(Line), static r => r.Line)
        .Number(nameof(Column), static r => r.Column)
        .Text(nameof(Package), static r => r.Package)
        .Text(nameof(File), static r => r.File)
        .Text(nameof(Expected), static r => r.Expected)
        .Text(nameof(Actual), static r => r.Actual)
        .Text(nameof(Suggestion), static r => r.Suggestion)
        .Text(nameof(EnvironmentName), static r => r.EnvironmentName)
        .Text(nameof(Prefix), static r => r.Prefix)
        .Text(nameof(ComputerName), static r => r.ComputerName);
}
