using System;
using System.Collections.Generic;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Writing;

/// <summary>Addresses of conda packages and channels, in the form that is written to files.</summary>
internal static class PackageAddress
{
    private const string TokenPlaceholder = "/t/<TOKEN>";

    /// <summary>
    /// The URL of the archive as recorded, otherwise built from channel, platform folder and file; including
    /// credentials. Null if unknown.
    /// </summary>
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

        // The default values in conda/models/records.py: SubdirField and FilenameField.
        string subdir = package.Subdir ?? (package.Manager == PackageManager.Pip ? "pypi" : source.Platform);
        string file = package.FileName ?? $"{package.Name}-{package.Version}-{package.Build}";
        return $"{channel.BaseUrl}/{subdir}/{file}";
    }

    /// <summary>
    /// As <see cref="Of"/>, if that is the address of a package archive; otherwise null and a loss. A single other line
    /// would make the file unreadable.
    /// </summary>
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

    /// <summary>
    /// The address without credentials, which are reported as a loss; with credentials if secrets are included.
    /// </summary>
    public static string Clean(ExportSource source, LossReport losses, CondaPackage package, string url)
    {
        // conda itself writes <TOKEN> into its records since it redacts them. Such a URL needs its token back.
        string clean = SecretRedactor.Redact(url);
        if (source.Options.IncludeSecret && !url.Contains(TokenPlaceholder))
        {
            return url;
        }

        if (clean != url || clean.Contains(TokenPlaceholder))
        {
            losses.SecretRemoved(package.Name, $"the URL '{clean}' is written without its credentials, which are needed to install from it");
        }

        return clean;
    }

    /// <summary>
    /// The address with each credential replaced by an environment variable, as in
    /// <c>https://host/t/${CONDA_TOKEN_HOST}/…</c>, with the names of <see cref="ChannelSecret"/>. conda-lock replaces
    /// them by their values (<c>conda_lock/models/channel.py</c>).
    /// </summary>
    /// <param name="url">An address, including credentials.</param>
    /// <param name="variables">The variables, sorted; empty if there are no credentials.</param>
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
