using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using CondaEnv.Formats.Record;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Text;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Snapshots;

/// <summary>What a record holds, and when it is written.</summary>
public sealed class RecordTests : IDisposable
{
    private static readonly string[] s_allFiles = ["environment.yml", "environment.full.yml", "explicit.txt", "requirements.txt", "packages.csv", "record.json"];

    private readonly RecordedMachine _machine = new();

    [Fact]
    public void A_record_holds_the_friendly_file_and_the_exact_ones()
    {
        _machine.Set("CONDA_ENVS_DIRS", Path.Combine(Fixtures.Root, "envs"));
        CondaEnvRecord record = _machine.Record(Fixtures.Env("mkdocs-env"));
        Assert.Equal(Path.Combine(_machine.Root, "mkdocs-env-linux-64"), record.Path);
        Assert.Equal(["mkdocs-env-linux-64"], _machine.Folders());
        Assert.Equal(s_allFiles, record.Files);
        Assert.Equal(s_allFiles.Order(StringComparer.Ordinal), Names(record.Path));
        Assert.True(record.IsChanged);
        Assert.Equal(("mkdocs-env", "linux-64", 28, 32), (record.EnvironmentName, record.Platform, record.PackageCount, record.PipPackageCount));

        Assert.Contains("      - mkdocstrings[python]\n", Text(record, "environment.yml"), StringComparison.Ordinal);
        Assert.Contains("      - mkdocs==", Text(record, "environment.full.yml"), StringComparison.Ordinal);
        Assert.Contains("  - python=3.12.13=h5148396_0\n", Text(record, "environment.full.yml"), StringComparison.Ordinal);
        Assert.Matches("@EXPLICIT\nhttps://.*#sha256:[0-9a-f]{64}\n", Text(record, "explicit.txt"));
        Assert.Contains("\nmkdocs==", Text(record, "requirements.txt"), StringComparison.Ordinal);
        Assert.Equal(61, Text(record, "packages.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Record_json_says_whose_record_it_is()
    {
        _machine.Set("CONDA_ENVS_DIRS", Path.Combine(Fixtures.Root, "envs"));
        _machine.Set("SOURCE_DATE_EPOCH", "1700000000");
        CondaEnvRecord record = _machine.Record(Fixtures.Env("envvars"));
        JsonElement json = RecordedMachine.Json(record);
        Assert.Equal("condaenv-record", json.GetProperty("Format").GetString());
        Assert.Equal(1, json.GetProperty("Version").GetInt32());
        Assert.Equal("2023-11-14T22:13:20Z", json.GetProperty("RecordedAt").GetString());
        JsonElement environment = json.GetProperty("Environment");
        Assert.Equal("envvars", environment.GetProperty("Name").GetString());
        Assert.Equal(Fixtures.Env("envvars"), environment.GetProperty("Prefix").GetString());
        Assert.Equal("Conda", environment.GetProperty("Kind").GetString());
        Assert.Equal("linux-64", environment.GetProperty("Platform").GetString());
        Assert.Equal("fake", environment.GetProperty("ComputerName").GetString());
        Assert.Equal(record.Fingerprint, environment.GetProperty("Fingerprint").GetString());
        Assert.Equal(28, environment.GetProperty("PackageCount").GetInt32());
        Assert.Equal(0, environment.GetProperty("PipPackageCount").GetInt32());
        Assert.NotEmpty(environment.GetProperty("VariableNames").EnumerateArray());
        Assert.Equal("3.12.13", json.GetProperty("Tools").GetProperty("python").GetString());
        Assert.Equal(Product.Version, json.GetProperty("Tools").GetProperty("CondaEnv").GetString());
        Assert.Equal(["python python=3.12"], json.GetProperty("Requested").EnumerateArray().Select(static r => $"{r.GetProperty("Name").GetString()} {r.GetProperty("Spec").GetString()}"));
        Assert.Equal(
            ["environment.full.yml VariableWithheld Warning", "environment.yml VariableWithheld Warning"],
            json.GetProperty("Losses").EnumerateArray().Select(static l => $"{l.GetProperty("File").GetString()} {l.GetProperty("Code").GetString()} {l.GetProperty("Severity").GetString()}")
                .Where(static l => l.EndsWith("Warning", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal("VariableWithheld", Assert.Single(record.Losses, static l => l.Severity == LossSeverity.Warning).Code);
        CheckFiles(record, json);
    }

    [Fact]
    public void Every_healthy_environment_of_the_oracle_is_recorded()
    {
        _machine.Set("CONDA_ENVS_DIRS", Path.Combine(Oracle.Require(), "envs"));
        foreach (string prefix in Directory.EnumerateDirectories(Path.Combine(Oracle.Require(), "envs")).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(prefix) is "plain-dir" or "damaged-no-condameta")
            {
                continue;
            }

            CondaEnvRecord record = _machine.Record(prefix);
            JsonElement json = RecordedMachine.Json(record);
            CheckFiles(record, json);
            Assert.StartsWith("name: ", Text(record, "environment.yml"), StringComparison.Ordinal);
            Assert.Equal(Path.GetFileName(prefix), json.GetProperty("Environment").GetProperty("Name").GetString());
            Assert.Equal(1 + record.PackageCount + record.PipPackageCount, CsvRowCount(Text(record, "packages.csv")));
            Assert.False(_machine.Record(prefix).IsChanged, prefix);
        }

        // A damaged one is recorded as far as it goes, and all others without a word.
        Assert.All(_machine.Problems, static p => Assert.Matches("/envs/(damaged|rec|rattler-meta|dist-info-odd|state-broken|pip-|nopython|history-odd2|upstream)", p.Message));
    }

    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        string prefix = _machine.Env("envs/one");
        _machine.Record(prefix);
        Age(_machine.Root);
        string before = TreeHash.Of(_machine.Root);
        CondaEnvRecord again = _machine.Record(prefix);
        Assert.False(again.IsChanged);
        Assert.Equal(before, TreeHash.Of(_machine.Root));
        Assert.Equal(["environment.yml", "environment.full.yml", "explicit.txt", "packages.csv", "record.json"], again.Files);

        // Nor for another time.
        _machine.Set("SOURCE_DATE_EPOCH", "1700000000");
        Assert.False(_machine.Record(prefix).IsChanged);

        RecordedMachine.AddPackage(prefix, "bzip2");
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Contains("bzip2=1.0=0", File.ReadAllText(Path.Combine(again.Path, "environment.full.yml")), StringComparison.Ordinal);
        Assert.Equal("2023-11-14T22:13:20Z", RecordedMachine.Json(again).GetProperty("RecordedAt").GetString());
    }

    [Theory]
    [InlineData("zlib-1.3-0.json")]
    [InlineData("history")]
    public void A_file_in_use_leaves_the_old_record_as_it_is(string file)
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Elsewhere a file that another program holds can be read.");
        string prefix = _machine.Env("envs/one");
        CondaEnvRecord record = _machine.Record(prefix);
        string before = TreeHash.Of(_machine.Root);
        RecordedMachine.AddPackage(prefix, "bzip2");
        string path = Path.Combine(prefix, "conda-meta", file);
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            CondaEnvException error = Assert.Throws<CondaEnvException>(() => _machine.Record(prefix));
            Assert.Equal((CondaErrorKind.PartialRefused, record.Path), (error.Kind, error.Target));
        }

        Assert.Equal(before, TreeHash.Of(_machine.Root));
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Contains("bzip2=1.0=0", File.ReadAllText(Path.Combine(record.Path, "environment.full.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_changed_is_put_right()
    {
        string prefix = _machine.Env("envs/one");
        string folder = _machine.Record(prefix).Path;
        foreach (Action<string> harm in new Action<string>[]
        {
            static f => File.AppendAllText(Path.Combine(f, "environment.yml"), "# mine\n"),
            static f => File.Delete(Path.Combine(f, "explicit.txt")),
            static f => File.WriteAllText(Path.Combine(f, "requirements.txt"), "of another time"),
            static f => File.WriteAllText(Path.Combine(f, "record.json"), "{"),
            static f => File.WriteAllBytes(Path.Combine(f, "record.json"), [0xff, 0xfe, 0x00]),
            static f => File.WriteAllText(Path.Combine(f, "record.json"), "[]"),
            static f => Directory.Delete(f, recursive: true),
        })
        {
            harm(folder);
            Assert.True(_machine.Record(prefix).IsChanged);
            Assert.Equal(["environment.full.yml", "environment.yml", "explicit.txt", "packages.csv", "record.json"], Names(folder));
            Assert.False(_machine.Record(prefix).IsChanged);
        }
    }

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("253402300799", "9999-12-31T23:59:59Z")]
    [InlineData("253402300800", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    [InlineData("now", null)]
    [InlineData(null, null)]
    public void The_time_is_SOURCE_DATE_EPOCH_or_now(string? epoch, string? expected)
    {
        string time = RecordJson.Time(epoch);
        Assert.Equal(expected ?? DateTime.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), expected is null ? time[..4] : time);
    }

    [Fact]
    public void A_venv_has_no_explicit_file()
    {
        string prefix = _machine.Machine.Folder("venv");
        _machine.Machine.File("venv/pyvenv.cfg", "home = /usr/bin\nversion = 3.12.3\n");
        _machine.Machine.File("venv/lib/python3.12/site-packages/idna-3.1.dist-info/METADATA", "Name: idna\nVersion: 3.1\n");
        _machine.Machine.File("venv/lib/python3.12/site-packages/idna-3.1.dist-info/RECORD", "");
        CondaEnvRecord record = _machine.Record(prefix);
        Assert.Equal(["environment.yml", "environment.full.yml", "requirements.txt", "packages.csv", "record.json"], record.Files);
        Assert.Equal((0, 1), (record.PackageCount, record.PipPackageCount));
        Assert.EndsWith("\nidna==3.1\n", Text(record, "requirements.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_said_and_the_others_are_there()
    {
        string prefix = _machine.Machine.Env("envs/e");
        RecordedMachine.AddPackage(prefix, "developed", more: "\"package_type\": \"virtual_python_egg_link\"");
        CondaEnvRecord record = _machine.Record(prefix);
        Assert.Equal(["environment.yml", "environment.full.yml", "packages.csv", "record.json"], record.Files);
        ExportLoss loss = Assert.Single(record.Losses, static l => l.Code == "FileOmitted");
        Assert.StartsWith("'explicit.txt' is not written: ", loss.Detail, StringComparison.Ordinal);
        Assert.Equal(LossSeverity.Error, loss.Severity);
        Assert.False(_machine.Record(prefix).IsChanged);
    }

    [Fact]
    public void A_package_without_an_address_is_a_loss_and_the_others_are_there()
    {
        string prefix = WithoutAddress();
        CondaEnvRecord record = _machine.Record(prefix);
        ExportLoss loss = Assert.Single(record.Losses, static l => l.Code == "UrlMissing");
        Assert.Equal(("lost", LossSeverity.Error), (loss.Package, loss.Severity));
        Assert.DoesNotContain("lost", Text(record, "explicit.txt"), StringComparison.Ordinal);
        Assert.Contains("lost=1.0=0", Text(record, "environment.full.yml"), StringComparison.Ordinal);
        Assert.False(_machine.Record(prefix).IsChanged);
    }

    [Fact]
    public void A_refusal_writes_nothing()
    {
        string prefix = WithoutAddress();
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => _machine.Record(prefix, strict: true));
        Assert.Equal(CondaErrorKind.LossRefused, error.Kind);
        Assert.False(Directory.Exists(_machine.Root));
        Assert.True(_machine.Record(_machine.Env("envs/whole", history: "==> 2026-01-01 00:00:00 <==\n# cmd: conda create zlib\n# update specs: ['zlib']\n"), strict: true).IsChanged);
    }

    [Fact]
    public void The_friendly_file_is_as_precise_as_is_wanted_and_the_exact_ones_stay()
    {
        string prefix = _machine.Env("envs/one", "numpy", "1.26.4", "==> 2026-01-01 00:00:00 <==\n# cmd: conda create numpy\n# update specs: ['numpy']\n");
        CondaEnvRecord record = _machine.Record(prefix, new ExportOptions { Pin = PinPrecision.Minor });
        Assert.Contains("  - numpy=1.26\n", Text(record, "environment.yml"), StringComparison.Ordinal);
        Assert.Contains("  - numpy=1.26.4=0\n", Text(record, "environment.full.yml"), StringComparison.Ordinal);
        Assert.True(_machine.Record(prefix).IsChanged);
        Assert.Contains("  - numpy\n", Text(record, "environment.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_variables_are_written_only_where_secrets_are_asked_for()
    {
        string prefix = _machine.Env("envs/one");
        _machine.Machine.File("envs/one/conda-meta/state", """{"env_vars": {"API_KEY": "abc123"}}""");
        CondaEnvRecord record = _machine.Record(prefix);
        Assert.All(record.Files, f => Assert.DoesNotContain("abc123", Text(record, f), StringComparison.Ordinal));
        _machine.Record(prefix, new ExportOptions { IncludeSecret = true });
        Assert.Contains("variables:\n  API_KEY: abc123\n", Text(record, "environment.yml"), StringComparison.Ordinal);
        Assert.Contains("variables:\n  API_KEY: abc123\n", Text(record, "environment.full.yml"), StringComparison.Ordinal);
    }

    public void Dispose() => _machine.Dispose();

    private string WithoutAddress()
    {
        string prefix = _machine.Machine.Env("envs/nourl");
        File.WriteAllText(
            Path.Combine(prefix, "conda-meta", "lost-1.0-0.json"),
            """{"name": "lost", "version": "1.0", "build": "0", "build_number": 0, "subdir": "linux-64", "depends": [], "files": []}""");
        return prefix;
    }

    private static string Text(CondaEnvRecord record, string name) => File.ReadAllText(Path.Combine(record.Path, name));

    private static string[] Names(string folder) => [.. Directory.EnumerateFileSystemEntries(folder).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    /// <summary>record.json names every other file, with its size and hash.</summary>
    private static void CheckFiles(CondaEnvRecord record, JsonElement json)
    {
        List<string> said = [];
        foreach (JsonElement file in json.GetProperty("Files").EnumerateArray())
        {
            byte[] data = File.ReadAllBytes(Path.Combine(record.Path, file.GetProperty("Name").GetString()!));
            Assert.Equal(data.Length, file.GetProperty("Size").GetInt64());
            Assert.Equal(Convert.ToHexString(SHA256.HashData(data)).ToLowerInvariant(), file.GetProperty("Sha256").GetString());
            said.Add(file.GetProperty("Name").GetString()!);
        }

        Assert.Equal(record.Files, [.. said, "record.json"]);
        Assert.Equal(record.Files.Order(StringComparer.Ordinal), Names(record.Path));
    }

    private static int CsvRowCount(string text)
    {
        bool quoted = false;
        int rows = 0;
        foreach (char c in text)
        {
            quoted ^= c == '"';
            rows += c == '\n' && !quoted ? 1 : 0;
        }

        return rows;
    }

    /// <summary>Makes everything an hour old, so that what is written again is seen.</summary>
    private static void Age(string folder)
    {
        foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            DateTime time = DateTime.UtcNow.AddHours(-1);
            if (Directory.Exists(path))
            {
                Directory.SetLastWriteTimeUtc(path, time);
            }
            else
            {
                File.SetLastWriteTimeUtc(path, time);
            }
        }
    }
}
