using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using CondaEnv.Foundation.Disk;
using CondaEnv.Specs.Names;

namespace CondaEnv.Prefixes.Pip;

/// <summary>
/// Information in site-packages about editable installs, apart from their metadata: <c>conda.pth</c>, which
/// <c>conda develop</c> writes, and the files of setuptools and hatchling (<c>__editable__.name-1.0.pth</c>). They are
/// the only trace of an editable install without <c>direct_url.json</c>.
/// </summary>
internal sealed class EditableFiles
{
    /// <summary>The file that <c>conda develop</c> writes.</summary>
    public const string CondaPth = "conda.pth";

    private static readonly string[] s_prefixes = ["__editable__.", "_editable_impl_"];
    private static readonly Regex s_mapping = new(@"^MAPPING[^=]*=\s*\{\s*'[^']*':\s*'(?<path>[^']+)'", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly SitePackages _site;
    private readonly ReadRule _rule;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public EditableFiles(SitePackages site, string root)
    {
        _site = site;
        _rule = ReadRule.Small.In(root);
        foreach (string file in site.PathFiles)
        {
            if (Array.Find(s_prefixes, p => file.StartsWith(p, StringComparison.Ordinal)) is { } prefix)
            {
                string stem = file.Substring(prefix.Length, file.Length - prefix.Length - ".pth".Length);
                _files[PipName.Normalize(stem.Split('-')[0])] = file;
            }
        }
    }

    /// <summary>True if the files list an editable install of that name.</summary>
    public bool Has(string? name) => name is not null && _files.ContainsKey(PipName.Normalize(name));

    /// <summary>The folder of the project; null if unknown.</summary>
    public string? FolderOf(string name)
    {
        string file = _files[PipName.Normalize(name)];
        string line = Lines(file).FirstOrDefault() ?? "";
        string? path = line;
        if (line.StartsWith("import ", StringComparison.Ordinal))
        {
            // import __editable___name_1_0_finder; __editable___name_1_0_finder.install()
            string module = line.Substring("import ".Length).Split(';')[0].Trim() + ".py";
            path = File.Exists(Path.Combine(_site.Folder, module)) && s_mapping.Match(Text(module)) is { Success: true } match ? Parent(match.Groups["path"].Value) : null;
        }

        return string.IsNullOrEmpty(path) ? null : IsSource(path!) ? Parent(path!) : path;
    }

    /// <summary>The folders that <c>conda develop</c> added.</summary>
    public IReadOnlyList<string> Developed() => _site.PathFiles.Contains(CondaPth) ? [.. Lines(CondaPth)] : [];

    /// <summary>Projects often keep their code in a folder with that name, and are installed from its parent.</summary>
    private static bool IsSource(string path) => path.TrimEnd('/', '\\') is var bare && (bare.EndsWith("/src", StringComparison.Ordinal) || bare.EndsWith("\\src", StringComparison.Ordinal));

    private static string? Parent(string path)
    {
        string bare = path.TrimEnd('/', '\\');
        int slash = bare.LastIndexOfAny(['/', '\\']);
        return slash <= 0 ? null : bare.Substring(0, slash);
    }

    private IEnumerable<string> Lines(string file) => Text(file).Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0 && l[0] != '#');

    private string Text(string file) => Encoding.UTF8.GetString(ReadOnlyFile.ReadAll(Path.Combine(_site.Folder, file), _rule)).TrimStart('\uFEFF');
}
