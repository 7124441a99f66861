using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Tomlyn;
using Xunit;
using TomlArray = Tomlyn.Model.TomlArray;
using TomlTable = Tomlyn.Model.TomlTable;

namespace CondaEnv.Tests.Formats.Catalog;

/// <summary>
/// Environments in every format, read back by readers that are not ours: YamlDotNet's tree, System.Text.Json, Tomlyn's
/// model, regular expressions. What is not in a text must be among its losses, and what is must be installed.
/// </summary>
public sealed class EveryFormatTests
{
    [Theory]
    [InlineData("packaging-env")]
    [InlineData("mkdocs-env")]
    [InlineData("pip-mixed")]
    [InlineData("pip-upgraded")]
    [InlineData("envvars")]
    [InlineData("history-specs")]
    public void Shipped_environments(string name) => CheckAll([Path.Combine(Fixtures.Root, "envs", name)]);

    [Fact]
    public void Every_environment_of_the_oracle()
    {
        string root = Path.Combine(Oracle.Require(), "envs");
        string[] prefixes = [.. Directory.GetDirectories(root).Where(static p => Directory.Exists(Path.Combine(p, "conda-meta")) || File.Exists(Path.Combine(p, "pyvenv.cfg")))];
        Assert.NotEmpty(prefixes);
        int exports = CheckAll(prefixes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{exports} exports of {prefixes.Length} environments hold what is installed.");
    }

    private static int CheckAll(string[] prefixes)
    {
        int exports = 0;
        foreach (string prefix in prefixes)
        {
            EnvironmentKind kind = Directory.Exists(Path.Combine(prefix, "conda-meta")) ? EnvironmentKind.Conda : EnvironmentKind.Venv;
            EnvironmentContents contents = MiniEnv.Read(prefix, kind);
            foreach (CondaExportFormat format in FormatCatalog.All)
            {
                string where = $"{Path.GetFileName(prefix)} as {format}";
                if (Export(contents, format.Format, format.DefaultStyle) is not { } text)
                {
                    // As conda: without a conda package does not exist.
                    Assert.True(format.Format is ExportFormat.Explicit or ExportFormat.CondaRequirements && contents.Packages.All(static p => p.Manager == PackageManager.Pip), where);
                    continue;
                }

                exports++;
                Assert.EndsWith("\n", text.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("\r", text.Text, StringComparison.Ordinal);
                if (format.Format is ExportFormat.PyLock or ExportFormat.PixiToml)
                {
                    CheckToml(where, contents, text, format.Format == ExportFormat.PyLock ? [] : PortableNames(contents), TomlSerializer.Deserialize<TomlTable>(text.Text)!);
                    continue;
                }

                string[] read = [.. Read(format.Format, text).Order(StringComparer.Ordinal)];
                Assert.Equal(text.PackageCount + text.PipPackageCount, read.Length);
                CheckPackages(where, contents, format, text, read);
            }
        }

        return exports;
    }

    private static ExportText? Export(EnvironmentContents contents, ExportFormat format, ExportStyle style)
    {
        try
        {
            return EnvironmentExporter.Export(contents, new ExportOptions { Format = format, Style = style });
        }
        catch (CondaEnvException e) when (e.Kind == CondaErrorKind.FormatUnsupported)
        {
            return null;
        }
    }

    /// <summary>What the text holds and what its losses name is what is installed, no less and no more.</summary>
    private static void CheckPackages(string where, EnvironmentContents contents, CondaExportFormat format, ExportText text, string[] read)
    {
        HashSet<string> lost = [.. text.Losses.Where(static l => l.Severity == LossSeverity.Error).Select(static l => l.Package).OfType<string>()];
        bool pip = format.CarriesPip || text.PipRequirements is not null;
        bool build = format.Format is not ExportFormat.EnvironmentYaml and not ExportFormat.EnvironmentJson and not ExportFormat.CondaRequirements;
        foreach (CondaPackage package in contents.Packages)
        {
            bool isPip = package.Manager == PackageManager.Pip || package.PackageType?.StartsWith("virtual_python", StringComparison.Ordinal) == true;
            string line = isPip ? $"pip {Normal(package.Name)} {package.Version}" : $"conda {package.Name} {package.Version} {package.Build}".TrimEnd();
            bool there = read.Contains(line) || (isPip && package.Editable && read.Any(static l => l.StartsWith("pip -e ", StringComparison.Ordinal)))
                || (isPip && package.DirectUrl is not null && read.Contains($"pip {Normal(package.Name)} @"));
            bool expected = isPip ? pip : format.CarriesConda;
            Assert.True(there || !expected || lost.Contains(package.Name), $"{where}: {line} is neither in the text nor among its losses:\n{text.Text}\n{string.Join("\n", text.Losses)}");
            Assert.True(expected || !there, $"{where}: {line}");
        }

        Assert.True(build || read.Length > 0 || contents.Packages.Count == 0, where);
        HashSet<string> names = [.. contents.Packages.SelectMany(static p => new[] { p.Name, Normal(p.Name) })];
        Assert.All(read, line => Assert.True(names.Contains(line.Split(' ')[1]) || line.StartsWith("pip -e ", StringComparison.Ordinal), $"{where}: {line} is not installed"));
    }

    private static void CheckToml(string where, EnvironmentContents contents, ExportText text, string[] names, TomlTable document)
    {
        if (!document.TryGetValue("lock-version", out object? version))
        {
            string[] read = [.. Keys(document, "dependencies")];
            Assert.True(names.SequenceEqual(read.Order(StringComparer.Ordinal)), $"{where}: {string.Join(", ", read)} and {string.Join(", ", names)}");
            Assert.Equal(text.PackageCount, read.Length);
            Assert.Equal(text.PipPackageCount, Keys(document, "pypi-dependencies").Count());
            TomlTable workspace = (TomlTable)document["workspace"];
            Assert.IsType<TomlArray>(workspace["channels"]);
            Assert.NotEmpty((TomlArray)workspace["platforms"]);
            return;
        }

        Assert.Equal("1.0", version);
        TomlTable[] packages = document.TryGetValue("packages", out object? listed) ? [.. ((IEnumerable<object?>)listed).Cast<TomlTable>()] : [];
        string[] locked = [.. packages.Select(static p => (string)p["name"])];
        Assert.Equal(text.PipPackageCount, locked.Length);
        Assert.All(packages, static p => Assert.Single(p.Keys, static f => f is "vcs" or "directory" or "archive"));
        string[] lost = [.. text.Losses.Where(static l => l.Severity == LossSeverity.Error).Select(static l => l.Package).OfType<string>()];
        IEnumerable<string> pip = contents.Packages.Where(static p => p.Manager == PackageManager.Pip || p.PackageType == "virtual_python_wheel").Select(static p => p.Name);
        Assert.Equal(pip.Select(Normal).Order(StringComparer.Ordinal), locked.Concat(lost.Select(Normal)).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Keys(TomlTable document, string table) => document.TryGetValue(table, out object? found) ? ((TomlTable)found).Keys : [];

    private static string[] PortableNames(EnvironmentContents contents) =>
    [
        .. YamlTree.Parse(Export(contents, ExportFormat.EnvironmentYaml, ExportStyle.Portable)!.Text)["dependencies"].Items
            .Where(static i => i.IsScalar).Select(static i => Regex.Match(i.Text, @"^(?:.*::)?([a-z0-9_.\-]+)").Groups[1].Value).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Read(ExportFormat format, ExportText text) => format switch
    {
        ExportFormat.EnvironmentYaml => YamlTree.Parse(text.Text)["dependencies"].Items.SelectMany(static i => i.IsScalar ? [Spec(i.Text)] : i["pip"].Items.Select(static p => Requirement(p.Text))),
        ExportFormat.EnvironmentJson => JsonDocument.Parse(text.Text).RootElement.GetProperty("dependencies").EnumerateArray()
            .SelectMany(static i => i.ValueKind == JsonValueKind.String ? [Spec(i.GetString()!)] : i.GetProperty("pip").EnumerateArray().Select(static p => Requirement(p.GetString()!))),
        ExportFormat.Explicit => Lines(text.Text).SkipWhile(static l => l != "@EXPLICIT").Skip(1).Select(Address).Concat(Lines(text.PipRequirements ?? "").Select(Requirement)),
        ExportFormat.CondaRequirements => Lines(text.Text).Select(static l => Spec(Regex.Replace(l, "^.*::", ""))),
        ExportFormat.CondaLock => YamlTree.Parse(text.Text)["package"].Items.Select(static p =>
            p["manager"].Text == "pip" ? $"pip {p["name"].Text} {p["version"].Text}" : $"conda {p["name"].Text} {p["version"].Text} {p.Find("build")?.Text}".TrimEnd()),
        ExportFormat.PixiLock => PixiLock(YamlTree.Parse(text.Text)),
        ExportFormat.PipRequirements => Lines(text.Text).Select(Requirement),
        ExportFormat.CondaList => JsonDocument.Parse(text.Text).RootElement.EnumerateArray().Select(static p => p.GetProperty("platform").GetString() == "pypi"
            ? $"pip {Normal(p.GetProperty("name").GetString()!)} {p.GetProperty("version")}"
            : $"conda {p.GetProperty("name")} {p.GetProperty("version")} {p.GetProperty("build_string")}".TrimEnd()),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static IEnumerable<string> PixiLock(YamlTree root)
    {
        // What the environment names must be described, and nothing else is.
        string[] named = [.. root["environments"]["default"]["packages"].Pairs.SelectMany(static p => p.Value.Items).Select(Key)];
        Assert.Equal(named, root["packages"].Items.Select(Key));
        Assert.Distinct(named);
        return root["packages"].Items.Select(static p => p.Find("pypi") is not null ? $"pip {p["name"].Text} {p["version"].Text}"
            : p.Find("name") is not null ? $"conda {p["name"].Text} {p["version"].Text} {p["build"].Text}"
            : Address(p["conda"].Text));

        static string Key(YamlTree package) => string.Join(" ", new[] { "conda", "pypi", "build", "subdir" }.Select(k => k is "build" or "subdir" && package.Find("pypi") is not null ? "" : package.Find(k)?.Text));
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(static l => l.Length > 0 && l[0] != '#');

    private static string Spec(string spec)
    {
        Match match = Regex.Match(spec, @"^([^=\[]+)={1,2}([^=]+)(?:=(.+))?$");
        return match.Success ? $"conda {match.Groups[1].Value} {match.Groups[2].Value} {match.Groups[3].Value}".TrimEnd() : "conda " + spec;
    }

    private static string Requirement(string line)
    {
        Match match = Regex.Match(line, @"^([A-Za-z0-9][A-Za-z0-9._\-]*|)(?:={2,3}(\S+)| @ (\S+)(?: --hash=\S+)?)$");
        return line.StartsWith("-e ", StringComparison.Ordinal) ? "pip " + line
            : !match.Success ? "pip ? " + line
            : $"pip {Normal(match.Groups[1].Value)} {(match.Groups[2].Success ? match.Groups[2].Value : "@")}";
    }

    private static string Address(string line)
    {
        Match match = Regex.Match(line, @"/([^/#]+)-([^-/#]+)-([^-/#]+?)(?:\.conda|\.tar\.bz2)?(?:#.*)?$");
        return match.Success ? $"conda {match.Groups[1].Value} {match.Groups[2].Value} {match.Groups[3].Value}" : "conda ? " + line;
    }

    private static string Normal(string name) => Regex.Replace(name, "[-_.]+", "-").ToLowerInvariant();
}
