using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv;

/// <summary>What came of making or updating an environment.</summary>
public sealed class CondaEnvCreateResult
{
    internal CondaEnvCreateResult()
    {
    }

    /// <summary>The environment, as it is now.</summary>
    public CondaEnvironment? Environment { get; internal init; }

    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Its folder.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>The tool that made it: <c>micromamba</c>, <c>mamba</c> or <c>conda</c>.</summary>
    public string Tool { get; internal init; } = "";

    /// <summary>Full path of the tool.</summary>
    public string ToolPath { get; internal init; } = "";

    /// <summary>Version of the tool; empty where it did not say.</summary>
    public string ToolVersion { get; internal init; } = "";

    /// <summary>Whether the exact packages were taken, or what fits the file.</summary>
    public CreateStyle Style { get; internal init; }

    /// <summary>Why that style.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>What it was made from: the path of a file, the name of an environment.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>Number of conda packages.</summary>
    public int PackageCount { get; internal init; }

    /// <summary>Number of pip packages.</summary>
    public int PipPackageCount { get; internal init; }

    /// <summary>What differs from what was asked for; empty where nothing does, never null.</summary>
    public IReadOnlyList<CondaEnvDifference> Differences { get; internal init => field = ValueList<CondaEnvDifference>.Of(value); } = ValueList<CondaEnvDifference>.None;

    /// <summary>Number of <see cref="Differences"/>.</summary>
    public int DifferenceCount => Differences.Count;

    /// <summary>How long it took, from the start of the tool.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>What was worth a warning; never null.</summary>
    public IReadOnlyList<string> Warnings { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>Name of the machine.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The same with another warning.</summary>
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

    /// <summary>The prefix.</summary>
    public override string ToString() => Prefix;
}
