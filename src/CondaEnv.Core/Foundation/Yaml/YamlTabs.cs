using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Yaml;

/// <summary>
/// Finds tabs at which conda's YAML reader fails. YAML 1.2 allows more tabs; ruamel.yaml 0.17, like PyYAML, accepts
/// them only in quoted text, in comments and in lines of a block scalar. Before and after a value, in flow lists and on
/// blank lines, it fails with "found character '\t' that cannot start any token" (<c>fetch_more_tokens</c> in its
/// <c>scanner.py</c>). Version 0.18 accepts them in flow lists; conda runs with either version.
/// </summary>
internal sealed class YamlTabs
{
    private readonly string _text;
    private readonly List<(int Line, int Column)> _found = [];
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _flow;

    /// <summary>Column of the innermost block sequence or mapping; -1 before the first.</summary>
    private int _indent = -1;

    /// <summary>True after a plain scalar that may continue on the next line.</summary>
    private bool _isPlain;

    private YamlTabs(string text) => _text = text;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private int Column => _at - _lineStart;

    /// <summary>One-based positions of the first such tab on each line. conda reports the first of all.</summary>
    /// <remarks>Invalid YAML is scanned as far as possible; no text causes an error.</remarks>
    public static IReadOnlyList<(int Line, int Column)> In(string text)
    {
        if (text.IndexOf('\t') < 0)
        {
            return [];
        }

        YamlTabs scan = new(text);
        scan.Run();
        return scan._found;
    }

    private void Run()
    {
        bool isStart = true;
        while (_at < _text.Length)
        {
            char c = Current;
            if (c is '\r' or '\n')
            {
                Break();
                isStart = true;
                continue;
            }

            if (c == ' ')
            {
                _at++;
                continue;
            }

            if (c == '\t')
            {
                if (_found.Count == 0 || _found[_found.Count - 1].Line != _line)
                {
                    _found.Add((_line, Column + 1));
                }

                _at++;
                continue;
            }

            if (c == '#' && (_at == _lineStart || _text[_at - 1] is ' ' or '\t'))
            {
                SkipLine();
                _isPlain = false;
                continue;
            }

            bool goesOn = isStart && _isPlain && (_flow > 0 || Column > _indent);
            isStart = false;
            ReadToken(c, goesOn);
        }
    }

    private void ReadToken(char c, bool goesOn)
    {
        bool before = _isPlain;
        _isPlain = false;
        switch (c)
        {
            case '[' or '{' when !goesOn || _flow > 0:
                _flow++;
                _at++;
                break;
            case ']' or '}' when _flow > 0:
                _flow--;
                _at++;
                break;
            case ',' when _flow > 0:
                _at++;
                break;
            case '"' or '\'' when !goesOn:
                SkipQuoted(c);
                break;
            case '|' or '>' when _flow == 0 && !goesOn:
                SkipBlock();
                break;
            case '-' or '?' when _flow == 0 && IsBlank(Next) && !goesOn:
                _indent = Column;
                _at++;
                break;
            case ':' when IsBlank(Next) || (_flow > 0 && Next is ',' or '[' or ']' or '{' or '}'):
                _at++;
                break;
            case '&' or '*' or '!' when !goesOn:
                SkipWord();
                break;
            case '%' when Column == 0:
                SkipLine();
                break;
            default:
                SkipPlain(before && goesOn);
                break;
        }
    }

    /// <summary>Skips a plain scalar, which a tab, a comment, a colon or the end of the line ends.</summary>
    private void SkipPlain(bool goesOn)
    {
        int start = Column;
        if (Column == 0 && (string.CompareOrdinal(_text, _at, "---", 0, 3) == 0 || string.CompareOrdinal(_text, _at, "...", 0, 3) == 0))
        {
            _at += 3;
            _indent = -1;
            return;
        }

        // The first character always belongs to it; otherwise the scan would never advance.
        for (_at++; _at < _text.Length; _at++)
        {
            char c = Current;
            bool ends = c is '\r' or '\n' or '\t'
                || (c == ':' && (IsBlank(Next) || (_flow > 0 && Next is ',' or '[' or ']' or '{' or '}')))
                || (c == '#' && _text[_at - 1] == ' ')
                || (_flow > 0 && c is ',' or '[' or ']' or '{' or '}');
            if (ends)
            {
                break;
            }
        }

        bool isKey = Current == ':';
        if (isKey && _flow == 0 && !goesOn)
        {
            _indent = start;
        }

        _isPlain = !isKey;
    }

    private void SkipQuoted(char quote)
    {
        int start = Column;
        int line = _line;
        for (_at++; _at < _text.Length;)
        {
            char c = Current;
            if (c is '\r' or '\n')
            {
                Break();
            }
            else if (c == quote && (quote == '"' || Next != quote))
            {
                _at++;
                break;
            }
            else
            {
                _at += (quote == '"' && c == '\\' && Next is not ('\r' or '\n')) || c == quote ? 2 : 1;
            }
        }

        // A quoted key starts a mapping, as a plain one does.
        if (_flow == 0 && line == _line && Current == ':' && IsBlank(Next))
        {
            _indent = start;
        }
    }

    /// <summary>Skips the header of a block scalar, and the lines that are indented more than its parent.</summary>
    private void SkipBlock()
    {
        int explicitIndent = 0;
        for (_at++; Current is '+' or '-' or (>= '0' and <= '9'); _at++)
        {
            explicitIndent = Current is >= '1' and <= '9' ? Current - '0' : explicitIndent;
        }

        // Only a comment may follow the header; a tab there is not part of the content.
        while (Current is not ('\r' or '\n' or '\0' or '#' or '\t'))
        {
            _at++;
        }

        if (Current == '\t')
        {
            return;
        }

        SkipLine();
        int parent = Math.Max(_indent, -1);
        int indent = explicitIndent > 0 ? Math.Max(parent, 0) + explicitIndent : -1;
        while (_at < _text.Length)
        {
            Break();
            int spaces = 0;
            while (_at + spaces < _text.Length && _text[_at + spaces] == ' ' && (indent < 0 || spaces < indent))
            {
                spaces++;
            }

            char first = _at + spaces < _text.Length ? _text[_at + spaces] : '\0';
            if (first is '\r' or '\n')
            {
                _at += spaces;
                continue;
            }

            if (indent < 0 && spaces > parent)
            {
                indent = spaces;
            }

            if (indent < 0 || spaces < indent)
            {
                return;
            }

            SkipLine();
        }
    }

    private void SkipWord()
    {
        while (_at < _text.Length && !IsBlank(Current) && !(_flow > 0 && Current is ',' or ']' or '}'))
        {
            _at++;
        }
    }

    private void SkipLine()
    {
        int end = _text.IndexOfAny(s_breaks, _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void Break()
    {
        if (_at >= _text.Length)
        {
            return;
        }

        _at += Current == '\r' && Next == '\n' ? 2 : 1;
        _line++;
        _lineStart = _at;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n' or '\0';

    private static readonly char[] s_breaks = ['\r', '\n'];
}
