using System.Collections.Generic;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Source;

/// <summary>Options of an export, including settings from the configuration, which the front ends read.</summary>
internal sealed record ExportOptions
{
    /// <summary>Which packages are listed, and how precisely.</summary>
    public ExportStyle Style { get; init; }

    /// <summary>File format.</summary>
    public ExportFormat Format { get; init; }

    /// <summary>Channels given with <c>-c</c>, in that order.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>
    /// True to omit the configured channels. conda requires <c>-c</c> for this; the front ends check that.
    /// </summary>
    public bool OverrideChannels { get; init; }

    /// <summary>True to omit the channels of the packages, both in the list and before specs.</summary>
    public bool IgnoreChannels { get; init; }

    /// <summary>True to write the <c>prefix:</c> line, as conda always does.</summary>
    public bool IncludePrefix { get; init; }

    /// <summary>
    /// Channels from the configuration (condarc files, <c>CONDA_CHANNELS</c>), in conda's merged order.
    /// </summary>
    public IReadOnlyList<string> ConfiguredChannels { get; init; } = [];

    /// <summary>Aliases and multichannels, which map channel texts to names.</summary>
    public ChannelConfiguration ChannelConfiguration { get; init; } = ChannelConfiguration.Default;

    /// <summary>
    /// The platform in the header of the line formats. If null, the platform of this machine is used, as in conda
    /// (<c>context.subdir</c>), whatever platform the environment is for.
    /// </summary>
    public string? Platform { get; init; }

    /// <summary>
    /// The packages from which a portable export starts; null for the history, or for the leaves if the history has no
    /// requests.
    /// </summary>
    public ExportRoots? Roots { get; init; }

    /// <summary>How much of the installed version a portable export writes.</summary>
    public PinPrecision Pin { get; init; }

    /// <summary>
    /// Exceptions from <see cref="Pin"/>: names with <c>*</c> and <c>?</c>; the last match takes effect.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, PinPrecision>> PinPackages { get; init; } = [];

    /// <summary>True if the pin may replace a stricter constraint of the user.</summary>
    public bool AllowLooserPin { get; init; }

    /// <summary>Which pip packages a portable export lists.</summary>
    public PipSelection Pip { get; init; }

    /// <summary>The <c>platforms:</c> of a portable export; omitted if empty.</summary>
    public IReadOnlyList<string> TargetPlatforms { get; init; } = [];

    /// <summary>The hash in an explicit file.</summary>
    public PackageHash Hash { get; init; }

    /// <summary>True to omit the values of environment variables where conda writes them.</summary>
    public bool WithholdVariables { get; init; }

    /// <summary>True to write secrets: credentials in URLs and values of environment variables.</summary>
    public bool IncludeSecret { get; init; }

    /// <summary>True to escape CSV cells that a spreadsheet would run as a formula.</summary>
    public bool SafeCsv { get; init; }

    /// <summary>A copy with the settings of the machine's configuration.</summary>
    public ExportOptions With(IReadOnlyList<string> configuredChannels, ChannelConfiguration channelConfiguration, string? platform) => this with
    {
        Platform = Platform ?? platform,
        ConfiguredChannels = configuredChannels,
        ChannelConfiguration = channelConfiguration,
    };
}
