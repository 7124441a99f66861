using System;
using System.Globalization;

namespace CondaEnv.Create;

/// <summary>What to do about the failures of a tool that happen most, known by the words of conda, libmamba and pip.</summary>
internal static class FailureHint
{
    private static readonly (string Hint, string[] Words)[] s_hints =
    [
        ("you may not write there, or not into the cache of packages: choose another place with -Prefix, or run as a user who may.",
            ["NoWritablePkgsDir", "NoWritableEnvsDir", "NotWritableError", "Permission denied", "PermissionError", "sufficient permissions", "Access is denied", "Read-only file system", "not writable"]),
        ("a channel was not found: check the spelling of 'channels:' and whether it asks for credentials.",
            ["UnavailableInvalidChannel", "InvalidChannel", "NoChannelsConfigured", "ChannelNotAllowed", "ChannelDenied", "HTTP 401", "HTTP 403", "HTTP 404", "(401)", "(403)", "(404)", "404 Client Error"]),
        ("a package, or the version asked for, is not in the channels: check its spelling, its pin, and 'channels:'; a build for another platform needs -Friendly.",
            ["PackagesNotFound", "ResolvePackageNotFound", "PackageNotFound", "nothing provides", "does not exist (perhaps", "No matching distribution", "Could not find a version"]),
        ("the pins contradict each other: loosen one of them, or take the file with the packages asked for only.",
            ["Unsatisfiable", "ResolutionImpossible", "conflict", "SpecsConfigurationConflict", "is uninstallable", "incompatible", "Could not solve for environment"]),
        ("the network, or the channel's server, did not answer: check the connection and the proxy, and try again.",
            ["CondaHTTPError", "CONNECTION FAILED", "resolve host", "Name or service not known", "name resolution", "Connection refused", "ConnectionError", "timed out", "Timeout was reached", "Max retries", "CondaSSLError", "SSLError", "ProxyError", "OfflineError", "Could not connect", "Download error", "unreachable"]),
    ];

    /// <summary>The hint for what a tool said; null where none fits.</summary>
    public static string? Of(string text)
    {
        foreach ((string hint, string[] words) in s_hints)
        {
            if (Array.Exists(words, word => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.OrdinalIgnoreCase) >= 0))
            {
                return hint;
            }
        }

        return null;
    }
}
