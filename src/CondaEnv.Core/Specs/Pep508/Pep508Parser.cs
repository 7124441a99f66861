using System;
using System.Collections.Generic;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.Pep440;

namespace CondaEnv.Specs.Pep508;

/// <summary>Parses requirements; see <see cref="Pep508Requirement"/> for the grammar.</summary>
internal sealed class Pep508Parser
{
    private const string What = "a requirement (PEP 508)";

    // Longer operators first, so that none hides another.
    private static readonly string[] s_operators = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"];

    private readonly string _text;
    private readonly bool _asPip;
    private int _position;

    /// <summary>Creates a parser for one text.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="asPip">True to accept exactly what pip accepts on a line of a requirements file; see
    /// <see cref="Pep508Requirement.ParseLine"/>.</param>
    public Pep508Parser(string text, bool asPip = false)
    {
        _text = text;
        _asPip = asPip;
    }

    public Pep508Requirement Parse()
    {
        if (_text.Length > SpecErrors.LongestSpec)
        {
            throw SpecErrors.TooLong(_text, What);
        }

        SkipBlanks();
        string name = Identifier("a name");
        SkipBlanks();
        List<string> extras = Peek() == '[' ? Extras() : [];
        SkipBlanks();
        string? url = Peek() == '@' ? Url() : null;
        List<string> specifier = url is null ? Specifier() : [];
        SkipBlanks();
        Pep508Marker? marker = null;
        if (_asPip && _text.Substring(_position).Trim() == ";")
        {
            // pip splits the line at the semicolon and accepts an empty marker.
            _position = _text.Length;
        }
        else if (Peek() == ';')
        {
            _position++;
            marker = new Pep508MarkerParser(_text, _position, Error).Parse(out _position);
            SkipBlanks();
        }

        if (_position < _text.Length)
        {
            throw Error(_position, marker is not null
                ? "expected 'and', 'or' or the end of the line after the marker"
                : url is null
                ? "expected a version clause such as >=1.0, a URL after '@', or a marker after ';'"
                : "expected a space and ';' with a marker after the URL");
        }

        return new Pep508Requirement(name) { Extras = extras, Specifier = specifier, Url = url, Condition = marker };
    }

    private List<string> Extras()
    {
        List<string> extras = [];
        _position++;
        SkipBlanks();
        while (Peek() != ']' || extras.Count > 0)
        {
            extras.Add(Identifier("the name of an extra"));
            SkipBlanks();
            if (Peek() == ']')
            {
                break;
            }

            if (Peek() != ',')
            {
                throw Error(_position, "expected ',' and another extra, or ']'");
            }

            _position++;
            SkipBlanks();
        }

        _position++;
        return extras;
    }

    private string Url()
    {
        _position++;
        SkipBlanks();
        int start = _position;
        while (_position < _text.Length && _text[_position] is not (' ' or '\t') && !(_asPip && _text[_position] == ';'))
        {
            _position++;
        }

        return _position > start ? _text.Substring(start, _position - start) : throw Error(start, "expected a URL after '@'");
    }

    private List<string> Specifier()
    {
        bool parenthesis = Peek() == '(';
        _position += parenthesis ? 1 : 0;
        SkipBlanks();
        List<string> clauses = [];
        while (Operator() is { } sign)
        {
            int start = _position;
            _position += sign.Length;
            SkipBlanks();
            string version = Version(sign == "===");
            foreach (string clause in _asPip ? (sign + version).Split(',') : [sign + version])
            {
                if (_asPip && clause.Length > 0 && !Pep440Clause.TryParse(clause, out _))
                {
                    throw Error(start, Pep440Clause.Problem(clause));
                }

                clauses.Add(clause);
            }

            SkipBlanks();
            if (Peek() != ',')
            {
                break;
            }

            // A comma at the end is not allowed by the grammar, but occurs in metadata ("six (>=1.5,)") and is accepted
            // by Python's packaging.
            _position++;
            SkipBlanks();
        }

        if (parenthesis)
        {
            if (Peek() != ')')
            {
                throw Error(_position, "expected ')' after the version clauses");
            }

            _position++;
        }

        return clauses;
    }

    private string? Operator() => Array.Find(s_operators, o => string.CompareOrdinal(_text, _position, o, 0, o.Length) == 0);

    // Arbitrary equality of PEP 440 accepts any text; in pip, it may contain commas and may be empty.
    private string Version(bool arbitrary)
    {
        int start = _position;
        while (_position < _text.Length && (IsVersion(_text[_position]) || (arbitrary && _text[_position] is not (' ' or '\t' or ';' or ')') && (_asPip || _text[_position] != ','))))
        {
            _position++;
        }

        return _position > start || (arbitrary && _asPip) ? _text.Substring(start, _position - start) : throw Error(start, "expected a version");
    }

    private string Identifier(string expected)
    {
        int start = _position;
        while (_position < _text.Length && (IsLetterOrDigit(_text[_position]) || _text[_position] is '-' or '_' or '.'))
        {
            _position++;
        }

        if (_position == start || !IsLetterOrDigit(_text[start]))
        {
            throw Error(start, "expected " + expected + ", which begins with a letter or digit");
        }

        // In Python, an underscore is part of a word, and pip requires the end of a word here.
        return IsLetterOrDigit(_text[_position - 1]) || (_asPip && _text[_position - 1] == '_')
            ? _text.Substring(start, _position - start)
            : throw Error(_position - 1, "a name ends with a letter or digit");
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    private static bool IsVersion(char c) => IsLetterOrDigit(c) || c is '-' or '_' or '.' or '*' or '+' or '!';

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t')
        {
            _position++;
        }
    }

    private CondaEnvException Error(int offset, string problem) => SpecErrors.SpecInvalid(_text, offset, What, problem);
}
