using System;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Lint;

/// <summary>Channels and packages of conda that are on the machine of whoever wrote the file; those of pip are with the rules of its lines.</summary>
internal static class PlaceRules
{
    public static void Check(AuditedFile file)
    {
        foreach (YamlScalar channel in file.Items("channels"))
        {
            if (LocalPaths.IsLocalChannel(channel.Value))
            {
                file.Find("LocalPath", channel, $"the channel {SpecErrors.Quote(channel.Value)} is on this machine only", "Use a channel that others can reach.");
            }
        }

        if (file.File.Kind is CondaEnvFileKind.CondaLock or CondaEnvFileKind.PixiLock)
        {
            foreach (string channel in file.File.Channels)
            {
                if (LocalPaths.IsLocalChannel(channel))
                {
                    file.Find("LocalPath", $"the channel {SpecErrors.Quote(channel)} is on this machine only", "Lock with a channel that others can reach.");
                }
            }
        }

        // A list of what is installed says where it came from, and installs nothing.
        if (file.File.Kind is CondaEnvFileKind.CondaList or CondaEnvFileKind.PipList or CondaEnvFileKind.Record)
        {
            return;
        }

        foreach (CondaEnvFileDependency dependency in file.File.Dependencies)
        {
            if (dependency.Requirement is null && IsLocal(dependency))
            {
                file.Find("LocalPath", dependency, $"{SpecErrors.Quote(dependency.Spec.Trim())} is on this machine only", "Use a package from a channel that others can reach.");
            }
        }
    }

    private static bool IsLocal(CondaEnvFileDependency dependency)
    {
        // A path beside a lock goes with it; only what leads elsewhere is of one machine.
        string text = dependency.SourceText.Trim();
        int colons = text.IndexOf("::", StringComparison.Ordinal);
        string? url = dependency.Package?.UrlSource ?? dependency.Url;
        return IsFile(url)
            || IsFile(dependency.Match?.Field("url"))
            || dependency.Match?.Channel?.Scheme == "file"
            || (dependency.Match is not null && colons > 0 && LocalPaths.IsLocalChannel(text.Substring(0, colons)))
            || (IsAbsolute(url) && dependency.Manager is not null);
    }

    private static bool IsFile(string? url) => url?.StartsWith("file:", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsAbsolute(string? url) => url is { Length: > 1 } && (url[0] is '/' or '~' || url.StartsWith("\\\\", StringComparison.Ordinal) || (url[1] == ':' && url.Length > 2 && url[2] is '/' or '\\'));
}
