using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CondaEnv.Install;

/// <summary>
/// Advice for the most frequent failures of tools, recognized by messages of conda, libmamba and pip, which are in
/// lower case here.
/// </summary>
internal static class FailureHint
{
    private const string Network = "the network or the channel's server did not answer. Check the connection and the proxy, and try again.";

    private static readonly string[] s_missing = ["packagesnotfound", "resolvepackagenotfound", "packagenotfound", "nothing provides", "does not exist (perhaps"];

    private static readonly (string Hint, string[] Words)[] s_hints =
    [
        ("you do not have permission to write there, or to the package cache. Choose another place with -Prefix, or run as another user.",
            ["nowritablepkgsdir", "nowritableenvsdir", "notwritableerror", "permission denied", "permissionerror", "sufficient permissions", "access is denied", "read-only file system", "not writable"]),
        // A missing file in curl's terms: no network is involved.
        ("a channel is a folder that does not exist. Check the file:// address or the path in 'channels:'.",
            ["download error (37)", "read a file:// file", "<file://"]),
        ("a channel was not found. Check the spelling of 'channels:', and whether the channel requires credentials.",
            ["unavailableinvalidchannel", "invalidchannel", "nochannelsconfigured", "channelnotallowed", "channeldenied", "http 401", "http 403", "http 404", "(401)", "(403)", "(404)", "404 client error"]),
        ("a package, or the requested version, is not in the channels: check its spelling, its pin, and 'channels:'; a build for another platform needs -Solve.",
            [.. s_missing, "no matching distribution", "could not find a version"]),
        ("the pins conflict with each other. Loosen one of them, or use a file with only the requested packages.",
            ["unsatisfiable", "resolutionimpossible", "conflict", "specsconfigurationconflict", "is uninstallable", "incompatible", "could not solve for environment"]),
        (Network,
            ["condahttperror", "connection failed", "resolve host", "name or service not known", "name resolution", "connection refused", "connectionerror", "timed out", "timeout was reached", "max retries", "condasslerror", "sslerror", "proxyerror", "offlineerror", "could not connect", "download error", "unreachable"]),
    ];

    /// <summary>The hint for the output of a tool; null if there is none.</summary>
    /// <param name="text">Output of the tool.</param>
    /// <param name="missingChannel">The hint for a missing package if no channel was given to the tool; null if one
    /// was.</param>
    public static string? Of(string text, string? missingChannel = null)
    {
        if (missingChannel is not null && (Array.Exists(s_missing, word => Holds(text, word)) || Holds(text, "nochannelsconfigured")))
        {
            return missingChannel;
        }

        foreach ((string hint, string[] words) in s_hints)
        {
            if (Array.Exists(words, word => Holds(text, word)))
            {
                return hint == Network && HostIn(text) is { } host ? $"'{host}' did not answer. Check the connection and the proxy, and try again." : hint;
            }
        }

        return null;
    }

    private static bool Holds(string text, string word) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.OrdinalIgnoreCase) >= 0;

    /// <summary>The host of the first address, or the host that could not be resolved.</summary>
    private static string? HostIn(string text) =>
        Regex.Match(text, @"https?://([^/\s@]*@)?(?<host>[^/\s:'""<>]+)|resolve host:? '?(?<host>[\w.-]+)|host='(?<host>[\w.-]+)'", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture) is { Success: true } match
            ? match.Groups["host"].Value
            : null;
}
