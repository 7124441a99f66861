using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using CondaEnv.Cli.Output;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Csv;
using CondaEnv.Machines.Host;
using CondaEnv.Packages.Matching;
using CondaEnv.Packages.Trees;

namespace CondaEnv.Cli;

/// <summary><c>condaenv tree</c>: which package needs which.</summary>
internal sealed class TreeVerb
{
    private const string Description = """
        Show which package needs which, conda and pip packages in one tree, of the active or the named environments.

        The tree starts from the requested packages, and from packages that none of them needs. The dependencies of a package are shown once, where it is nearest to the start; '(*)' marks it elsewhere. With --reverse, the tree leads from a package to what needs it, up to the requested packages.

        The words in parentheses: pip, requested; unmet (not installed), conflict (another version, build or channel is installed), optional (an extra that no package asks for), conditional (depends on what files do not tell), excluded (for another platform or Python), virtual (a property of the machine, such as __glibc).
        """;

    private readonly TargetOptions _targets = new();
    private readonly RowOptions _rows = new();
    private readonly LockOptions _locks = new();

    private readonly Argument<string[]> _names = new("name")
    {
        Description = "Names of packages to start from, with * and ?, or MatchSpecs in quotes, such as 'numpy>=1.20,<2'.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = static _ => [],
        Validators = { Choice.RefuseOptions },
    };

    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "A lock file, the folder of a record, or a list of packages. Repeatable.",
        HelpName = "FILE",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<bool> _reverse = new("--reverse", "-r") { Description = "Show the packages that need a package, up to requested ones." };
    private readonly Option<string?> _depth = new("--depth", "-d") { Description = "Show at most this number of steps from the start.", HelpName = "NUMBER" };
    private readonly Option<bool> _all = new("--all") { Description = $"Repeat the dependencies of a package in each place where it appears, up to {DependencyTree.MaxRows.ToString("N0", CultureInfo.InvariantCulture)} rows." };
    private readonly Option<bool> _includeOptional = new("--include-optional") { Description = "Also show dependencies of extras that are not installed, and those for other platforms or Pythons." };
    private readonly Option<bool> _leaf = new("--leaf") { Description = "Show only the packages that nothing needs." };
    private readonly Option<bool> _cycle = new("--cycle") { Description = "Show only the cycles." };
    private readonly Option<bool> _summary = new("--summary") { Description = "Show only numbers: packages, requested, depth, cycles, unmet, conflicts, licences, size." };
    private readonly Option<string?> _as = Choice.Option("--as", "Write this text (default: text).", [.. Enum.GetNames<DependencyFormat>().Select(Choice.Words)]);

    private TreeVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        TreeVerb verb = new();
        Command command = new("tree", Description) { verb._names };
        verb._targets.AddTo(command);
        foreach (Option option in (Option[])[verb._files, verb._reverse, verb._depth, verb._all, verb._includeOptional, verb._leaf, verb._cycle, verb._summary, verb._as])
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
        if (Choice.WordOf(result.GetResult(_depth)) is { } text && DepthOf(text) is null)
        {
            result.AddError($"--depth takes a whole number, not '{text}'.");
        }

        foreach (string problem in Query(result).Problems(Choice.Spell))
        {
            result.AddError(problem);
        }

        if (result.GetResult(_as) is { Implicit: false } && _rows.AreGiven(result))
        {
            result.AddError("--as cannot be combined with --json or --csv.");
        }
    }

    private DependencyQuery Query(CommandResult result) => new()
    {
        Names = Choice.WordsOf(result, _names) ?? [],
        Reverse = Choice.IsSet(result, _reverse),
        Depth = DepthOf(Choice.WordOf(result.GetResult(_depth))),
        All = Choice.IsSet(result, _all),
        IncludeOptional = Choice.IsSet(result, _includeOptional),
        Leaf = Choice.IsSet(result, _leaf),
        Cycle = Choice.IsSet(result, _cycle),
        Summary = Choice.IsSet(result, _summary),
        As = Choice.ValueOf<DependencyFormat>(result, _as),
    };

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        DependencyQuery query = Query(parsed.CommandResult);
        List<IReadOnlyList<CondaPackageDependency>> trees = [];
        List<CondaDependencySummary> summaries = [];
        session.Try(() =>
        {
            PackageNames names = session.Service.Named(query.Names);
            foreach (Func<ComparedSide> side in Sides(parsed, session))
            {
                session.Try(() =>
                {
                    if (!query.Summary)
                    {
                        trees.Add(session.Service.Dependencies(side(), query, names, from: null, terminal.Cancellation));
                    }
                    else if (session.Service.DependencySummary(side(), names, from: null, terminal.Cancellation) is { } summary)
                    {
                        summaries.Add(summary);
                    }
                });
            }
        });
        if (query.Summary)
        {
            _rows.Write(parsed, terminal.Output, summaries, CondaDependencySummary.Schema.All, s_summary);
        }
        else if (_rows.AreForPrograms(parsed) || query.As == DependencyFormat.Json)
        {
            List<CondaPackageDependency> rows = [.. trees.SelectMany(static t => t)];
            if (query.As == DependencyFormat.Json)
            {
                terminal.Output.Write(TreeFormats.Write(rows, DependencyFormat.Json));
            }
            else
            {
                _rows.Write(parsed, terminal.Output, rows, CondaPackageDependency.Schema.All, CondaPackageDependency.Schema.All);
            }
        }
        else
        {
            WriteTexts(terminal, [.. trees.Where(static t => t.Count > 0)], query.As ?? DependencyFormat.Text);
        }

        return session.ExitCode;
    }

    private static IReadOnlyList<Column<CondaDependencySummary>> s_summary { get; } =
    [
        new("Environment", static s => s.EnvironmentName),
        new("Packages", static s => s.PackageCount),
        new("Pip", static s => s.PipPackageCount),
        new("Requested", static s => s.RequestedCount),
        new("Transitive", static s => s.TransitiveCount),
        new("Unexplained", static s => s.UnexplainedCount),
        new("Depth", static s => s.MaxDepth),
        new("Cycles", static s => s.CycleCount),
        new("Unmet", static s => s.UnmetCount),
        new("Conflicts", static s => s.ConflictCount),
        new("Licences", static s => s.LicenseCount),
        new("Size", static s => s.Size),
    ];

    private static int? DepthOf(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int depth) ? depth : null;

    /// <summary>A tree for each environment, under its name if there are several.</summary>
    private static void WriteTexts(Terminal terminal, IReadOnlyList<IReadOnlyList<CondaPackageDependency>> trees, DependencyFormat format)
    {
        for (int i = 0; i < trees.Count; i++)
        {
            if (format == DependencyFormat.Text && trees.Count > 1)
            {
                terminal.Output.Write($"{(i > 0 ? "\n" : "")}Environment: {Foundation.Terminal.PlainText.Of(trees[i][0].EnvironmentName)}\n");
            }

            terminal.Output.Write(TreeFormats.Write(trees[i], format));
        }
    }

    private IEnumerable<Func<ComparedSide>> Sides(ParseResult parsed, Session session)
    {
        string[] files = parsed.GetValue(_files)!;
        if (files.Length == 0 || _targets.AreGiven(parsed))
        {
            foreach (Machines.Targets.Target target in _targets.Of(parsed, session.Service))
            {
                yield return () => session.Service.Side(session.Service.Find(target), session.Terminal.Cancellation);
            }
        }

        LockSelection selection = _locks.Of(parsed);
        foreach (string file in files)
        {
            yield return () =>
            {
                string path = session.Terminal.Machine.Absolute(file) ?? throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{file}' is not a valid path of a file.", file);
                ComparedSide side = ComparedSide.Of(session.Service.ImportFile(path), selection);
                selection.RequireLock(side.Label, side.File);
                return side;
            };
        }
    }
}
