using System;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Pep440;

/// <summary>One comparison of a PEP 440 specifier: <c>&gt;=1.2</c>, <c>==1.2.*</c>. Immutable.</summary>
internal sealed class Pep440Clause
{
    // Longer operators first, so that none hides another.
    private static readonly string[] s_operators = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"];

    private readonly Pep440Parts? _version;

    private Pep440Clause(string sign, string versionText, Pep440Parts? version, bool isPrefix)
    {
        Operator = sign;
        VersionText = versionText;
        _version = version;
        IsPrefix = isPrefix;
    }

    /// <summary>The operator: <c>&gt;=</c>, <c>==</c>…</summary>
    public string Operator { get; }

    /// <summary>The version as written, without <c>.*</c>.</summary>
    public string VersionText { get; }

    /// <summary>True if the version is followed by <c>.*</c>.</summary>
    public bool IsPrefix { get; }

    /// <summary>True if the clause allows only one version: <c>==1.2</c>, <c>===x</c>.</summary>
    public bool IsExact => Operator is "==" or "===" && !IsPrefix;

    /// <summary>Parses a clause; false if it is invalid.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Pep440Clause? clause)
    {
        clause = null;
        string stripped = PythonText.Strip(text);
        string? sign = Array.Find(s_operators, o => stripped.StartsWith(o, StringComparison.Ordinal));
        if (sign is null)
        {
            return false;
        }

        string version = PythonText.Strip(stripped.Substring(sign.Length));
        if (sign == "===")
        {
            clause = version.IndexOfAny([' ', '\t', ';', ')']) < 0 ? new Pep440Clause(sign, version, null, false) : null;
            return clause is not null;
        }

        bool equality = sign is "==" or "!=";
        bool prefix = equality && version.EndsWith(".*", StringComparison.Ordinal);
        version = prefix ? version.Substring(0, version.Length - 2) : version;
        if (!Pep440VersionParser.TryParse(version, out Pep440Parts? parts))
        {
            return false;
        }

        bool plain = parts.PreLabel is null && parts.Post is null && parts.Dev is null && parts.Local is null;
        if ((prefix && !plain) || (!equality && parts.Local is not null) || (sign == "~=" && parts.Release.Length < 2))
        {
            return false;
        }

        clause = new Pep440Clause(sign, version, parts, prefix);
        return true;
    }

    /// <summary>Why a text with an operator is not a valid clause, for a message.</summary>
    public static string Problem(string text)
    {
        string stripped = PythonText.Strip(text);
        string sign = Array.Find(s_operators, o => stripped.StartsWith(o, StringComparison.Ordinal)) ?? "";
        string version = PythonText.Strip(stripped.Substring(sign.Length));
        bool prefix = version.EndsWith(".*", StringComparison.Ordinal);
        return !Pep440VersionParser.TryParse(prefix ? version.Substring(0, version.Length - 2) : version, out Pep440Parts? parts)
            ? $"'{version}' is not a version (PEP 440)"
            : prefix && sign is not ("==" or "!=") ? $"'.*' is allowed with == and != only, not with {sign}"
            : prefix ? "'.*' is allowed after a release only, not with a pre-release, post-release, development or local version"
            : parts.Local is not null ? $"a local version such as '+{string.Join(".", parts.Local)}' is allowed with == and != only, not with {sign}"
            : "~= needs two numbers at least, such as ~=1.0";
    }

    /// <summary>
    /// Whether the version satisfies the clause. Pre-releases count like any other version, because they may be
    /// installed.
    /// </summary>
    public bool Matches(Pep440Version version)
    {
        Pep440Parts parts = version.Parts;
        return Operator switch
        {
            "==" => IsEqual(parts),
            "!=" => !IsEqual(parts),
            ">=" => Order(parts) >= 0,
            "<=" => Order(parts) <= 0,
            ">" => IsGreater(parts),
            "<" => IsLess(parts),

            // The series is the release without its last number: ~=1.2.3rc1 means >=1.2.3rc1 and ==1.2.*. Python's
            // packaging counts a suffix in a loose spelling (1.2.c1, 1.2.rev1) as a number of the release.
            "~=" => Order(parts) >= 0 && Pep440Order.StartsWith(parts, _version!, _version!.Release.Length - 1),
            _ => MatchesText(version.Text) || string.Equals(version.Normalized, VersionText, StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>Whether a text that is not a valid version satisfies the clause; only <c>===</c> accepts it.</summary>
    public bool MatchesText(string text) => Operator == "===" && string.Equals(PythonText.Strip(text), VersionText, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Operator + VersionText + (IsPrefix ? ".*" : string.Empty);

    // The local part of the installed version is ignored, unless the clause has one.
    private int Order(Pep440Parts parts) => Pep440Order.Compare(parts, _version!, withLocal: false);

    private bool IsEqual(Pep440Parts parts) => IsPrefix
        ? Pep440Order.StartsWith(parts, _version!, _version!.Release.Length)
        : Pep440Order.Compare(parts, _version!, withLocal: _version!.Local is not null) == 0;

    /// <summary>PEP 440: <c>&lt;V</c> must not allow a pre-release of V, unless V itself is a pre-release.</summary>
    private bool IsLess(Pep440Parts parts) =>
        Pep440Order.Compare(parts, _version!, withLocal: true) < 0 && (IsPre(_version!) || !IsPre(parts) || !Pep440Order.SameBase(parts, _version!));

    /// <summary>
    /// PEP 440: <c>&gt;V</c> must not allow a post-release or a local version of V, unless V itself is a post-release.
    /// </summary>
    private bool IsGreater(Pep440Parts parts) =>
        Pep440Order.Compare(parts, _version!, withLocal: true) > 0
        && ((parts.Local is null && (parts.Post is null || _version!.Post is not null)) || !Pep440Order.SameBase(parts, _version!));

    private static bool IsPre(Pep440Parts parts) => parts.PreLabel is not null || parts.Dev is not null;
}
