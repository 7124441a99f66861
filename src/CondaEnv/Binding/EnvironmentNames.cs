using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace CondaEnv.Binding;

/// <summary>Names in an environment; keeping the packages would need a hundred times the memory.</summary>
internal sealed class EnvironmentNames
{
    private EnvironmentNames(CondaEnvironment environment, IReadOnlyList<CondaPackage> packages, FreshUntil holds)
    {
        Prefix = environment.Prefix;
        Names = [.. packages.Select(static p => p.Name)];
        Channels = environment.Channels ?? [];
        Holds = holds;
    }

    /// <summary>Path of the environment's folder.</summary>
    public string Prefix { get; }

    /// <summary>Names of the packages.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Names of the channels of the packages.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>Determines how long the data is valid.</summary>
    public FreshUntil Holds { get; }

    public static EnvironmentNames Read(EnvironmentService service, CondaEnvironment environment)
    {
        string meta = Path.Combine(environment.Prefix, "conda-meta");
        FreshUntil holds = FreshUntil.Changed([meta, Path.Combine(meta, "history")]);
        return new EnvironmentNames(environment, service.Packages(environment, CancellationToken.None), holds);
    }
}
