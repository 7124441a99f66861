using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Lint;

/// <summary>Runs the rules on a file.</summary>
internal static class FileAudit
{
    private static readonly Action<AuditedFile>[] s_rules =
    [
        KeyRules.Check, ChannelRules.Check, DependencyRules.Check, PinRules.Check, SecretRules.Check,
        LayoutRules.Check, CharacterRules.Check, SelectorRules.Check, PlaceRules.Check, ListRules.Check,
    ];

    /// <summary>All findings in a file, by line.</summary>
    /// <param name="reader">Reads the file.</param>
    /// <param name="configuration">How channel names are resolved.</param>
    /// <param name="path">Full path of the file, or of the folder of a record.</param>
    /// <param name="wanted">Selects rules by name; null for all.</param>
    /// <param name="selection">The selected part of a lock file; null for the whole file.</param>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed if the file cannot be read;
    /// LockEnvironmentNotFound if it does not have the selected part.</exception>
    public static IReadOnlyList<CondaEnvIssue> Check(
        EnvironmentFileReader reader, ChannelConfiguration configuration, string path, Func<string, bool>? wanted = null, LockSelection? selection = null)
    {
        List<FileProblem> problems = [];
        List<CondaEnvException> errors = [];
        CondaEnvFileKind? kind = null;
        SourceText? source = null;
        try
        {
            source = EnvironmentFileReader.Open(path);
            CondaEnvFile file = reader.Read(source, problems.Add, errors.Add, out YamlMapping? document);
            kind = file.Kind;
            file = selection?.Of(file) ?? file;

            // Only this tool reads lists of installed packages.
            if (file.Kind is not (CondaEnvFileKind.CondaList or CondaEnvFileKind.PipList))
            {
                EncodingRules.Check(source, problems.Add);
            }

            AuditedFile audited = new(source, file, document, configuration, problems.Add);
            foreach (Action<AuditedFile> rules in s_rules)
            {
                StopSignal.Check();
                rules(audited);
            }
        }
        catch (CondaEnvException error) when (error.Kind is CondaErrorKind.FileInvalid or CondaErrorKind.SpecInvalid or CondaErrorKind.VersionInvalid)
        {
            if (source is not null)
            {
                EncodingRules.Check(source, problems.Add);
            }

            problems.Add(source is null ? EncodingRules.Explain(error) : LayoutRules.Explain(error, source));
        }

        problems.AddRange(errors.ConvertAll(error => LayoutRules.Explain(error, kind)));
        string where = source?.Path ?? path;
        return [.. problems
            .Where(p => wanted is null || wanted(p.Rule))
            .Select(p => ToIssue(p, where))
            .OrderBy(static i => i.Line ?? 0)
            .ThenBy(static i => i.Column ?? 0)
            .ThenBy(static i => i.RuleName, StringComparer.Ordinal)];
    }

    private static CondaEnvIssue ToIssue(FileProblem problem, string path)
    {
        StopSignal.Check();
        return new CondaEnvIssue
        {
            RuleName = problem.Rule,
            Severity = problem.IsFatal ? IssueSeverity.Error : problem.Severity ?? IssueRules.Of(problem.Rule).Severity,
            Message = Sentence(problem.Message),
            Path = path,
            Line = problem.Line == 0 ? null : problem.Line,
            Column = problem.Column == 0 ? null : problem.Column,
            Suggestion = problem.Suggestion,
        };
    }

    /// <summary>Capitalizes the first letter, except for names of tools in lower case.</summary>
    private static string Sentence(string message) =>
        (message.StartsWith("conda", StringComparison.Ordinal) ? message : char.ToUpperInvariant(message[0]) + message.Substring(1)) + ".";
}
