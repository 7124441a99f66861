using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using CondaEnv.Cli.Output;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Matching;

namespace CondaEnv.Cli;

/// <summary><c>condaenv files</c>: the files of packages, and whether they are as they were installed.</summary>
internal sealed class FilesVerb
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

    private readonly Option<bool> _verify = new("--verify") { Description = "Compare each file with the hash that is recorded for it. Exit with 1 if a file is missing, altered or broken." };

    private FilesVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        FilesVerb verb = new();
        Command command = new("files", "List the files of conda and pip packages, and verify them.");
        command.Arguments.Add(verb._names);
        verb._targets.AddTo(command);
        command.Options.Add(verb._verify);
        verb._rows.AddTo(command);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private static IReadOnlyList<Column<CondaPackageFile>> s_columns { get; } =
    [
        new("Package", static f => f.Package),
        new("Type", static f => f.Type),
        new("Size", static f => f.Size),
        new("File", static f => f.File),
    ];

    private static IReadOnlyList<Column<CondaPackageFile>> s_verified { get; } = [new("State", static f => f.State), .. s_columns];

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        bool verify = parsed.GetValue(_verify);
        List<CondaPackageFile> files = [];
        int environments = 0;
        session.Try(() =>
        {
            PackageFilter filter = session.Service.Filter(parsed.GetValue(_names)!, [], [], requested: false);
            session.ForEach(_targets.Of(parsed, session.Service), environment =>
            {
                environments++;
                files.AddRange(session.Service.Files(environment, filter, verify, progress: null, terminal.Cancellation));
            });
        });
        IReadOnlyList<Column<CondaPackageFile>> columns = verify ? s_verified : s_columns;
        _rows.Write(parsed, terminal.Output, files, CondaPackageFile.Schema.All, environments > 1 ? [new("Environment", static f => f.EnvironmentName), .. columns] : columns);
        return session.ExitCode != ExitCode.Done ? session.ExitCode
            : files.Any(static f => f.State is PackageFileState.Missing or PackageFileState.Altered or PackageFileState.Broken or PackageFileState.Unsafe) ? ExitCode.Failed
            : ExitCode.Done;
    }
}
