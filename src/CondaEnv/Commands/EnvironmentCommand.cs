using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Commands;

/// <summary>A cmdlet that works on environments given as objects, by name or by prefix.</summary>
public abstract class EnvironmentCommand : CondaEnvCommand
{
    private protected const string ByInput = "InputObject";
    private protected const string ByName = "EnvironmentName";
    private protected const string ByPrefix = "Prefix";

    private protected EnvironmentCommand()
    {
    }

    /// <summary>The environments that the parameters of the set in use mean; the active one if none was given. See <see cref="CondaEnvCommand.Each"/>.</summary>
    private protected IEnumerable<(EnvironmentReference? Target, CondaEnvironment Environment)> Environments(
        EnvironmentReference[]? input, string[]? names, string[]? prefixes, Func<EnvironmentService, EnvironmentReference?, CondaEnvironment>? find = null) => Each(
            ParameterSetName switch
            {
                ByName => names!.Select(static n => EnvironmentReference.Parse(n)),
                ByPrefix => prefixes!.Select(static p => EnvironmentReference.FromPath(p)),
                _ => input ?? (IEnumerable<EnvironmentReference?>)[null],
            },
            find);
}
