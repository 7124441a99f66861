using System;
using System.Linq;
using CondaEnv.Foundation.Toml;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.PixiToml;

/// <summary>Converts a line of a requirements file to a row of <c>[pypi-dependencies]</c>.</summary>
internal static class PixiRequirement
{
    private static readonly string[] s_repositories = ["git+", "hg+", "svn+", "bzr+"];

    /// <summary>
    /// The row; null if the line does not name a package. For a folder, the package is named after the folder.
    /// </summary>
    public static (string Name, TomlValue Value, bool MarkerLost)? Of(string line)
    {
        if (line.StartsWith("-e ", StringComparison.Ordinal))
        {
            return Editable(line.Substring(3).Trim());
        }

        // Remove "--hash" and other options that pip allows after a requirement: pixi creates its own lock file.
        int options = line.IndexOf(" --", StringComparison.Ordinal);
        if (!Pep508Requirement.TryParse(options < 0 ? line : line.Substring(0, options), out Pep508Requirement? requirement))
        {
            return null;
        }

        TomlValue? extras = requirement.Extras.Count == 0 ? (TomlValue?)null : TomlValue.Array(requirement.Extras);
        TomlValue? value = requirement.Url is { } url ? Direct(url, extras) : Indexed(requirement, extras);
        return value is { } row ? (requirement.Name, row, requirement.Marker is not null) : null;
    }

    private static TomlValue Indexed(Pep508Requirement requirement, TomlValue? extras)
    {
        string version = requirement.Specifier.Count == 0 ? "*" : string.Join(",", requirement.Specifier);
        return extras is null ? version : TomlValue.Table(("version", version), ("extras", extras));
    }

    private static TomlValue? Direct(string url, TomlValue? extras)
    {
        (string address, string? subdirectory) = SplitFragment(url);
        string? repository = Array.Find(s_repositories, r => url.StartsWith(r, StringComparison.Ordinal));
        if (repository == "git+")
        {
            address = address.Substring(repository.Length);
            int path = address.IndexOf('/', Math.Max(address.IndexOf("://", StringComparison.Ordinal) + 3, 0));
            int at = path < 0 ? -1 : address.LastIndexOf('@');
            bool pinned = at > path;
            return TomlValue.Table(
                ("git", pinned ? address.Substring(0, at) : address),
                ("rev", TomlValue.Optional(pinned ? address.Substring(at + 1) : null)),
                ("subdirectory", TomlValue.Optional(subdirectory)),
                ("extras", extras));
        }

        return repository is not null ? (TomlValue?)null
            : Path(address) is { } path2 ? TomlValue.Table(("path", path2), ("subdirectory", TomlValue.Optional(subdirectory)), ("extras", extras))
            : TomlValue.Table(("url", url), ("extras", extras));
    }

    private static (string Name, TomlValue Value, bool MarkerLost)? Editable(string target)
    {
        int bracket = target.Length > 0 && target[target.Length - 1] == ']' ? target.LastIndexOf('[') : -1;
        TomlValue? extras = bracket < 0 ? (TomlValue?)null : TomlValue.Array(target.Substring(bracket + 1, target.Length - bracket - 2).Split(',').Select(static e => e.Trim()));
        (string address, string? subdirectory) = SplitFragment(bracket < 0 ? target : target.Substring(0, bracket));
        string path = Path(address) ?? address;
        if (Array.Exists(s_repositories, r => path.StartsWith(r, StringComparison.Ordinal)) || path.Contains("://"))
        {
            return null;
        }

        // pip gets the name from the project; here it is taken from the folder.
        int egg = target.IndexOf("egg=", StringComparison.Ordinal);
        string name = egg > 0 ? target.Substring(egg + 4).Split('&', '[')[0] : path.TrimEnd('/', '\\').Split('/', '\\').Last();
        return Pep508Requirement.TryParse(name, out Pep508Requirement? parsed) && parsed.Specifier.Count == 0
            ? (name, TomlValue.Table(("path", path), ("subdirectory", TomlValue.Optional(subdirectory)), ("editable", true), ("extras", extras)), false)
            : null;
    }

    private static (string Address, string? Subdirectory) SplitFragment(string url)
    {
        int hash = url.IndexOf('#');
        return hash < 0 ? (url, null) : (
            url.Substring(0, hash),
            url.Substring(hash + 1).Split('&').Where(static p => p.StartsWith("subdirectory=", StringComparison.Ordinal)).Select(static p => p.Substring("subdirectory=".Length)).FirstOrDefault());
    }

    private static string? Path(string address)
    {
        const string Scheme = "file://";
        if (!address.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string path = Uri.UnescapeDataString(address.Substring(Scheme.Length));
        bool drive = path.Length > 2 && path[0] == '/' && char.IsLetter(path[1]) && path[2] == ':';
        return drive ? path.Substring(1) : path;
    }
}
