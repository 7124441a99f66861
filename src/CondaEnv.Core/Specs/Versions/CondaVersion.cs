using System;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Versions;

namespace CondaEnv;

/// <summary>
/// The version of a conda package, in conda's order (CEP 33): <c>1.9 &lt; 1.10</c>, <c>1.0rc1 &lt; 1.0</c>,
/// <c>1.1 == 1.1.0</c>, <c>1!0.1 &gt; 9</c>.
/// </summary>
/// <remarks>
/// <para>
/// A version may be of the form <c>epoch!main+local</c>. <c>main</c> and <c>local</c> are split at <c>.</c>, <c>_</c> and
/// <c>-</c> into parts, and these into runs of digits and of others. Pairs of runs are compared in turn: numbers by value,
/// texts by code point and without regard to case; a text is less than a number; <c>dev</c> is less than any other text,
/// <c>post</c> is greater than any number; a missing run counts as 0. One underscore at the end of <c>main</c> is kept as a run
/// (openssl's <c>1.0.1_ &lt; 1.0.1a</c>).
/// </para>
/// <para>
/// What is installed is shown whatever its version says, so an instance may hold a text that is no version (<see cref="IsValid"/>):
/// such texts sort before all versions and among themselves by code point, and equal only the same text.
/// </para>
/// </remarks>
public sealed class CondaVersion : IComparable<CondaVersion>, IComparable, IEquatable<CondaVersion>
{
    // The text as it is compared; null until somebody asks, empty where the text is no version. Thousands of packages hold
    // a version each and few are ever compared, so this is nearly always Text itself, or nothing. Two threads may both
    // compute it: they write equal strings.
    private string? _normalized;

    /// <summary>Parses a version; what <c>[CondaEnv.CondaVersion]'1.2'</c> calls in PowerShell.</summary>
    /// <param name="text">The version.</param>
    /// <exception cref="CondaEnvException">The text is no version (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public CondaVersion(string text)
    {
        Text = text ?? throw new ArgumentNullException(nameof(text));
        _normalized = CondaVersionParser.Normalize(text);
    }

    private CondaVersion(string text, string? normalized)
    {
        Text = text;
        _normalized = normalized;
    }

    /// <summary>The text as it was given or recorded.</summary>
    public string Text { get; }

    /// <summary>False where the text is no version; see the remarks for how it is ordered then.</summary>
    public bool IsValid => Normalized.Length > 0;

    /// <summary>The first number of the release, such as 3 of <c>3.12.1</c>, without the epoch; null if there is none, or the text is no version.</summary>
    public long? Major => VersionPrefix.Number(this, 0);

    /// <summary>The second number of the release, such as 12 of <c>3.12.1</c>; 0 if it has one part only, null if the part is no number.</summary>
    public long? Minor => VersionPrefix.Number(this, 1);

    /// <summary>The third number of the release, such as 1 of <c>3.12.1</c>; 0 if it has fewer parts, null if the part is no number.</summary>
    public long? Patch => VersionPrefix.Number(this, 2);

    /// <summary>The text as conda compares and prints it: trimmed, lower case, dashes as underscores; empty where it is no version.</summary>
    internal string Normalized
    {
        get
        {
            if (_normalized is null)
            {
                _normalized = CondaVersionParser.TryNormalize(Text, out string? normalized, out _, out _) ? normalized : string.Empty;
            }

            return _normalized;
        }
    }

    /// <summary>Parses a version.</summary>
    /// <param name="text">The version, in any of the forms that conda takes.</param>
    /// <returns>The version.</returns>
    /// <exception cref="CondaEnvException">The text is no version (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public static CondaVersion Parse(string text) => new(text);

    /// <summary>Parses a version, and says so where the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version, or null.</param>
    /// <returns>True where the text is a version.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CondaVersion? version)
    {
        version = text is not null && CondaVersionParser.TryNormalize(text, out string? normalized, out _, out _)
            ? new CondaVersion(text, normalized)
            : null;
        return version is not null;
    }

    /// <summary>Takes any text without looking at it: what is installed is shown whatever its version says.</summary>
    internal static CondaVersion FromRecord(string text) => new(text.IndexOf('/') < 0 && text.IndexOf('@') < 0 && text.IndexOf('%') < 0 ? text : SecretRedactor.Redact(text), null);

    /// <summary>Equal versions, however written.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where they are equal.</returns>
    public static bool operator ==(CondaVersion? left, CondaVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Different versions.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where they differ.</returns>
    public static bool operator !=(CondaVersion? left, CondaVersion? right) => !(left == right);

    /// <summary>Older than.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="left"/> comes first.</returns>
    public static bool operator <(CondaVersion? left, CondaVersion? right) => Compare(left, right) < 0;

    /// <summary>Newer than.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="right"/> comes first.</returns>
    public static bool operator >(CondaVersion? left, CondaVersion? right) => Compare(left, right) > 0;

    /// <summary>Older than or equal to.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="left"/> comes first, or neither.</returns>
    public static bool operator <=(CondaVersion? left, CondaVersion? right) => Compare(left, right) <= 0;

    /// <summary>Newer than or equal to.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="right"/> comes first, or neither.</returns>
    public static bool operator >=(CondaVersion? left, CondaVersion? right) => Compare(left, right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(CondaVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        string mine = Normalized;
        string theirs = other.Normalized;
        if (mine.Length > 0 && theirs.Length > 0)
        {
            return CondaVersionOrder.Compare(mine, theirs);
        }

        return mine.Length == 0 && theirs.Length == 0
            ? string.CompareOrdinal(Text, other.Text)
            : mine.Length.CompareTo(theirs.Length);
    }

    /// <summary>Compares with another version, or with the text of one.</summary>
    /// <param name="obj">A <see cref="CondaVersion"/>, a string or null.</param>
    /// <returns>Less than 0, 0 or greater than 0, as this version comes before, with or after the other.</returns>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        CondaVersion other => CompareTo(other),
        string text => CompareTo(FromRecord(text)),
        _ => throw new ArgumentException("A conda version compares with another version or with a string only.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(CondaVersion? other) => other is not null && (ReferenceEquals(this, other) || CompareTo(other) == 0);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CondaVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => IsValid ? CondaVersionOrder.Hash(Normalized) : StringComparer.Ordinal.GetHashCode(Text);

    /// <summary>The text as it was given or recorded.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    /// <summary>
    /// Whether this version belongs to the release series of <paramref name="prefix"/> (<c>1.2.3</c> starts with <c>1.2</c>, not
    /// with <c>1.20</c>): what <c>=1.2</c> and <c>1.2.*</c> ask. False where either is no version.
    /// </summary>
    internal bool StartsWith(CondaVersion prefix) => IsValid && prefix.IsValid && CondaVersionOrder.StartsWith(Normalized, prefix.Normalized);

    private static int Compare(CondaVersion? left, CondaVersion? right) =>
        left is null ? (right is null ? 0 : -1) : left.CompareTo(right);
}
