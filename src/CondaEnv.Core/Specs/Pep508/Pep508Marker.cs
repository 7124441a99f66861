using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep440;

namespace CondaEnv.Specs.Pep508;

/// <summary>
/// The marker of a requirement (PEP 508): comparisons joined by <c>and</c> and <c>or</c>. Immutable. It is formatted
/// canonically, as by <c>packaging</c>: strings in double quotes, parentheses only if necessary.
/// </summary>
internal sealed class Pep508Marker
{
    private readonly string _operator;
    private readonly IReadOnlyList<Pep508Marker> _terms;
    private readonly Pep508Operand _left;
    private readonly Pep508Operand _right;

    /// <summary>Creates a comparison.</summary>
    public Pep508Marker(Pep508Operand left, string sign, Pep508Operand right)
    {
        _left = left;
        _operator = sign;
        _right = right;
        _terms = [];
    }

    /// <summary>Joins markers.</summary>
    /// <param name="word"><c>and</c> or <c>or</c>.</param>
    /// <param name="terms">At least two markers.</param>
    public Pep508Marker(string word, IReadOnlyList<Pep508Marker> terms)
    {
        _operator = word;

        // Terms with the same operator need no parentheses and are merged.
        _terms = [.. terms.SelectMany(t => t._operator == word ? t._terms : [t])];
    }

    /// <summary>Whether the marker is true.</summary>
    /// <param name="environment">Platform and Python of the environment.</param>
    /// <param name="extra">The extra for which the requirement is evaluated; empty for none.</param>
    public bool Holds(MarkerEnvironment environment, string extra = "")
    {
        if (_terms.Count > 0)
        {
            return _operator == "and" ? _terms.All(t => t.Holds(environment, extra)) : _terms.Any(t => t.Holds(environment, extra));
        }

        return HoldsItself(environment, extra);
    }

    /// <summary>As <see cref="Holds"/>, but null if the result depends on a variable whose value is unknown.</summary>
    /// <param name="environment">Platform and Python of the environment.</param>
    /// <param name="extra">The extra for which the requirement is evaluated; empty for none, null if unknown.</param>
    public bool? Evaluate(MarkerEnvironment environment, string? extra = "")
    {
        if (_terms.Count == 0)
        {
            return extra is null && (_left.IsExtra || _right.IsExtra) ? null
                : _left.IsKnown(environment) && _right.IsKnown(environment) ? HoldsItself(environment, extra ?? "") : null;
        }

        bool isAnd = _operator == "and";
        bool? result = isAnd;
        foreach (Pep508Marker term in _terms)
        {
            switch (term.Evaluate(environment, extra))
            {
                case null:
                    result = null;
                    break;
                case { } holds when holds != isAnd:
                    return holds;
            }
        }

        return result;
    }

    /// <summary>The extras in the marker's comparisons, as written.</summary>
    public IEnumerable<string> Extras() => _terms.Count > 0 ? _terms.SelectMany(static t => t.Extras())
        : _operator != "==" ? []
        : _left.IsExtra ? [_right.Text]
        : _right.IsExtra ? [_left.Text]
        : [];

    /// <summary>
    /// True if an extra is compared with an operator other than <c>==</c>, so that any extra may affect the result.
    /// </summary>
    public bool ComparesExtrasOtherwise() => _terms.Count > 0 ? _terms.Any(static t => t.ComparesExtrasOtherwise()) : _operator != "==" && (_left.IsExtra || _right.IsExtra);

    private bool HoldsItself(MarkerEnvironment environment, string extra)
    {
        string left = _left.Value(environment, extra);
        string right = _right.Value(environment, extra);
        if (_left.IsExtra || _right.IsExtra)
        {
            left = PipName.Normalize(left);
            right = PipName.Normalize(right);
        }

        return _right.IsSet && (_operator is "in" or "not in")
            ? (left.Length > 0 && left == right) == (_operator == "in")
            : Compare(left, right);
    }

    /// <inheritdoc/>
    public override string ToString() => _terms.Count == 0
        ? _left + " " + _operator + " " + _right
        : string.Join(" " + _operator + " ", _terms.Select(t => _operator == "and" && t._operator == "or" ? "(" + t + ")" : t.ToString()));

    // PEP 508: compare according to PEP 440 if both sides are valid there, otherwise as strings. packaging fails if
    // only the right side is a version, as in platform_release >= "5.4" on a machine with 5.15.0-generic.
    private bool Compare(string left, string right)
    {
        if (Pep440Clause.TryParse(_operator + right, out Pep440Clause? clause))
        {
            if (Pep440Version.TryParse(left, out Pep440Version? version))
            {
                return clause.Matches(version);
            }

            if (_operator == "===")
            {
                return clause.MatchesText(left);
            }
        }

        int order = string.CompareOrdinal(left, right);
        return _operator switch
        {
            "in" => right.Contains(left),
            "not in" => !right.Contains(left),
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,

            // ~= has no meaning for strings, so nothing satisfies it.
            _ => false,
        };
    }
}
