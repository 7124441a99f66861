using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes.Pip;
using CondaEnv.Specs.Names;

namespace CondaEnv.Audit;

/// <summary>Rules for the metadata in site-packages.</summary>
internal static class MetadataRules
{
    /// <summary>Returns the findings.</summary>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment)
    {
        foreach (SitePackages site in environment.Contents.Sites)
        {
            foreach (CondaEnvIssue issue in Leftovers(environment, site))
            {
                yield return issue;
            }
        }

        foreach (CondaPackage package in environment.Contents.Packages.Where(static p => p.Provides.Count > 0))
        {
            yield return environment.Issue(
                "VendoredMetadata", $"The conda package {package.Name} {package.Version} contains the metadata of {string.Join(", ", package.Provides)}.", package.Name, actual: string.Join(", ", package.Provides));
        }
    }

    private static IEnumerable<CondaEnvIssue> Leftovers(AuditedEnvironment environment, SitePackages site)
    {
        // pip moves what it replaces to names that begin with '~', and deletes it at the end; what it cannot delete stays.
        foreach (string name in Names(site.Folder).Where(static n => n[0] == '~').OrderBy(static n => n, StringComparer.Ordinal))
        {
            yield return environment.Issue(
                "LeftoverMetadata", $"'{name}' in site-packages is left over from a package that pip could not remove completely.", file: environment.Relative(site.Folder + "/" + name), suggestion: "Delete it while no program uses the environment.");
        }

        // A package that pip replaced has a finding of its own.
        HashSet<string> replaced = new(environment.Contents.Packages.Where(static p => p.Replaces is not null).Select(static p => PipName.Normalize(p.Name)), StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in site.Anchors
            .Where(static a => a[0] != '~' && (a.IndexOf(".dist-info/", StringComparison.Ordinal) > 0 || a.IndexOf(".egg-info", StringComparison.Ordinal) > 0))
            .GroupBy(static a => PipName.Normalize(SitePackages.NameOf(a).Name), StringComparer.Ordinal)
            .Where(g => g.Skip(1).Any() && !replaced.Contains(g.Key)))
        {
            string[] folders = [.. group.Select(static a => a.Split('/')[0]).OrderBy(static a => a, StringComparer.Ordinal)];
            yield return environment.Issue(
                "LeftoverMetadata",
                $"site-packages has several metadata folders of {group.Key}: {string.Join(", ", folders)}. Only one of them describes what is installed.",
                group.Key,
                environment.Relative(site.Folder + "/" + folders[0]),
                suggestion: $"Reinstall it: pip install --force-reinstall {group.Key}.");
        }
    }

    private static string[] Names(string folder)
    {
        try
        {
            return [.. FolderNames.In(folder)];
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // Reading the environment has reported it.
            return [];
        }
    }
}
