using System.CommandLine;
using CondaEnv.Formats.Locks;

namespace CondaEnv.Cli;

/// <summary>The options that select a part of a lock file.</summary>
internal sealed class LockOptions
{
    private readonly Option<string?> _environment = new("--lock-environment")
    {
        Description = "The environment of a pixi.lock, or the category of a conda-lock.yml (default: pixi's 'default').",
        HelpName = "NAME",
    };

    private readonly Option<string?> _platform = new("--platform") { Description = "The platform of a lock file, such as linux-64.", HelpName = "PLATFORM" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_environment);
        command.Options.Add(_platform);
    }

    /// <summary>The selected part.</summary>
    public LockSelection Of(ParseResult parsed) => new(parsed.GetValue(_environment), parsed.GetValue(_platform));
}
