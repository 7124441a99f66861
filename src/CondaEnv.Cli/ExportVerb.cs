using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Targets;

namespace CondaEnv.Cli;

/// <summary><c>condaenv export</c>: exports an environment in conda's own formats.</summary>
internal sealed class ExportVerb
{
    private const string Description = """
        Export the active environment, or those named, as conda does.

        --style       conda's option       goes with --format
        full          (none)               all but pixi-toml
        no-builds     --no-builds          environment-yaml, environment-json, requirements
        history       --from-history       environment-yaml, environment-json, explicit, requirements
        portable      (conda has none)     environment-yaml, environment-json, requirements, pixi-toml, pip-requirements

        Without --format the name of the --output file says it: environment.yml, environment.json, explicit.txt, requirements.txt (conda's, as conda takes it), conda-lock.yml, pixi.lock, pixi.toml, pylock.toml, NAME.pip.txt (pip's). An explicit file has no place for pip's packages: with a hash they go into NAME.pip.txt beside it.

        Several environments follow each other on standard output, YAML documents divided by '---'. What a format cannot carry is a warning on standard error.
        """;

    private readonly TargetOptions _targets = new();
    private readonly Option<string?> _style = Choice.Option("--style", "Which packages to write, and how precisely (default: full).", "full", "no-builds", "history", "portable");
    private readonly Option<string?> _format = Choice.Option(
        "--format", "What to write (default: by the name of --output, else environment-yaml). 'requirements' is conda's, not pip's.", [.. FormatCatalog.All.Select(static f => f.Word)]);

    private readonly Option<string?> _hash = Choice.Option(
        "--hash", "The hash after each URL of an explicit file (default: sha256). 'none' writes the lines as conda does.", "sha256", "md5", "none");

    private readonly PortableOptions _portable = new();
    private readonly Option<bool> _includeSecret = new("--include-secret") { Description = "Write credentials of channels and values of variables." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Write nothing if an environment made from the file would differ." };

    private readonly Option<bool> _json = new("--json") { Description = "The same as --format environment-json." };

    private readonly Option<string[]> _channels = new("--channel", "-c")
    {
        Description = "A channel to add. Repeatable.",
        HelpName = "CHANNEL",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<bool> _overrideChannels = new("--override-channels") { Description = "Leave out the configured channels; requires --channel." };
    private readonly Option<bool> _ignoreChannels = new("--ignore-channels") { Description = "Do not take channels from the packages." };
    private readonly Option<bool> _includePrefix = new("--include-prefix") { Description = "Write the 'prefix:' line, as conda always does." };

    private readonly Option<bool> _allowPartial = new("--allow-partial") { Description = "Replace FILE even if the environment could not be read completely." };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write to this file instead of standard output. If writing fails, the file is left as it was. For one environment.",
        HelpName = "FILE",
    };

    private ExportVerb()
    {
    }

    public static Command Create(Terminal terminal)
    {
        ExportVerb verb = new();
        Command command = new("export", Description);
        verb._targets.AddTo(command);
        command.Options.Add(verb._style);
        command.Options.Add(verb._format);
        command.Options.Add(verb._hash);
        command.Options.Add(verb._json);
        command.Options.Add(verb._channels);
        command.Options.Add(verb._overrideChannels);
        command.Options.Add(verb._ignoreChannels);
        command.Options.Add(verb._includePrefix);
        command.Options.Add(verb._includeSecret);
        command.Options.Add(verb._strict);
        command.Options.Add(verb._output);
        command.Options.Add(verb._allowPartial);
        verb._portable.AddTo(command);
        command.Validators.Add(verb.Validate);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private void Validate(CommandResult result)
    {
        foreach (CondaEnvException problem in Request(result).Problems(Choice.Spell))
        {
            result.AddError(problem.Message);
        }

        _portable.Validate(result);
        if (Choice.IsSet(result, _json) && Choice.WordOf(result.GetResult(_format)) is { } format and not "environment-json")
        {
            result.AddError($"--json means --format environment-json, but --format is {format}.");
        }

        int targets = (result.GetResult(_targets.Name)?.Tokens.Count ?? 0) + (result.GetResult(_targets.Prefix)?.Tokens.Count ?? 0);
        if (result.GetResult(_output) is { Implicit: false } && targets > 1)
        {
            result.AddError("--output takes one environment; several would overwrite each other in one file.");
        }
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        ExportOptions options = Request(parsed.CommandResult).Validate(Choice.Spell);
        string? output = parsed.GetValue(_output);
        bool allowPartial = parsed.GetValue(_allowPartial);
        session.Try(() =>
        {
            string? path = output is null ? null
                : terminal.Machine.Absolute(output) ?? throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{output}' is not a valid path of a file.", output);
            IReadOnlyList<Target> targets = _targets.Of(parsed, session.Service);
            if (path is not null && targets.Count > 1)
            {
                throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"{targets.Count} environments match, but '{output}' takes one. Name one of them.", output);
            }

            bool first = true;
            foreach (Target target in targets)
            {
                session.Try(() =>
                {
                    CondaEnvironment environment = session.Service.FindForExport(target, path is not null);
                    ExportText text = session.Service.Export(environment, options, terminal.Cancellation);
                    text = ExportFiles.Fit(text, path);
                    session.Report(text.Losses);
                    if (parsed.GetValue(_strict))
                    {
                        text.RefuseErrors(environment);
                    }

                    if (path is null)
                    {
                        terminal.Output.Write(!first && options.Format == ExportFormat.EnvironmentYaml ? "---\n" : "");
                        terminal.Output.Write(text.Text);
                    }
                    else
                    {
                        ExportFiles.Write(path, text, allowPartial: allowPartial);
                    }

                    first = false;
                });
            }
        });
        return session.ExitCode;
    }

    private ExportRequest Request(CommandResult result) => _portable.Apply(
        new ExportRequest
        {
            Path = Choice.WordOf(result.GetResult(_output)),
            Format = Choice.IsSet(result, _json) ? ExportFormat.EnvironmentJson : FormatCatalog.OfWord(Choice.WordOf(result.GetResult(_format))),
            Style = Choice.ValueOf<ExportStyle>(result, _style),
            Hash = Choice.ValueOf<PackageHash>(result, _hash),
            Channels = Choice.WordsOf(result, _channels) ?? [],
            OverrideChannels = Choice.IsSet(result, _overrideChannels),
            IgnoreChannels = Choice.IsSet(result, _ignoreChannels),
            IncludePrefix = Choice.IsSet(result, _includePrefix),
            IncludeSecret = Choice.IsSet(result, _includeSecret),
        },
        result);
}
