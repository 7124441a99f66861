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
/// What site-packages says of editable installs beside their metadata: <c>conda.pth</c>, which <c>conda develop</c> writes, and
/// the files of setuptools and hatchling (<c>__editable__.name-1.0.pth</c>). They are the only trace of an editable install
/// whose <c>direct_url.json</c> is missing.
/// </summary>
internal sealed class EditableFiles
{
    /// <summary>The file of <c>conda develop</c>.</summary>
    public const string CondaPth = "conda.pth";

    private static readonly string[] s_prefixes = ["__editable__.", "_editable_impl_"];
    private static readonly Regex s_mapping = new(@"^MAPPING[^=]*=\s*\{\s*'[^']*':\s*'(?<path>[^']+)'", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly SitePackages _site;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public EditableFiles(SitePackages site)
    {
        _site = site;
        foreach (string file in site.PathFiles)
        {
            if (Array.Find(s_prefixes, p => file.StartsWith(p, StringComparison.Ordinal)) is { } prefix)
            {
                string stem = file.Substring(prefix.Length, file.Length - prefix.Length - ".pth".Length);
                _files[PipName.Normalize(stem.Split('-')[0])] = file;
            }
        }
    }

    /// <summary>True for a name that the files say is installed so.</summary>
    public bool Has(string? name) => name is not null && _files.ContainsKey(PipName.Normalize(name));

    /// <summary>The folder of the project; null where nothing says it.</summary>
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

    /// <summary>The folders that <c>conda develop</c> has added.</summary>
    public IReadOnlyList<string> Developed() => _site.PathFiles.Contains(CondaPth) ? [.. Lines(CondaPth)] : [];

    /// <summary>Projects keep their code in a folder of that name, and are installed from the one above.</summary>
    private static bool IsSource(string path) => path.TrimEnd('/', '\\') is var bare && (bare.EndsWith("/src", StringComparison.Ordinal) || bare.EndsWith("\\src", StringComparison.Ordinal));

    private static string? Parent(string path)
    {
        string bare = path.TrimEnd('/', '\\');
        int slash = bare.LastIndexOfAny(['/', '\\']);
        return slash <= 0 ? null : bare.Substring(0, slash);
    }

    private IEnumerable<string> Lines(string file) => Text(file).Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0 && l[0] != '#');

    private string Text(string file) => Encoding.UTF8.GetString(ReadOnlyFile.ReadAll(Path.Combine(_site.Folder, file))).TrimStart('\uFEFF');
}
