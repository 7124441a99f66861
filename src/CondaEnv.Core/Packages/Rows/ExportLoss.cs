using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Terminal;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>How much a loss matters.</summary>
public enum LossSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>The file does not say all that the environment is.</summary>
    Warning,

    /// <summary>An environment made from the file would differ.</summary>
    Error,
}

/// <summary>One thing that an export could not carry, or that it carries and perhaps should not.</summary>
public sealed class ExportLoss
{
    /// <summary>Creates the row.</summary>
    /// <param name="code">Stable PascalCase id of the kind of loss.</param>
    /// <param name="package">The package concerned; null for the environment as a whole.</param>
    /// <param name="detail">One sentence; control characters are masked.</param>
    /// <param name="severity">How much it matters.</param>
    public ExportLoss(string code, string? package, string detail, LossSeverity severity)
    {
        Code = code;
        Package = package;
        Detail = PlainText.Of(SecretRedactor.Redact(detail));
        Severity = severity;
    }

    /// <summary>Stable PascalCase id of the kind of loss, such as <c>EditableInstall</c>.</summary>
    public string Code { get; }

    /// <summary>The package concerned; null for the environment as a whole.</summary>
    public string? Package { get; }

    /// <summary>One sentence that says what is lost.</summary>
    public string Detail { get; }

    /// <summary>How much it matters.</summary>
    public LossSeverity Severity { get; }

    /// <summary>True for a problem of the environment itself: whoever has read it has reported it.</summary>
    internal bool IsReported { get; init; }

    /// <summary>The code, the package and the detail in a line.</summary>
    public override string ToString() => Package is null ? $"{Code}: {Detail}" : $"{Code} ({Package}): {Detail}";

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<ExportLoss> Schema { get; } = new RowSchema<ExportLoss>()
        .Text(nameof(Code), static r => r.Code)
        .Text(nameof(Package), static r => r.Package)
        .Text(nameof(Detail), static r => r.Detail)
        .Choice(nameof(Severity), static r => r.Severity);
}
