using System;
using System.Globalization;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Platforms;

namespace CondaEnv.Prefixes.History;

/// <summary>The name of a package in a line of the history, in the forms of all conda versions.</summary>
/// <remarks>
/// <code>
/// dist := [channel["/"subdir]"::"] name "-" version "-" build [".conda" | ".tar.bz2"]
///       | url "/" name "-" version "-" build (".conda" | ".tar.bz2")
/// </code>
/// </remarks>
internal static class DistString
{
    /// <summary>The package in a text; null if the text does not name one.</summary>
    public static CondaPackage? Parse(string text, RecordOwner owner)
    {
        string dist = text;
        string? channel = null;
        int colons = text.IndexOf("::", StringComparison.Ordinal);
        if (colons >= 0)
        {
            channel = text.Substring(0, colons);
            dist = text.Substring(colons + 2);
        }
        else if (text.LastIndexOf('/') is > 0 and int slash)
        {
            channel = text.Substring(0, slash);
            dist = text.Substring(slash + 1);
        }

        dist = ChannelResolver.PackageExtension(dist) is { } extension ? dist.Substring(0, dist.Length - extension.Length) : dist;
        int build = dist.LastIndexOf('-');
        int version = build > 0 ? dist.LastIndexOf('-', build - 1) : -1;
        if (version <= 0 || version + 1 == build || HasSpace(dist))
        {
            return null;
        }

        string buildText = dist.Substring(build + 1);
        string name = dist.Substring(0, version);
        (string canonical, string? subdir) = ChannelOf(channel, owner.Channels);
        return new CondaPackage
        {
            Name = name.ToLowerInvariant(),
            RawName = name,
            Version = CondaVersion.FromRecord(dist.Substring(version + 1, build - version - 1)),
            Build = buildText,
            BuildNumber = BuildNumberOf(buildText),
            Channel = canonical,
            Subdir = subdir,
            Manager = PackageManager.Conda,
            EnvironmentName = owner.EnvironmentName,
            Prefix = owner.Prefix,
            ComputerName = owner.ComputerName,
            ChannelSource = channel,
        };
    }

    /// <summary>
    /// The last numeric part of the build string, as builds are usually named: <c>py27_0</c>,
    /// <c>hd63d673_0_cpython</c>, <c>habeac84_101_cp314</c>. Null if there is none; the history does not record the
    /// build number itself.
    /// </summary>
    private static long? BuildNumberOf(string build)
    {
        string[] parts = build.Split('_');
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                return number;
            }
        }

        return null;
    }

    private static (string Canonical, string? Subdir) ChannelOf(string? text, ChannelConfiguration channels)
    {
        if (text is null)
        {
            return (Channel.Unknown, null);
        }

        // <unknown>/linux-64 is not a valid channel address, so the subdir is removed first, as in conda.
        int slash = text.LastIndexOf('/');
        string? subdir = slash > 0 && KnownSubdirs.Contains(text.Substring(slash + 1)) ? text.Substring(slash + 1) : null;
        string name = subdir is null ? text : text.Substring(0, slash);
        return (Channel.TryParse(name, channels, out Channel? channel) ? channel.CanonicalName : Channel.Unknown, subdir);
    }

    private static bool HasSpace(string text)
    {
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                return true;
            }
        }

        return false;
    }
}
