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

/// <summary>Records one environment in a folder of its own, below the one given.</summary>
internal static class RecordWriter
{
    /// <summary>Held while a record is written, so that of two runs at once one waits for the other; it goes with the run.</summary>
    private const string LockName = "condaenv.lock~";

    // A record is written in some milliseconds, whole machines one by one; a busy machine takes a hundred times as long.
    private const int LockAttempts = 100;
    private const int PendingAttempts = 10;
    private const int LockPause = 50;

    /// <summary>Writes the record, unless the folder says the same already.</summary>
    /// <param name="root">Full path of the folder of the records; it is made where it is not there.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="contents">What is in it.</param>
    /// <param name="options">The machine's configuration, and how precise the friendly file is.</param>
    /// <param name="strict">Refuse where an environment made from one of the files would differ.</param>
    /// <param name="allowPartial">Replace a record although the environment could not be read completely.</param>
    /// <param name="sourceDateEpoch">The variable of that name.</param>
    /// <param name="paths">How the machine compares paths: whose folder a record is.</param>
    /// <exception cref="CondaEnvException">PackageNotFound; LossRefused; PartialRefused; AccessDenied or FileWriteFailed; the old record is then as it was.</exception>
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
            // What says the same already is only read; a folder that may not be written is enough for that.
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

        // With the old time: where nothing else differs, nothing has changed.
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

    /// <summary>Of what several files say of a package in words of their own, the worst.</summary>
    private static IReadOnlyList<ExportLoss> Losses(IEnumerable<RecordFile> files) =>
        [.. files.SelectMany(static f => f.Losses).GroupBy(static l => (l.Code, l.Package, Detail: l.Package is null ? l.Detail : "")).Select(static g => g.OrderByDescending(static l => l.Severity).First())];

    /// <summary>
    /// Where the record goes: <c>name-platform</c>; with the name of the machine where an environment of another machine has
    /// that folder, and with a short hash where another one of this machine has. What a run that was cut
    /// off has left there is finished or undone first: it says whose folder it is.
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

        // Who has got a folder of his own keeps it, even when the other one's is gone.
        return Directory.Exists(own) ? own
            : RecordHeader.Of(named) is { } mine && IsOwner(mine) ? named
            : RecordHeader.Of(plain) is not { } owner || IsOwner(owner) ? plain
            : owner.ComputerName != environment.ComputerName && environment.ComputerName.Length > 0 && RecordHeader.Of(named) is null ? named
            : own;

        bool IsOwner(RecordHeader header) => paths.Equals(header.Prefix, environment.Prefix) && header.ComputerName == environment.ComputerName;
    }

    /// <summary>A link to a folder is written through: the record stays where somebody has put it.</summary>
    /// <exception cref="IOException">The link leads nowhere.</exception>
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
                // The file may be gone by now: who held it has ended.
                Thread.Sleep(LockPause);
            }
            catch (IOException e) when (File.Exists(path))
            {
                throw new IOException($"Another process has locked '{path}'", e);
            }
        }
    }

    /// <summary>Windows denies access to a file between its deletion and the moment when the last program lets go of it. That is short.</summary>
    private static bool IsPending(string path, int attempt) => Path.DirectorySeparatorChar == '\\' && (attempt < PendingAttempts || File.Exists(path));

    /// <summary>The last part of a name that is a path, and the platform, fit for the file system of any machine.</summary>
    private static string FileName(string name, string platform)
    {
        string trimmed = name.TrimEnd('/', '\\');
        string last = trimmed.Substring(trimmed.LastIndexOfAny(['/', '\\']) + 1);
        StringBuilder text = new((last.Length == 0 ? "environment" : last) + "-" + platform);
        for (int i = 0; i < text.Length; i++)
        {
            // The platform is what a record says, which may be anything.
            text[i] = text[i] is '<' or '>' or ':' or '"' or '|' or '?' or '*' or '/' or '\\' or < ' ' ? '_' : text[i];
        }

        return text.ToString();
    }
}
