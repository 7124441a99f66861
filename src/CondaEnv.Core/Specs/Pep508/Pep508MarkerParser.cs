using System;
using System.Collections.Generic;

namespace CondaEnv.Specs.Pep508;

/// <summary>Parses the marker of a requirement.</summary>
/// <remarks>
/// <para>From PEP 508:</para>
/// <code>
/// marker_op  = '&lt;=' | '&lt;' | '!=' | '==' | '&gt;=' | '&gt;' | '~=' | '===' | 'in' | 'not' wsp+ 'in'
/// python_str = ( "'" (python_str_c | '"')* "'" ) | ( '"' (python_str_c | "'")* '"' )
/// marker_var = python_str | env_var
/// marker_expr = marker_var marker_op marker_var | '(' marker ')'
/// marker_and = marker_expr ( 'and' marker_expr )*
/// marker     = marker_and ( 'or' marker_and )*
/// </code>
/// </remarks>
internal sealed class Pep508MarkerParser
{
    // Limits the recursion, because the stack is limited. Real markers are not nested as deeply.
    private const int DeepestNesting = 100;

    private static readonly string[] s_variables =
    [
        "python_version", "python_full_version", "os_name", "sys_platform", "platform_release", "platform_system", "platform_version",
        "platform_machine", "platform_python_implementation", "implementation_name", "implementation_version", "extra", "extras",
        "dependency_groups",
    ];

    // Names that early versions of setuptools wrote, with their current names.
    private static readonly string[][] s_oldVariables =
    [
        ["os.name", "os_name"],
        ["sys.platform", "sys_platform"],
        ["platform.version", "platform_version"],
        ["platform.machine", "platform_machine"],
        ["platform.python_implementation", "platform_python_implementation"],
        ["python_implementation", "platform_python_implementation"],
    ];

    private static readonly string[] s_operators = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"];

    private readonly string _text;
    private readonly Func<int, string, CondaEnvException> _error;
    private int _position;

    /// <summary>Creates a parser for the part of a text that starts at <paramref name="start"/>.</summary>
    public Pep508MarkerParser(string text, int start, Func<int, string, CondaEnvException> error)
    {
        _text = text;
        _position = start;
        _error = error;
    }

    public Pep508Marker Parse(out int end)
    {
        Pep508Marker marker = Joined("or", 0);
        end = _position;
        return marker;
    }

    // "or" binds less tightly.
    private Pep508Marker Joined(string word, int depth)
    {
        List<Pep508Marker> terms = [];
        do
        {
            terms.Add(word == "or" ? Joined("and", depth) : Expression(depth));
        }
        while (TakeWord(word));
        return terms.Count == 1 ? terms[0] : new Pep508Marker(word, terms);
    }

    private Pep508Marker Expression(int depth)
    {
        SkipBlanks();
        if (_position < _text.Length && _text[_position] == '(')
        {
            if (depth > DeepestNesting)
            {
                throw _error(_position, "the marker is nested too deep");
            }

            _position++;
            Pep508Marker inner = Joined("or", depth + 1);
            SkipBlanks();
            if (_position == _text.Length || _text[_position] != ')')
            {
                throw _error(_position, "expected ')' in the marker");
            }

            _position++;
            return inner;
        }

        Pep508Operand left = Operand();
        string sign = Operator();
        return new Pep508Marker(left, sign, Operand());
    }

    private Pep508Operand Operand()
    {
        SkipBlanks();
        char quote = _position < _text.Length ? _text[_position] : '\0';
        if (quote is '"' or '\'')
        {
            int end = _text.IndexOf(quote, _position + 1);
            if (end < 0)
            {
                throw _error(_position, "a string in the marker is not closed");
            }

            string value = _text.Substring(_position + 1, end - _position - 1);
            _position = end + 1;
            return new Pep508Operand(value, isVariable: false);
        }

        int start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '.'))
        {
            _position++;
        }

        string word = _text.Substring(start, _position - start);
        string[]? old = Array.Find(s_oldVariables, pair => pair[0] == word);
        return old is not null ? new Pep508Operand(old[1], isVariable: true)
            : Array.IndexOf(s_variables, word) >= 0 ? new Pep508Operand(word, isVariable: true)
            : throw _error(start, "expected a variable of a marker, such as python_version, or a quoted string");
    }

    private string Operator()
    {
        SkipBlanks();
        string? sign = Array.Find(s_operators, o => string.CompareOrdinal(_text, _position, o, 0, o.Length) == 0);
        if (sign is not null)
        {
            _position += sign.Length;
            return sign;
        }

        int start = _position;
        bool not = TakeWord("not");
        if (TakeWord("in"))
        {
            return not ? "not in" : "in";
        }

        throw _error(start, "expected a comparison in the marker: one of < <= == != >= > ~= === in, or not in");
    }

    private bool TakeWord(string word)
    {
        SkipBlanks();
        int end = _position + word.Length;
        bool there = string.CompareOrdinal(_text, _position, word, 0, word.Length) == 0
            && (end == _text.Length || !(char.IsLetterOrDigit(_text[end]) || _text[end] == '_'));
        _position = there ? end : _position;
        return there;
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t')
        {
            _position++;
        }
    }
}
