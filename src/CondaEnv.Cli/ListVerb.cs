using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using CondaEnv.Cli.Output;
using CondaEnv.Machines.Environments;

namespace CondaEnv.Cli;

/// <summary><c>condaenv list</c>: lists all environments of the machine, or those with the given names.</summary>
internal sealed class ListVerb
{
    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();

    private readonly Option<string[]> _searchPath = new("--search-path")
    {
        Description = "Look in this folder instead of the usual places. Repeatable.",
        HelpName = "PATH",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<bool> _recurse = new("--recurse") { Description = "Also look in the folders below --search-path." };

    private readonly Option<string?> _depth = new("--depth")
    {
        Description = "How many levels below to look; implies --recurse.",
        HelpName = "LEVELS",
        Validators =
        {
            static result =>
            {
                if (Choice.WordOf(result) is { } text && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                {
                    result.AddError($"--depth takes a number of levels, not '{text}'.");
                }
            },
        },
    };

    private readonly Option<bool> _allUsers = new("--all-users") { Description = "Look in the usual places of all users, as far as they can be read." };

    private readonly Option<bool> _full = new("--full")
    {
        Description = "Read each environment completely: adds PipPackageCount, Channels and Fingerprint to --json and --csv.",
    };

    private ListVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        ListVerb verb = new();
        Command command = new("list", "List all environments, or the named ones.");
        verb._targets.AddTo(command);
        verb._rows.AddTo(command);
        command.Options.Add(verb._searchPath);
        command.Options.Add(verb._recurse);
        command.Options.Add(verb._depth);
        command.Options.Add(verb._allUsers);
        command.Options.Add(verb._full);
        command.Validators.Add(result =>
        {
            bool searches = result.GetResult(verb._searchPath) is { Implicit: false };
            if (!searches && (result.GetResult(verb._recurse) is { Implicit: false } || result.GetResult(verb._depth) is { Implicit: false }))
            {
                result.AddError("--recurse and --depth require --search-path.");
            }

            bool names = result.GetResult(verb._targets.Name) is { Implicit: false } || result.GetResult(verb._targets.Prefix) is { Implicit: false };
            if (names && (searches || result.GetResult(verb._allUsers) is { Implicit: false }))
            {
                result.AddError("--name and --prefix cannot be combined with --search-path and --all-users: the first two select environments by name, the others select where to search.");
            }

            if (searches && result.GetResult(verb._allUsers) is { Implicit: false })
            {
                result.AddError("--all-users and --search-path cannot be combined: --search-path replaces the usual places.");
            }
        });
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        bool full = parsed.GetValue(_full);
        List<CondaEnvironment> environments = [];
        void Add(CondaEnvironment environment)
        {
            if (full)
            {
                // Report damaged records here, because the properties used below never fail.
                session.Try(() => session.Service.Packages(environment, terminal.Cancellation));
            }

            environments.Add(environment);
        }

        if (_targets.AreGiven(parsed))
        {
            session.Try(() => session.ForEach(_targets.Of(parsed, session.Service), Add));
        }
        else
        {
            foreach (CondaEnvironment environment in session.Service.FindAll(Where(parsed), terminal.Cancellation))
            {
                Add(environment);
            }
        }

        _rows.Write(parsed, terminal.Output, environments, full ? CondaEnvironment.Schema.All : EnvironmentColumns.Cheap, EnvironmentColumns.Table);
        return session.ExitCode;
    }

    private DiscoveryOptions Where(ParseResult parsed) => new()
    {
        AllUsers = parsed.GetValue(_allUsers),
        SearchPath = parsed.GetValue(_searchPath)!,
        Depth = parsed.GetValue(_depth) is { } levels ? int.Parse(levels, CultureInfo.InvariantCulture) : null,
        Recurse = parsed.GetValue(_recurse) || parsed.GetValue(_depth) is not null,
    };
}
