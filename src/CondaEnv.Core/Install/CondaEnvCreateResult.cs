using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv;

/// <summary>Result of creating or updating an environment.</summary>
public sealed class CondaEnvCreateResult
{
    internal CondaEnvCreateResult()
    {
    }

    /// <summary>The environment after the operation.</summary>
    public CondaEnvironment? Environment { get; internal init; }

    /// <summary>Name of the environment.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Path of the environment's folder.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the tool that was used: <c>micromamba</c>, <c>mamba</c> or <c>conda</c>.</summary>
    public string Tool { get; internal init; } = "";

    /// <summary>Full path of the tool.</summary>
    public string ToolPath { get; internal init; } = "";

    /// <summary>Version of the tool; empty if unknown.</summary>
    public string ToolVersion { get; internal init; } = "";

    /// <summary>Whether the exact packages were installed, or packages that satisfy the specs.</summary>
    public CreateStyle Style { get; internal init; }

    /// <summary>Why that style was chosen.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>The source: the path of a file or the name of an environment.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>Number of conda packages in the environment.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Number of pip packages in the environment.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>Differences between the environment and its source; empty if there are none, never null.</summary>
    public IReadOnlyList<CondaEnvDifference> Differences { get; internal init => field = ValueList<CondaEnvDifference>.Of(value); } = ValueList<CondaEnvDifference>.None;

    /// <summary>Number of <see cref="Differences"/>.</summary>
    public int DifferenceCount => Differences.Count;

    /// <summary>Time since the start of the tool.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>Warnings of the operation; never null.</summary>
    public IReadOnlyList<string> Warnings { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>Name of the machine that the environment is on.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>A copy with an additional warning.</summary>
    internal CondaEnvCreateResult With(string warning) => new()
    {
        Environment = Environment,
        Name = Name,
        Prefix = Prefix,
        Tool = Tool,
        ToolPath = ToolPath,
        ToolVersion = ToolVersion,
        Style = Style,
        Reason = Reason,
        Source = Source,
        PackageCount = PackageCount,
        PipPackageCount = PipPackageCount,
        Differences = Differences,
        Duration = Duration,
        Warnings = [.. Warnings, warning],
        ComputerName = ComputerName,
    };

    /// <summary>Path of the environment's folder.</summary>
    public override string ToString() => Prefix;
}
