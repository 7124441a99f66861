using System;
using System.Collections.Generic;

namespace CondaEnv.Install;

/// <summary>Describes an environment to create or update.</summary>
internal sealed record CreateRequest
{
    /// <summary>Path of the environment's folder.</summary>
    public required string Prefix { get; init; }

    /// <summary>Name of the environment, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The source file; null for a copy of an environment or for specs.</summary>
    public CondaEnvFile? File { get; init; }

    /// <summary>The environment to copy; null for a file or for specs.</summary>
    public CondaEnvironment? Original { get; init; }

    /// <summary>MatchSpecs of packages to install, such as <c>python=3.12</c>; empty for a file or a copy.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Channels that precede those of the file, by descending priority.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Platform of the packages, such as <c>osx-64</c>; null for this machine's platform.</summary>
    public string? Platform { get; init; }

    /// <summary>True to solve the requested specs even if the exact packages could be installed.</summary>
    public bool Solve { get; init; }

    /// <summary>True to replace an existing environment, or to change a frozen or base environment.</summary>
    public bool Force { get; init; }

    /// <summary>True to keep an incomplete environment after a failure.</summary>
    public bool KeepOnFailure { get; init; }

    /// <summary>True to fail if the environment differs from its source.</summary>
    public bool Strict { get; init; }

    /// <summary>True to use the files of a record even if one of them has changed.</summary>
    public bool SkipHashCheck { get; init; }

    /// <summary>True to remove packages that the file does not list.</summary>
    public bool Prune { get; init; }

    /// <summary>Time limit for the tools; null for none.</summary>
    public TimeSpan? Timeout { get; init; }
}
