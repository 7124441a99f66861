using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Formats.Losses;

namespace CondaEnv.Commands;

/// <summary>A cmdlet that works on environments given as objects, by name or by prefix.</summary>
public abstract class EnvironmentCommand : CondaEnvCommand
{
    private protected const string ByInput = "InputObject";
    private protected const string ByName = "EnvironmentName";
    private protected const string ByPrefix = "Prefix";
    private protected const string ByTypedName = "Name";

    private protected EnvironmentCommand()
    {
    }

    /// <summary>The environments that the parameters of the set in use mean; the active one if none was given. See <see cref="CondaEnvCommand.Each"/>.</summary>
    private protected IEnumerable<(CondaEnvTarget? Target, CondaEnvironment Environment)> Environments(
        CondaEnvTarget[]? input, string[]? names, string[]? prefixes, Func<EnvironmentService, CondaEnvTarget?, CondaEnvironment>? find = null) => Each(
            ParameterSetName switch
            {
                ByName or ByTypedName => names!.SelectMany(Named),
                ByPrefix => prefixes!.Select(static p => CondaEnvTarget.FromPath(p)),
                _ => input ?? (IEnumerable<CondaEnvTarget?>)[null],
            },
            find);

    /// <summary>The environments that a name means; of an environment that is called like a pattern, that one.</summary>
    private IEnumerable<CondaEnvTarget> Named(string name)
    {
        CondaEnvTarget literal = CondaEnvTarget.Parse(name);
        if (!WildcardPattern.ContainsWildcardCharacters(name) || literal.IsPath || !TryRun(s => s.FindAll(null, Cancellation), out IReadOnlyList<CondaEnvironment>? all)
            || all.Any(e => e.Name == name))
        {
            return [literal];
        }

        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return all.Where(e => pattern.IsMatch(e.Name)).Select(static e => CondaEnvTarget.FromPath(e.Prefix));
    }

    /// <summary>Warns of what an export or record does not carry.</summary>
    private protected void WriteWarnings(CondaEnvironment environment, IReadOnlyList<ExportLoss> losses)
    {
        foreach ((_, string text) in LossSentences.Of(losses.Where(static l => l.Severity >= LossSeverity.Warning)))
        {
            WriteWarning($"'{environment.Name}': {text}");
        }
    }
}
