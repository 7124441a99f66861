using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.Platforms;

namespace CondaEnv.Specs.Channels;

/// <summary>
/// A URL split into components as in conda (Python's <c>urllib.parse.urlparse</c>, plus conda's own rules).
/// <see cref="Uri"/> is not used because it rewrites escapes, removes default ports and rejects URLs that conda
/// accepts.
/// </summary>
internal sealed class CondaUrl
{
    // Schemes whose last path segment may have ";parameters", which conda loses.
    private static readonly string[] s_withParameters =
        ["", "ftp", "hdl", "prospero", "http", "https", "imap", "itms-services", "rtsp", "rtsps", "rtspu", "shttp", "sip", "sips", "mms", "sftp", "tel"];

    /// <summary>The scheme in lower case; empty if there is none.</summary>
    public string Scheme { get; private set; } = string.Empty;

    /// <summary><c>user:password</c> or <c>user</c>, as written; null if there is none.</summary>
    public string? Auth { get; private set; }

    /// <summary>The host in lower case; null if there is none.</summary>
    public string? Host { get; private set; }

    /// <summary>The port; null if there is none.</summary>
    public int? Port { get; private set; }

    /// <summary>The path, starting with a slash; empty if there is none.</summary>
    public string Path { get; private set; } = string.Empty;

    /// <summary>The query, without the question mark; empty if there is none.</summary>
    public string Query { get; private set; } = string.Empty;

    /// <summary>
    /// Whether the text starts with a scheme in the form that conda requires: lower case, at most 12 characters,
    /// <c>://</c>.
    /// </summary>
    public static bool HasScheme(string text)
    {
        int end = text.IndexOf("://", StringComparison.Ordinal);
        if (end is < 1 or > 12 || text[0] is < 'a' or > 'z')
        {
            return false;
        }

        for (int i = 1; i < end; i++)
        {
            if (text[i] is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Splits a URL into components; null if its host or port is malformed.</summary>
    public static CondaUrl? TryParse(string text)
    {
        string url = RemoveControls(HasScheme(text) ? text : "//" + text);
        CondaUrl result = new();
        int colon = url.IndexOf(':');
        if (colon > 0 && IsScheme(url, colon))
        {
            result.Scheme = url.Substring(0, colon).ToLowerInvariant();
            url = url.Substring(colon + 1);
        }

        if (url.StartsWith("//", StringComparison.Ordinal))
        {
            int end = url.IndexOfAny(['/', '?', '#'], 2);
            string authority = end < 0 ? url.Substring(2) : url.Substring(2, end - 2);
            url = end < 0 ? string.Empty : url.Substring(end);
            if (!result.ReadAuthority(authority))
            {
                return null;
            }
        }

        int fragment = url.IndexOf('#');
        url = fragment < 0 ? url : url.Substring(0, fragment);
        int query = url.IndexOf('?');
        if (query >= 0)
        {
            result.Query = url.Substring(query + 1);
            url = url.Substring(0, query);
        }

        if (Array.IndexOf(s_withParameters, result.Scheme) >= 0)
        {
            int parameters = url.IndexOf(';', Math.Max(url.LastIndexOf('/'), 0));
            url = parameters < 0 ? url : url.Substring(0, parameters);
        }

        result.Path = url.Length == 0 || url[0] == '/' ? url : "/" + url;
        return result;
    }

    /// <summary>Whether the text has a scheme and is well formed.</summary>
    public static bool IsUrl(string text) => HasScheme(text) && TryParse(text) is not null;

    /// <summary>Host, port and path as conda compares them, without scheme and credentials.</summary>
    public static string Print(string? host, int? port, string? path)
    {
        StringBuilder text = new(host);
        if (port is > 0)
        {
            text.Append(':').Append(port.Value);
        }

        if (!string.IsNullOrEmpty(path))
        {
            text.Append(path![0] == '/' ? string.Empty : "/").Append(path);
        }

        return text.ToString();
    }

    /// <summary>
    /// Joins two parts of an address with a slash. If the first part is missing or absolute, the result is absolute.
    /// </summary>
    public static string Join(string? first, string? second)
    {
        bool absolute = string.IsNullOrEmpty(first) || first![0] == '/';
        string left = first?.Trim('/') ?? string.Empty;
        string right = second?.Trim('/') ?? string.Empty;
        string separator = left.Length > 0 && right.Length > 0 ? "/" : string.Empty;
        return (absolute ? "/" : string.Empty) + left + separator + right;
    }

    /// <summary>
    /// Removes <c>/t/&lt;token&gt;</c> from an address; the token is null if there is none. conda ends the token at the
    /// first character that is not a letter, digit or dash, and would show the rest. Here everything up to the next
    /// slash is the token. In a path on disk, <c>/t/</c> is a folder.
    /// </summary>
    public static (string Remainder, string? Token) SplitToken(string url)
    {
        int at = url.StartsWith("file:", StringComparison.Ordinal) ? -1 : url.IndexOf("/t/", StringComparison.Ordinal);
        if (at < 0)
        {
            return (url.TrimEnd('/'), null);
        }

        int end = at + 3;
        while (end < url.Length && url[end] != '/')
        {
            end++;
        }

        return (url.Remove(at, end - at).TrimEnd('/'), url.Substring(at + 3, end - at - 3));
    }

    /// <summary>Removes the first platform folder from an address; null if there is none.</summary>
    public static (string Remainder, string? Subdir) SplitSubdir(string url)
    {
        // As in all of conda's regular expressions, a single line feed at the end is ignored.
        int urlEnd = url.Length > 0 && url[url.Length - 1] == '\n' ? url.Length - 1 : url.Length;
        for (int slash = url.IndexOf('/'); slash >= 0 && slash < urlEnd; slash = url.IndexOf('/', slash + 1))
        {
            int end = url.IndexOf('/', slash + 1);
            string folder = url.Substring(slash + 1, (end < 0 ? urlEnd : end) - slash - 1);
            if (KnownSubdirs.Contains(folder))
            {
                // As in conda, remove the first occurrence, which may be before the one that was found.
                return (PythonText.RemoveFirst(url, "/" + folder).TrimEnd('/'), folder);
            }
        }

        return (url.TrimEnd('/'), null);
    }

    /// <summary>Splits an address from a channel configuration into components.</summary>
    public static (string? Location, string? Scheme, string? Auth, string? Token) SplitSchemeAuthToken(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return (null, null, null, null);
        }

        (string rest, string? token) = SplitToken(address!);
        CondaUrl url = TryParse(rest) ?? throw Malformed(address!);
        string location = Print(url.Host, url.Port, url.Path) + (url.Query.Length > 0 ? "?" + url.Query : string.Empty);
        return (location, url.Scheme, url.Auth, token);
    }

    /// <summary>
    /// True if the host or port of the address is malformed, so that it cannot be used in a channel configuration.
    /// </summary>
    public static bool IsMalformedAddress(string address)
    {
        if (address.Length == 0)
        {
            return false;
        }

        CondaUrl? url = TryParse(SplitToken(address).Remainder);
        return url is null || (url.Host is null && url.Port is not null);
    }

    /// <summary>Creates the error for an address whose host or port is malformed.</summary>
    public static CondaEnvException Malformed(string text)
    {
        int authority = text.IndexOf("://", StringComparison.Ordinal) + 3;
        return SpecErrors.SpecInvalid(text, authority < 3 ? 0 : authority, "a channel", "its host or port is malformed; a port is a number up to 65535");
    }

    private static string RemoveControls(string url)
    {
        int start = 0;
        while (start < url.Length && url[start] <= ' ')
        {
            start++;
        }

        url = start == 0 ? url : url.Substring(start);
        return url.IndexOfAny(['\t', '\r', '\n']) < 0 ? url : url.Replace("\t", string.Empty).Replace("\r", string.Empty).Replace("\n", string.Empty);
    }

    private static bool IsScheme(string url, int end)
    {
        for (int i = 0; i < end; i++)
        {
            bool letter = url[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            if (!letter && (i == 0 || url[i] is not ((>= '0' and <= '9') or '+' or '-' or '.')))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadAuthority(string authority)
    {
        int at = authority.LastIndexOf('@');
        if (at > 0)
        {
            // Without a password or with an empty one, only the user remains. Without a user, nothing remains.
            int colon = authority.IndexOf(':', 0, at);
            Auth = colon == 0 ? null : colon == at - 1 ? authority.Substring(0, colon) : authority.Substring(0, at);
        }

        string host = authority.Substring(at + 1);
        string port = string.Empty;
        if (authority.IndexOfAny(['[', ']']) >= 0)
        {
            // Brackets may contain only an IPv6 address.
            int close = host.IndexOf(']');
            if (close < 0 || host[0] != '[' || !IPAddress.TryParse(host.Substring(1, close - 1), out IPAddress? address)
                || address.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return false;
            }

            port = host.Substring(close + 1);
            if (port.Length > 0 && port[0] != ':')
            {
                return false;
            }

            port = port.TrimStart(':');
            host = host.Substring(1, close - 1);
        }
        else if (host.IndexOf(':') is int p and >= 0)
        {
            port = host.Substring(p + 1);
            host = host.Substring(0, p);
        }

        int zone = host.IndexOf('%');
        host = zone < 0 ? host.ToLowerInvariant() : host.Substring(0, zone).ToLowerInvariant() + host.Substring(zone);
        Host = host.Length == 0 ? null : host.ToLowerInvariant();
        return ReadPort(port);
    }

    private bool ReadPort(string port)
    {
        if (port.Length == 0)
        {
            return true;
        }

        int value = 0;
        foreach (char c in port)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }

            value = Math.Min((value * 10) + c - '0', 65536);
        }

        Port = value;
        return value <= 65535;
    }
}
