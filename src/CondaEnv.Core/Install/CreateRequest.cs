using System;
using System.Collections.Generic;

namespace CondaEnv.Install;

/// <summary>What a tool shall make or change.</summary>
internal sealed record CreateRequest
{
    /// <summary>The environment's folder.</summary>
    public required string Prefix { get; init; }

    /// <summary>Its name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The file that it is made from; null where it is a copy, or made from specs.</summary>
    public CondaEnvFile? File { get; init; }

    /// <summary>The environment to copy; null where there is a file or are specs.</summary>
    public CondaEnvironment? Original { get; init; }

    /// <summary>MatchSpecs of the packages to install instead of a file, such as <c>python=3.12</c>; empty where there is one.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Channels before those of the file, the first one first.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The platform of the packages, such as <c>osx-64</c>; null for that of this machine.</summary>
    public string? Platform { get; init; }

    /// <summary>Take what was asked for and solve it, even where the exact packages would do.</summary>
    public bool Solve { get; init; }

    /// <summary>Replace an environment that is there; change a frozen one, or base.</summary>
    public bool Force { get; init; }

    /// <summary>Keep what was made where the rest fails.</summary>
    public bool KeepOnFailure { get; init; }

    /// <summary>Fail where the environment differs from what was asked for.</summary>
    public bool Strict { get; init; }

    /// <summary>Take the files of a record although one of them was changed since.</summary>
    public bool SkipHashCheck { get; init; }

    /// <summary>Remove what the file does not name.</summary>
    public bool Prune { get; init; }

    /// <summary>When the tools are ended; null to wait as long as they take.</summary>
    public TimeSpan? Timeout { get; init; }
}
