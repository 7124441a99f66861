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

    /// <summary>What is meant by the parameters of the set in use; one null, the active environment, where none was given.</summary>
    private protected IEnumerable<EnvironmentReference?> Targets(EnvironmentReference[]? input, string[]? names, string[]? prefixes) => ParameterSetName switch
    {
        ByName => names!.Select(static n => EnvironmentReference.Parse(n)),
        ByPrefix => prefixes!.Select(static p => EnvironmentReference.FromPath(p)),
        _ => input ?? (IEnumerable<EnvironmentReference?>)[null],
    };
}
