using System;
using System.Collections.Generic;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.Locks;

/// <summary>Shared code of the lock file writers: packages, addresses and channels.</summary>
internal static class LockedPackage
{
    /// <summary>
    /// The archive's address, with credentials replaced by variables. If there is none, null and a loss.
    /// </summary>
    public static string? Url(ExportSource source, LossReport losses, CondaPackage package) =>
        PackageAddress.OfArchive(source, losses, package) is { } url ? Clean(source, losses, package.Name, url, out _) : null;

    /// <summary>The pip packages with a known source, each name once, sorted by name; the others are losses.</summary>
    public static IEnumerable<(CondaPackage Package, PipArtifact Artifact)> Pip(ExportSource source, LossReport losses)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (CondaPackage package in source.PipPackages)
        {
            PipArtifact artifact = PipArtifacts.Of(source, losses, package);
            if (artifact.Origin == PipOrigin.Index)
            {
                losses.ArtifactUnknown(package);
            }
            else if (!Pep508Requirement.TryParse(package.Name, out _) || !Pep440Syntax.IsVersion(package.Version.Text))
            {
                losses.PipPackageOmitted(package, "a lock file cannot have its name or version");
            }
            else if (!names.Add(PipName.Normalize(package.Name)))
            {
                losses.PipPackageOmitted(package, "another package of the same name is");
            }
            else
            {
                yield return (package, artifact);
            }
        }
    }

    /// <summary>
    /// The channels of the packages, in the order of the package names, with credentials replaced by variables.
    /// </summary>
    public static IReadOnlyList<(string Url, IReadOnlyList<string> Variables)> Channels(ExportSource source, LossReport losses)
    {
        List<(string Url, IReadOnlyList<string> Variables)> channels = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (CondaPackage package in source.Archives)
        {
            // The URL shows where a package came from. The record's channel may be a name that is resolved differently
            // here.
            string? channel = string.IsNullOrEmpty(package.UrlSource) ? source.ChannelOf(package).BaseUrl : Folder(package.UrlSource!);
            if (channel is null)
            {
                losses.ChannelUnknown(package);
            }
            else if (seen.Add(channel))
            {
                string url = Clean(source, losses, null, channel, out IReadOnlyList<string> variables);
                if (written.Add(url))
                {
                    channels.Add((url, variables));
                }
            }
        }

        return channels;
    }

    /// <summary>A hash as recorded; null if empty.</summary>
    public static string? Hash(string? recorded) => string.IsNullOrEmpty(recorded) ? null : recorded;

    private static string Clean(ExportSource source, LossReport losses, string? package, string url, out IReadOnlyList<string> variables)
    {
        string clean = PackageAddress.WithVariables(url, out variables);
        if (clean == url)
        {
            return url;
        }

        if (source.Options.IncludeSecret && SecretRedactor.Redact(url) != url)
        {
            variables = [];
            return url;
        }

        if (variables.Count > 0)
        {
            losses.SecretReplaced(package, clean, string.Join(", ", variables));
        }
        else
        {
            losses.SecretRemoved(package, $"the URL '{clean}' is written without its credentials, which are needed to install from it");
        }

        return clean;
    }

    /// <summary>The channel of an archive: its address without the file and the platform folder.</summary>
    private static string? Folder(string url)
    {
        int query = url.IndexOf('?');
        int file = (query < 0 ? url : url.Substring(0, query)).LastIndexOf('/');
        int folder = file <= 0 ? -1 : url.LastIndexOf('/', file - 1);
        int authority = url.IndexOf("://", StringComparison.Ordinal);
        return folder > authority + 2 ? url.Substring(0, folder) : null;
    }
}
