using System.Collections.Generic;
using CondaEnv.Compare;

namespace CondaEnv.Install;

/// <summary>Describes what is installed and how, including the input files of the tools.</summary>
internal sealed record InstallPlan
{
    /// <summary>Whether the exact packages are installed, or packages that satisfy the specs.</summary>
    public required CreateStyle Style { get; init; }

    /// <summary>Why that style was chosen.</summary>
    public required string Reason { get; init; }

    /// <summary>Format of the tool's input file.</summary>
    public required InstallInput Input { get; init; }

    /// <summary>Full path of the tool's input file.</summary>
    public required string File { get; init; }

    /// <summary>
    /// Full path of the requirements file for pip, which runs after the tool; null if the tool runs pip itself, or if
    /// there are no pip packages.
    /// </summary>
    public string? Requirements { get; init; }

    /// <summary>Number of conda packages; 0 if unknown before the tool runs.</summary>
    public int PackageCount { get; init; }

    /// <summary>The side with which the environment is compared afterwards.</summary>
    public required ComparedSide Expected { get; init; }

    /// <summary>The packages of an exact installation, for a plan.</summary>
    public IReadOnlyList<CondaPackage> Packages { get; init; } = [];

    /// <summary>Environment variables to set in the environment that are not in the tool's input.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>Description of the source, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// What to do if a package is missing and neither the source nor the user named a channel; null if one did.
    /// </summary>
    public string? MissingChannel { get; init; }

    /// <summary>Warnings about the source.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Format of the input file for a tool.</summary>
internal enum InstallInput
{
    /// <summary>A list of package URLs.</summary>
    Explicit,

    /// <summary>A file environment.yml.</summary>
    Yaml,

    /// <summary>A requirements file of conda.</summary>
    Specs,
}
