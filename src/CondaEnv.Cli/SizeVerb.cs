using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using CondaEnv.Cli.Output;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Text;
using CondaEnv.Machines.Targets;

namespace CondaEnv.Cli;

/// <summary><c>condaenv size</c>: how much disk space environments take, and when they were last used.</summary>
internal sealed class SizeVerb
{
    private const string Description = """
        Measure the disk space of the active or the named environments: what each takes, what removing it would free, what it shares with package caches and other environments through hard links, and when it was last used.

        Size is the space on disk, as du counts. Exclusive is what removing the environment would free at least; with '<' it is at most that, because files of this file system can share blocks without hard links. Cached and Shared are in files with another link in a package cache or in another environment. Last used is an estimate from the named trace. --json and --csv have all numbers in bytes.
        """;

    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();
    private readonly Option<bool> _all = new("--all", "-a") { Description = "Measure all environments of this machine." };

    private SizeVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        SizeVerb verb = new();
        Command command = new("size", Description);
        verb._targets.AddTo(command);
        command.Options.Add(verb._all);
        command.Validators.Add(result =>
        {
            if (Choice.IsSet(result, verb._all) && (result.GetResult(verb._targets.Name) is { Implicit: false } || result.GetResult(verb._targets.Prefix) is { Implicit: false }))
            {
                result.AddError("--all cannot be combined with --name or --prefix.");
            }
        });
        verb._rows.AddTo(command);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private static IReadOnlyList<Column<CondaEnvMeasure>> s_table { get; } =
    [
        new("Environment", static m => m.EnvironmentName),
        new("Size", static m => Text(m.Size)),
        new("Exclusive", static m => (m.IsUpperBound ? "< " : "") + Text(m.ExclusiveSize)),
        new("Cached", static m => Text(m.SharedWithCache)),
        new("Shared", static m => Text(m.SharedWithOthers)),
        new("Pip", static m => Text(m.PipSize)),
        new("Files", static m => m.FileCount),
        new("Last used", static m => m.LastUsed?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("Evidence", static m => m.LastUsedEvidence),
    ];

    private static string Text(long bytes) => ByteText.Of(bytes, CultureInfo.InvariantCulture);

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        List<CondaEnvMeasure> measures = [];
        session.Try(() => session.ForEach(
            parsed.GetValue(_all)
                ? session.Service.FindAll(cancellation: terminal.Cancellation).Select(static e => new Target(TargetKind.Folder, e.Prefix) { Found = e })
                : _targets.Of(parsed, session.Service),
            environment => measures.Add(session.Service.Measure(environment, progress: null, terminal.Cancellation))));
        _rows.Write(parsed, terminal.Output, measures, CondaEnvMeasure.Schema.All, s_table);
        return session.ExitCode;
    }
}
