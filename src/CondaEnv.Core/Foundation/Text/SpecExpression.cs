using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace CondaEnv.Foundation.Text;

/// <summary>
/// A regular expression of a spec (<c>^…$</c>, Python's dialect), compiled once. A spec may come from someone else's
/// file and may be slow on purpose. It therefore runs in linear time if the engine supports that, otherwise within the
/// <see cref="MatchBudget"/> of the run.
/// </summary>
internal sealed class SpecExpression
{
    private readonly string _pattern;
    private readonly Regex _regex;
    private readonly bool _isLinear;
    private readonly MatchBudget _own = new();

    private SpecExpression(string pattern, Regex regex, bool isLinear)
    {
        _pattern = pattern;
        _regex = regex;
        _isLinear = isLinear;
    }

    /// <summary>Compiles an expression; false if Python would reject it.</summary>
    public static bool TryParse(string pattern, [NotNullWhen(true)] out SpecExpression? expression)
    {
        expression = null;
        if (PythonRegex.Rewrite(pattern) is not { } translated)
        {
            return false;
        }

        try
        {
            expression = Linear(pattern, translated) ?? new SpecExpression(pattern, new Regex(translated, RegexOptions.CultureInvariant, MatchBudget.Whole), isLinear: false);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether the text matches.</summary>
    /// <exception cref="CondaEnvException">SpecInvalid if the expressions take longer than the run allows for all of
    /// them.</exception>
    public bool IsMatch(string text)
    {
        if (_isLinear)
        {
            return _regex.IsMatch(text);
        }

        MatchBudget budget = MatchBudget.Current ?? _own;
        long start = Stopwatch.GetTimestamp();
        try
        {
            return budget.IsSpent ? throw TooSlow(null) : _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw TooSlow(e);
        }
        finally
        {
            budget.Spend(Stopwatch.GetTimestamp() - start);
        }
    }

    private static SpecExpression? Linear(string pattern, string translated)
    {
#if NET
        try
        {
            return new SpecExpression(pattern, new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), isLinear: true);
        }
        catch (NotSupportedException)
        {
            // Lookarounds, backreferences, and counts that make the automaton too large.
            return null;
        }
#else
        return null;
#endif
    }

    private CondaEnvException TooSlow(Exception? inner) =>
        new(CondaErrorKind.SpecInvalid, $"The regular expression '{_pattern}' takes too long to match. Write a simpler one.", _pattern, inner);
}
