using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.PipLines;

namespace CondaEnv;

/// <summary>One entry of a file: a spec to satisfy, or a recorded package.</summary>
public sealed class CondaEnvFileDependency
{
    internal CondaEnvFileDependency()
    {
    }

    /// <summary>
    /// Name of the package, spelled as in <see cref="CondaPackage.Name"/>; null if the text has no name (a URL, a
    /// folder, an option of pip).
    /// </summary>
    public string? Name { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>The manager that installs it; null for subsections other than <c>pip:</c>.</summary>
    public PackageManager? Manager { get; internal init; }

    /// <summary>
    /// The subsection of the file that contains it, such as <c>pip</c> or <c>npm</c>; <c>conda</c> for the main list.
    /// </summary>
    public string Section { get; internal init => field = SecretRedactor.Redact(value); } = "conda";

    /// <summary>Text of the entry; credentials removed.</summary>
    public string Spec { get; internal init => field = SecretRedactor.Redact(value); } = "";

    /// <summary>The version, if the entry allows exactly one; otherwise null.</summary>
    public CondaVersion? Version { get; internal init; }

    /// <summary>The build string, if the entry allows exactly one; otherwise null.</summary>
    public string? Build { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Canonical name of the channel; null if the entry has none.</summary>
    public string? Channel { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>
    /// Platform of the lock entry, or subdir of the package; null if the entry applies to all platforms.
    /// </summary>
    public string? Platform { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>
    /// Condition under which the entry applies, as written: a selector (<c># [linux]</c>) or a PEP 508 marker. Null if
    /// it always applies.
    /// </summary>
    public string? Condition { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>
    /// Environment or category of a lock file that contains the entry; null for files that have only one.
    /// </summary>
    public string? Environment { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Address of the archive, credentials removed; null if the entry has none.</summary>
    public string? Url { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>MD5 of the archive in lower-case hex; null if the entry has none.</summary>
    public string? Md5 { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>SHA-256 of the archive in lower-case hex; null if the entry has none.</summary>
    public string? Sha256 { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Full path of the file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>One-based line of the entry.</summary>
    public int Line { get; internal init; }

    /// <summary>One-based column where the entry starts.</summary>
    public int Column { get; internal init; }

    /// <summary>
    /// Text of the entry as written, including credentials. It leaves the process only for a tool that installs
    /// packages.
    /// </summary>
    internal string SourceText { get; init; } = "";

    /// <summary>
    /// True if the file does not contain the entry and conda adds it: pip, if the file has a pip section.
    /// </summary>
    internal bool IsImplied { get; init; }

    /// <summary>The spec of a conda dependency; null if the text is not a valid spec, and for other managers.</summary>
    internal MatchSpec? Match { get; init; }

    /// <summary>The parsed line for pip; null for other managers.</summary>
    internal PipRequirementLine? Requirement { get; init; }

    /// <summary>The recorded package, in files that are exact; null if the entry is a spec.</summary>
    internal CondaPackage? Package { get; init; }

    /// <summary>Text of the entry; credentials removed.</summary>
    public override string ToString() => Spec;

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
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
