using System.Collections.Generic;
using System.CommandLine;
using CondaEnv.Cli.Output;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Csv;
using CondaEnv.Machines.Host;

namespace CondaEnv.Cli;

/// <summary>
/// <c>condaenv compare</c>: shows the differences between two environments, files, records or revisions.
/// </summary>
internal sealed class CompareVerb
{
    private const string Description = """
        Compare two environments, files, records or revisions: what LEFT has, and what RIGHT has instead.

        Each side is the name or folder of an environment; one as it was, such as env@3 or env@2026-01-15; an environment.yml, a list or lock file; or the folder of a record. Against a file of specs, a package that these bring along is no difference.

        Exit codes: 0 no difference; 1 differences; 2 a side could not be read, or the command line is wrong.
        """;

    private static readonly IReadOnlyList<Column<CondaEnvDifference>> s_table =
    [
        new("Change", static d => d.Change),
        new("Name", static d => d.Name),
        new("Left", static d => d.ReferenceVersion?.Text),
        new("Right", static d => d.DifferenceVersion?.Text),
        new("Level", static d => d.Level),
        new("Detail", static d => d.Detail),
    ];

    private readonly Argument<string> _left = new("left") { Description = "What to compare with.", HelpName = "LEFT", Validators = { Choice.RefuseOptions } };
    private readonly Argument<string> _right = new("right") { Description = "What is compared.", HelpName = "RIGHT", Validators = { Choice.RefuseOptions } };
    private readonly Option<bool> _includeEqual = new("--include-equal") { Description = "Also write rows for packages that do not differ." };
    private readonly Option<bool> _summary = new("--summary") { Description = "Write the number of changes of each kind instead of the rows." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Write nothing; the exit code tells whether they are equal." };
    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();
    private readonly LockOptions _locks = new();

    private CompareVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        CompareVerb verb = new();
        Command command = new("compare", Description) { verb._left, verb._right, verb._includeEqual, verb._summary, verb._quiet, verb._targets.Verbose };
        verb._locks.AddTo(command);
        verb._rows.AddTo(command);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        Comparison? comparison = null;
        bool summary = parsed.GetValue(_summary);
        session.Try(() =>
        {
            LockSelection selection = _locks.Of(parsed);
            ComparedSide left = Side(session, parsed.GetValue(_left)!, selection);
            ComparedSide right = Side(session, parsed.GetValue(_right)!, selection);
            selection.RequireLock(right.Label, left.File, right.File);
            comparison = EnvironmentComparer.Compare(left, right, summary || parsed.GetValue(_includeEqual));
        });
        if (comparison is null)
        {
            return ExitCode.Usage;
        }

        foreach (string note in comparison.Notes)
        {
            Reporter.Write(terminal.Error, "warning", note);
        }

        if (summary)
        {
            _rows.Write(parsed, terminal.Output, [comparison.Summary()], CondaEnvComparison.Schema.All, SummaryTable(comparison.Summary()));
        }
        else if (!parsed.GetValue(_quiet))
        {
            _rows.Write(parsed, terminal.Output, comparison.Rows, CondaEnvDifference.Schema.All, s_table);
        }

        // A problem reported during the comparison may hide a difference.
        return session.ExitCode != ExitCode.Done ? ExitCode.Usage : comparison.IsEqual ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>The two sides, and the counts that are not zero.</summary>
    private static List<Column<CondaEnvComparison>> SummaryTable(CondaEnvComparison summary)
    {
        List<Column<CondaEnvComparison>> table = [];
        foreach (Column<CondaEnvComparison> column in CondaEnvComparison.Schema.All)
        {
            if (column.Name is nameof(CondaEnvComparison.Reference) or nameof(CondaEnvComparison.Difference) or nameof(CondaEnvComparison.DifferenceCount)
                || column.Value(summary) is int and > 0)
            {
                table.Add(column);
            }
        }

        return table;
    }

    private static ComparedSide Side(Session session, string text, LockSelection selection) =>
        session.Service.Side(
            session.Service.ParseTarget(
                text, path => session.Terminal.Machine.Absolute(path) ?? throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{path}' is not a valid path.", path)),
            selection,
            session.Terminal.Cancellation);
}
