using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using CondaEnv.Cli.Output;
using CondaEnv.Foundation.Terminal;
using CondaEnv.Machines.Host;

namespace CondaEnv.Cli;

/// <summary><c>condaenv check</c>: finds errors in files that describe environments.</summary>
internal sealed class CheckVerb
{
    private const string Description = """
        Check files that describe environments: environment.yml and its like, requirements, explicit files, locks, records.

        One line for each finding, PATH:LINE:COLUMN: SEVERITY RULE: MESSAGE.

        Exit codes: 0 no finding of severity Error; 1 at least one; 2 a file could not be read, or the command line is wrong.
        """;

    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();
    private readonly LockOptions _locks = new();

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "A file, or the folder of a record.",
        Arity = ArgumentArity.OneOrMore,
        Validators = { Choice.RefuseOptions },
    };

    private CheckVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        CheckVerb verb = new();
        Command command = new("check", Description);
        command.Arguments.Add(verb._files);
        command.Options.Add(verb._targets.Verbose);
        verb._locks.AddTo(command);
        verb._rows.AddTo(command);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        List<CondaEnvIssue> issues = [];
        foreach (string file in parsed.GetValue(_files)!)
        {
            session.Try(() =>
            {
                string path = terminal.Machine.Absolute(file)
                    ?? throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{file}' is not a valid path of a file.", file);
                issues.AddRange(session.Service.FindIssues(path, selection: _locks.Of(parsed)));
            });
        }

        if (_rows.AreForPrograms(parsed))
        {
            _rows.Write(parsed, terminal.Output, issues, CondaEnvIssue.Schema.All, CondaEnvIssue.Schema.All);
        }
        else
        {
            foreach (CondaEnvIssue issue in issues)
            {
                terminal.Output.Write(PlainText.Of(Line(issue)) + "\n");
            }
        }

        return session.ExitCode != ExitCode.Done ? ExitCode.Usage
            : issues.Any(static i => i.Severity == IssueSeverity.Error) ? ExitCode.Failed
            : ExitCode.Done;
    }

    private static string Line(CondaEnvIssue issue) => string.Create(
        CultureInfo.InvariantCulture, $"{issue.Path}:{issue.Line ?? 1}:{issue.Column ?? 1}: {issue.Severity.ToString().ToLowerInvariant()} {issue.RuleName}: {issue.Message}");
}
