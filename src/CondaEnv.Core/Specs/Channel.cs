using System;

namespace CondaEnv.Specs;

/// <summary>Stub.</summary>
internal sealed class Channel
{
    /// <summary>conda's <c>Channel.name</c>.</summary>
    public string Name => throw new NotSupportedException();

    /// <summary>conda's <c>Channel.canonical_name</c>.</summary>
    public string CanonicalName => throw new NotSupportedException();

    /// <summary>Platform folder in the text; null where there is none.</summary>
    public string? Subdir => throw new NotSupportedException();

    /// <summary>Package file name in the text; null where there is none.</summary>
    public string? PackageFileName => throw new NotSupportedException();

    /// <summary>Parses a name, a URL or a path.</summary>
    public static Channel Parse(string? text, ChannelConfiguration? configuration = null) => throw new NotSupportedException(text);
}

/// <summary>Stub.</summary>
internal sealed class ChannelConfiguration
{
    /// <summary>What conda has with no configuration at all.</summary>
    public static ChannelConfiguration Default { get; } = new();
}
