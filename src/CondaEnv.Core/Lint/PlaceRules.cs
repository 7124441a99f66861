using System;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Lint;

/// <summary>
/// Rules for conda channels and packages that are on the machine of the file's author; those for pip are with the rules
/// for its lines.
/// </summary>
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

        // A list of installed packages shows sources, but does not install anything.
        if (file.File.Kind is CondaEnvFileKind.CondaList or CondaEnvFileKind.PipList or CondaEnvFileKind.Record)
        {
            return;
        }

        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            if (dependency.Requirement is null && IsLocal(dependency))
            {
                file.Find("LocalPath", dependency, $"{SpecErrors.Quote(dependency.Spec.Trim())} is on this machine only", "Use a package from a channel that others can reach.");
            }
        }
    }

    private static bool IsLocal(CondaEnvFileDependency dependency)
    {
        // A path relative to a lock file moves with it; only other paths are specific to one machine.
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
