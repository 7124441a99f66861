using System.Collections.Generic;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Lint;

/// <summary>
/// Rules for characters that are invisible or look like others. The error for an unreadable spec names them itself.
/// </summary>
internal static class CharacterRules
{
    private const string Suggestion = "Type it again as a plain character.";

    public static void Check(AuditedFile file)
    {
        if (file.Document is { } document)
        {
            foreach (KeyValuePair<YamlScalar, YamlNode> entry in document.Entries)
            {
                CheckText(file, entry.Key, typographic: true);
                bool isPlain = entry.Key.Value is "name" or "prefix";
                if (entry.Value is YamlScalar value && isPlain)
                {
                    CheckText(file, value, typographic: entry.Key.Value == "name");
                }
                else if (entry.Key.Value == "variables" && entry.Value is YamlMapping variables)
                {
                    foreach (KeyValuePair<YamlScalar, YamlNode> variable in variables.Entries)
                    {
                        CheckText(file, variable.Key, typographic: true);
                    }
                }
            }

            foreach (YamlScalar channel in file.Items("channels"))
            {
                CheckText(file, channel, typographic: true);
            }
        }

        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            // Text in a lock file or record was written by a tool, and the error for a line that pip would reject names
            // the character itself.
            bool isRefused = dependency.Requirement?.IsRefused == true;
            if (dependency.Package is null && !isRefused)
            {
                int at = UnusualCharacters.IndexIn(dependency.SourceText, typographic: true);
                if (at >= 0)
                {
                    Report(file, dependency.Line, dependency.Column + at, dependency.SourceText[at]);
                }
            }
        }

        CheckLineBreaks(file);
    }

    /// <summary>
    /// The character that caused the error: the first one before the position of the error. Null if there is none.
    /// </summary>
    public static FileProblem? Before(SourceText source, CondaEnvException error)
    {
        int number = 0;
        foreach (string line in source.Text.Split('\n'))
        {
            number++;
            string content = line.Substring(0, CommentOf(line));
            int at = UnusualCharacters.IndexIn(line, typographic: true);

            // In a comment, only line breaks are harmful.
            bool counts = at >= 0 && (at < content.Length || UnusualCharacters.IsLineBreak(line[at]));
            if (counts && error.Line >= number - 1)
            {
                return Problem(number, at + 1, line[at]) with { IsFatal = true };
            }

            if (number > error.Line)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>
    /// Reports characters that end a comment in YAML 1.1, so that the text after them is no longer part of the comment.
    /// </summary>
    private static void CheckLineBreaks(AuditedFile file)
    {
        if (file.Document is null || file.File.Kind != CondaEnvFileKind.EnvironmentYaml)
        {
            return;
        }

        string[] lines = file.Source.Text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int comment = CommentOf(lines[i]);
            for (int at = comment; at < lines[i].Length; at++)
            {
                if (UnusualCharacters.IsLineBreak(lines[i][at]))
                {
                    Report(file, i + 1, at + 1, lines[i][at]);
                    break;
                }
            }
        }
    }

    private static void CheckText(AuditedFile file, YamlScalar scalar, bool typographic)
    {
        int at = UnusualCharacters.IndexIn(scalar.Value, typographic);
        if (at >= 0)
        {
            Report(file, scalar.Line, scalar.Column + at + (scalar.IsQuoted ? 1 : 0), scalar.Value[at]);
        }
    }

    private static void Report(AuditedFile file, int line, int column, char c) => file.Report(Problem(line, column, c));

    private static FileProblem Problem(int line, int column, char c) =>
        new("UnexpectedCharacter", line, column, $"this is {UnusualCharacters.Describe(c)}, but conda expects plain text", Suggestion);

    /// <summary>Position of the comment in a line; the length of the line if there is none.</summary>
    private static int CommentOf(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || line[i - 1] is ' ' or '\t'))
            {
                return i;
            }
        }

        return line.Length;
    }
}
