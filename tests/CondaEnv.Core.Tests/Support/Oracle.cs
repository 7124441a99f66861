using System;
using System.Collections.Generic;
#if NET
using System.Formats.Tar;
#endif
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>
/// What the real conda printed. The folder is <c>CONDAENV_ORACLE</c>, or <c>../shared/oracle</c> beside the
/// repository; either holds the unpacked folders or <c>oracle.tar.gz</c>, which is then unpacked once into a
/// temporary folder. Where there is none, the tests that need it are skipped and say so.
/// </summary>
internal static class Oracle
{
    private const string Absent = "The oracle is absent: set CONDAENV_ORACLE to its folder, or put it at ../shared/oracle. Not compared with the real conda.";

    private static readonly Lazy<string?> s_root = new(Locate, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The unpacked folder, or null.</summary>
    public static string? Root => s_root.Value;

    /// <summary>The unpacked folder; skips the test where there is none.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Root is null, Absent);
        return Root!;
    }

    /// <summary>The recorded commands of a case; skips the test where there is no oracle.</summary>
    public static IReadOnlyList<GoldenCommand> Commands(string caseName) => GoldenCommand.Read(Require(), caseName);

    /// <summary>Names of the recorded cases.</summary>
    public static IEnumerable<string> Cases() =>
        Root is null ? [] : Directory.EnumerateDirectories(Path.Combine(Root, "golden")).Select(static d => Path.GetFileName(d)).Order(StringComparer.Ordinal);

    private static string? Locate()
    {
        string? configured = Environment.GetEnvironmentVariable("CONDAENV_ORACLE");
        string? folder = string.IsNullOrEmpty(configured) ? null : configured;
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); folder is null && d is not null; d = d.Parent)
        {
            string candidate = Path.Combine(d.FullName, "shared", "oracle");
            folder = Directory.Exists(candidate) ? candidate : null;
        }

        if (folder is null)
        {
            return null;
        }

        if (Directory.Exists(Path.Combine(folder, "envs")))
        {
            return Path.GetFullPath(folder);
        }

        string archive = Path.Combine(folder, "oracle.tar.gz");
        return File.Exists(archive) ? Unpack(archive) : null;
    }

#if !NET
    /// <summary>.NET Framework reads no tar: whoever starts the tests there names the unpacked folder.</summary>
    private static string? Unpack(string archive) => null;
#else
    private static string Unpack(string archive)
    {
        FileInfo info = new(archive);
        string stamp = info.Length.ToString(CultureInfo.InvariantCulture) + "-" + info.LastWriteTimeUtc.Ticks.ToString("x", CultureInfo.InvariantCulture);
        string target = Path.Combine(Path.GetTempPath(), "condaenv-oracle-" + stamp);
        if (Directory.Exists(target))
        {
            return target;
        }

        // Several test processes may do this at once: each unpacks beside, the first rename wins.
        string mine = target + "." + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        Directory.CreateDirectory(mine);
        using (FileStream file = File.OpenRead(archive))
        using (GZipStream gzip = new(file, CompressionMode.Decompress))
        {
            Extract(gzip, mine);
        }

        try
        {
            Directory.Move(mine, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(mine, recursive: true);
        }

        return target;
    }

    /// <summary>Entry by entry: <see cref="TarFile"/> refuses the whole for a link that leads out of the folder, and a venv has one to its Python.</summary>
    private static void Extract(Stream archive, string folder)
    {
        using TarReader reader = new(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            string path = Path.GetFullPath(Path.Combine(folder, entry.Name));
            if (!path.StartsWith(folder, StringComparison.Ordinal))
            {
                throw new InvalidDataException(entry.Name);
            }

            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(path);
                    break;
                case TarEntryType.SymbolicLink:
                    File.CreateSymbolicLink(path, entry.LinkName);
                    break;
                default:
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    entry.ExtractToFile(path, overwrite: true);
                    break;
            }
        }
    }
#endif
}
