using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.CondaList;

/// <summary>
/// Reads packages from CSV with a column for each property: <c>packages.csv</c> of a record, output of
/// <c>condaenv packages --csv</c>, and output of <c>Export-Csv</c>, with or without a <c>#TYPE</c> line and with the
/// separator of any culture.
/// </summary>
internal static class PackageCsv
{
    private const string TypeLine = "#TYPE ";
    private static readonly char[] s_separators = [',', ';', '\t'];

    /// <summary>Whether a text starts with a heading that has columns for the name and the version.</summary>
    public static bool IsOne(string text) => SeparatorOf(text) is not null;

    /// <summary>The packages with their lines; null for a row without a name or version.</summary>
    /// <param name="csv">The file.</param>
    /// <param name="problem">Called for values of the wrong type.</param>
    /// <exception cref="CondaEnvException">FileInvalid if the heading is missing or a quote is not closed.</exception>
    public static IEnumerable<(int Line, CondaPackage? Package)> Read(SourceText csv, Action<int, string> problem)
    {
        if (SeparatorOf(csv.Text) is not { } separator)
        {
            throw SourceText.Invalid(csv.Path, 1, 0, "it is not a list of packages: its heading names no columns 'Name' and 'Version'");
        }

        string[]? header = null;
        foreach ((int line, string[] fields) in CsvReader.Read(csv, separator))
        {
            if (header is null)
            {
                header = fields[0].StartsWith(TypeLine, StringComparison.Ordinal) ? null : fields;
                continue;
            }

            Dictionary<string, string> row = new(StringComparer.OrdinalIgnoreCase);
            for (int i = 0; i < header.Length && i < fields.Length; i++)
            {
                row[header[i].Trim()] = fields[i];
            }

            if (row.TryGetValue(nameof(CondaPackage.Timestamp), out string? time))
            {
                row[nameof(CondaPackage.Timestamp)] = Iso(time);
            }

            // PowerShell joins the list items of a deserialized object with spaces. Names contain no spaces, but specs
            // may.
            if (row.TryGetValue(nameof(CondaPackage.RequiredBy), out string? names) && names.Length > 0 && names[0] != '[')
            {
                row[nameof(CondaPackage.RequiredBy)] = CellText.OfList(names.Split(' '));
            }

            yield return (line, CondaPackage.Read(name => row.TryGetValue(name, out string? cell) ? cell : null, value => problem(line, value)));
        }
    }

    private static char? SeparatorOf(string text)
    {
        foreach (TextLine line in TextLine.Split(text))
        {
            if (line.Text.StartsWith(TypeLine, StringComparison.Ordinal) || line.Text.Trim().Length == 0)
            {
                continue;
            }

            foreach (char separator in s_separators)
            {
                string[] names = Array.ConvertAll(line.Text.Split(separator), static n => n.Trim().Trim('"'));
                if (Has(names, nameof(CondaPackage.Name)) && Has(names, nameof(CondaPackage.Version)))
                {
                    return separator;
                }
            }

            return null;
        }

        return null;
    }

    private static bool Has(string[] names, string name) => Array.Exists(names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Iso(string time) =>
        time.Length > 0 && !TimeText.TryParse(time, out _) && TimeText.TryParseShown(time, out DateTime parsed) ? TimeText.Of(parsed) : time;
}
