using System;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Specs.Pep440;

namespace CondaEnv;

/// <summary>
/// The version of a Python distribution, in the order of PEP 440: <c>1.0.dev1 &lt; 1.0a1 &lt; 1.0rc1 &lt; 1.0 &lt;
/// 1.0+local &lt; 1.0.post1</c>, <c>1.1 == 1.1.0</c>, <c>1!0.1 &gt; 9</c>.
/// </summary>
/// <remarks>
/// <para>From the PEP:</para>
/// <code>
/// [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]
/// </code>
/// <para>
/// The looser spellings in its Appendix B are also accepted: <c>v1.0-Alpha.1</c> is <c>1.0a1</c>. Numbers may have any
/// length.
/// </para>
/// </remarks>
public sealed class Pep440Version : IComparable<Pep440Version>, IComparable, IEquatable<Pep440Version>
{
    /// <summary>Parses a version; <c>[CondaEnv.Pep440Version]'1.2'</c> in PowerShell calls this constructor.</summary>
    /// <param name="text">The version, in any spelling of PEP 440.</param>
    /// <exception cref="CondaEnvException">The text is not a valid version
    /// (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public Pep440Version(string text)
        : this(text ?? throw new ArgumentNullException(nameof(text)), Pep440VersionParser.Parse(text))
    {
    }

    private Pep440Version(string text, Pep440Parts parts)
    {
        Text = text;
        Parts = parts;
    }

    /// <summary>The version as written.</summary>
    public string Text { get; }

    /// <summary>
    /// True for a pre-release or a development release; pip installs these only if they are requested.
    /// </summary>
    public bool IsPrerelease => Parts.PreLabel is not null || Parts.Dev is not null;

    /// <summary>The components of the version.</summary>
    internal Pep440Parts Parts { get; }

    /// <summary>The normalized spelling that the PEP defines.</summary>
    internal string Normalized => Parts.ToString();

    /// <summary>Parses a version.</summary>
    /// <param name="text">The version, in any spelling of PEP 440.</param>
    /// <returns>The version.</returns>
    /// <exception cref="CondaEnvException">The text is not a valid version
    /// (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public static Pep440Version Parse(string text) => new(text);

    /// <summary>Tries to parse a version; installed packages may be older than the PEP.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="version">The version, or null if the text is not a valid one.</param>
    /// <returns>True if the text is a valid version.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pep440Version? version)
    {
        version = text is not null && Pep440VersionParser.TryParse(text, out Pep440Parts? parts) ? new Pep440Version(text, parts) : null;
        return version is not null;
    }

    /// <summary>Tests whether two versions are equal, regardless of their spelling.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if they are equal.</returns>
    public static bool operator ==(Pep440Version? left, Pep440Version? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Tests whether two versions differ.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(Pep440Version? left, Pep440Version? right) => !(left == right);

    /// <summary>Tests whether a version is older than another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is older.</returns>
    public static bool operator <(Pep440Version? left, Pep440Version? right) => Compare(left, right) < 0;

    /// <summary>Tests whether a version is newer than another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is newer.</returns>
    public static bool operator >(Pep440Version? left, Pep440Version? right) => Compare(left, right) > 0;

    /// <summary>Tests whether a version is older than or equal to another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is older, or if both are equal.</returns>
    public static bool operator <=(Pep440Version? left, Pep440Version? right) => Compare(left, right) <= 0;

    /// <summary>Tests whether a version is newer than or equal to another.</summary>
    /// <param name="left">The first version.</param>
    /// <param name="right">The second version.</param>
    /// <returns>True if <paramref name="left"/> is newer, or if both are equal.</returns>
    public static bool operator >=(Pep440Version? left, Pep440Version? right) => Compare(left, right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(Pep440Version? other) => other is null ? 1 : Pep440Order.Compare(Parts, other.Parts, withLocal: true);

    /// <summary>Compares this version with another version, or with a string.</summary>
    /// <param name="obj">A <see cref="Pep440Version"/>, a string or null; a string that is not a valid version sorts
    /// before all versions.</param>
    /// <returns>A negative number, 0 or a positive number, if this version is older than, equal to or newer than the
    /// other.</returns>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Pep440Version other => CompareTo(other),
        string text => TryParse(text, out Pep440Version? version) ? CompareTo(version) : 1,
        _ => throw new ArgumentException("A version of PEP 440 compares with another version or with a string only.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(Pep440Version? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pep440Version);

    /// <inheritdoc/>
    public override int GetHashCode() => Pep440Order.Hash(Parts);

    /// <summary>The version as written.</summary>
    /// <returns>The value of <see cref="Text"/>.</returns>
    public override string ToString() => Text;

    private static int Compare(Pep440Version? left, Pep440Version? right) =>
        left is null ? (right is null ? 0 : -1) : left.CompareTo(right);
}
