using CondaEnv.Specs.Channels;

namespace CondaEnv.Prefixes.Conda;

/// <summary>Values that all rows of one environment share.</summary>
internal sealed class RecordOwner
{
    public required string EnvironmentName { get; init; }

    public required string Prefix { get; init; }

    public required string ComputerName { get; init; }

    public required ChannelConfiguration Channels { get; init; }
}
