using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Specs.Versions;

/// <summary>
/// Parses version specs. CEP 29: terms are joined by <c>,</c> (and) and <c>|</c> (or), <c>,</c> binds more tightly, and
/// parentheses group. A term is a version, optionally preceded by one of <c>== != &lt; &lt;= &gt; &gt;= = ~=</c> or
/// followed by <c>*</c> or <c>.*</c>, a pattern with <c>*</c>, or a regular expression <c>^…$</c>.
/// </summary>
/// <remarks>
/// If conda and the CEP differ, this parser does the same as conda: parentheses are lost when the tree is printed, an
/// empty pair of them or two adjacent groups are accepted, and an asterisk after the version of a relation is part of
/// that version.
/// </remarks>
internal static class VersionSpecParser
{
    // Far more than a user writes. The tree is processed recursively, and the stack is limited.
    private const int DeepestNesting = 200;

    // Joins nothing: no text contains it, or else the version would be invalid.
    private const char NoSign = '\0';

    /// <summary>Parses a version spec.</summary>
    /// <param name="text">The text to parse.</param>
    /// <exception cref="SpecProblemException">The text is not a valid version spec; the exception has the position and
    /// the problem.</exception>
    public static VersionSpec Parse(string text)
    {
        (int start, int end) = PythonText.StripRange(text, 0, text.Length);
        if (start == end)
        {
            throw Error(0, "the version is empty");
        }

        return !HasOperators(text) ? ParseTerm(text.Substring(start, end - start), start)
            : IsPlain(text) && TryParsePlain(text, 0, text.Length, '|') is { } spec ? spec
            : Build(Group(text), 0);
    }

    // Most joined terms have no parentheses and no regular expressions. The tree that these require costs more than the
    // terms.
    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (c is '(' or ')' or '^' or '$' or '\n' or NoSign)
            {
                return false;
            }
        }

        return true;
    }

    // Null if there is nothing between two operators; the general method then reports the error.
    private static VersionSpec? TryParsePlain(string text, int start, int end, char sign)
    {
        int count = 1;
        for (int i = start; i < end; i++)
        {
            count += text[i] == sign ? 1 : 0;
        }

        if (count == 1)
        {
            if (sign == '|')
            {
                return TryParsePlain(text, start, end, ',');
            }

            (int first, int last) = PythonText.StripRange(text, start, end);
            return first == last ? null : ParseTerm(text.Substring(first, last - first), first);
        }

        VersionSpec[] terms = new VersionSpec[count];
        bool same = end - start == text.Length;
        for (int i = 0; i < count; i++)
        {
            int stop = text.IndexOf(sign, start, end - start);
            stop = stop < 0 ? end : stop;
            if (TryParsePlain(text, start, stop, sign == '|' ? ',' : NoSign) is not { } term)
            {
                return null;
            }

            // The printed form is usually the same as the text, so no new string is needed.
            same &= term.Text.Length == stop - start && string.CompareOrdinal(text, start, term.Text, 0, term.Text.Length) == 0;
            terms[i] = term;
            start = stop + 1;
        }

        string printed = same ? text : string.Join(sign.ToString(), Array.ConvertAll(terms, static t => t.Text));
        return new VersionSpec(sign == '|' ? VersionSpecKind.AnyOf : VersionSpecKind.All, printed) { Terms = terms };
    }

    // conda checks only the first line; any second line makes the version invalid anyway.
    private static bool HasOperators(string text)
    {
        int line = text.IndexOf('\n');
        int end = line < 0 ? text.Length : line;
        for (int i = 0; i < end; i++)
        {
            if (text[i] is '(' or ')' or '|' or ',' or '^' or '$')
            {
                return true;
            }
        }

        return false;
    }

    private static VersionSpec Build(Node node, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Error(node.Offset, "it is nested too deep");
        }

        if (node.Terms is null)
        {
            return ParseTerm(node.Text, node.Offset);
        }

        VersionSpec[] terms = [.. node.Terms.Select(t => Build(t, depth + 1))];
        return new VersionSpec(
            node.Text == "|" ? VersionSpecKind.AnyOf : VersionSpecKind.All, string.Join(node.Text, terms.Select(static t => t.Text)))
        {
            Terms = terms,
        };
    }

    // The shunting-yard algorithm. Adjacent terms with the same operator are merged into one node.
    private static Node Group(string text)
    {
        List<Node> output = [];
        Stack<char> operators = new();
        operators.Push('(');
        int position = 0;
        int closedEarly = text.Length;
        int lastEnd = text.LastIndexOf('$');
        while (position < text.Length)
        {
            (string item, int at) = NextToken(text, lastEnd, ref position);
            switch (item)
            {
                case "|":
                    Apply(output, operators, at, stopAtOr: false);
                    operators.Push('|');
                    break;
                case ",":
                    Apply(output, operators, at, stopAtOr: true);
                    operators.Push(',');
                    break;
                case "(":
                    operators.Push('(');
                    break;
                case ")":
                    Close(output, operators, at);
                    closedEarly = operators.Count == 0 ? at : closedEarly;
                    break;
                case "":
                    // Only white space before the end.
                    break;
                default:
                    output.Add(new Node(item, at, null));
                    break;
            }
        }

        // An additional pair of parentheses encloses the whole text, so that its end needs no special case.
        Close(output, operators, operators.Count == 0 ? closedEarly : text.Length);
        if (operators.Count > 0)
        {
            throw Error(text.Length, "a parenthesis is not closed");
        }

        return output.Count > 0 ? output[0] : throw Error(0, "it contains no version");
    }

    private static void Close(List<Node> output, Stack<char> operators, int at)
    {
        Apply(output, operators, at, stopAtOr: false);
        if (operators.Count == 0)
        {
            throw Error(at, "a closing parenthesis has no opening one");
        }

        operators.Pop();
    }

    private static void Apply(List<Node> output, Stack<char> operators, int at, bool stopAtOr)
    {
        while (operators.Count > 0 && operators.Peek() != '(' && !(stopAtOr && operators.Peek() == '|'))
        {
            if (output.Count < 2)
            {
                throw Error(at, "there must be a version on both sides of ',' and '|'");
            }

            string sign = operators.Pop() == '|' ? "|" : ",";
            Node right = output[output.Count - 1];
            Node left = output[output.Count - 2];
            output.RemoveRange(output.Count - 2, 2);
            List<Node> terms = TermsOf(left, sign);
            terms.AddRange(TermsOf(right, sign));
            output.Add(new Node(sign, left.Offset, terms));
        }
    }

    // A node that is merged into another is no longer used, so its list can be reused.
    private static List<Node> TermsOf(Node node, string sign) => node.Terms is not null && node.Text == sign ? node.Terms : [node];

    // A regular expression, one operator, or everything up to the next operator, without surrounding white space. The
    // last '$' is searched only once, because any number of '^' may precede it.
    private static (string Item, int At) NextToken(string text, int lastEnd, ref int position)
    {
        int start = position;
        int first = start;
        while (first < text.Length && PythonText.IsSpace(text[first]))
        {
            first++;
        }

        if (first < lastEnd && text[first] == '^')
        {
            position = text.IndexOf('$', first) + 1;
        }
        else if (first < text.Length && IsSign(text[first]))
        {
            position = first + 1;
        }
        else
        {
            while (position < text.Length && !IsSign(text[position]))
            {
                position++;
            }
        }

        (start, int stop) = PythonText.StripRange(text, start, position);
        return (text.Substring(start, stop - start), start);
    }

    private static bool IsSign(char c) => c is '(' or ')' or '|' or ',';

    private static VersionSpec ParseTerm(string term, int offset)
    {
        if (term[0] == '^' || term[term.Length - 1] == '$')
        {
            return term[0] == '^' && term[term.Length - 1] == '$'
                ? new VersionSpec(VersionSpecKind.Regex, term) { Expression = Compile(term, offset) }
                : throw Error(offset, "a regular expression must start with '^' and end with '$'");
        }

        if (term[0] is '=' or '<' or '>' or '!' or '~')
        {
            return ParseRelation(term, offset);
        }

        if (term == "*")
        {
            return new VersionSpec(VersionSpecKind.Any, term);
        }

        string stem = term.TrimEnd('*');
        if (stem.Contains("*"))
        {
            return new VersionSpec(VersionSpecKind.Glob, term)
            {
                Expression = IsPlainGlob(term) ? null : Compile("^(?:" + term.Replace(".", "\\.").Replace("+", "\\+").Replace("*", ".*") + ")$", offset),
            };
        }

        if (stem.Length < term.Length)
        {
            // Only one asterisk is removed: 1.** becomes 1.*.* and matches versions that start with 1.*, whatever that
            // means.
            string text = term.EndsWith(".*", StringComparison.Ordinal) ? term : term.Substring(0, term.Length - 1) + ".*";
            return new VersionSpec(VersionSpecKind.Relation, text)
            {
                Relation = VersionRelation.StartsWith,
                Version = ParseVersion(text.TrimEnd('*').TrimEnd('.'), offset),
            };
        }

        return term.Contains("@")
            ? new VersionSpec(VersionSpecKind.Literal, term)
            : new VersionSpec(VersionSpecKind.Relation, term) { Relation = VersionRelation.Equal, Version = ParseVersion(term, offset) };
    }

    private static VersionSpec ParseRelation(string term, int offset)
    {
        int length = OperatorLength(term);
        if (length == 0 || length == term.Length || term[length] is '=' or '<' or '>' or '!' or '~' || HasSpace(term))
        {
            throw Error(offset, "expected one of the operators == != < <= > >= = ~=, followed by a version");
        }

        VersionRelation relation = (term[0], length) switch
        {
            ('=', 2) => VersionRelation.Equal,
            ('!', _) => VersionRelation.NotEqual,
            ('<', 1) => VersionRelation.Less,
            ('<', _) => VersionRelation.LessOrEqual,
            ('>', 1) => VersionRelation.Greater,
            ('>', _) => VersionRelation.GreaterOrEqual,
            ('~', _) => VersionRelation.Compatible,
            _ => VersionRelation.StartsWith,
        };
        string version = term.Substring(length);
        if (version.EndsWith(".*", StringComparison.Ordinal))
        {
            if (relation == VersionRelation.Compatible)
            {
                throw Error(offset + term.Length - 2, "'~=' cannot be combined with '.*'");
            }

            // After other operators it has no meaning, and is removed as in conda.
            relation = relation == VersionRelation.NotEqual ? VersionRelation.NotStartsWith : relation;
            version = version.Substring(0, version.Length - 2);
        }

        return new VersionSpec(VersionSpecKind.Relation, term) { Relation = relation, Version = ParseVersion(version, offset + length) };
    }

    private static bool HasSpace(string term)
    {
        foreach (char c in term)
        {
            if (PythonText.IsSpace(c))
            {
                return true;
            }
        }

        return false;
    }

    private static int OperatorLength(string term)
    {
        bool two = term.Length > 1 && term[1] == '=';
        return term[0] switch
        {
            '<' or '>' or '=' => two ? 2 : 1,
            _ => two ? 2 : 0,
        };
    }

    private static CondaVersion ParseVersion(string text, int offset)
    {
        if (!CondaVersionParser.TryNormalize(text, out _, out string? problem, out int at))
        {
            throw Error(offset + at, $"{SpecErrors.Quote(text)} is not a version ({problem})");
        }

        return CondaVersion.FromRecord(text);
    }

    /// <summary>Characters of versions, and asterisks.</summary>
    private static bool IsPlainGlob(string term)
    {
        foreach (char c in term)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '+' or '_' or '-' or '!' or '*'))
            {
                return false;
            }
        }

        return true;
    }

    private static SpecExpression Compile(string pattern, int offset) =>
        SpecExpression.TryParse(pattern, out SpecExpression? expression) ? expression : throw Error(offset, "it is not a valid regular expression");

    private static SpecProblemException Error(int offset, string problem) => new(offset, problem);

    // A term, or several joined terms; Text is then the operator.
    private sealed class Node(string text, int offset, List<Node>? terms)
    {
        public string Text { get; } = text;

        public int Offset { get; } = offset;

        public List<Node>? Terms { get; } = terms;
    }
}
