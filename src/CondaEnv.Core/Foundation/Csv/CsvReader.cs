using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Foundation.Csv;

/// <summary>Reads CSV (RFC 4180) as written by <see cref="CsvRows"/>, with or without escaped formulas.</summary>
internal static class CsvReader
{
    /// <summary>The rows with their one-based lines; blank lines are ignored.</summary>
    /// <param name="source">The file.</param>
    /// <param name="separator">Separator of fields: a comma, or the list separator of a culture.</param>
    /// <exception cref="CondaEnvException">FileInvalid if a quote is not closed.</exception>
    public static IEnumerable<(int Line, string[] Fields)> Read(SourceText source, char separator = ',')
    {
        char[] ends = [separator, '\r', '\n'];
        string text = source.Text;
        int line = 1;
        int at = 0;
        List<string> fields = [];
        while (at < text.Length)
        {
            StopSignal.Check();
            int first = line;
            fields.Clear();
            while (true)
            {
                fields.Add(CsvRows.Unmask(ReadField(source, text, ends, ref at, ref line, first)));
                if (at >= text.Length || text[at] != separator)
                {
                    break;
                }

                at++;
            }

            at += at < text.Length && text[at] == '\r' ? 1 : 0;
            if (at < text.Length && text[at] == '\n')
            {
                at++;
                line++;
            }

            if (fields.Count > 1 || fields[0].Length > 0)
            {
                yield return (first, [.. fields]);
            }
        }
    }

    private static string ReadField(SourceText source, string text, char[] ends, ref int at, ref int line, int first)
    {
        int start = at;
        if (at >= text.Length || text[at] != '"')
        {
            at = text.IndexOfAny(ends, at);
            at = at < 0 ? text.Length : at;
            return text.Substring(start, at - start);
        }

        StringBuilder field = new();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 >= text.Length || text[at + 1] != '"')
                {
                    at++;

                    // Text after the closing quote does not belong to any field and is ignored.
                    int end = text.IndexOfAny(ends, at);
                    at = end < 0 ? text.Length : end;
                    return field.ToString();
                }

                at++;
            }
            else if (text[at] == '\n')
            {
                line++;
            }

            field.Append(text[at]);
        }

        throw SourceText.Invalid(source.Path, first, 0, "a quote is not closed");
    }
}
