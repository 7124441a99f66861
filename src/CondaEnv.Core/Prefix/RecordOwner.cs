using System;
using System.Collections.Generic;
using CondaEnv.Specs;

namespace CondaEnv.Prefix;

/// <summary>What every row of one environment has in common.</summary>
internal sealed class RecordOwner
{
    public required string EnvironmentName { get; init; }

    public required string Prefix { get; init; }

    public required string ComputerName { get; init; }

    public required ChannelConfiguration Channels { get; init; }

    /// <summary>Answers <see cref="CondaPackage.RequiredBy"/>.</summary>
    public Func<CondaPackage, IReadOnlyList<string>?>? RequiredBy { get; init; }
}
