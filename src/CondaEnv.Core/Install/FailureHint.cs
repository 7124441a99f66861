using System;
using System.Globalization;

namespace CondaEnv.Install;

/// <summary>What to do about the failures of a tool that happen most, known by the words of conda, libmamba and pip, here in lower case.</summary>
internal static class FailureHint
{
    private static readonly (string Hint, string[] Words)[] s_hints =
    [
        ("you do not have permission to write there, or to the package cache. Choose another place with -Prefix, or run as another user.",
            ["nowritablepkgsdir", "nowritableenvsdir", "notwritableerror", "permission denied", "permissionerror", "sufficient permissions", "access is denied", "read-only file system", "not writable"]),
        // What curl calls a download is a missing file: no network is used.
        ("a channel is a folder that does not exist. Check the file:// address or the path in 'channels:'.",
            ["download error (37)", "read a file:// file", "<file://"]),
        ("a channel was not found. Check the spelling of 'channels:', and whether the channel requires credentials.",
            ["unavailableinvalidchannel", "invalidchannel", "nochannelsconfigured", "channelnotallowed", "channeldenied", "http 401", "http 403", "http 404", "(401)", "(403)", "(404)", "404 client error"]),
        ("a package, or the version asked for, is not in the channels: check its spelling, its pin, and 'channels:'; a build for another platform needs -Friendly.",
            ["packagesnotfound", "resolvepackagenotfound", "packagenotfound", "nothing provides", "does not exist (perhaps", "no matching distribution", "could not find a version"]),
        ("the pins conflict with each other. Loosen one of them, or use a file with only the requested packages.",
            ["unsatisfiable", "resolutionimpossible", "conflict", "specsconfigurationconflict", "is uninstallable", "incompatible", "could not solve for environment"]),
        ("the network or the channel's server did not answer. Check the connection and the proxy, and try again.",
            ["condahttperror", "connection failed", "resolve host", "name or service not known", "name resolution", "connection refused", "connectionerror", "timed out", "timeout was reached", "max retries", "condasslerror", "sslerror", "proxyerror", "offlineerror", "could not connect", "download error", "unreachable"]),
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
