using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using CondaEnv.Audit;
using CondaEnv.Cli.Output;
using CondaEnv.Foundation.Terminal;
using CondaEnv.Foundation.Text;
using CondaEnv.Lint;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Targets;
using CondaEnv.Packages.Findings;

namespace CondaEnv.Cli;

/// <summary><c>condaenv check</c>: finds errors in files that describe environments, and in environments.</summary>
internal sealed class CheckVerb
{
    private const string Description = """
        Check files that describe environments (environment.yml and its like, requirements, explicit files, locks, records), or environments: their files, dependencies, pins and records.

        One line for each finding: PATH:LINE:COLUMN: SEVERITY RULE: MESSAGE in a file, NAME: SEVERITY RULE: MESSAGE in an environment.

        Exit codes: 0 no finding of severity Error; 1 at least one; 2 something could not be checked, or the command line is wrong.
        """;

    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();
    private readonly LockOptions _locks = new();
    private readonly Option<bool> _all = new("--all") { Description = "Check all environments of the machine." };
    private readonly Option<string[]> _rule = new("--rule") { Description = "Use only this rule; may contain * and ?. Repeatable.", HelpName = "RULE", DefaultValueFactory = static _ => [] };
    private readonly Option<string[]> _excludeRule = new("--exclude-rule") { Description = "Do not use this rule; may contain * and ?. Repeatable.", HelpName = "RULE", DefaultValueFactory = static _ => [] };
    private readonly Option<string?> _severity = Choice.Option("--severity", "Show only findings of at least this severity.", "information", "warning", "error");
    private readonly Option<bool> _skipFile = new("--skip-file") { Description = "Leave out the rules that look at the files of packages, which take most of the time." };
    private readonly Option<bool> _sarif = new("--sarif") { Description = "Write SARIF 2.1.0, which code hosts show." };
    private readonly Option<bool> _oneLine = new("--one-line") { Description = "Write a summary in one line of at most 2048 characters, for inventory tools." };

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "A file, or the folder of a record.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = static _ => [],
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
        verb._targets.AddTo(command);
        foreach (Option option in (Option[])[verb._all, verb._rule, verb._excludeRule, verb._severity, verb._skipFile, verb._sarif, verb._oneLine])
        {
            command.Options.Add(option);
        }

        verb._locks.AddTo(command);
        verb._rows.AddTo(command);
        command.Validators.Add(verb.Validate);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private void Validate(CommandResult result)
    {
        bool named = Choice.WordsOf(result, _targets.Name) is not null || Choice.WordsOf(result, _targets.Prefix) is not null;
        bool all = Choice.IsSet(result, _all);
        if (all && named)
        {
            result.AddError("--all cannot be combined with --name and --prefix.");
        }
        else if (!all && !named && Choice.WordsOf(result, _files) is null)
        {
            result.AddError("Give a FILE, or --name, --prefix or --all for environments.");
        }

        if ((_rows.AreGiven(result) ? 1 : 0) + (Choice.IsSet(result, _sarif) ? 1 : 0) + (Choice.IsSet(result, _oneLine) ? 1 : 0) > 1)
        {
            result.AddError("Only one of --json, --csv, --sarif and --one-line can be given.");
        }

        Wanted(result, AllRules, out string? problem);
        if (problem is not null)
        {
            result.AddError(problem);
        }
    }

    /// <summary>Files and environments have rules of their own; a name may be of either.</summary>
    private static IReadOnlyList<IssueRule> AllRules { get; } = [.. IssueRules.All, .. AuditRules.All];

    private HashSet<string> Wanted(CommandResult result, IReadOnlyList<IssueRule> rules, out string? problem) => RuleSelection.Of(
        rules, Choice.WordsOf(result, _rule), Choice.WordsOf(result, _excludeRule), static text => NamePattern.IsPattern(text) ? name => NamePattern.Matches(text, name) : null, out problem, AuditRules.OnRequest);

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        HashSet<string> wanted = Wanted(parsed.CommandResult, AllRules, out _);
        IssueSeverity least = Choice.ValueOf<IssueSeverity>(parsed.CommandResult, _severity) ?? IssueSeverity.Information;
        bool gathered = _rows.AreForPrograms(parsed) || parsed.GetValue(_sarif) || parsed.GetValue(_oneLine);
        List<CondaEnvIssue> issues = [];
        int targets = 0;
        bool failed = false;
        void Add(IEnumerable<CondaEnvIssue> found)
        {
            targets++;
            foreach (CondaEnvIssue issue in found.Where(i => i.Severity >= least))
            {
                failed |= issue.Severity == IssueSeverity.Error;
                if (gathered)
                {
                    issues.Add(issue);
                }
                else
                {
                    terminal.Output.Write(PlainText.Of(Line(issue)) + "\n");
                }
            }
        }

        foreach (string file in parsed.GetValue(_files)!)
        {
            session.Try(() =>
            {
                string path = terminal.Machine.Absolute(file)
                    ?? throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{file}' is not a valid path of a file.", file);
                Add(session.Service.FindIssues(path, wanted.Contains, _locks.Of(parsed)));
            });
        }

        AuditRequest request = new() { Wanted = wanted.Contains, SkipFile = parsed.GetValue(_skipFile) };
        session.Try(() => session.ForEach(Environments(parsed, session), environment => Add(session.Service.Audit(environment, request, terminal.Cancellation))));
        if (parsed.GetValue(_sarif))
        {
            terminal.Output.Write(SarifText.Of(issues, AllRules, Product.Version));
        }
        else if (parsed.GetValue(_oneLine))
        {
            terminal.Output.Write(PlainText.Of(IssueSummary.Of(issues, targets)) + "\n");
        }
        else if (gathered)
        {
            _rows.Write(parsed, terminal.Output, issues, CondaEnvIssue.Schema.All, CondaEnvIssue.Schema.All);
        }

        return session.ExitCode != ExitCode.Done ? ExitCode.Usage : failed ? ExitCode.Failed : ExitCode.Done;
    }

    private IEnumerable<Target> Environments(ParseResult parsed, Session session) =>
        parsed.GetValue(_all) ? session.Service.FindAll(null, session.Terminal.Cancellation).Select(static e => new Target(TargetKind.Folder, e.Prefix) { Found = e })
        : _targets.AreGiven(parsed) ? _targets.Of(parsed, session.Service)
        : [];

    private static string Line(CondaEnvIssue issue) => issue.Path is null
        ? $"{issue.EnvironmentName}: {Word(issue)} {issue.RuleName}: {issue.Message}"
        : string.Create(CultureInfo.InvariantCulture, $"{issue.Path}:{issue.Line ?? 1}:{issue.Column ?? 1}: {Word(issue)} {issue.RuleName}: {issue.Message}");

    private static string Word(CondaEnvIssue issue) => issue.Severity.ToString().ToLowerInvariant();
}
