using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>
/// The rules that need only what is at a path, of one package: MissingFile, LinkBroken, SpecialFile, UnsafePath,
/// LongPath, ReservedName, and UnverifiableFile for files without a hash.
/// </summary>
internal sealed class PresenceRules
{
    /// <summary>Length of the longest path that all programs of Windows can open (MAX_PATH, without its null).</summary>
    private const int LongestWindowsPath = 259;

    private readonly FileCheck _audit;
    private readonly AuditedEnvironment _environment;
    private readonly CondaPackage _package;
    private readonly string _name;
    private readonly int _number;
    private readonly Tally _missing;
    private readonly Tally _broken;
    private readonly Tally _special;
    private readonly Tally _unsafe;
    private readonly Tally _unreadable;
    private readonly Tally _long;
    private readonly Tally _reserved;
    private int _files;
    private int _unverifiable;

    private PresenceRules(FileCheck audit, int number)
    {
        _audit = audit;
        _environment = audit.Environment;
        _number = number;
        _package = audit.Files.Owners[number];
        _name = FileCheck.NameOf(_package);
        _missing = new Tally((count, first) => Many("MissingFile", first, count == _files ? $"All {count} files of {_name} are missing." : $"{Quantity.Of(count, "file")} of {_name} are missing, such as '{first.File}'."));
        _broken = new Tally((count, first) => Many("LinkBroken", first, $"{Quantity.Of(count, "symbolic link")} of {_name} lead nowhere, such as '{first.File}'."));
        _special = new Tally((count, first) => Many("SpecialFile", first, $"{Quantity.Of(count, "path")} of {_name} are not files, such as '{first.File}'."));
        _unsafe = new Tally((count, first) => Many("UnsafePath", first, $"{_name} lists {Quantity.Of(count, "path")} outside the environment, such as '{first.File}'."));
        _unreadable = new Tally((count, first) => Many("UnreadableFile", first, $"{Quantity.Of(count, "file")} of {_name} could not be checked, such as '{first.File}'."));
        _long = new Tally((count, first) => Many("LongPath", first, $"{Quantity.Of(count, "path")} of {_name} have more than {LongestWindowsPath} characters, such as '{first.File}'."));
        _reserved = new Tally((count, first) => Many("ReservedName", first, $"{Quantity.Of(count, "path")} of {_name} have names that Windows does not allow, such as '{first.File}'."));
    }

    /// <summary>Checks the files of one package.</summary>
    /// <param name="audit">The check.</param>
    /// <param name="number">Number of the package.</param>
    public static IEnumerable<CondaEnvIssue> Check(FileCheck audit, int number) => new PresenceRules(audit, number).Check();

    private IEnumerable<CondaEnvIssue> Check()
    {
        if (_audit.Files.Open(_package) is { } problem)
        {
            return [_environment.Issue("UnreadableFile", $"The list of the files of {_name} cannot be read: {problem.Message}", _name)];
        }

        bool isReplaced = _audit.Files.IsReplaced(_package);
        while (_audit.Files.Read())
        {
            _audit.ThrowIfStopped();
            RecordedFile file = _audit.Files.File;
            if (file.Type == PackageFileType.Compiled)
            {
                continue;
            }

            if (isReplaced)
            {
                Remember(file);
            }
            else
            {
                _files++;
                Check(file);
            }
        }

        return Report();
    }

    /// <summary>Stores that a replaced package owned the file, unless an installed one does.</summary>
    private void Remember(RecordedFile file)
    {
        ulong hash = _audit.Places.HashOf(file.Text, file.Start, file.Length);
        if (!_audit.Places.IsOwned(hash))
        {
            _audit.Places.Own(hash, _number, file);
        }
    }

    private void Check(RecordedFile file)
    {
        // Several packages may have the same folder.
        ulong hash = _audit.Places.HashOf(file.Text, file.Start, file.Length);
        DiskItem item = file.Type == PackageFileType.Folder ? _audit.Places.ItemAt(hash) : Own(hash, file);
        if (item == DiskItem.Absent)
        {
            item = _audit.Places.Look(file.Path, out string? danger);
            if (danger is not null)
            {
                AddUnsafe(file.Path, danger);
                return;
            }
        }

        CheckItem(file, item);
        if (_environment.IsWindows)
        {
            CheckName(file.Path);
        }

        if (file.Type == PackageFileType.File && item is DiskItem.File or DiskItem.Link)
        {
            _unverifiable += file.IsVerifiable ? 0 : 1;
            _audit.Bytes += file.IsVerifiable && file.Size > 0 ? file.Size : 0;
        }
    }

    private DiskItem Own(ulong hash, RecordedFile file)
    {
        Ownership ownership = _audit.Places.Own(hash, _number, file);
        if (ownership.IsShared)
        {
            _audit.Sharing.Add(ownership.First);
            _audit.Sharing.Add(_number);
        }

        if (file.OriginalPath is { Length: > 0 } original)
        {
            RecordedFile place = new() { Text = Encoding.UTF8.GetBytes(original) };
            place.Length = place.Text.Length;
            Ownership other = _audit.Places.Own(_audit.Places.HashOf(place.Text, 0, place.Length), _number, place);
            if (other.IsShared)
            {
                _audit.Sharing.Add(other.First);
            }

            // The package that has the file in its place may come later.
            _audit.Sharing.Add(_number);
        }

        return ownership.Item;
    }

    // The lambdas are in methods of their own, because a method with a lambda allocates at each call.
    private void CheckItem(RecordedFile file, DiskItem item)
    {
        switch (item)
        {
            case DiskItem.Absent:
                AddMissing(file.Path);
                break;
            case DiskItem.Denied:
                AddDenied(file.Path);
                break;
            case DiskItem.Special:
            case DiskItem.Folder when file.Type is not (PackageFileType.Folder or PackageFileType.Link):
            case DiskItem.File when file.Type == PackageFileType.Folder:
                AddSpecial(file.Path, file.Type == PackageFileType.Folder ? "folder, but a file" : item == DiskItem.Folder ? "file, but a folder" : "file, but a pipe, a device or a socket");
                break;
            case DiskItem.Link when file.Type == PackageFileType.Link:
                _audit.Links.Add(RecordedLink.Of(_number, file));
                break;
            case DiskItem.Link:
                CheckLink(file.Path);
                break;
        }
    }

    private void AddMissing(string path) =>
        _missing.Add(() => Issue("MissingFile", $"'{path}' of {_name} is missing.", path, FileCheck.Reinstall(_package)));

    private void AddDenied(string path) =>
        _unreadable.Add(() => Issue("UnreadableFile", $"'{path}' of {_name} could not be checked: access is denied.", path, "Run as a user who may read it."));

    private void AddSpecial(string path, string what) =>
        _special.Add(() => Issue("SpecialFile", $"'{path}' of {_name} is not a {what}.", path, FileCheck.Reinstall(_package)));

    private void AddUnsafe(string path, string danger) =>
        _unsafe.Add(() => Issue("UnsafePath", $"{_name} lists '{path}', which is not a path in the environment: {danger}. It was not opened.", path, "Remove the package; a package from a trusted channel has no such path."));

    private void CheckLink(string path)
    {
        string full = _audit.FullPath(path);
        if (LinkTarget.Final(full) is null)
        {
            _broken.Add(() => _environment.Issue(
                "LinkBroken", $"'{path}' of {_name} is a symbolic link that leads nowhere.", _name, path, actual: LinkTarget.Read(full), suggestion: FileCheck.Reinstall(_package)));
        }
    }

    private void CheckName(string path)
    {
        if (_audit.LimitsPaths && _environment.Contents.Prefix.Length + 1 + path.Length is > LongestWindowsPath and int length)
        {
            _long.Add(() => Issue("LongPath", $"'{path}' of {_name} has {length} characters with the path of the environment.", path, "Move the environment to a shorter path, or enable long paths in Windows."));
        }

        foreach (string part in path.Split('/'))
        {
            if (WindowsNames.Problem(part) is { } problem)
            {
                _reserved.Add(() => Issue("ReservedName", $"'{path}' of {_name} cannot exist on Windows: {problem}.", path, "Remove the package, or use a build of it for Windows."));
                return;
            }
        }
    }

    private IEnumerable<CondaEnvIssue> Report()
    {
        foreach (Tally tally in new[] { _missing, _broken, _special, _unsafe, _unreadable, _long, _reserved })
        {
            foreach (CondaEnvIssue issue in tally.Count == 0 ? [] : tally.Report())
            {
                yield return issue;
            }
        }

        if (_audit.Files.Damaged > 0)
        {
            yield return _environment.Issue(
                "UnverifiableFile", $"{Quantity.Of(_audit.Files.Damaged, "entry", "entries")} of the record of {_name} cannot be read, so the files are not verified.", _name,
                suggestion: FileCheck.Reinstall(_package), severity: IssueSeverity.Warning);
        }

        if (_unverifiable > 0)
        {
            yield return _environment.Issue("UnverifiableFile", $"{Quantity.Of(_unverifiable, "file")} of {_name} cannot be verified, because no hash is recorded.", _name);
        }
    }

    private CondaEnvIssue Issue(string rule, string message, string file, string suggestion) => _environment.Issue(rule, message, _name, file, suggestion: suggestion);

    private CondaEnvIssue Many(string rule, CondaEnvIssue first, string message) => _environment.Issue(rule, message, _name, first.File, suggestion: first.Suggestion);
}
