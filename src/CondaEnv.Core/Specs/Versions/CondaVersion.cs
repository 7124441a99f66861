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
/// A version may have the form <c>epoch!main+local</c>. <c>main</c> and <c>local</c> are split at <c>.</c>, <c>_</c> and
/// <c>-</c> into parts, and the parts into runs of digits and of other characters. Runs are compared in pairs: numbers by
/// value, texts by code point, ignoring case. A text is less than a number; <c>dev</c> is less than any other text,
/// <c>post</c> is greater than any number, and a missing run counts as 0. One underscore at the end of <c>main</c> is kept
/// as a run (openssl's <c>1.0.1_ &lt; 1.0.1a</c>).
/// </para>
/// <para>
/// Installed packages are shown even if their version is invalid, so an instance may contain a text that is not a valid
/// version (see <see cref="IsValid"/>). Such texts sort before all versions and by code point among themselves, and are
/// equal only to the same text.
/// </para>
/// </remarks>
public sealed class CondaVersion : IComparable<CondaVersion>, IComparable, IEquatable<CondaVersion>
{
    // The normalized text for comparisons; null until it is needed, empty if the text is not a valid version. Thousands
    // of packages have a version but few are ever compared, so this is nearly always Text itself or null. Two threads
    // may both compute it, with the same result.
    private string? _normalized;

    /// <summary>Parses a version; <c>[CondaEnv.CondaVersion]'1.2'</c> in PowerShell calls this constructor.</summary>
    /// <param name="text">The version, in any form that conda accepts.</param>
    /// <exception cref="CondaEnvException">The text is not a valid version
    /// (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
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

    /// <summary>The version as written or recorded.</summary>
    public string Text { get; }

    /// <summary>False if the text is not a valid version; the remarks describe how it is then ordered.</summary>
    public bool IsValid => Normalized.Length > 0;

    /// <summary>
    /// The first number of the release, such as 3 of <c>3.12.1</c>, without the epoch; null if there is none, or if the
    /// text is not a valid version.
    /// </summary>
    public long? Major => VersionPrefix.Number(this, 0);

    /// <summary>
    /// The second number of the release, such as 12 of <c>3.12.1</c>; 0 if there is only one part, null if the part is
    /// not a number.
    /// </summary>
    public long? Minor => VersionPrefix.Number(this, 1);

    /// <summary>
    /// The third number of the release, such as 1 of <c>3.12.1</c>; 0 if there are fewer parts, null if the part is not
    /// a number.
    /// </summary>
    public long? Patch => VersionPrefix.Number(this, 2);

    /// <summary>
    /// The text as conda compares and prints it: trimmed, in lower case, dashes replaced by underscores; empty if it is
    /// not a valid version.
    /// </summary>
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
    /// <param name="text">The version, in any form that conda accepts.</param>
    /// <returns>The version.</returns>
    /// <exception cref="CondaEnvException">The text is not a valid version
    /// (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public static CondaVersion Parse(string text) => new(text);

    /// <summary>Tries to parse a version.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="version">The version, or null if the text is not a valid one.</param>
    /// <returns>True if the text is a valid version.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CondaVersion? version)
    {
        version = text is not null && CondaVersionParser.TryNormalize(text, out string? normalized, out _, out _)
            ? new CondaVersion(text, normalized)
            : null;
        return version is not null;
    }

    /// <summary>
    /// Accepts any text without validation, because installed packages are shown even if their version is invalid.
    /// </summary>
    internal static CondaVersion FromRecord(string text) => new(text.IndexOf('/') < 0 && text.IndexOf('@') < 0 && text.IndexOf('%') < 0 ? text : SecretRedactor.Redact(text), null);

    /// <summary>Tests whether two versions are equal, regardless of their spelling.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if they are equal.</returns>
    public static bool operator ==(CondaVersion? left, CondaVersion? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Tests whether two versions differ.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(CondaVersion? left, CondaVersion? right) => !(left == right);

    /// <summary>Tests whether a version is older than another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is older.</returns>
    public static bool operator <(CondaVersion? left, CondaVersion? right) => Compare(left, right) < 0;

    /// <summary>Tests whether a version is newer than another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is newer.</returns>
    public static bool operator >(CondaVersion? left, CondaVersion? right) => Compare(left, right) > 0;

    /// <summary>Tests whether a version is older than or equal to another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is older, or if both are equal.</returns>
    public static bool operator <=(CondaVersion? left, CondaVersion? right) => Compare(left, right) <= 0;

    /// <summary>Tests whether a version is newer than or equal to another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is newer, or if both are equal.</returns>
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

    /// <summary>Compares this version with another version, or with a string.</summary>
    /// <param name="obj">A <see cref="CondaVersion"/>, a string or null.</param>
    /// <returns>A negative number, 0 or a positive number, if this version is older than, equal to or newer than the
    /// other.</returns>
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

    /// <summary>The version as written or recorded.</summary>
    /// <returns>The value of <see cref="Text"/>.</returns>
    public override string ToString() => Text;

    /// <summary>
    /// Whether this version belongs to the release series of <paramref name="prefix"/> (<c>1.2.3</c> starts with
    /// <c>1.2</c>, but not with <c>1.20</c>), which is the meaning of <c>=1.2</c> and <c>1.2.*</c>. False if either is
    /// not a valid version.
    /// </summary>
    internal bool StartsWith(CondaVersion prefix) => IsValid && prefix.IsValid && CondaVersionOrder.StartsWith(Normalized, prefix.Normalized);

    private static int Compare(CondaVersion? left, CondaVersion? right) =>
        left is null ? (right is null ? 0 : -1) : left.CompareTo(right);
}
