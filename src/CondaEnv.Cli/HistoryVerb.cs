using System.Collections.Generic;
using System.CommandLine;
using CondaEnv.Cli.Output;
using CondaEnv.Packages.Changes;

namespace CondaEnv.Cli;

/// <summary><c>condaenv history</c>: shows the history of an environment.</summary>
internal sealed class HistoryVerb
{
    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();
    private readonly Option<string?> _revision = HistoryOptions.Revision("--revision", "Only this revision; a negative number counts from the end.");
    private readonly Option<string?> _since = HistoryOptions.Date("--since", "Only revisions from this local time on.");
    private readonly Option<string?> _until = HistoryOptions.Date("--until", "Only revisions up to this local time; a date means the end of that day.");

    private HistoryVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        HistoryVerb verb = new();
        Command command = new("history", "List the revisions of the active or the named environments, numbered as conda does.");
        verb._targets.AddTo(command);
        command.Options.Add(verb._revision);
        command.Options.Add(verb._since);
        command.Options.Add(verb._until);
        verb._rows.AddTo(command);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        RevisionFilter filter = new()
        {
            Revisions = HistoryOptions.RevisionOf(parsed, _revision) is { } number ? [number] : [],
            Since = HistoryOptions.DateOf(parsed, _since),
            Until = HistoryOptions.DateOf(parsed, _until),
        };
        List<CondaEnvRevision> revisions = [];
        int environments = 0;
        session.Try(() => session.ForEach(_targets.Of(parsed, session.Service), environment =>
        {
            revisions.AddRange(session.Service.History(environment, filter, terminal.Cancellation));
            environments++;
        }));
        _rows.Write(parsed, terminal.Output, revisions, CondaEnvRevision.Schema.All, environments > 1 ? RevisionColumns.TableOfSeveral : RevisionColumns.Table);
        return session.ExitCode;
    }
}
