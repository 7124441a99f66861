using System;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Compare;

/// <summary>Checks whether a package satisfies a line for pip, and describes the violation.</summary>
internal static class PipExpectation
{
    // Common names of the default branch, which pip uses if no revision is requested.
    private static readonly string[] s_defaultBranches = ["HEAD", "main", "master", "trunk", "default", "tip"];
    private static readonly string[] s_refs = ["refs/heads/", "refs/tags/", "refs/"];

    /// <summary>What is installed instead of the requested package; null if the package satisfies the line.</summary>
    /// <param name="line">The line for pip.</param>
    /// <param name="package">The package with that name: pip's, or conda's if pip has none.</param>
    /// <param name="fileFolder">Folder of the file, which is the base of relative paths in the line.</param>
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
            // A plain list of names and versions does not contain sources.
            return null;
        }

        return !IsFrom(package, location, fileFolder)
                ? (package.DirectUrl is { } url ? $"installed from {url}" : package.Editable ? $"installed from {package.Location}" : "installed from an index")
            : RevisionFits(package, location) ? null
            : package.RequestedRevision is { } revision ? $"installed from {package.DirectUrl} ('{revision}')"
            : $"installed from {package.DirectUrl}";
    }

    /// <summary>
    /// Whether the package was installed from that address or folder; <see cref="Violation"/> checks the revision.
    /// </summary>
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

        // A Windows path is rooted on all systems, because the file may come from Windows.
        bool rooted = wanted.StartsWith(@"\\", StringComparison.Ordinal) || (wanted.Length > 2 && wanted[1] == ':' && wanted[2] is '\\' or '/');
        string path = FolderText(rooted ? wanted : System.IO.Path.Combine(fileFolder, wanted));
        return (package.Location is { } folder && FolderText(folder) == path)
            || (package.DirectUrl is { } direct && FolderText(Address(direct)) == path);
    }

    /// <summary>
    /// Whether the revision is the requested one: the commit, or the revision requested at installation. Without a
    /// revision, pip uses the current state of the default branch, so any revision matches.
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

    /// <summary>In git, <c>refs/tags/v1</c> and <c>v1</c> are the same.</summary>
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

    /// <summary>The address without VCS, credentials, revision and fragment; a path for <c>file:</c>.</summary>
    private static string Address(string location)
    {
        string text = SecretRedactor.Redact(location);
        int cut = text.IndexOf('#');
        text = cut < 0 ? text : text.Substring(0, cut);

        // "./project[extra]" also refers to a folder.
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

    /// <summary>The revision of a VCS address; null if it has none.</summary>
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
