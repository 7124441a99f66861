using System;

namespace CondaEnv.Specs;

/// <summary>Stub that knows <c>channel::name=version=build</c>.</summary>
internal sealed class MatchSpec
{
    private readonly string _text;

    private MatchSpec(string text) => _text = text;

    /// <summary>Exact name in lower case, or <c>*</c>.</summary>
    public string Name => throw new NotSupportedException();

    /// <summary>Parses.</summary>
    public static MatchSpec Parse(string text, ChannelConfiguration? channels = null) =>
        text.Contains("bad") ? throw new CondaEnvException(CondaErrorKind.SpecInvalid, "bad") : new(text);

    /// <summary>conda's <c>conda_env_form()</c>.</summary>
    public string ToCondaEnvForm()
    {
        string text = ToString();
        text = text.Contains("::") ? text.Substring(text.IndexOf("::", StringComparison.Ordinal) + 2) : text;
        int at = text.IndexOf("==", StringComparison.Ordinal);
        return at < 0 ? text : text.Remove(at, 1);
    }

    /// <summary>str().</summary>
    public override string ToString()
    {
        string channel = _text.Contains("::") ? _text.Substring(0, _text.IndexOf("::", StringComparison.Ordinal) + 2) : "";
        string[] parts = _text.Substring(channel.Length).Split('=');
        channel = channel == "pkgs/main::" ? "defaults::" : channel;
        return parts.Length == 3 && parts[1].Length > 0 ? $"{channel}{parts[0]}=={parts[1]}={parts[2]}" : channel + string.Join("=", parts);
    }
}
