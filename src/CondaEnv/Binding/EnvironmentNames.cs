using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace CondaEnv.Binding;

/// <summary>Names in an environment; the packages themselves would take a hundred times the space.</summary>
internal sealed class EnvironmentNames
{
    private EnvironmentNames(CondaEnvironment environment, IReadOnlyList<CondaPackage> packages, FreshUntil holds)
    {
        Prefix = environment.Prefix;
        Names = [.. packages.Select(static p => p.Name)];
        Channels = environment.Channels ?? [];
        Holds = holds;
    }

    /// <summary>The environment's folder.</summary>
    public string Prefix { get; }

    /// <summary>Names of its packages.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Names of the channels that they came from.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>How long this holds.</summary>
    public FreshUntil Holds { get; }

    /// <summary>Reads an environment.</summary>
    public static EnvironmentNames Read(EnvironmentService service, CondaEnvironment environment)
    {
        string meta = Path.Combine(environment.Prefix, "conda-meta");
        FreshUntil holds = FreshUntil.Changed([meta, Path.Combine(meta, "history")]);
        return new EnvironmentNames(environment, service.Packages(environment, CancellationToken.None), holds);
    }
}
