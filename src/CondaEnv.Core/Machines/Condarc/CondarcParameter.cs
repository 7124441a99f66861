using System.Collections.Generic;

namespace CondaEnv.Machines.Condarc;

/// <summary>The type that a setting must have.</summary>
internal enum CondarcShape
{
    Scalar,
    Sequence,
    Map,
    MapOfSequences,
}

/// <summary>
/// A setting of conda that is used here, with its names and type as declared by the class <c>Context</c> in
/// conda/base/context.py.
/// </summary>
internal sealed class CondarcParameter
{
    public static readonly CondarcParameter Channels = new(CondarcShape.Sequence, "channels", "channel");
    public static readonly CondarcParameter EnvsDirs = new(CondarcShape.Sequence, "envs_dirs", "envs_path") { ListsPaths = true };
    public static readonly CondarcParameter PkgsDirs = new(CondarcShape.Sequence, "pkgs_dirs");
    public static readonly CondarcParameter DefaultChannels = new(CondarcShape.Sequence, "default_channels");
    public static readonly CondarcParameter CustomChannels = new(CondarcShape.Map, "custom_channels");
    public static readonly CondarcParameter CustomMultichannels = new(CondarcShape.MapOfSequences, "custom_multichannels");
    public static readonly CondarcParameter ChannelAlias = new(CondarcShape.Scalar, "channel_alias");
    public static readonly CondarcParameter MigratedChannelAliases = new(CondarcShape.Sequence, "migrated_channel_aliases");
    public static readonly CondarcParameter MigratedCustomChannels = new(CondarcShape.Map, "migrated_custom_channels");
    public static readonly CondarcParameter RegisterEnvs = new(CondarcShape.Scalar, "register_envs");
    public static readonly CondarcParameter RootPrefix = new(CondarcShape.Scalar, "root_prefix", "root_dir");
    public static readonly CondarcParameter UseLocal = new(CondarcShape.Scalar, "use_local");

    private CondarcParameter(CondarcShape shape, params string[] names)
    {
        Shape = shape;
        Names = names;
    }

    /// <summary>Every setting that is read.</summary>
    public static IReadOnlyList<CondarcParameter> All { get; } =
    [
        Channels, EnvsDirs, PkgsDirs, DefaultChannels, CustomChannels, CustomMultichannels, ChannelAlias, MigratedChannelAliases,
        MigratedCustomChannels, RegisterEnvs, RootPrefix, UseLocal,
    ];

    /// <summary>The preferred name, followed by its aliases.</summary>
    public IReadOnlyList<string> Names { get; }

    public string Name => Names[0];

    public CondarcShape Shape { get; }

    /// <summary>
    /// True if an environment variable separates the items with the path separator, as <c>PATH</c> does, instead of
    /// commas.
    /// </summary>
    public bool ListsPaths { get; private init; }
}
