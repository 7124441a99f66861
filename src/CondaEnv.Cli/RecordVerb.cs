using System;
using System.Collections.Generic;
using System.CommandLine;
using CondaEnv.Cli.Output;
using CondaEnv.Foundation.Terminal;
using CondaEnv.Machines.Host;
using CondaEnv.Packages.Schema;
using CondaEnv.Snapshots;

namespace CondaEnv.Cli;

/// <summary>
/// <c>condaenv record</c>: writes a folder for each environment, with the file to share and the exact files.
/// </summary>
internal sealed class RecordVerb
{
    private const string Description = """
        Record the active environment, or those named, in a folder each below --output: NAME-PLATFORM.

        environment.yml       the file to share, as 'export --style portable'
        environment.full.yml  every package with version and build
        explicit.txt          addresses and hashes of conda's packages
        requirements.txt      pip's packages, exactly
        packages.csv          all packages with all properties
        record.json           whose record this is, hashes of the other files, what they do not carry

        What has not changed is not written again; SOURCE_DATE_EPOCH fixes the one time in it. The folder of each record is printed, written or not. What the files do not carry is a warning on standard error.
        """;

    private readonly TargetOptions _targets = new();
    private readonly PinOptions _pins = new();
    private readonly Option<bool> _includeSecret = new("--include-secret") { Description = "Write credentials in addresses and values of variables." };
    private readonly Option<bool> _safeCsv = RowOptions.SafeCsv("In packages.csv, put");
    private readonly Option<bool> _strict = new("--strict") { Description = "Do not write a record if an environment made from it would differ." };
    private readonly Option<bool> _allowPartial = new("--allow-partial") { Description = "Replace a record even if the environment could not be read completely." };
    private readonly Option<bool> _json = new("--json") { Description = "Write an array of objects with all properties." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The folder of the records; created if missing.", HelpName = "DIR", Required = true };

    private RecordVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        RecordVerb verb = new();
        Command command = new("record", Description);
        verb._targets.AddTo(command);
        command.Options.Add(verb._output);
        foreach (Option option in verb._pins.All)
        {
            command.Options.Add(option);
        }

        command.Options.Add(verb._includeSecret);
        command.Options.Add(verb._safeCsv);
        command.Options.Add(verb._strict);
        command.Options.Add(verb._allowPartial);
        command.Options.Add(verb._json);
        command.Validators.Add(verb._pins.Validate);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        // Locking is disabled for reading, where it costs two system calls per file, but a record needs its lock. The
        // switch is read once, when the first file is opened.
        AppContext.SetSwitch("System.IO.DisableFileLocking", isEnabled: false);
        Session session = new(parsed, _targets, terminal);
        RecordRequest request = new()
        {
            IncludeSecret = parsed.GetValue(_includeSecret),
            SafeCsv = parsed.GetValue(_safeCsv),
            Pin = _pins.Pin(parsed.CommandResult),
            PinPackage = _pins.Packages(parsed.CommandResult),
            Strict = parsed.GetValue(_strict),
            AllowPartial = parsed.GetValue(_allowPartial),
        };
        bool json = parsed.GetValue(_json);
        string path = parsed.GetValue(_output)!;
        List<CondaEnvRecord> records = [];
        session.Try(() =>
        {
            string root = terminal.Machine.Absolute(path)
                ?? throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is not a valid path of a folder.", path);
            session.ForEach(_targets.Of(parsed, session.Service), environment =>
            {
                CondaEnvRecord record = session.Service.Record(environment, root, request, terminal.Cancellation);
                session.Report(record.Losses);
                records.Add(record);
                if (!json)
                {
                    terminal.Output.Write(PlainText.Of(record.Path) + "\n");
                }
            });
        });
        if (json)
        {
            JsonRows.Write(terminal.Output, records, CondaEnvRecord.Schema.All);
        }

        return session.ExitCode;
    }
}
