using System.Collections.Generic;
using CondaEnv.Compare;

namespace CondaEnv.Install;

/// <summary>What is to be installed, and how: the files that the tools get.</summary>
internal sealed record InstallPlan
{
    /// <summary>Exact or friendly.</summary>
    public required CreateStyle Style { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>What the tool gets.</summary>
    public required InstallInput Input { get; init; }

    /// <summary>Full path of the tool's file.</summary>
    public required string File { get; init; }

    /// <summary>Full path of the file that pip gets behind the tool; null where the tool sees to pip itself, or there is nothing for it.</summary>
    public string? Requirements { get; init; }

    /// <summary>Number of conda packages; 0 where only the tool will tell.</summary>
    public int PackageCount { get; init; }

    /// <summary>What the environment is compared with afterwards.</summary>
    public required ComparedSide Expected { get; init; }

    /// <summary>The packages of the exact style, for a plan.</summary>
    public IReadOnlyList<CondaPackage> Packages { get; init; } = [];

    /// <summary>Variables that the environment shall set, and the tool is not told of.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>What it was made from, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>What to do if a package is missing, where neither the source nor the user names a channel; null where one does.</summary>
    public string? MissingChannel { get; init; }

    /// <summary>What is worth a warning.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>What sort of file a tool gets.</summary>
internal enum InstallInput
{
    /// <summary>A list of package URLs.</summary>
    Explicit,

    /// <summary>environment.yml.</summary>
    Yaml,

    /// <summary>conda's requirements file.</summary>
    Specs,
}
