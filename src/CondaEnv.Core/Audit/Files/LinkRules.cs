using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>
/// LinkBroken for symbolic links of packages. Records do not have the target of a link, only a hash: of the target's content in
/// conda's and mamba's, of the link's own text in rattler's. A link that leads to another file of its package than the one with
/// that hash was changed.
/// </summary>
internal static class LinkRules
{
    /// <summary>Checks the links that the check of presence has collected.</summary>
    public static IEnumerable<CondaEnvIssue> Check(FileCheck audit)
    {
        List<(RecordedLink Link, string Target, ulong Hash)> targets = [];
        foreach (RecordedLink link in audit.Links)
        {
            audit.ThrowIfStopped();
            if (LinkTarget.Final(audit.FullPath(link.Path)) is not { } target)
            {
                if (!link.IsOfNothing || LeadsToOwned(audit, link))
                {
                    yield return Broken(audit, link, "leads nowhere");
                }
            }
            else if (link.Recorded is not null && !link.IsOfNothing && Relative(audit, target) is { } file)
            {
                byte[] text = Encoding.UTF8.GetBytes(file);
                targets.Add((link, file, audit.Places.HashOf(text, 0, text.Length)));
            }
        }

        foreach (IGrouping<int, (RecordedLink Link, string Target, ulong Hash)> group in targets.GroupBy(static t => t.Link.Owner))
        {
            foreach (CondaEnvIssue issue in CheckTargets(audit, group.Key, [.. group]))
            {
                yield return issue;
            }
        }
    }

    /// <summary>Compares the hashes of the links of one package with those of its files.</summary>
    private static IEnumerable<CondaEnvIssue> CheckTargets(FileCheck audit, int owner, IReadOnlyList<(RecordedLink Link, string Target, ulong Hash)> targets)
    {
        if (audit.Files.Open(audit.Files.Owners[owner]) is not null)
        {
            yield break;
        }

        ILookup<ulong, int> byTarget = Enumerable.Range(0, targets.Count).ToLookup(i => targets[i].Hash);
        HashSet<Sha256Value> recorded = [.. targets.Select(static t => t.Link.Recorded!.Value)];
        Dictionary<Sha256Value, string> wanted = [];
        (bool IsKnown, bool IsSame)[] found = new (bool, bool)[targets.Count];
        while (audit.Files.Read())
        {
            audit.ThrowIfStopped();
            RecordedFile file = audit.Files.File;
            if (file.Type != PackageFileType.File)
            {
                continue;
            }

            (Sha256Value? packed, Sha256Value? inPrefix) = (file.Sha256.Value, file.InPrefix.Value);
            foreach (Sha256Value hash in new[] { packed, inPrefix }.OfType<Sha256Value>().Where(recorded.Contains))
            {
                wanted[hash] = file.Path;
            }

            foreach (int i in byTarget[audit.Places.HashOf(file.Text, file.Start, file.Length)])
            {
                Sha256Value hash = targets[i].Link.Recorded!.Value;
                found[i] = (packed is not null || inPrefix is not null, packed?.Equals(hash) == true || inPrefix?.Equals(hash) == true);
            }
        }

        for (int i = 0; i < targets.Count; i++)
        {
            // A link to a file of another package tells nothing, unless the package has a file with the hash of the link.
            RecordedLink link = targets[i].Link;
            bool hasWanted = wanted.TryGetValue(link.Recorded!.Value, out string? path);
            if (!found[i].IsSame && (found[i].IsKnown || hasWanted) && !IsOfText(audit, link))
            {
                yield return Broken(audit, link, $"leads to '{targets[i].Target}', which is not what it was installed for", path);
            }
        }
    }

    private static CondaEnvIssue Broken(FileCheck audit, RecordedLink link, string what, string? expected = null)
    {
        CondaPackage package = audit.Files.Owners[link.Owner];
        return audit.Environment.Issue(
            "LinkBroken", $"'{link.Path}' of {FileCheck.NameOf(package)} is a symbolic link that {what}.", FileCheck.NameOf(package), link.Path, expected, LinkTarget.Read(audit.FullPath(link.Path)), FileCheck.Reinstall(package));
    }

    /// <summary>rattler records the hash of the link itself.</summary>
    private static bool IsOfText(FileCheck audit, RecordedLink link)
    {
        if (LinkTarget.Read(audit.FullPath(link.Path)) is not { } text)
        {
            return false;
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Sha256Value.Of(hash.GetHashAndReset()).Equals(link.Recorded!.Value);
    }

    /// <summary>
    /// Whether a link that was recorded with the hash of nothing leads to a file that a package owns. If not, it led nowhere
    /// when it was packed.
    /// </summary>
    private static bool LeadsToOwned(FileCheck audit, RecordedLink link)
    {
        if (LinkTarget.Read(audit.FullPath(link.Path)) is not { } text || text.StartsWith("/", StringComparison.Ordinal))
        {
            return false;
        }

        List<string> parts = [.. link.Path.Split('/')];
        parts.RemoveAt(parts.Count - 1);
        foreach (string part in text.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or "" or ".."))
            {
                parts.Add(part);
            }
        }

        byte[] target = Encoding.UTF8.GetBytes(string.Join("/", parts));
        return audit.Places.IsOwned(audit.Places.HashOf(target, 0, target.Length));
    }

    /// <summary>The path of a file relative to the prefix; null for folders, and outside the prefix.</summary>
    private static string? Relative(FileCheck audit, string target)
    {
        string prefix = LinkTarget.Final(audit.Environment.Contents.Prefix) ?? audit.Environment.Contents.Prefix;
        return File.Exists(target) && LinkTarget.IsInside(target, prefix) ? target.Substring(prefix.TrimEnd('/', '\\').Length + 1).Replace('\\', '/') : null;
    }
}

/// <summary>A symbolic link that a record lists, and that is there.</summary>
/// <param name="Owner">Number of the package.</param>
/// <param name="Path">Path relative to the prefix.</param>
/// <param name="Recorded">The recorded hash; null if there is none.</param>
/// <param name="IsOfNothing">See <see cref="RecordedFile.IsOfNothing"/>.</param>
internal sealed record RecordedLink(int Owner, string Path, Sha256Value? Recorded, bool IsOfNothing)
{
    /// <summary>The link of an entry of a list.</summary>
    public static RecordedLink Of(int owner, RecordedFile file) => new(owner, file.Path, file.InPrefix.Value ?? file.Sha256.Value, file.IsOfNothing);
}
