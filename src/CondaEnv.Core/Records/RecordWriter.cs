using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Export;
using CondaEnv.Prefix;

namespace CondaEnv.Records;

/// <summary>Records one environment in a folder of its own, below the one given.</summary>
internal static class RecordWriter
{
    /// <summary>Where the record goes: <c>name-platform</c>, with a short hash where another environment has that folder.</summary>
    /// <param name="root">The folder of the records.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="platform">Platform of its packages.</param>
    public static string FolderOf(string root, CondaEnvironment environment, string platform)
    {
        string plain = Path.Combine(root, FileName(environment.Name) + "-" + platform);
        if (Header(plain) is not { } owner || (owner.Prefix == environment.Prefix && owner.ComputerName == environment.ComputerName))
        {
            return plain;
        }

        byte[] identity = Encoding.UTF8.GetBytes(environment.ComputerName + "\n" + environment.Prefix);
        return plain + "-" + EnvironmentFacts.Hex(identity).Substring(0, 8);
    }

    /// <summary>Writes the record, unless the folder says the same already.</summary>
    /// <param name="root">Full path of the folder of the records; it is made where it is not there.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="contents">What is in it.</param>
    /// <param name="options">The machine's configuration, and how precise the friendly file is.</param>
    /// <param name="sourceDateEpoch">The variable of that name.</param>
    /// <exception cref="CondaEnvException">AccessDenied or FileWriteFailed; the old record is then as it was.</exception>
    public static CondaEnvRecord Write(string root, CondaEnvironment environment, EnvironmentContents contents, ExportOptions options, string? sourceDateEpoch)
    {
        string platform = contents.Platform ?? options.Platform ?? Product.MachinePlatform;
        IReadOnlyList<RecordFile> all = RecordFiles.Of(contents, options);
        string folder = root;
        try
        {
            Directory.CreateDirectory(root);
            folder = FolderOf(root, environment, platform);
            using FileStream held = new(folder + ".lock~", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            RecordFolder.Recover(folder);
            List<RecordFile> files = [.. all.Where(static f => f.Text.Length > 0)];
            bool changed = true;
            if (Header(folder) is { } old)
            {
                // With the old time: where nothing else differs, nothing has changed.
                changed = !RecordFolder.Holds(folder, [.. files, Json(old.RecordedAt)]);
            }

            files.Add(Json(RecordJson.Time(sourceDateEpoch)));
            if (changed)
            {
                RecordFolder.Write(folder, files);
            }

            return new CondaEnvRecord
            {
                EnvironmentName = environment.Name,
                Prefix = environment.Prefix,
                Path = folder,
                IsChanged = changed,
                Platform = platform,
                PackageCount = contents.Packages.Count(static p => p.Manager == PackageManager.Conda),
                PipPackageCount = contents.Packages.Count(static p => p.Manager == PackageManager.Pip),
                Fingerprint = environment.Fingerprint ?? "",
                Files = [.. files.Select(static f => f.Name)],
                Losses = [.. all.SelectMany(static f => f.Losses).GroupBy(static l => (l.Code, l.Package, l.Detail)).Select(static g => g.First())],
            };
        }
        catch (Exception e) when (e is UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw new CondaEnvException(CondaErrorKind.AccessDenied, $"Access to '{folder}' is denied.", folder, e);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"The record '{folder}' could not be written: {e.Message.TrimEnd('.')}. What was there is whole.", folder, e);
        }

        RecordFile Json(string time) => new(RecordJson.FileName, RecordJson.Write(environment, contents, all, time), []);
    }

    private static RecordHeader? Header(string folder)
    {
        string path = Path.Combine(folder, RecordJson.FileName);
        return File.Exists(path) ? RecordJson.ReadHeader(ReadOnlyFile.ReadAll(path)) : null;
    }

    /// <summary>The last part of a name that is a path, fit for the file system of any machine.</summary>
    private static string FileName(string name)
    {
        string trimmed = name.TrimEnd('/', '\\');
        StringBuilder text = new(trimmed.Substring(trimmed.LastIndexOfAny(['/', '\\']) + 1));
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = text[i] is '<' or '>' or ':' or '"' or '|' or '?' or '*' or < ' ' ? '_' : text[i];
        }

        return text.Length == 0 ? "environment" : text.ToString();
    }
}
