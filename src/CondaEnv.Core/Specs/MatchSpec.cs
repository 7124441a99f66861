using System;

namespace CondaEnv.Specs;

/// <summary>Stub.</summary>
internal sealed class MatchSpec
{
    /// <summary>Exact name in lower case, or <c>*</c>.</summary>
    public string Name => throw new NotSupportedException();

    /// <summary>Parses.</summary>
    public static MatchSpec Parse(string text, ChannelConfiguration? channels = null) => throw new NotSupportedException(text);

    /// <summary>conda's <c>conda_env_form()</c>.</summary>
    public string ToCondaEnvForm() => throw new NotSupportedException();
}
