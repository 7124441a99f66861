using System.Collections.Generic;
using YamlDotNet.Core;

namespace CondaEnv.Adapters;

/// <summary>The comments of a YAML text, found by position.</summary>
internal sealed class YamlComments
{
    private readonly string _text;

    /// <summary>Start of each line; null for a text without comments.</summary>
    private readonly List<int>? _lines;

    public YamlComments(string text)
    {
        _text = text;
        if (text.IndexOf('#') < 0)
        {
            return;
        }

        _lines = [0];
        for (int i = 0; i < text.Length; i++)
        {
            // YAML 1.2 has line breaks at LF, CR LF and CR only, and the scanner handles these three in the same way.
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _lines.Add(i + 1);
            }
        }
    }

    /// <summary>The comment on the rest of the line; null if there is other text before it.</summary>
    /// <param name="end">End of the node.</param>
    /// <param name="closing">Character that may precede the comment: a key's colon, or the bracket that closes the
    /// node.</param>
    public string? Behind(in Mark end, char closing)
    {
        if (_lines is null || end.Line < 1 || end.Line > _lines.Count)
        {
            return null;
        }

        long start = _lines[(int)end.Line - 1] + end.Column - 1;
        if (start < 0 || start > _text.Length)
        {
            return null;
        }

        int i = Skip((int)start);
        if (i < _text.Length && _text[i] == closing && closing != '\0')
        {
            i = Skip(i + 1);
        }

        // A '#' starts a comment only after white space (YAML 1.2, rule 75 ff.).
        if (i >= _text.Length || _text[i] != '#' || i == 0 || _text[i - 1] is not (' ' or '\t'))
        {
            return null;
        }

        int stop = _text.IndexOfAny(['\r', '\n'], i);
        return (stop < 0 ? _text.Substring(i) : _text.Substring(i, stop - i)).TrimEnd();
    }

    private int Skip(int i)
    {
        while (i < _text.Length && _text[i] is (' ' or '\t'))
        {
            i++;
        }

        return i;
    }
}
