using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using CondaEnv.Export;

namespace CondaEnv.Cli;

/// <summary>The options that only <c>--style portable</c> has.</summary>
internal sealed class PortableOptions
{
    private static readonly string[] s_precisions = ["as-requested", "none", "major", "minor", "patch", "exact", "build"];

    private readonly Option<string?> _roots = Choice.Option(
        "--roots", "Start from what was asked for, from what nothing depends on, or both (default: the history where it says anything).", "history", "leaves", "both");

    private readonly Option<string?> _pin = Choice.Option("--pin", "How much of each installed version to write (default: as-requested).", s_precisions);

    private readonly Option<string[]> _pinPackages = new("--pin-package")
    {
        Description = "Another precision for some packages: NAME=PRECISION, with * and ?. Repeatable.",
        HelpName = "NAME=PRECISION",
        DefaultValueFactory = static _ => [],
    };

    private readonly Option<bool> _allowLooser = new("--allow-looser-pin") { Description = "Let --pin replace constraints of yours that are tighter." };
    private readonly Option<string?> _pip = Choice.Option("--pip", "Which pip packages (default: top-level).", "top-level", "all", "none");

    private readonly Option<string[]> _platforms = new("--platform")
    {
        Description = "A platform that the file is for: writes 'platforms:', and warns of packages that it lacks. Repeatable.",
        HelpName = "PLATFORM",
        DefaultValueFactory = static _ => [],
    };

    /// <summary>Adds them to the verb.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Refuses them with another style, and a pin that is none.</summary>
    public void Validate(CommandResult result, bool isPortable)
    {
        foreach (Option option in All)
        {
            if (!isPortable && result.GetResult(option) is { Implicit: false })
            {
                result.AddError($"{option.Name} goes with --style portable.");
            }
        }

        foreach (Token token in result.GetResult(_pinPackages)?.Tokens ?? [])
        {
            int sign = token.Value.IndexOf('=');
            if (sign < 1 || Array.IndexOf(s_precisions, token.Value[(sign + 1)..]) < 0)
            {
                result.AddError($"--pin-package takes NAME=PRECISION, with a precision of {string.Join(", ", s_precisions)}; not '{token.Value}'.");
            }
        }
    }

    /// <summary>The options as given.</summary>
    public ExportOptions Apply(ExportOptions options, ParseResult parsed) => options with
    {
        Roots = parsed.GetValue(_roots) switch
        {
            "history" => ExportRoots.History,
            "leaves" => ExportRoots.Leaves,
            "both" => ExportRoots.Both,
            _ => null,
        },
        Pin = Precision(parsed.GetValue(_pin)),
        PinPackages = Array.ConvertAll(parsed.GetValue(_pinPackages)!, static p => KeyValuePair.Create(p[..p.IndexOf('=')], Precision(p[(p.IndexOf('=') + 1)..]))),
        AllowLooserPin = parsed.GetValue(_allowLooser),
        Pip = parsed.GetValue(_pip) switch
        {
            "all" => PipSelection.All,
            "none" => PipSelection.None,
            _ => PipSelection.TopLevel,
        },
        TargetPlatforms = parsed.GetValue(_platforms)!,
    };

    private Option[] All => [_roots, _pin, _pinPackages, _allowLooser, _pip, _platforms];

    private static PinPrecision Precision(string? word) => (PinPrecision)Math.Max(0, Array.IndexOf(s_precisions, word));
}
