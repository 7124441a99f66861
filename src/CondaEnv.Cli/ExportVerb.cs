using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using CondaEnv.Discovery;
using CondaEnv.Export;
using CondaEnv.Files;

namespace CondaEnv.Cli;

/// <summary><c>condaenv export</c>: an environment as a file, in conda's own words.</summary>
internal sealed class ExportVerb
{
    private const string Description = """
        Export the active environment, or those named, as conda does.

        --style       conda's option       goes with --format
        full          (none)               environment-yaml, environment-json, explicit, requirements
        no-builds     --no-builds          environment-yaml, environment-json, requirements
        history       --from-history       environment-yaml, environment-json, explicit, requirements
        portable      (conda has none)     environment-yaml, environment-json, requirements

        Several environments follow each other on standard output, YAML documents divided by '---'. What a format cannot carry is a warning on standard error.
        """;

    private readonly TargetOptions _targets = new();
    private readonly Option<string?> _style = Choice.Option("--style", "Which packages, and how precisely (default: full).", "full", "no-builds", "history", "portable");
    private readonly Option<string?> _format = Choice.Option(
        "--format", "What to write (default: environment-yaml). 'requirements' is conda's, not pip's.", "environment-yaml", "environment-json", "explicit", "requirements");

    private readonly PortableOptions _portable = new();
    private readonly Option<bool> _includeSecret = new("--include-secret") { Description = "Write credentials of channels and values of variables." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Write nothing where an environment made from the text would differ." };
    private readonly Option<bool> _json = new("--json") { Description = "The same as --format environment-json." };

    private readonly Option<string[]> _channels = new("--channel", "-c")
    {
        Description = "A channel to add. Repeatable.",
        HelpName = "CHANNEL",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<bool> _overrideChannels = new("--override-channels") { Description = "Leave the configured channels out; needs --channel." };
    private readonly Option<bool> _ignoreChannels = new("--ignore-channels") { Description = "Take no channels from the packages." };
    private readonly Option<bool> _includePrefix = new("--include-prefix") { Description = "Write the 'prefix:' line, as conda always does." };

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "Write to this file, whole or not at all, instead of standard output. For one environment.",
        HelpName = "FILE",
    };

    private ExportVerb()
    {
    }

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        ExportVerb verb = new();
        Command command = new("export", Description);
        verb._targets.AddTo(command);
        command.Options.Add(verb._style);
        command.Options.Add(verb._format);
        command.Options.Add(verb._json);
        command.Options.Add(verb._channels);
        command.Options.Add(verb._overrideChannels);
        command.Options.Add(verb._ignoreChannels);
        command.Options.Add(verb._includePrefix);
        command.Options.Add(verb._includeSecret);
        command.Options.Add(verb._strict);
        command.Options.Add(verb._output);
        verb._portable.AddTo(command);
        command.Validators.Add(verb.Validate);
        command.SetAction(parsed => verb.Run(parsed, terminal));
        return command;
    }

    private void Validate(CommandResult result)
    {
        string? style = Choice.WordOf(result.GetResult(_style));
        string? format = Choice.WordOf(result.GetResult(_format));
        if (!EnvironmentExporter.IsSupported(StyleOf(style), FormatOf(format)))
        {
            result.AddError($"--style {style} does not go with --format {format}: see 'condaenv export --help' for the pairs.");
        }

        _portable.Validate(result, style == "portable");
        if (result.GetResult(_json) is { Implicit: false } && format is not (null or "environment-json"))
        {
            result.AddError($"--json is --format environment-json; --format says {format}.");
        }

        // conda's words: it refuses the same.
        if (result.GetResult(_overrideChannels) is { Implicit: false } && result.GetResult(_channels) is not { Implicit: false })
        {
            result.AddError("--override-channels needs at least one --channel.");
        }

        int targets = (result.GetResult(_targets.Name)?.Tokens.Count ?? 0) + (result.GetResult(_targets.Prefix)?.Tokens.Count ?? 0);
        if (result.GetResult(_output) is { Implicit: false } && targets > 1)
        {
            result.AddError("--output takes one environment: several into one file would overwrite each other.");
        }
    }

    private int Run(ParseResult parsed, Terminal terminal)
    {
        Session session = new(parsed, _targets, terminal);
        ExportOptions options = Options(parsed);
        string? path = parsed.GetValue(_output);
        session.Try(() =>
        {
            IReadOnlyList<Target> targets = _targets.Of(parsed, session.Service);
            if (path is not null && targets.Count > 1)
            {
                throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"{targets.Count} environments fit, and '{path}' takes one: name one of them.", path);
            }

            bool first = true;
            foreach (Target target in targets)
            {
                session.Try(() =>
                {
                    CondaEnvironment environment = target.ResolveForExport(session.Service, path is not null);
                    ExportText text = session.Service.Export(environment, options, terminal.Cancellation);
                    session.Report(text.Losses);
                    if (parsed.GetValue(_strict))
                    {
                        text.RefuseErrors(environment);
                    }

                    Write(text.Text, path, divide: !first && options.Format == ExportFormat.EnvironmentYaml, terminal);
                    first = false;
                });
            }
        });
        return session.ExitCode;
    }

    private static void Write(string text, string? path, bool divide, Terminal terminal)
    {
        if (path is not null)
        {
            string full = terminal.Machine.Absolute(path)
                ?? throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"'{path}' is no path of a file.", path);
            AtomicFile.Write(full, text);
            return;
        }

        terminal.Output.Write(divide ? "---\n" : "");
        terminal.Output.Write(text);
    }

    private ExportOptions Options(ParseResult parsed) => _portable.Apply(new ExportOptions
    {
        Style = StyleOf(parsed.GetValue(_style)),
        Format = parsed.GetValue(_json) ? ExportFormat.EnvironmentJson : FormatOf(parsed.GetValue(_format)),
        Channels = parsed.GetValue(_channels)!,
        OverrideChannels = parsed.GetValue(_overrideChannels),
        IgnoreChannels = parsed.GetValue(_ignoreChannels),
        IncludePrefix = parsed.GetValue(_includePrefix),
        IncludeSecret = parsed.GetValue(_includeSecret),
    }, parsed);

    private static ExportStyle StyleOf(string? word) => word switch
    {
        "no-builds" => ExportStyle.NoBuilds,
        "history" => ExportStyle.History,
        "portable" => ExportStyle.Portable,
        _ => ExportStyle.Full,
    };

    private static ExportFormat FormatOf(string? word) => word switch
    {
        "environment-json" => ExportFormat.EnvironmentJson,
        "explicit" => ExportFormat.Explicit,
        "requirements" => ExportFormat.CondaRequirements,
        _ => ExportFormat.EnvironmentYaml,
    };
}
