using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.PipLines;

namespace CondaEnv;

/// <summary>One dependency that a file names: a spec to satisfy, or a package recorded.</summary>
public sealed class CondaEnvFileDependency
{
    internal CondaEnvFileDependency()
    {
    }

    /// <summary>Name of the package, as <see cref="CondaPackage.Name"/> spells it; null where the text names none (a URL, a folder, an option of pip).</summary>
    public string? Name { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Who installs it; null for subsections other than <c>pip:</c>.</summary>
    public PackageManager? Manager { get; internal init; }

    /// <summary>The subsection that it stands in, such as <c>pip</c> or <c>npm</c>; <c>conda</c> for the list itself.</summary>
    public string Section { get; internal init => field = SecretRedactor.Redact(value); } = "conda";

    /// <summary>The text as the file has it, credentials removed.</summary>
    public string Spec { get; internal init => field = SecretRedactor.Redact(value); } = "";

    /// <summary>The one version that the dependency asks for or records; null where it leaves a choice.</summary>
    public CondaVersion? Version { get; internal init; }

    /// <summary>The one build string; null where it leaves a choice.</summary>
    public string? Build { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Canonical name of the channel; null where it says none.</summary>
    public string? Channel { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Platform that it is for: of a lock's entry, or its subdir; null where it holds for all.</summary>
    public string? Platform { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>What must hold for it to count, as written: a selector (<c># [linux]</c>), a marker of PEP 508; null where it always does.</summary>
    public string? Condition { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Which environment or category of a lock it belongs to; null for files that have but one.</summary>
    public string? Environment { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Address of the archive; credentials removed. Null where it says none.</summary>
    public string? Url { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>MD5 of the archive, lower-case hex.</summary>
    public string? Md5 { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>SHA-256 of the archive, lower-case hex.</summary>
    public string? Sha256 { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Full path of the file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>One-based line where it stands.</summary>
    public int Line { get; internal init; }

    /// <summary>One-based column where it starts.</summary>
    public int Column { get; internal init; }

    /// <summary>The text as the file has it, credentials and all; never leaves the process but to a tool that installs.</summary>
    internal string SourceText { get; init; } = "";

    /// <summary>True where the file does not say it and conda adds it: pip, where there is a section for it.</summary>
    internal bool IsImplied { get; init; }

    /// <summary>The spec of a conda dependency; null where the text is none, and for other managers.</summary>
    internal MatchSpec? Match { get; init; }

    /// <summary>What a line for pip says; null for other managers.</summary>
    internal PipRequirementLine? Requirement { get; init; }

    /// <summary>The package that the file records, in files that are exact; null where it is a spec.</summary>
    internal CondaPackage? Package { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Spec;

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaEnvFileDependency> Schema { get; } = new RowSchema<CondaEnvFileDependency>()
        .Text(nameof(Name), static r => r.Name)
        .Choice(nameof(Manager), static r => r.Manager)
        .Text(nameof(Section), static r => r.Section)
        .Text(nameof(Spec), static r => r.Spec)
        .Version(nameof(Version), static r => r.Version)
        .Text(nameof(Build), static r => r.Build)
        .Text(nameof(Channel), static r => r.Channel)
        .Text(nameof(Platform), static r => r.Platform)
        .Text(nameof(Condition), static r => r.Condition)
        .Text(nameof(Environment), static r => r.Environment)
        .Text(nameof(Url), static r => r.Url)
        .Text(nameof(Md5), static r => r.Md5)
        .Text(nameof(Sha256), static r => r.Sha256)
        .Text(nameof(Path), static r => r.Path)
        .Number(nameof(Line), static r => r.Line)
        .Number(nameof(Column), static r => r.Column);
}
