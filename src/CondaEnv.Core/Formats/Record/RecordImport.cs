using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Formats.CondaList;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Formats.Record;

/// <summary>
/// Reads a record: its metadata from <c>record.json</c>, and the packages with all properties from the accompanying
/// <c>packages.csv</c>.
/// </summary>
internal static class RecordImport
{
    private const string Packages = "packages.csv";

    /// <summary>Interprets a record.</summary>
    /// <param name="root">Content of <c>record.json</c>.</param>
    /// <param name="path">Full path of <c>record.json</c>.</param>
    /// <param name="configuration">How channel names are resolved.</param>
    /// <param name="problem">Called for content that has changed since it was recorded.</param>
    /// <exception cref="CondaEnvException">FileInvalid, with line and column; PathNotFound, AccessDenied or
    /// FileReadFailed if packages.csv cannot be read.</exception>
    public static CondaEnvFile Read(YamlMapping root, string path, ChannelConfiguration configuration, Action<FileProblem> problem)
    {
        if (LockEntries.Text(root, "Version") is not "1")
        {
            YamlNode at = root.Find("Version")?.Value ?? root;
            throw SourceText.Invalid(path, at.Line, at.Column, "only version 1 of record.json can be read; a newer version of the module wrote this one");
        }

        if (root.Find("Environment") is not { Value: YamlMapping environment })
        {
            throw SourceText.Invalid(path, root.Line, root.Column, "'Environment' is missing");
        }

        SourceText csv = SourceText.Read(Path.Combine(Path.GetDirectoryName(path)!, Packages));
        IReadOnlyList<string> changed = CheckHashes(root, path, problem);
        LockEntries entries = new(csv.Path, configuration);
        ReadPackages(csv, entries);
        return new CondaEnvFile([.. LockEntries.Texts(environment, "VariableNames").Select(static name => new KeyValuePair<string, string>(name, ""))])
        {
            Name = LockEntries.Text(environment, "Name"),
            Path = path,
            Kind = CondaEnvFileKind.Record,
            Prefix = LockEntries.Text(environment, "Prefix"),
            Channels = LockEntries.Texts(environment, "Channels"),
            ChannelSources = LockEntries.Texts(environment, "Channels"),
            Platforms = LockEntries.Text(environment, "Platform") is { } platform ? [platform] : [],
            Dependencies = entries.All,
            PackageCount = entries.PackageCount,
            PipPackageCount = entries.PipPackageCount,
            IsExact = true,
            ComputerName = LockEntries.Text(environment, "ComputerName"),
            ChangedFiles = changed,
            Fingerprint = LockEntries.Text(environment, "Fingerprint"),
        };
    }

    /// <summary>
    /// Finds files that have changed since they were recorded. Only recording the environment again changes a record
    /// legitimately.
    /// </summary>
    private static IReadOnlyList<string> CheckHashes(YamlMapping root, string path, Action<FileProblem> problem)
    {
        List<string> changed = [];
        foreach (YamlNode item in root.Find("Files") is { Value: YamlSequence files } ? files.Items : [])
        {
            // A record never contains names with a folder, which would refer to files elsewhere.
            if (item is not YamlMapping file || LockEntries.Text(file, "Name") is not { Length: > 0 } name || LockEntries.Text(file, "Sha256") is not { } recorded
                || name is "." or ".." || name.IndexOfAny(['/', '\\', ':']) >= 0)
            {
                continue;
            }

            string? what = Difference(Path.Combine(Path.GetDirectoryName(path)!, name), recorded);
            if (what is not null)
            {
                changed.Add(name);

                // Packages are read from this file only; the others are for other tools.
                bool isRead = name == Packages;
                problem(new FileProblem("HashMismatch", item.Line, item.Column, $"{SpecErrors.Quote(name)} {what}", "Record the environment again, or restore the file.") { IsLoss = isRead, IsNotice = !isRead });
            }
        }

        return changed;
    }

    private static string? Difference(string path, string recorded)
    {
        try
        {
            // A record in a repository may be checked out with Windows line ends, which does not change its meaning.
            byte[] data = ReadOnlyFile.ReadAll(path, ReadRule.Named);
            bool isSame = IsHash(data, recorded) || (Array.IndexOf(data, (byte)'\r') >= 0 && IsHash(WithoutReturns(data), recorded));
            return isSame
                ? null
                : $"was changed after it was recorded: its SHA-256 is not the one in {CondaEnvRecord.FileName}";
        }
        catch (Exception error) when (ReadOnlyFile.IsFileError(error))
        {
            return $"is missing or cannot be read, and {CondaEnvRecord.FileName} names it";
        }
    }

    private static bool IsHash(byte[] data, string recorded) => string.Equals(EnvironmentFacts.Hex(data), recorded, StringComparison.OrdinalIgnoreCase);

    private static byte[] WithoutReturns(byte[] data) =>
        [.. data.Where((b, i) => b != (byte)'\r' || i + 1 == data.Length || data[i + 1] != (byte)'\n')];

    private static void ReadPackages(SourceText csv, LockEntries entries)
    {
        foreach ((int line, CondaPackage? row) in PackageCsv.Read(csv, (line, problem) => throw SourceText.Invalid(csv.Path, line, 0, problem)))
        {
            CondaPackage package = row ?? throw SourceText.Invalid(csv.Path, line, 0, "a package has no 'Name' or no 'Version'");
            entries.Add(package, line, 1, package.ToString());
        }
    }
}
