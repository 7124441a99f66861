using System;
using System.Collections.Generic;

namespace CondaEnv.Packages.Rows;

/// <summary>
/// The properties of <see cref="CondaEnvironment"/> that are read from files, each on first use. No property throws.
/// </summary>
internal interface IEnvironmentFacts
{
    bool IsFrozen { get; }

    string? FrozenMessage { get; }

    string? Platform { get; }

    CondaVersion? PythonVersion { get; }

    int? PackageCount { get; }

    int? PipPackageCount { get; }

    IReadOnlyList<string>? Channels { get; }

    IReadOnlyList<string>? VariableNames { get; }

    IReadOnlyList<string>? PinnedSpecs { get; }

    DateTime? Created { get; }

    DateTime? LastModified { get; }

    string? Fingerprint { get; }

    IReadOnlyDictionary<string, string> GetVariables();
}
