using System;
using System.Collections.Generic;
using System.Threading;

namespace CondaEnv.Specs.Channels;

/// <summary>
/// Defines how channel names are resolved, with the values of the condarc keys of the same names. Properties that are
/// not set have conda's defaults. Immutable and thread-safe.
/// </summary>
internal sealed class ChannelConfiguration
{
    private readonly Lazy<ChannelResolver> _resolver;
    private readonly IReadOnlyList<string>? _defaultChannels;
    private readonly string? _homeDirectory;
    private readonly string? _currentDirectory;

    /// <summary>Creates a configuration with conda's defaults; set the properties that condarc sets.</summary>
    public ChannelConfiguration() =>
        _resolver = new Lazy<ChannelResolver>(() => new ChannelResolver(this), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>conda's defaults on this machine.</summary>
    public static ChannelConfiguration Default { get; } = new();

    /// <summary>
    /// True if conda would run on Windows or for a Windows platform: <c>defaults</c> then includes msys2, and paths are
    /// Windows paths.
    /// </summary>
    public bool IsWindows { get; init; } = System.IO.Path.DirectorySeparatorChar == '\\';

    /// <summary><c>channel_alias</c>: the location of channels given by name only.</summary>
    public string ChannelAlias { get; init; } = "https://conda.anaconda.org";

    /// <summary><c>default_channels</c>: the channels that <c>defaults</c> stands for.</summary>
    public IReadOnlyList<string> DefaultChannels
    {
        get => _defaultChannels ?? (IsWindows
            ? ["https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r", "https://repo.anaconda.com/pkgs/msys2"]
            : ["https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r"]);
        init => _defaultChannels = value;
    }

    /// <summary>
    /// <c>custom_channels</c>: from name to address without the name. As in all these maps, the order matters.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> CustomChannels { get; init; } =
        new KeyValuePair<string, string>[] { new("pkgs/pro", "https://repo.anaconda.com") };

    /// <summary>
    /// <c>custom_multichannels</c>: from name to names or addresses of channels. <c>defaults</c> overrides
    /// <see cref="DefaultChannels"/>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> CustomMultichannels { get; init; } = [];

    /// <summary><c>migrated_custom_channels</c>: from name to former address.</summary>
    public IEnumerable<KeyValuePair<string, string>> MigratedCustomChannels { get; init; } = [];

    /// <summary><c>migrated_channel_aliases</c>: former values of <c>channel_alias</c>.</summary>
    public IReadOnlyList<string> MigratedChannelAliases { get; init; } = [];

    /// <summary>The folder that <c>~</c> stands for in a channel that is a path.</summary>
    public string HomeDirectory
    {
        get => _homeDirectory
            ?? Environment.GetEnvironmentVariable(IsWindows ? "USERPROFILE" : "HOME")
            ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        init => _homeDirectory = value;
    }

    /// <summary>The base of a channel that is a relative path.</summary>
    public string CurrentDirectory
    {
        get => _currentDirectory ?? Environment.CurrentDirectory;
        init => _currentDirectory = value;
    }

    /// <summary>The resolver of channels, created on first use.</summary>
    internal ChannelResolver Resolver => _resolver.Value;
}
