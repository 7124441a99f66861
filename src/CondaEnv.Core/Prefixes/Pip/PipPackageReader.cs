using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Specs.Names;

namespace CondaEnv.Prefixes.Pip;

/// <summary>
/// Reads one Python package from its anchor: the values that conda derives (pypi/pkg_format.py, read_python_record),
/// and the values that pip recorded (INSTALLER, REQUESTED, direct_url.json).
/// </summary>
internal sealed class PipPackageReader
{
    /// <summary>
    /// Bytes to read from a METADATA file: the headers are rarely longer, and the description after them is not needed.
    /// </summary>
    private const int HeaderChunk = 32 * 1024;

    private readonly RecordOwner _owner;
    private readonly Action<CondaEnvException> _report;
    private readonly SitePackages _site;
    private readonly EditableFiles _editables;
    private readonly List<LooseEditable> _loose = [];
    private byte[] _buffer = new byte[HeaderChunk];

    public PipPackageReader(RecordOwner owner, SitePackages site, Action<CondaEnvException> report)
    {
        _owner = owner;
        _report = report;
        _site = site;
        _editables = new EditableFiles(site, owner.Prefix);
    }

    /// <summary>
    /// Editable installs that are not packages: those of <c>conda develop</c>, and those among the packages whose
    /// folder is on another machine.
    /// </summary>
    public IReadOnlyList<LooseEditable> LooseEditables()
    {
        try
        {
            LooseEditable[] developed = [.. _editables.Developed().Select(static folder => new LooseEditable(EditableFiles.CondaPth, folder, Directory.Exists(folder)))];
            string[] absent = [.. developed.Where(static e => !e.IsThere).Select(static e => $"'{e.Folder}'")];
            if (absent.Length > 0)
            {
                string path = Path.Combine(_site.Folder, EditableFiles.CondaPth);
                _report(Elsewhere(path, $"'{path}' adds {(absent.Length == 1 ? "a folder that is" : $"{absent.Length} folders that are")} not on this machine (conda develop): {string.Join(", ", absent)}. What is there is not listed."));
            }

            return [.. developed, .. _loose];
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            _report(ReadOnlyFile.ToError(e, Path.Combine(_site.Folder, EditableFiles.CondaPth)));
            return _loose;
        }
    }

    /// <summary>Reads the package.</summary>
    /// <param name="anchor">The anchor, relative to the folder.</param>
    /// <returns>The package; null if conda does not list it either. The reason has then been reported.</returns>
    public CondaPackage? Read(string anchor)
    {
        string path = Path.Combine(_site.Folder, anchor.Replace('/', Path.DirectorySeparatorChar));
        try
        {
            if (anchor.EndsWith("/RECORD", StringComparison.Ordinal))
            {
                return ReadDistInfo(path);
            }

            return anchor.EndsWith(".egg-link", StringComparison.Ordinal) ? ReadEggLink(path) : ReadEggInfo(anchor, path);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            string folder = Path.GetDirectoryName(path)!;
            _report(e is UnauthorizedAccessException || ReadOnlyFile.IsHeld(e)
                ? ReadOnlyFile.ToError(e, folder)
                : Invalid(anchor.IndexOf('/') < 0 ? path : folder, "it is incomplete: " + e.Message.TrimEnd('.'), e));
            return null;
        }
    }

    private CondaPackage? ReadDistInfo(string recordPath)
    {
        string folder = Path.GetDirectoryName(recordPath)!;
        if (ReadHeaders(Path.Combine(folder, "METADATA"), folder) is not { } headers)
        {
            return null;
        }

        if (!File.Exists(recordPath))
        {
            throw new FileNotFoundException("it has no RECORD");
        }

        DirectUrl? direct = ReadDirectUrl(Path.Combine(folder, "direct_url.json"));
        bool editable = direct is null && _editables.Has(headers.Name);
        return Create(headers, "pypi", "pypi_0", "virtual_python_wheel", editable ? _editables.FolderOf(headers.Name!) : direct?.Folder ?? _site.Folder, recordPath, direct,
            installer: ReadInstaller(Path.Combine(folder, "INSTALLER")),
            requested: File.Exists(Path.Combine(folder, "REQUESTED")), editable);
    }

    private CondaPackage? ReadEggInfo(string anchor, string path)
    {
        bool isFile = anchor.IndexOf('/') < 0;
        string folder = isFile ? _site.Folder : Path.GetDirectoryName(path)!;
        string metadata = path;
        if (!isFile)
        {
            string other = Path.Combine(folder, "METADATA");
            metadata = File.Exists(other) ? other : path;
        }

        if (ReadHeaders(metadata, isFile ? path : folder) is not { } headers)
        {
            return null;
        }

        string installed = Path.Combine(folder, "installed-files.txt");
        bool manageable = !isFile && File.Exists(installed);
        return Create(headers, "pypi", "pypi_0", manageable ? "virtual_python_egg_manageable" : "virtual_python_egg_unmanageable",
            _site.Folder, manageable ? installed : null, null, null, requested: false);
    }

    /// <summary>Reads an old development install of setuptools: a file that contains the path of the project.</summary>
    private CondaPackage? ReadEggLink(string path)
    {
        string? project = ReadFirstLine(path);
        if (string.IsNullOrEmpty(project))
        {
            _report(Invalid(path, "it names no folder", null));
            return null;
        }

        if (!Directory.Exists(project))
        {
            _report(Elsewhere(path, $"The editable install '{Path.GetFileNameWithoutExtension(path)}' cannot be read, since its folder '{project}' is not on this machine. It is not listed."));
            _loose.Add(new LooseEditable(Path.GetFileName(path), project!, IsThere: false));
            return null;
        }

        string[] infos = Directory.GetFileSystemEntries(project!, "*.egg-info");
        if (infos.Length != 1)
        {
            _report(Invalid(path, $"'{project}' has {(infos.Length == 0 ? "no" : "more than one")} egg-info", null));
            return null;
        }

        string metadata = Directory.Exists(infos[0]) ? Path.Combine(infos[0], "PKG-INFO") : infos[0];
        return ReadHeaders(metadata, infos[0], isOfPackage: false) is { } headers
            ? Create(headers, "<develop>", "dev_0", "virtual_python_egg_link", project, null, null, null, requested: false, editable: true)
            : null;
    }

    private CondaPackage Create(
        MetadataHeaders headers, string channel, string build, string type, string? location, string? list, DirectUrl? direct, string? installer, bool requested, bool editable = false) =>
        new()
        {
            Name = PipName.CondaSpelling(headers.Name),
            RawName = headers.Name ?? "",
            Version = CondaVersion.FromRecord(headers.Version!),
            Build = build,
            BuildNumber = 0,
            Channel = channel,
            Subdir = "pypi",
            Manager = PackageManager.Pip,
            License = headers.License,
            Requested = requested,
            Installer = installer,
            Editable = editable || (direct?.Editable ?? false),
            DirectUrl = direct?.Url,
            DirectUrlSource = direct,
            RequestedRevision = direct?.RequestedRevision,
            Location = location,
            RequiresPython = headers.RequiresPython,
            Requires = headers.Requires,
            PackageType = type,
            RecordFile = list,
            InstalledFileCountSource = list is null ? null : () => CountRecordLines(list),
            EnvironmentName = _owner.EnvironmentName,
            Prefix = _owner.Prefix,
            ComputerName = _owner.ComputerName,
        };

    private MetadataHeaders? ReadHeaders(string path, string shown, bool isOfPackage = true)
    {
        ReadRule rule = isOfPackage ? ReadRule.Record.OfPackageIn(_owner.Prefix) : ReadRule.Record;
        int length = ReadOnlyFile.Read(path, ref _buffer, rule, HeaderChunk);
        int chunk = HeaderChunk;
        while (length >= chunk && MetadataHeaders.EndOfHeaders(_buffer, length) == length)
        {
            chunk *= 4;
            int more = ReadOnlyFile.Read(path, ref _buffer, rule, chunk);
            if (more == length)
            {
                break;
            }

            length = more;
        }

        MetadataHeaders headers = MetadataHeaders.Parse(_buffer, length);
        if (!headers.IsUtf8)
        {
            _report(Invalid(shown, "it is not UTF-8 (read as Latin-1)", null, leavesNothingOut: true));
        }

        if (headers.Version is null)
        {
            _report(Invalid(shown, "it names no version", null));
            return null;
        }

        return headers;
    }

    private DirectUrl? ReadDirectUrl(string path)
    {
        try
        {
            return File.Exists(path) ? DirectUrl.Parse(ReadOnlyFile.ReadAll(path, ReadRule.Small.OfPackageIn(_owner.Prefix))) : null;
        }
        catch (JsonSyntaxException e)
        {
            _report(Invalid(path, e.Message, e));
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            _report(ReadOnlyFile.ToError(e, path));
        }

        return null;
    }

    /// <summary>
    /// The installer of the package; null if it cannot be read, which is not a reason to omit the package.
    /// </summary>
    private string? ReadInstaller(string path)
    {
        try
        {
            return File.Exists(path) ? ReadFirstLine(path) : null;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            CondaEnvException error = ReadOnlyFile.ToError(e, path);
            _report(new CondaEnvException(error.Kind, error.Message, path, e) { LeavesNothingOut = true });
            return null;
        }
    }

    private string ReadFirstLine(string path)
    {
        byte[] data = ReadOnlyFile.ReadAll(path, ReadRule.Small.OfPackageIn(_owner.Prefix));
        int length = data.Length;
        int start = TextEncoding.ToUtf8(ref data, ref length);
        string text = Encoding.UTF8.GetString(data, start, length - start);
        int end = text.IndexOfAny(['\r', '\n']);
        return (end < 0 ? text : text.Substring(0, end)).Trim();
    }

    private int? CountRecordLines(string path)
    {
        try
        {
            byte[] data = ReadOnlyFile.ReadAll(path, ReadRule.Record.OfPackageIn(_owner.Prefix));
            int lines = 0;
            bool any = false;
            foreach (byte b in data)
            {
                if (b == (byte)'\n')
                {
                    lines += any ? 1 : 0;
                    any = false;
                }
                else
                {
                    any |= b != (byte)'\r';
                }
            }

            return lines + (any ? 1 : 0);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return null;
        }
    }

    /// <summary>Creates a warning: nothing is damaged, and conda does not list the package either.</summary>
    private static CondaEnvException Elsewhere(string path, string message) => new(CondaErrorKind.MetadataInvalid, message, path) { IsWarning = true, LeavesNothingOut = true };

    private static CondaEnvException Invalid(string path, string what, Exception? cause, bool leavesNothingOut = false) =>
        new(CondaErrorKind.MetadataInvalid, $"The Python metadata '{path}' is damaged: {what}. The other packages are not affected.", path, cause)
        {
            LeavesNothingOut = leavesNothingOut,
        };
}
