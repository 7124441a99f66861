using System.CommandLine;
using System.CommandLine.Parsing;
using CondaEnv.Export;

namespace CondaEnv.Cli;

/// <summary>The options that are only for <c>--style portable</c>.</summary>
internal sealed class PortableOptions
{
    private readonly Option<string?> _roots = Choice.Option(
        "--start-from", "Start from the requested packages, from those that no other package depends on, or both (default: the requested ones, if the history has any).", "history", "leaves", "both");

    private readonly PinOptions _pins = new();
    private readonly Option<bool> _allowLooser = new("--allow-looser-pin") { Description = "Let --pin replace tighter constraints of your own." };
    private readonly Option<string?> _pip = Choice.Option("--pip", "Which pip packages (default: top-level).", "top-level", "all", "none");

    private readonly Option<string[]> _platforms = new("--platform")
    {
        Description = "A platform that the file is for: writes 'platforms:' and warns of packages that are missing there. Repeatable.",
        HelpName = "PLATFORM",
        DefaultValueFactory = static _ => [],
    };

    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Rejects an invalid pin.</summary>
    public void Validate(CommandResult result) => _pins.Validate(result);

    /// <summary>Adds the given options to a request.</summary>
    public ExportRequest Apply(ExportRequest request, CommandResult result) => request with
    {
        StartFrom = Choice.ValueOf<ExportRoots>(result, _roots),
        Pin = _pins.Pin(result),
        PinPackage = _pins.Packages(result),
        AllowLooserPin = result.GetResult(_allowLooser) is { Implicit: false } ? Choice.IsSet(result, _allowLooser) : null,
        Pip = Choice.ValueOf<PipSelection>(result, _pip),
        Platform = Choice.WordsOf(result, _platforms),
    };

    private Option[] All => [_roots, .. _pins.All, _allowLooser, _pip, _platforms];
}
