using System;
using System.Collections.Generic;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Writing;

/// <summary>Addresses of conda packages and of channels as a file may hold them.</summary>
internal static class PackageAddress
{
    private const string TokenPlaceholder = "/t/<TOKEN>";

    /// <summary>The URL of the archive as recorded, or made of channel, platform folder and file; credentials and all. Null where nothing says.</summary>
    public static string? Of(ExportSource source, CondaPackage package)
    {
        if (!string.IsNullOrEmpty(package.UrlSource))
        {
            return package.UrlSource;
        }

        Channel channel = source.ChannelOf(package);
        if (string.IsNullOrEmpty(channel.BaseUrl))
        {
            return null;
        }

        // The defaults of conda/models/records.py: SubdirField and FilenameField.
        string subdir = package.Subdir ?? (package.Manager == PackageManager.Pip ? "pypi" : source.Platform);
        string file = package.FileName ?? $"{package.Name}-{package.Version}-{package.Build}";
        return $"{channel.BaseUrl}/{subdir}/{file}";
    }

    /// <summary>As <see cref="Of"/>, where that names the archive of a package; else null, and a loss. One other line would make the file unreadable.</summary>
    public static string? OfArchive(ExportSource source, LossReport losses, CondaPackage package)
    {
        string? url = Of(source, package);
        int query = url?.IndexOfAny(['?', '#']) ?? -1;
        string path = query < 0 ? url ?? "" : url!.Substring(0, query);
        if (path.EndsWith(".conda", StringComparison.Ordinal) || path.EndsWith(".tar.bz2", StringComparison.Ordinal))
        {
            return url;
        }

        losses.UrlMissing(package, url);
        return null;
    }

    /// <summary>The address without its credentials, which are a loss; with them where secrets are wanted.</summary>
    public static string Clean(ExportSource source, LossReport losses, CondaPackage package, string url)
    {
        // conda itself has put <TOKEN> into its records since it has redacted them; such a URL needs the token back.
        string clean = SecretRedactor.Redact(url);
        if (source.Options.IncludeSecret && !url.Contains(TokenPlaceholder))
        {
            return url;
        }

        if (clean != url || clean.Contains(TokenPlaceholder))
        {
            losses.SecretRemoved(package.Name, $"the URL '{clean}' stands without its credentials; installing from it needs them");
        }

        return clean;
    }

    /// <summary>
    /// The address with each credential replaced by an environment variable, <c>https://host/t/${CONDA_TOKEN_HOST}/…</c>,
    /// named as <see cref="ChannelSecret"/> does; conda-lock puts them in (<c>conda_lock/models/channel.py</c>).
    /// </summary>
    /// <param name="url">An address, credentials and all.</param>
    /// <param name="variables">The variables, sorted; empty where there are no credentials.</param>
    public static string WithVariables(string url, out IReadOnlyList<string> variables)
    {
        string clean = SecretRedactor.Redact(url);
        bool token = clean.Contains(TokenPlaceholder);
        CondaUrl? parts = clean == url && !token ? null : CondaUrl.TryParse(url);
        if (parts?.Host is null)
        {
            variables = [];
            return clean;
        }

        SortedSet<string> names = new(StringComparer.Ordinal);
        string host = ChannelSecret.Variable(CondaUrl.Print(parts.Host, parts.Port, null));
        if (token)
        {
            clean = clean.Replace(TokenPlaceholder, "/t/" + Variable("TOKEN"));
        }

        if (parts.Auth is { } auth)
        {
            string credentials = auth.IndexOf(':') < 0 ? Variable("USER") : Variable("USER") + ":" + Variable("PASSWORD");
            clean = clean.Insert(clean.IndexOf("://", StringComparison.Ordinal) + 3, credentials + "@");
        }

        variables = [.. names];
        return clean;

        string Variable(string what)
        {
            string name = "CONDA_" + what + "_" + host;
            names.Add(name);
            return "${" + name + "}";
        }
    }
}
