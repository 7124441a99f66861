using System.Collections.Generic;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Source;

/// <summary>What to write, and what of the configuration goes into it. The front ends read the configuration.</summary>
internal sealed record ExportOptions
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

    /// <summary>Where a portable export starts from; null for the history, or the leaves where it says nothing.</summary>
    public ExportRoots? Roots { get; init; }

    /// <summary>How precise a portable export is.</summary>
    public PinPrecision Pin { get; init; }

    /// <summary>Exceptions from <see cref="Pin"/>: names with <c>*</c> and <c>?</c>; the last that fits holds.</summary>
    public IReadOnlyList<KeyValuePair<string, PinPrecision>> PinPackages { get; init; } = [];

    /// <summary>Let the pin replace a constraint of the user's that is tighter.</summary>
    public bool AllowLooserPin { get; init; }

    /// <summary>Which pip packages a portable export lists.</summary>
    public PipSelection Pip { get; init; }

    /// <summary>The <c>platforms:</c> of a portable export; none where empty.</summary>
    public IReadOnlyList<string> TargetPlatforms { get; init; } = [];

    /// <summary>The hash in an explicit file.</summary>
    public PackageHash Hash { get; init; }

    /// <summary>Leave the values of variables out where conda writes them.</summary>
    public bool WithholdVariables { get; init; }

    /// <summary>Write secrets: credentials in URLs, values of variables.</summary>
    public bool IncludeSecret { get; init; }

    /// <summary>Mask cells of CSV files that a spreadsheet would run as a formula.</summary>
    public bool SafeCsv { get; init; }

    /// <summary>The same, with what the machine's configuration says.</summary>
    public ExportOptions With(IReadOnlyList<string> configuredChannels, ChannelConfiguration channelConfiguration, string? platform) => this with
    {
        Platform = Platform ?? platform,
        ConfiguredChannels = configuredChannels,
        ChannelConfiguration = channelConfiguration,
    };
}
