using System;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Compare;

/// <summary>Judges whether a package is what a line for pip asks for, and says what is not.</summary>
internal static class PipExpectation
{
    // What the branch is mostly called that pip takes where none is asked for.
    private static readonly string[] s_defaultBranches = ["HEAD", "main", "master", "trunk", "default", "tip"];
    private static readonly string[] s_refs = ["refs/heads/", "refs/tags/", "refs/"];

    /// <summary>What is there instead of what is asked for; null where the package is what is asked for.</summary>
    /// <param name="line">The line.</param>
    /// <param name="package">The package of that name: pip's, or conda's where pip has none.</param>
    /// <param name="fileFolder">Folder of the file: what a path in the line is relative to.</param>
    public static string? Violation(PipRequirementLine line, CondaPackage package, string fileFolder)
    {
        if (line.Requirement is { } requirement && requirement.Versions?.Matches(package.Version.Text) == false)
        {
            return $"installed is version {package.Version}";
        }

        if (line.Location is not { } location || package.Manager != PackageManager.Pip)
        {
            return null;
        }

        if (package.DirectUrl is null && !package.Editable && package.Location is null)
        {
            // A mere list of names and versions does not know where they came from.
            return null;
        }

        return !IsFrom(package, location, fileFolder)
                ? (package.DirectUrl is { } url ? $"installed from {url}" : package.Editable ? $"installed from {package.Location}" : "installed from an index")
            : RevisionFits(package, location) ? null
            : package.RequestedRevision is { } revision ? $"installed from {package.DirectUrl} ('{revision}')"
            : $"installed from {package.DirectUrl}";
    }

    /// <summary>Whether the package was installed from that address or folder; by which revision is asked by <see cref="Violation"/>.</summary>
    public static bool IsFrom(CondaPackage package, string location, string fileFolder)
    {
        string wanted = Address(location);
        if (package.DirectUrl is { } url && string.Equals(Address(url), wanted, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (wanted.Contains("://"))
        {
            return false;
        }

        // A path of Windows is rooted on every system: the file may come from there.
        bool rooted = wanted.StartsWith(@"\\", StringComparison.Ordinal) || (wanted.Length > 2 && wanted[1] == ':' && wanted[2] is '\\' or '/');
        string path = FolderText(rooted ? wanted : System.IO.Path.Combine(fileFolder, wanted));
        return (package.Location is { } folder && FolderText(folder) == path)
            || (package.DirectUrl is { } direct && FolderText(Address(direct)) == path);
    }

    /// <summary>
    /// Whether the revision is the one that is asked for: the commit, or what was asked for when it was installed. Without
    /// a revision pip takes what the default branch is at that moment, which is any.
    /// </summary>
    private static bool RevisionFits(CondaPackage package, string location)
    {
        if (Commit(location) is not { Length: > 0 } asked || package.DirectUrl is not { } url || !IsVersionControl(url))
        {
            return true;
        }

        return Commit(url) is not { } commit
            || (IsHash(asked) && commit.StartsWith(asked, StringComparison.OrdinalIgnoreCase))
            || string.Equals(asked, commit, StringComparison.OrdinalIgnoreCase)
            || (package.RequestedRevision is { } requested ? WithoutRefs(requested) == WithoutRefs(asked) : Array.IndexOf(s_defaultBranches, WithoutRefs(asked)) >= 0);
    }

    private static bool IsVersionControl(string url) => url.IndexOf('+') is > 0 and var plus && plus < url.IndexOf("://", StringComparison.Ordinal);

    /// <summary><c>refs/tags/v1</c> and <c>v1</c> are the same to git.</summary>
    private static string WithoutRefs(string revision)
    {
        foreach (string prefix in s_refs)
        {
            if (revision.StartsWith(prefix, StringComparison.Ordinal))
            {
                return revision.Substring(prefix.Length);
            }
        }

        return revision;
    }

    /// <summary>The address without what pip takes from it: VCS, credentials, revision, fragment; a path for <c>file:</c>.</summary>
    private static string Address(string location)
    {
        string text = SecretRedactor.Redact(location);
        int cut = text.IndexOf('#');
        text = cut < 0 ? text : text.Substring(0, cut);

        // "./project[extra]" names a folder, too.
        int bracket = text.EndsWith("]", StringComparison.Ordinal) ? text.LastIndexOf('[') : -1;
        text = bracket < 0 ? text : text.Substring(0, bracket);
        int vcs = text.IndexOf('+');
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (vcs >= 0 && vcs < scheme)
        {
            text = text.Substring(vcs + 1);
            scheme = text.IndexOf("://", StringComparison.Ordinal);
            int revision = text.LastIndexOf('@');
            text = revision > text.IndexOf('/', scheme + 3) ? text.Substring(0, revision) : text;
        }

        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out Uri? file))
        {
            return file.LocalPath;
        }

        text = text.TrimEnd('/');
        return text.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? text.Substring(0, text.Length - 4) : text;
    }

    /// <summary>The revision of a VCS address; null where it names none.</summary>
    private static string? Commit(string location)
    {
        int end = location.IndexOf('#');
        string text = end < 0 ? location : location.Substring(0, end);
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        int at = text.LastIndexOf('@');
        return scheme > 0 && at > text.IndexOf('/', scheme + 3) ? text.Substring(at + 1) : null;
    }

    private static bool IsHash(string revision)
    {
        foreach (char c in revision)
        {
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                return false;
            }
        }

        return revision.Length >= 7;
    }

    private static string FolderText(string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(path).TrimEnd('/', '\\');
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or System.IO.IOException)
        {
            return path;
        }
    }
}
