using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using CondaEnv.Machines.Targets;

namespace CondaEnv.Cli;

/// <summary>The options that select environments; every verb has them.</summary>
internal sealed class TargetOptions
{
    public Option<string[]> Name { get; } = new("--name", "-n")
    {
        Description = "Name of an environment; may contain * and ?. A value with a separator is a path. Repeatable.",
        HelpName = "NAME",
        DefaultValueFactory = static _ => [],
    };

    public Option<string[]> Prefix { get; } = new("--prefix", "-p")
    {
        Description = "Folder of an environment. Repeatable.",
        HelpName = "PATH",
        DefaultValueFactory = static _ => [],
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Report on standard error what was skipped, such as stale entries." };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Name);
        command.Options.Add(Prefix);
        command.Options.Add(Verbose);
    }

    /// <summary>True if the command line selects an environment.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(Name)!.Length > 0 || parsed.GetValue(Prefix)!.Length > 0;

    /// <summary>The selected environments, those by name first; the active one if none is selected.</summary>
    public IReadOnlyList<Target> Of(ParseResult parsed, EnvironmentService service)
    {
        List<Target> targets = [];
        foreach (string name in parsed.GetValue(Name)!)
        {
            if (NamePattern.IsPattern(name))
            {
                targets.AddRange(service.FindAll().Where(e => NamePattern.Matches(name, e.Name)).Select(static e => new Target(TargetKind.Folder, e.Prefix) { Found = e }));
            }
            else
            {
                targets.Add(Target.OfEnvironment(name));
            }
        }

        targets.AddRange(parsed.GetValue(Prefix)!.Select(static path => new Target(TargetKind.Folder, path)));
        return AreGiven(parsed) ? targets : [Target.Active];
    }
}
