using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Record;

/// <summary>
/// Reads a record again: whose it is from <c>record.json</c>, the packages from <c>packages.csv</c> beside it, which holds them
/// with all properties.
/// </summary>
internal static class RecordImport
{
    private const string Packages = "packages.csv";

    /// <summary>Understands a record.</summary>
    /// <param name="root">What <c>record.json</c> holds.</param>
    /// <param name="path">Full path of <c>record.json</c>.</param>
    /// <param name="configuration">What the names of channels mean.</param>
    /// <param name="report">Hears of what is not as it was recorded.</param>
    /// <exception cref="CondaEnvException">FileInvalid with line and column; PathNotFound, AccessDenied or FileReadFailed of packages.csv.</exception>
    public static CondaEnvFile Read(YamlMapping root, string path, ChannelConfiguration configuration, Action<CondaEnvException> report)
    {
        if (LockEntries.Text(root, "Version") is not "1")
        {
            YamlNode at = root.Find("Version")?.Value ?? root;
            throw SourceText.Invalid(path, at.Line, at.Column, "of record.json, version 1 is read; a newer module has written this one");
        }

        if (root.Find("Environment") is not { Value: YamlMapping environment })
        {
            throw SourceText.Invalid(path, root.Line, root.Column, "'Environment' is missing");
        }

        SourceText csv = SourceText.Read(Path.Combine(Path.GetDirectoryName(path)!, Packages));
        CheckHash(root, csv, report);
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
            Fingerprint = LockEntries.Text(environment, "Fingerprint"),
        };
    }

    private static void CheckHash(YamlMapping root, SourceText csv, Action<CondaEnvException> report)
    {
        if (root.Find("Files") is not { Value: YamlSequence files })
        {
            return;
        }

        foreach (YamlNode item in files.Items)
        {
            if (item is YamlMapping file && LockEntries.Text(file, "Name") == Packages
                && LockEntries.Text(file, "Sha256") is { } recorded
                && recorded != EnvironmentFacts.Hex([.. csv.Data.Skip(csv.Start).Take(csv.Length - csv.Start)]))
            {
                report(SourceText.Invalid(csv.Path, 0, 0, $"the file is not the one that {CondaEnvRecord.FileName} names: it has been changed since"));
            }
        }
    }

    private static void ReadPackages(SourceText csv, LockEntries entries)
    {
        string[]? header = null;
        foreach ((int line, string[] fields) in CsvReader.Read(csv))
        {
            if (header is null)
            {
                header = fields;
                continue;
            }

            Dictionary<string, string> row = new(StringComparer.Ordinal);
            for (int i = 0; i < header.Length && i < fields.Length; i++)
            {
                row[header[i]] = fields[i];
            }

            CondaPackage package = CondaPackage.Read(name => row.TryGetValue(name, out string? cell) ? cell : null, problem => throw SourceText.Invalid(csv.Path, line, 0, problem))
                ?? throw SourceText.Invalid(csv.Path, line, 0, "a package has no 'Name' or no 'Version'");
            entries.Add(package, line, 1, package.ToString());
        }
    }
}
