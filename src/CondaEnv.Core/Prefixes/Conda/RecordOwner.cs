using CondaEnv.Specs.Channels;

namespace CondaEnv.Prefixes.Conda;

/// <summary>What every row of one environment has in common.</summary>
internal sealed class RecordOwner
{
    public required string EnvironmentName { get; init; }

    public required string Prefix { get; init; }

    public required string ComputerName { get; init; }

    public required ChannelConfiguration Channels { get; init; }
}
