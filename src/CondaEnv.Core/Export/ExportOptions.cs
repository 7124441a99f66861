using System.Collections.Generic;
using CondaEnv.Specs;

namespace CondaEnv.Export;

/// <summary>What to write, and what of the configuration goes into it. The front ends read the configuration.</summary>
internal sealed class ExportOptions
{
    /// <summary>Which packages are listed.</summary>
    public ExportStyle Style { get; init; }

    /// <summary>File format.</summary>
    public ExportFormat Format { get; init; }

    /// <summary>Channels given with <c>-c</c>, in the order given.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>
    /// Leave the configured channels out. conda refuses this without a <c>-c</c>; the front ends do so at binding.
    /// </summary>
    public bool OverrideChannels { get; init; }

    /// <summary>Take no channels from the packages, and name none before a spec.</summary>
    public bool IgnoreChannels { get; init; }

    /// <summary>Write the <c>prefix:</c> line, as conda always does.</summary>
    public bool IncludePrefix { get; init; }

    /// <summary>The channels of the configuration (condarc chain, <c>CONDA_CHANNELS</c>), in conda's merged order.</summary>
    public IReadOnlyList<string> ConfiguredChannels { get; init; } = [];

    /// <summary>Aliases and multichannels, for turning channel texts into names.</summary>
    public ChannelConfiguration ChannelConfiguration { get; init; } = ChannelConfiguration.Default;

    /// <summary>
    /// The platform named in the header of the line formats. conda names its own (<c>context.subdir</c>: the machine
    /// it runs on), whatever the environment is for, and so does null here.
    /// </summary>
    public string? Platform { get; init; }

    /// <summary>The same, with what the machine's configuration says.</summary>
    public ExportOptions With(IReadOnlyList<string> configuredChannels, ChannelConfiguration channelConfiguration, string? platform) => new()
    {
        Style = Style,
        Format = Format,
        Channels = Channels,
        OverrideChannels = OverrideChannels,
        IgnoreChannels = IgnoreChannels,
        IncludePrefix = IncludePrefix,
        Platform = Platform ?? platform,
        ConfiguredChannels = configuredChannels,
        ChannelConfiguration = channelConfiguration,
    };
}
