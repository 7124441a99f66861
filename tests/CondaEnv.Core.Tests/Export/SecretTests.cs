using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Csv;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Machines;
using CondaEnv.Snapshots;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Export;

/// <summary>
/// Secrets stand in many places of an environment. None of them comes out: not in a text of any style and format, not
/// in a file of a record, a property, an error, a loss or a verbose message. Who asks for them by name gets them, and
/// is told of each.
/// </summary>
public sealed class SecretTests : IDisposable
{
    private const string Secret = "S3CRET";
    private const string Value = "V4LUE";
    private const string Site = "lib/python3.12/site-packages/";

    private static readonly Dictionary<string, Action<SecretTests>> s_places = new(StringComparer.Ordinal)
    {
        ["a percent-encoded password"] = static t => t.Package("a", "https://bob:p%40S3CRET%2f@private.example.com/team"),
        ["a password with an at sign"] = static t => t.Package("a", "https://bob:p@S3CRET@private.example.com/team"),
        ["a password with a slash"] = static t => t.Package("a", "https://bob:pa/S3CRET@private.example.com/team"),
        ["a password with a question mark"] = static t => t.Package("a", "https://bob:pa?S3CRET@private.example.com/team"),
        ["a user who is the secret"] = static t => t.Package("a", "https://S3CRET@private.example.com/team"),
        ["a token"] = static t => t.Package("a", "https://conda.anaconda.org/t/tk-S3CRET-1/org"),
        ["a token with an underscore"] = static t => t.Package("a", "https://conda.anaconda.org/t/tk_S3CRET.1/org"),
        ["a token and a password"] = static t => t.Package("a", "http://bob:S3CRET@private.example.com:8080/t/S3CRET/artifactory/team"),
        ["a scheme in capitals"] = static t => t.Package("a", "HTTPS://bob:S3CRET@private.example.com/team"),
        ["a query of a token"] = static t => t.Package("a", "https://private.example.com/team", "?token=S3CRET"),
        ["a signed query"] = static t => t.Package("a", "https://private.example.com/team", "?X-Amz-Credential=S3CRET&X-Amz-Signature=S3CRET"),
        ["the channel field alone"] = static t => t.Record("a", "\"channel\": \"https://bob:S3CRET@private.example.com/team/linux-64\""),
        ["the old channel field"] = static t => t.Record("a", "\"schannel\": \"https://conda.anaconda.org/t/S3CRET/org\""),
        ["the name of the archive"] = static t => t.Record("a", "\"fn\": \"https://bob:S3CRET@private.example.com/a-1.0-0.conda\""),
        ["the licence"] = static t => t.Record("a", "\"license\": \"see https://bob:S3CRET@private.example.com/LICENSE\""),
        ["dependencies"] = static t => t.Record("a", "\"depends\": [\"https://bob:S3CRET@private.example.com/team::b >=1\"], \"constrains\": [\"https://h/t/S3CRET/org::c\"]"),
        ["a requested spec of a record"] = static t => t.Record("a", "\"requested_spec\": \"https://bob:S3CRET@private.example.com/team::a\", \"requested_specs\": [\"https://bob:S3CRET@private.example.com/team::a\"]"),
        ["a requested archive"] = static t =>
        {
            t.Package("a");
            t.Asked("https://bob:S3CRET@private.example.com/team/linux-64/a-1.0-0.conda", "https://bob:S3CRET@private.example.com/elsewhere/a-1.0-0.tar.bz2");
        },
        ["a requested address"] = static t =>
        {
            t.Package("a");
            t.Asked("a[url=https://bob:S3CRET@private.example.com/elsewhere/a-1.0-0.conda]");
        },
        ["a requested channel"] = static t =>
        {
            t.Package("a");
            t.Asked("https://bob:S3CRET@private.example.com/t/S3CRET/team::a>=1");
        },
        ["a requested spec that is none"] = static t =>
        {
            t.Package("a");
            t.Asked("https://bob:S3CRET@private.example.com/team::a[version=");
        },
        ["a command line"] = static t =>
        {
            t.Package("a", "https://private.example.com/team");
            t.Write("conda-meta/history", "==> 2026-01-01 00:00:00 <==\n# cmd: conda create --token=S3CRET --password S3CRET -p S3CRET -c https://bob:S3CRET@private.example.com/team -c https://h/t/S3CRET/org --channel=https://S3CRET@h/x a\n# update specs: ['a']\n");
        },
        ["pinned"] = static t =>
        {
            t.Package("a");
            t.Write("conda-meta/pinned", "https://bob:S3CRET@private.example.com/team::a=1\n");
        },
        ["the message of a frozen environment"] = static t =>
        {
            t.Package("a");
            t.Write("conda-meta/frozen", "{\"message\": \"Ask https://bob:S3CRET@wiki.example.com first\"}");
        },
        ["pip from a repository"] = static t => t.Pip("p", """{"url": "https://bob:S3CRET@git.example.com/x.git", "vcs_info": {"vcs": "git", "commit_id": "0123456789abcdef0123456789abcdef01234567", "requested_revision": "main"}}"""),
        ["pip with a token as the user"] = static t => t.Pip("p", """{"url": "https://ghp_S3CRET@git.example.com/x.git", "vcs_info": {"vcs": "git", "commit_id": "0123456789abcdef0123456789abcdef01234567"}, "subdirectory": "sub"}"""),
        ["pip from an archive"] = static t => t.Pip("p", """{"url": "https://bob:S3CRET@files.example.com/p-1.0-py3-none-any.whl?sig=S3CRET", "archive_info": {"hashes": {"sha256": "aa"}}}"""),
        ["pip from a share"] = static t => t.Pip("p", """{"url": "file://bob:S3CRET@server/share/p", "dir_info": {"editable": true}}"""),
        ["requirements of a pip package"] = static t => t.Pip("p", null, "Requires-Dist: q @ https://bob:S3CRET@files.example.com/q.whl\nRequires-Dist: r @ git+https://S3CRET@git.example.com/r.git\nLicense: https://bob:S3CRET@x\n"),
        ["a damaged direct_url.json"] = static t => t.Pip("p", "{\"url\": \"https://bob:S3CRET@files.example.com/p.whl\", "),
        ["a damaged record"] = static t => t.Write("conda-meta/a-1.0-0.json", "{\"name\": \"a\", \"url\": \"https://bob:S3CRET@private.example.com/a.conda\", "),
        ["configured channels"] = static t =>
        {
            t.Package("a");
            t._machine.File("home/me/.condarc", "channels:\n  - https://bob:S3CRET@private.example.com/team\n  - https://conda.anaconda.org/t/S3CRET/org\ndefault_channels: ['https://bob:S3CRET@private.example.com/main']\nchannel_alias: https://bob:S3CRET@private.example.com/\n");
        },
        ["a damaged condarc"] = static t =>
        {
            t.Package("a");
            t._machine.File("home/me/.condarc", "channels:\n  - https://bob:S3CRET@private.example.com/team\n  bad: [https://bob:S3CRET@x\nchannel_alias: 3: https://bob:S3CRET@y\n");
        },
        ["CONDA_CHANNELS"] = static t =>
        {
            t.Package("a");
            t._machine.Set("CONDA_CHANNELS", "https://bob:S3CRET@private.example.com/team,https://h/t/S3CRET/org");
        },
        ["values of variables"] = static t =>
        {
            t.Package("a");
            t.Write("conda-meta/state", """{"env_vars": {"API_KEY": "V4LUE", "URL": "https://bob:V4LUE@x"}}""");
            t.Write("etc/conda/env_vars.d/x.json", """{"OTHER": "V4LUE"}""");
        },
        ["a damaged state"] = static t =>
        {
            t.Package("a");
            t.Write("conda-meta/state", """{"env_vars": {"API_KEY": "V4LUE", "BAD": ["V4LUE"]}}""");
        },
    };

    private readonly FakeMachine _machine = new();
    private readonly List<string> _said = [];
    private readonly string _prefix;

    public SecretTests()
    {
        _prefix = _machine.Env("home/me/.conda/envs/e");
        Write("conda-meta/python-3.12.4-h0_cpython.json", MiniEnv.RecordText("python", "3.12.4", "h0_cpython"));
        Directory.CreateDirectory(Path.Combine(_prefix, Site));
    }

    public static TheoryData<string> Places => [.. s_places.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Nothing_comes_out(string place)
    {
        s_places[place](this);
        Collect(new ExportOptions { Channels = ["https://bob:S3CRET@given.example.com/c"] }, _prefix);
        Assert.DoesNotContain(_said, static s => s.Contains(Secret, StringComparison.OrdinalIgnoreCase) || s.Contains(Value, StringComparison.OrdinalIgnoreCase));
        Assert.True(_said.Count > 60, "All of it was looked at.");
    }

    [Fact]
    public void Nothing_comes_out_of_the_oracles_private_environment()
    {
        string prefix = Path.Combine(Oracle.Require(), "envs", "private-auth");
        Collect(new ExportOptions(), prefix);
        string all = string.Join("\n", _said);
        Assert.Contains("private-tool", all, StringComparison.Ordinal);
        foreach (string secret in new[] { "s3cret", "tk-123", "p%40ss", "p@ss", "AKCp5", "/t/tok/", "bob:", "user:" })
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }
    }

    /// <summary>Who asks for the secrets gets them where the text has a place for them, and a row for each; the row itself has none.</summary>
    [Theory]
    [InlineData("a percent-encoded password", "Full/EnvironmentYaml NoBuilds/EnvironmentJson Full/Explicit Full/CondaLock Portable/EnvironmentYaml Full/PixiLock")]
    [InlineData("a token", "Full/EnvironmentYaml Full/Explicit Full/CondaLock Portable/EnvironmentYaml Full/PixiLock")]
    [InlineData("the channel field alone", "Full/EnvironmentYaml Portable/EnvironmentYaml")]
    [InlineData("configured channels", "Full/EnvironmentYaml Full/EnvironmentJson NoBuilds/EnvironmentYaml History/EnvironmentYaml")]
    [InlineData("a requested address", "History/CondaRequirements")]
    [InlineData("pip from a repository", "Full/PipRequirements Portable/EnvironmentYaml Full/PyLock Full/CondaLock")]
    public void Who_asks_for_them_gets_them_and_is_told(string place, string where)
    {
        s_places[place](this);
        foreach (string[] pair in where.Split(' ').Select(static p => p.Split('/')))
        {
            ExportOptions options = new()
            {
                Style = Enum.GetValues<ExportStyle>().First(s => s.ToString() == pair[0]),
                Format = Enum.GetValues<ExportFormat>().First(f => f.ToString() == pair[1]),
            };
            EnvironmentService service = Service();
            ExportText text = service.Export(service.Locate(_prefix), options with { IncludeSecret = true }, CancellationToken.None);
            Assert.Contains(Secret, text.Text, StringComparison.Ordinal);
            Assert.Contains(text.Losses, static l => l.Code == "SecretWritten" && l.Severity == LossSeverity.Warning);
            Assert.DoesNotContain(text.Losses, static l => l.ToString().Contains(Secret, StringComparison.Ordinal));
            Assert.Equal(text.Losses.Count, text.Losses.Select(static l => l.ToString()).Distinct().Count());

            ExportText without = service.Export(service.Locate(_prefix), options, CancellationToken.None);
            Assert.DoesNotContain(Secret, without.Text, StringComparison.Ordinal);
            Assert.Contains(without.Losses, static l => l.Code == "SecretRemoved" && l.Severity == LossSeverity.Warning);
            Assert.DoesNotContain(without.Losses, static l => l.Code == "SecretWritten");
        }
    }

    [Fact]
    public void What_looks_like_one_and_is_none_stays()
    {
        Package("a", "file:///srv/t/pool/team");
        Pip("p", """{"url": "file:///srv/t/pool/me@home/p", "dir_info": {"editable": true}}""");
        Asked("file:///srv/t/pool/team::a");
        Collect(new ExportOptions(), _prefix);
        string all = string.Join("\n", _said);
        Assert.Contains("file:///srv/t/pool/team/linux-64/a-1.0-0.conda", all, StringComparison.Ordinal);
        Assert.Contains("-e file:///srv/t/pool/me@home/p", all, StringComparison.Ordinal);
        Assert.DoesNotContain("SecretRemoved", all, StringComparison.Ordinal);
    }

    public void Dispose() => _machine.Dispose();

    private void Write(string path, string text)
    {
        string file = Path.Combine(_prefix, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void Record(string name, string members) => Write(
        $"conda-meta/{name}-1.0-0.json",
        $$"""{"name": "{{name}}", "version": "1.0", "build": "0", "build_number": 0, "subdir": "linux-64", {{members}}}""");

    private void Package(string name, string channel = "https://conda.anaconda.org/conda-forge", string query = "") =>
        Record(name, $"\"channel\": \"{channel}/linux-64\", \"url\": \"{channel}/linux-64/{name}-1.0-0.conda{query}\", \"fn\": \"{name}-1.0-0.conda\", \"depends\": [], \"sha256\": \"ab\", \"md5\": \"cd\"");

    private void Asked(params string[] specs) =>
        Write("conda-meta/history", $"==> 2026-01-01 00:00:00 <==\n# cmd: conda install\n# update specs: [{string.Join(", ", specs.Select(static s => "'" + s + "'"))}]\n");

    private void Pip(string name, string? directUrl, string headers = "")
    {
        Write($"{Site}{name}-1.0.dist-info/METADATA", $"Name: {name}\nVersion: 1.0\n{headers}");
        Write($"{Site}{name}-1.0.dist-info/RECORD", "");
        if (directUrl is not null)
        {
            Write($"{Site}{name}-1.0.dist-info/direct_url.json", directUrl);
        }
    }

    private EnvironmentService Service() => new(_machine.Machine(), static () => new YamlDotNetReader(), Say, _said.Add);

    private void Say(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            _said.Add(error.Message);
            _said.Add((error as CondaEnvException)?.Target ?? "");
        }
    }

    /// <summary>Everything that anybody may see of the environment.</summary>
    private void Collect(ExportOptions options, string prefix)
    {
        EnvironmentService service = Service();
        foreach (CondaEnvironment environment in service.FindAll().Append(service.Locate(prefix)))
        {
            SayProperties(environment);
        }

        EnvironmentContents contents = service.Read(service.Locate(prefix), CancellationToken.None);
        foreach (CondaPackage package in contents.Packages.Concat(contents.Clobbered))
        {
            SayProperties(package);
        }

        StringWriter csv = new();
        CsvRows.Write(csv, contents.Packages, CondaPackage.Schema.All);
        _said.Add(csv.ToString());
        foreach (ExportFormat format in Enum.GetValues<ExportFormat>())
        {
            foreach (ExportStyle style in Enum.GetValues<ExportStyle>())
            {
                foreach (PackageHash hash in Enum.GetValues<PackageHash>())
                {
                    Export(service, prefix, options with { Style = style, Format = format, Hash = hash });
                }
            }
        }

        CondaEnvRecord record = service.Record(service.Locate(prefix), _machine.At("records"), new RecordRequest { IncludeSecret = options.IncludeSecret, Pin = PinPrecision.Minor }, CancellationToken.None);
        SayProperties(record);
        _said.AddRange(record.Files.Select(f => File.ReadAllText(Path.Combine(record.Path, f))));
    }

    private void Export(EnvironmentService service, string prefix, ExportOptions options)
    {
        try
        {
            ExportText text = service.Export(service.Locate(prefix), options, CancellationToken.None);
            _said.AddRange(text.Losses.Select(static l => l.ToString()));
            _said.Add(text.PipRequirements ?? "");

            // As conda does, and with a warning: the one place where values of variables are meant to stand.
            bool hasValues = text.Losses.Any(static l => l.Code == "VariableValues") && options.Style != ExportStyle.Portable;
            _said.Add(hasValues ? text.Text.Replace(Value, "", StringComparison.Ordinal) : text.Text);
        }
        catch (CondaEnvException e)
        {
            Say(e);
        }
    }

    private void SayProperties(object value)
    {
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            object? said = property.GetValue(value);
            _said.Add(property.Name + "=" + (said is IEnumerable list and not string ? string.Join("|", list.Cast<object>()) : said?.ToString()));
            if (said is CondaPackage replaced)
            {
                SayProperties(replaced);
            }
        }
    }
}
