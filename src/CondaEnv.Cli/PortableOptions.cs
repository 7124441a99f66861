using System.CommandLine;
using System.CommandLine.Parsing;
using CondaEnv.Formats.Source;

namespace CondaEnv.Cli;

/// <summary>The options that only <c>--style portable</c> has.</summary>
internal sealed class PortableOptions
{
    private readonly Option<string?> _roots = Choice.Option(
        "--roots", "Start from what was asked for, from what nothing depends on, or both (default: the history where it says anything).", "history", "leaves", "both");

    private readonly PinOptions _pins = new();
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

        _pins.Validate(result);
    }

    /// <summary>The options as given.</summary>
    public ExportOptions Apply(ExportOptions options, ParseResult parsed) => _pins.Apply(options, parsed) with
    {
        Roots = parsed.GetValue(_roots) switch
        {
            "history" => ExportRoots.History,
            "leaves" => ExportRoots.Leaves,
            "both" => ExportRoots.Both,
            _ => null,
        },
        AllowLooserPin = parsed.GetValue(_allowLooser),
        Pip = parsed.GetValue(_pip) switch
        {
            "all" => PipSelection.All,
            "none" => PipSelection.None,
            _ => PipSelection.TopLevel,
        },
        TargetPlatforms = parsed.GetValue(_platforms)!,
    };

    private Option[] All => [_roots, .. _pins.All, _allowLooser, _pip, _platforms];
}
