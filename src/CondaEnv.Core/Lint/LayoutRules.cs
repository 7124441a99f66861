using System;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Lint;

/// <summary>Rules for the layout of a file, with messages that suggest a fix.</summary>
internal static class LayoutRules
{
    /// <summary>
    /// Finds a list of specs with the name of an environment.yml, and tabs that this reader accepts but conda rejects.
    /// </summary>
    public static void Check(AuditedFile file)
    {
        if (file.File.Kind == CondaEnvFileKind.CondaRequirements && System.IO.Path.GetExtension(file.Source.Path).ToLowerInvariant() is ".yml" or ".yaml")
        {
            file.Find("InvalidFile", file.File.Dependencies.Count == 0
                ? "the file is empty; conda creates an empty environment from it"
                : "the file has no keys, and conda takes each of its lines for a spec", "Write 'dependencies:', and the specs as a list below it.");
        }

        if (file.Document is null || file.File.Kind != CondaEnvFileKind.EnvironmentYaml)
        {
            return;
        }

        foreach ((int line, int column) in YamlTabs.In(file.Source.Text))
        {
            file.Report(new FileProblem("TabCharacter", line, column, "conda stops at the tab", "Use spaces."));
        }
    }

    /// <summary>Finding for the error of a line, if the rest of the file was read.</summary>
    /// <param name="error">The error of the line.</param>
    /// <param name="kind">Format of the file; null if it could not be read to the end.</param>
    public static FileProblem Explain(CondaEnvException error, CondaEnvFileKind? kind) =>
        new(error.Kind != CondaErrorKind.SpecInvalid ? "InvalidFile" : kind == CondaEnvFileKind.PipRequirements ? "InvalidPipRequirement" : "InvalidSpec", error.Line, error.Column, Lower(error.Message));

    /// <summary>Finding for an error that stopped the reader.</summary>
    public static FileProblem Explain(CondaEnvException error, SourceText source)
    {
        if (ForeignText.Of(source) is { } foreign)
        {
            return foreign;
        }

        // If this reader fails at or after a tab, conda has already failed at the first tab.
        string line = error.Line > 0 ? Line(source.Text, error.Line) : "";
        if (FileShape.IsYaml(source) && YamlTabs.In(source.Text) is { Count: > 0 } tabs && (tabs[0].Line <= error.Line + 1 || error.Message.Contains(" tab")))
        {
            return new FileProblem("TabCharacter", tabs[0].Line, tabs[0].Column, "conda stops at the tab", "Use spaces.") { IsFatal = true };
        }

        if (CharacterRules.Before(source, error) is { } character)
        {
            return character;
        }

        string content = line.TrimStart();
        if (content.StartsWith("- ", StringComparison.Ordinal) && KeyAbove(source.Text, error.Line) is { } key && key is not ("dependencies" or "channels"))
        {
            string what = content.StartsWith("- pip:", StringComparison.Ordinal) ? "the section 'pip'" : "a list";
            return new FileProblem(
                "MisplacedSection", error.Line, line.Length - content.Length + 1, $"{what} is below '{key}', so it is not part of 'dependencies'", $"Move it up, above '{key}:'.") { IsFatal = true };
        }

        return new FileProblem(error.Kind == CondaErrorKind.FileInvalid ? "InvalidFile" : "InvalidSpec", error.Line, error.Column, Lower(error.Message)) { IsFatal = true };
    }

    /// <summary>The key at the start of the line to which the given line belongs.</summary>
    private static string? KeyAbove(string text, int line)
    {
        for (int i = line - 1; i > 0; i--)
        {
            string candidate = Line(text, i);
            int colon = candidate.IndexOf(':');
            if (colon > 0 && candidate[0] is not (' ' or '-' or '#' or '\t'))
            {
                return candidate.Substring(0, colon);
            }
        }

        return null;
    }

    private static string Line(string text, int number)
    {
        int start = 0;
        for (int i = 1; i < number && start >= 0; i++)
        {
            start = text.IndexOf('\n', start) + 1;
            if (start == 0)
            {
                return "";
            }
        }

        int end = text.IndexOf('\n', start);
        return (end < 0 ? text.Substring(start) : text.Substring(start, end - start)).TrimEnd('\r');
    }

    /// <summary>The error message for use inside a sentence, without the path, which a finding already has.</summary>
    private static string Lower(string message)
    {
        string text = message.TrimEnd('.');
        int quote = text.StartsWith("'", StringComparison.Ordinal) ? text.IndexOf("': ", 1, StringComparison.Ordinal) : -1;
        int place = text.IndexOf(", column ", StringComparison.Ordinal);
        int colon = place < 0 ? -1 : text.IndexOf(": ", place, StringComparison.Ordinal);
        text = colon >= 0 ? text.Substring(colon + 2) : quote >= 0 ? text.Substring(quote + 3) : text;

        // "The YAML in '…', line 1, column 2 is malformed: …"
        return text.Length == 0 ? message : text;
    }
}
