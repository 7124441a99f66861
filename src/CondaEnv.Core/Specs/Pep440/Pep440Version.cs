using System;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Specs.Pep440;

namespace CondaEnv;

/// <summary>
/// The version of a Python distribution, in the order of PEP 440: <c>1.0.dev1 &lt; 1.0a1 &lt; 1.0rc1 &lt; 1.0 &lt; 1.0+local
/// &lt; 1.0.post1</c>, <c>1.1 == 1.1.0</c>, <c>1!0.1 &gt; 9</c>.
/// </summary>
/// <remarks>
/// <para>From the PEP:</para>
/// <code>
/// [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]
/// </code>
/// <para>
/// The looser spellings of its Appendix B are taken as well: <c>v1.0-Alpha.1</c> is <c>1.0a1</c>. Numbers may have any length.
/// </para>
/// </remarks>
public sealed class Pep440Version : IComparable<Pep440Version>, IComparable, IEquatable<Pep440Version>
{
    /// <summary>Parses a version; what <c>[CondaEnv.Pep440Version]'1.2'</c> calls in PowerShell.</summary>
    /// <param name="text">The version.</param>
    /// <exception cref="CondaEnvException">The text is no version (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public Pep440Version(string text)
        : this(text ?? throw new ArgumentNullException(nameof(text)), Pep440VersionParser.Parse(text))
    {
    }

    private Pep440Version(string text, Pep440Parts parts)
    {
        Text = text;
        Parts = parts;
    }

    /// <summary>The text as it was given.</summary>
    public string Text { get; }

    /// <summary>True for a pre-release or a development release: pip takes none that is not asked for.</summary>
    public bool IsPrerelease => Parts.PreLabel is not null || Parts.Dev is not null;

    /// <summary>What the version is made of.</summary>
    internal Pep440Parts Parts { get; }

    /// <summary>The one spelling that the PEP prefers.</summary>
    internal string Normalized => Parts.ToString();

    /// <summary>Parses a version.</summary>
    /// <param name="text">The version, in any of the spellings of PEP 440.</param>
    /// <returns>The version.</returns>
    /// <exception cref="CondaEnvException">The text is no version (<see cref="CondaErrorKind.VersionInvalid"/>).</exception>
    public static Pep440Version Parse(string text) => new(text);

    /// <summary>Parses a version, and says so where the text is none: what is installed may be older than the PEP.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version, or null.</param>
    /// <returns>True where the text is a version.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Pep440Version? version)
    {
        version = text is not null && Pep440VersionParser.TryParse(text, out Pep440Parts? parts) ? new Pep440Version(text, parts) : null;
        return version is not null;
    }

    /// <summary>Equal versions, however written.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where they are equal.</returns>
    public static bool operator ==(Pep440Version? left, Pep440Version? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Different versions.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where they differ.</returns>
    public static bool operator !=(Pep440Version? left, Pep440Version? right) => !(left == right);

    /// <summary>Older than.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="left"/> comes first.</returns>
    public static bool operator <(Pep440Version? left, Pep440Version? right) => Compare(left, right) < 0;

    /// <summary>Newer than.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="right"/> comes first.</returns>
    public static bool operator >(Pep440Version? left, Pep440Version? right) => Compare(left, right) > 0;

    /// <summary>Older than or equal to.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="left"/> comes first, or neither.</returns>
    public static bool operator <=(Pep440Version? left, Pep440Version? right) => Compare(left, right) <= 0;

    /// <summary>Newer than or equal to.</summary>
    /// <param name="left">One version.</param>
    /// <param name="right">The other.</param>
    /// <returns>True where <paramref name="right"/> comes first, or neither.</returns>
    public static bool operator >=(Pep440Version? left, Pep440Version? right) => Compare(left, right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(Pep440Version? other) => other is null ? 1 : Pep440Order.Compare(Parts, other.Parts, withLocal: true);

    /// <summary>Compares with another version, or with the text of one.</summary>
    /// <param name="obj">A <see cref="Pep440Version"/>, a string or null; a string that is no version is less than all that are.</param>
    /// <returns>Less than 0, 0 or greater than 0, as this version comes before, with or after the other.</returns>
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

    /// <summary>The text as it was given.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;

    private static int Compare(Pep440Version? left, Pep440Version? right) =>
        left is null ? (right is null ? 0 : -1) : left.CompareTo(right);
}
