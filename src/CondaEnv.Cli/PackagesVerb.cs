using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using CondaEnv.Cli.Output;
using CondaEnv.Machines.Host;
using CondaEnv.Packages.Matching;

namespace CondaEnv.Cli;

/// <summary><c>condaenv packages</c>: lists the installed packages.</summary>
internal sealed class PackagesVerb
{
    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();

    private readonly Argument<string[]> _names = new("name")
    {
        Description = "Names of packages, with * and ?, or MatchSpecs in quotes, such as 'numpy>=1.20,<2' (default: all packages).",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = static _ => [],
        Validators = { Choice.RefuseOptions },
    };

    private readonly Option<string[]> _channels = new("--channel", "-c")
    {
        Description = "Only packages of this channel: its name, address or host, with * and ?. Repeatable.",
        HelpName = "CHANNEL",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<string?> _manager = Choice.Option("--manager", "Only packages installed by this manager.", "conda", "pip");

    private readonly Option<bool> _requested = new("--requested") { Description = "Only packages that were requested, not their dependencies." };

    private readonly Option<string[]> _ownerOf = new("--owner-of")
    {
        Description = "Only packages that own this file, with * and ?. Without an environment, the path leads to it; with one, it may be relative to its prefix. Repeatable.",
        HelpName = "PATH",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<string?> _atRevision = HistoryOptions.Revision("--at-revision", "The conda packages as of this revision of the history; a negative number counts from the end.");

    private readonly Option<string?> _atDate = HistoryOptions.Date("--at-date", "The conda packages as of this time, according to the history; a date means the end of that day.");

    private PackagesVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        PackagesVerb verb = new();
        Command command = new("packages", "List the conda and pip packages of the active or the named environments.");
        command.Arguments.Add(verb._names);
        verb._targets.AddTo(command);
        command.Options.Add(verb._channels);
        command.Options.Add(verb._manager);
        command.Options.Add(verb._requested);
        command.Options.Add(verb._ownerOf);
        command.Options.Add(verb._atRevision);
        command.Options.Add(verb._atDate);
        command.Validators.Add(result =>
        {
            if (result.GetResult(verb._atRevision) is { Implicit: false } && result.GetResult(verb._atDate) is { Implicit: false })
            {
                result.AddError("--at-revision and --at-date cannot be combined.");
            }

            if (result.GetResult(verb._ownerOf) is { Implicit: false } && (result.GetResult(verb._atRevision) is { Implicit: false } || result.GetResult(verb._atDate) is { Implicit: false }))
            {
                result.AddError("--owner-of cannot be combined with --at-revision or --at-date: the history does not list files.");
            }
        });
        verb._rows.AddTo(command);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        List<CondaPackage> packages = [];
        int environments = 0;
        session.Try(() =>
        {
            PackageFilter filter = Filter(parsed, session.Service);
            string[] files = parsed.GetValue(_ownerOf)!;
            if (files.Length > 0 && !_targets.AreGiven(parsed))
            {
                packages.AddRange(OwnersOf(files, session).Where(filter.Matches));
                environments = packages.Select(static p => p.Prefix).Distinct(StringComparer.Ordinal).Count();
                return;
            }

            session.ForEach(_targets.Of(parsed, session.Service), environment =>
            {
                packages.AddRange((files.Length > 0 ? OwnersOf(files, session, environment) : PackagesOf(environment, parsed, session)).Where(filter.Matches));
                environments++;
            });
        });
        _rows.Write(parsed, terminal.Output, packages, CondaPackage.Schema.All, environments > 1 ? PackageTable.ColumnsOfSeveral : PackageTable.Columns);
        return session.ExitCode;
    }

    /// <summary>The packages that own files, each once; a file that nobody owns is an error.</summary>
    private static List<CondaPackage> OwnersOf(string[] files, Session session, CondaEnvironment? environment = null)
    {
        List<CondaPackage> owners = [];
        foreach (string file in files)
        {
            session.Try(() =>
            {
                Func<string, Func<string, bool>>? pattern = NamePattern.IsPattern(file) ? static text => name => NamePattern.Matches(text, name) : null;
                owners.AddRange(environment is not null
                    ? session.Service.OwnersOf(environment, file, pattern, session.Terminal.Cancellation)
                    : session.Service.OwnersOf(session.Terminal.Machine.Absolute(file) ?? file, pattern, session.Terminal.Cancellation));
            });
        }

        return [.. owners.DistinctBy(static p => (p.Prefix, p.Name))];
    }

    private IReadOnlyList<CondaPackage> PackagesOf(CondaEnvironment environment, ParseResult parsed, Session session)
    {
        if (HistoryOptions.RevisionOf(parsed, _atRevision) is { } revision)
        {
            return session.Service.PackagesAt(environment, revision, session.Terminal.Cancellation);
        }

        return HistoryOptions.DateOf(parsed, _atDate) is { } date
            ? session.Service.PackagesAt(environment, date, session.Terminal.Cancellation)
            : session.Service.Packages(environment, session.Terminal.Cancellation);
    }

    private PackageFilter Filter(ParseResult parsed, EnvironmentService service) => service.Filter(
        parsed.GetValue(_names)!, parsed.GetValue(_channels)!, Choice.ValueOf<PackageManager>(parsed.CommandResult, _manager) is { } manager ? [manager] : [], parsed.GetValue(_requested));
}
