using System;
using System.Collections.Generic;
using System.Threading;

namespace CondaEnv.Specs.Channels;

/// <summary>
/// What names of channels mean: the values of the condarc keys of the same names, or conda's own where a property is not
/// set. Immutable, and safe to use from many threads.
/// </summary>
internal sealed class ChannelConfiguration
{
    private readonly Lazy<ChannelResolver> _resolver;
    private readonly IReadOnlyList<string>? _defaultChannels;
    private readonly string? _homeDirectory;
    private readonly string? _currentDirectory;

    /// <summary>Creates a configuration; set what condarc sets.</summary>
    public ChannelConfiguration() =>
        _resolver = new Lazy<ChannelResolver>(() => new ChannelResolver(this), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>What conda has with no configuration at all, on this machine.</summary>
    public static ChannelConfiguration Default { get; } = new();

    /// <summary>Whether conda would run on Windows, or for a Windows platform: <c>defaults</c> has msys2 then, and paths are those of Windows.</summary>
    public bool IsWindows { get; init; } = System.IO.Path.DirectorySeparatorChar == '\\';

    /// <summary><c>channel_alias</c>: where a channel lies that is given by name only.</summary>
    public string ChannelAlias { get; init; } = "https://conda.anaconda.org";

    /// <summary><c>default_channels</c>: what <c>defaults</c> stands for.</summary>
    public IReadOnlyList<string> DefaultChannels
    {
        get => _defaultChannels ?? (IsWindows
            ? ["https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r", "https://repo.anaconda.com/pkgs/msys2"]
            : ["https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r"]);
        init => _defaultChannels = value;
    }

    /// <summary><c>custom_channels</c>: name to address without the name. The order counts, as in all these maps.</summary>
    public IEnumerable<KeyValuePair<string, string>> CustomChannels { get; init; } =
        new KeyValuePair<string, string>[] { new("pkgs/pro", "https://repo.anaconda.com") };

    /// <summary><c>custom_multichannels</c>: name to names or addresses of channels. <c>defaults</c> overrides <see cref="DefaultChannels"/>.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> CustomMultichannels { get; init; } = [];

    /// <summary><c>migrated_custom_channels</c>: name to the address that it lay at.</summary>
    public IEnumerable<KeyValuePair<string, string>> MigratedCustomChannels { get; init; } = [];

    /// <summary><c>migrated_channel_aliases</c>: former values of <c>channel_alias</c>.</summary>
    public IReadOnlyList<string> MigratedChannelAliases { get; init; } = [];

    /// <summary>What <c>~</c> means in a channel that is a path.</summary>
    public string HomeDirectory
    {
        get => _homeDirectory
            ?? Environment.GetEnvironmentVariable(IsWindows ? "USERPROFILE" : "HOME")
            ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        init => _homeDirectory = value;
    }

    /// <summary>What a channel that is a relative path is relative to.</summary>
    public string CurrentDirectory
    {
        get => _currentDirectory ?? Environment.CurrentDirectory;
        init => _currentDirectory = value;
    }

    /// <summary>The parser of channels, made on first use.</summary>
    internal ChannelResolver Resolver => _resolver.Value;
}
