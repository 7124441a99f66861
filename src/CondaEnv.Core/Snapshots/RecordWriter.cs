using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CondaEnv.Formats.Record;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;

namespace CondaEnv.Snapshots;

/// <summary>Records one environment in its own folder below the given one.</summary>
internal static class RecordWriter
{
    /// <summary>
    /// Name of the file that is locked while a record is written, so that concurrent runs wait for each other; it is
    /// deleted at the end.
    /// </summary>
    private const string LockName = "condaenv.lock~";

    // Writing a record takes some milliseconds, and a whole machine is recorded one environment at a time; a busy
    // machine may take a hundred times as long.
    private const int LockAttempts = 100;
    private const int PendingAttempts = 10;
    private const int LockPause = 50;

    /// <summary>Writes the record, unless the folder already has the same content.</summary>
    /// <param name="root">Full path of the folder of the records; it is created if it does not exist.</param>
    /// <param name="environment">The environment to record.</param>
    /// <param name="contents">The content of the environment.</param>
    /// <param name="options">The machine's configuration, and the precision of the file to share.</param>
    /// <param name="strict">True to fail if one of the files would create a different environment.</param>
    /// <param name="allowPartial">True to replace a record even if the environment was read incompletely.</param>
    /// <param name="sourceDateEpoch">Value of SOURCE_DATE_EPOCH; null if it is not set.</param>
    /// <param name="paths">Compares paths as the machine does, to find the owner of a record.</param>
    /// <exception cref="CondaEnvException">PackageNotFound; LossRefused; PartialRefused; AccessDenied or
    /// FileWriteFailed. The old record is then unchanged.</exception>
    public static CondaEnvRecord Write(
        string root, CondaEnvironment environment, EnvironmentContents contents, ExportOptions options, bool strict, bool allowPartial, string? sourceDateEpoch, StringComparer paths)
    {
        string platform = contents.Platform ?? options.Platform ?? Product.MachinePlatform;
        IReadOnlyList<RecordFile> all = RecordFiles.Of(contents, options);
        IReadOnlyList<ExportLoss> losses = Losses(all);
        if (strict)
        {
            ExportText.RefuseErrors(environment, losses);
        }

        List<RecordFile> files = [.. all.Where(static f => f.Text.Length > 0)];
        string folder = root;
        try
        {
            // A record with the same content is only read, which also works in a read-only folder.
            folder = FolderOf(root, environment, platform, paths, recover: false);
            bool changed = !RecordFolder.IsSettled(folder) || !Holds(folder);
            if (changed)
            {
                RefusePartial(folder);
                Directory.CreateDirectory(root);
                using FileStream held = Lock(root);
                folder = FolderOf(root, environment, platform, paths, recover: true);
                changed = !Holds(folder);
                if (changed)
                {
                    RefusePartial(folder);
                    RecordFolder.Write(folder, [.. files, Json(RecordJson.Time(sourceDateEpoch))], options.IncludeSecret);
                }
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
                Files = [.. files.Select(static f => f.Name), CondaEnvRecord.FileName],
                Losses = losses,
            };
        }
        catch (Exception e) when (e is UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw new CondaEnvException(CondaErrorKind.AccessDenied, $"Access to '{folder}' is denied.", folder, e);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
            throw new CondaEnvException(CondaErrorKind.FileWriteFailed, $"The record '{folder}' could not be written: {e.Message.TrimEnd('.')}. The previous record is unchanged.", folder, e);
        }

        // Compare with the old time of recording: if nothing else differs, nothing has changed.
        bool Holds(string folder) => RecordHeader.Of(folder) is { } old && RecordFolder.Holds(folder, [.. files, Json(old.RecordedAt)]);

        void RefusePartial(string folder)
        {
            if (RecordFolder.HoldsAny(folder))
            {
                PartialRefusal.Check(folder, environment.Name, contents.Gaps, allowPartial);
            }
        }

        RecordFile Json(string time) => new(CondaEnvRecord.FileName, RecordJson.Write(environment, contents, all, time), []);
    }

    /// <summary>
    /// If several files describe a loss of a package in different ways, the most serious one is used.
    /// </summary>
    private static IReadOnlyList<ExportLoss> Losses(IEnumerable<RecordFile> files) =>
        [.. files.SelectMany(static f => f.Losses).GroupBy(static l => (l.Code, l.Package, Detail: l.Package is null ? l.Detail : "")).Select(static g => g.OrderByDescending(static l => l.Severity).First())];

    /// <summary>
    /// The folder of the record: <c>name-platform</c>; with the name of the machine if an environment of another
    /// machine has that folder, and with a short hash if another environment of this machine has it. An interrupted run
    /// is completed or reverted first, because it shows who owns the folder.
    /// </summary>
    private static string FolderOf(string root, CondaEnvironment environment, string platform, StringComparer paths, bool recover)
    {
        string name = Path.Combine(root, FileName(environment.Name, platform));
        byte[] identity = Encoding.UTF8.GetBytes(environment.ComputerName + "\n" + environment.Prefix);
        string plain = Linked(name);
        string own = Linked(name + "-" + EnvironmentFacts.Hex(identity).Substring(0, 8));
        string named = Linked(Path.Combine(root, FileName(environment.Name, $"{platform}-{environment.ComputerName}")));
        if (recover)
        {
            RecordFolder.Recover(plain);
            RecordFolder.Recover(own);
            RecordFolder.Recover(named);
        }

        // An environment that has its own folder keeps it, even if the other one's folder no longer exists.
        return Directory.Exists(own) ? own
            : RecordHeader.Of(named) is { } mine && IsOwner(mine) ? named
            : RecordHeader.Of(plain) is not { } owner || IsOwner(owner) ? plain
            : owner.ComputerName != environment.ComputerName && environment.ComputerName.Length > 0 && RecordHeader.Of(named) is null ? named
            : own;

        bool IsOwner(RecordHeader header) => paths.Equals(header.Prefix, environment.Prefix) && header.ComputerName == environment.ComputerName;
    }

    /// <summary>Resolves a link to a folder, so that the record stays in the location chosen by the user.</summary>
    /// <exception cref="IOException">The link is broken.</exception>
    private static string Linked(string folder) =>
        LinkTarget.Read(folder) is null ? folder : LinkTarget.Final(folder) ?? throw new IOException($"'{folder}' is a link to a folder that does not exist");

    private static FileStream Lock(string root)
    {
        for (int attempt = 1; ; attempt++)
        {
            string path = Path.Combine(root, LockName);
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (attempt < LockAttempts && (e is IOException || (e is UnauthorizedAccessException && IsPending(path, attempt))))
            {
                // The file may have been deleted, because its owner has finished.
                Thread.Sleep(LockPause);
            }
            catch (IOException e) when (File.Exists(path))
            {
                throw new IOException($"Another process has locked '{path}'", e);
            }
        }
    }

    /// <summary>
    /// Windows denies access to a file between its deletion and the moment when the last program closes it. That time
    /// is short.
    /// </summary>
    private static bool IsPending(string path, int attempt) => Path.DirectorySeparatorChar == '\\' && (attempt < PendingAttempts || File.Exists(path));

    /// <summary>The last part of a name or path and the platform, as a valid file name on any machine.</summary>
    private static string FileName(string name, string platform)
    {
        string trimmed = name.TrimEnd('/', '\\');
        string last = trimmed.Substring(trimmed.LastIndexOfAny(['/', '\\']) + 1);
        StringBuilder text = new((last.Length == 0 ? "environment" : last) + "-" + platform);
        for (int i = 0; i < text.Length; i++)
        {
            // The platform comes from a record and may contain any characters.
            text[i] = text[i] is '<' or '>' or ':' or '"' or '|' or '?' or '*' or '/' or '\\' or < ' ' ? '_' : text[i];
        }

        return text.ToString();
    }
}
