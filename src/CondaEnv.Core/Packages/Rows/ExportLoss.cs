using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Terminal;
using CondaEnv.Packages.Schema;

namespace CondaEnv;

/// <summary>How serious a loss is.</summary>
public enum LossSeverity
{
    /// <summary>For information only.</summary>
    Information,

    /// <summary>The file does not describe the environment completely.</summary>
    Warning,

    /// <summary>An environment made from the file would differ.</summary>
    Error,
}

/// <summary>Something that an export could not represent, or that it contains but perhaps should not.</summary>
public sealed class ExportLoss
{
    /// <summary>Creates the row.</summary>
    /// <param name="code">Stable PascalCase name of the type of loss.</param>
    /// <param name="package">Name of the package concerned; null if the loss concerns the whole environment.</param>
    /// <param name="detail">One sentence; control characters are masked.</param>
    /// <param name="severity">How serious the loss is.</param>
    public ExportLoss(string code, string? package, string detail, LossSeverity severity)
    {
        Code = code;
        Package = package;
        Detail = PlainText.Of(SecretRedactor.Redact(detail));
        Severity = severity;
    }

    /// <summary>Stable PascalCase name of the type of loss, such as <c>EditableInstall</c>.</summary>
    public string Code { get; }

    /// <summary>Name of the package concerned; null if the loss concerns the whole environment.</summary>
    public string? Package { get; }

    /// <summary>One sentence that describes the loss.</summary>
    public string Detail { get; }

    /// <summary>How serious the loss is.</summary>
    public LossSeverity Severity { get; }

    /// <summary>True for a problem of the environment itself, which was already reported when it was read.</summary>
    internal bool IsReported { get; init; }

    /// <summary>Code, package and detail on one line.</summary>
    public override string ToString() => Package is null ? $"{Code}: {Detail}" : $"{Code} ({Package}): {Detail}";

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<ExportLoss> Schema { get; } = new RowSchema<ExportLoss>()
        .Text(nameof(Code), static r => r.Code)
        .Text(nameof(Package), static r => r.Package)
        .Text(nameof(Detail), static r => r.Detail)
        .Choice(nameof(Severity), static r => r.Severity);
}
