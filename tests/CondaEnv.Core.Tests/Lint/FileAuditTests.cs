using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Lint;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using FsCheck.Fluent;
using Xunit;

namespace CondaEnv.Tests.Lint;

/// <summary>The rules: what each finds, and that each finds it alone.</summary>
public sealed class FileAuditTests : IDisposable
{
    private const string Good = "name: x\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - pip\n  - pip:\n      - six==1.17.0\n";

    private readonly TempFolder _folder = new();

    private IReadOnlyList<CondaEnvIssue> Check(byte[] data, string name = "environment.yml", Func<string, bool>? wanted = null)
    {
        string path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, data);
        return FileAudit.Check(new EnvironmentFileReader(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e), ChannelConfiguration.Default, path, wanted);
    }

    private string[] Lines(string text, string name = "environment.yml") =>
        [.. Check(new UTF8Encoding(false).GetBytes(text), name).Select(static i => $"{i.Line}:{i.Column} {i.Severity} {i.RuleName}")];

    private static string With(string old, string replacement) => Good.Contains(old, StringComparison.Ordinal) ? Good.Replace(old, replacement) : throw new InvalidOperationException(old);

    /// <summary>Line and column have their own properties, and the path has, too.</summary>
    [Theory]
    [InlineData("@EXPLICIT\nhttps://x/y/z\n", "explicit.txt", "'https://x/y/z' is ")]
    [InlineData("name: x\nchannels: [c]\ndependencies:\n  - 'python[[='\n", "environment.yml", "'python[[=' is ")]
    [InlineData("name: [x\n", "environment.yml", "")]
    public void A_message_does_not_repeat_the_place(string text, string name, string start)
    {
        CondaEnvIssue issue = Assert.Single(Check(new UTF8Encoding(false).GetBytes(text), name));
        Assert.DoesNotContain(_folder.Path, issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(", column ", issue.Message, StringComparison.Ordinal);
        Assert.StartsWith(start, issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_bytes_are_there_are_findings_of_known_rules_and_no_errors()
    {
        string[] names = ["environment.yml", "x.json", "pixi.lock", "requirements.txt", "explicit.txt"];
        Fuzz.Check(FuzzTexts.EnvironmentFile, Gen.Elements(names), 1_000, (text, name) => Assert.All(Check(text.Bytes, name), static issue =>
        {
            Assert.Equal(issue.RuleName, IssueRules.Of(issue.RuleName).Name);
            Assert.True(issue.Line is null or > 0 && issue.Column is null or > 0);
            Assert.DoesNotContain("u:p@", issue.Message, StringComparison.Ordinal);
        }));
    }

    [Fact]
    public void A_good_file_has_no_findings() => Assert.Empty(Lines(Good));

    [Theory]
    [InlineData("name: x", "name: x\nauthor: me", "2:1 Warning UnknownKey")]
    [InlineData("name: x", "name: x\nprefix: /opt/x", "2:1 Warning PrefixPresent")]
    [InlineData("name: x", "name: x\nname: y", "2:1 Error DuplicateKey")]
    [InlineData("name: x", "name: a/b", "1:7 Error NameRefused")]
    [InlineData("name: x", "name: base", "1:7 Error NameRefused")]
    [InlineData("name: x", "name: 'a b'", "1:7 Error NameRefused")]
    [InlineData("name: x", "name: ''", "1:7 Error NameRefused")]
    [InlineData("name: x", "name: 3.10", "1:7 Error KeyType")]
    [InlineData("name: x", "name: [x]", "1:7 Error KeyType")]
    [InlineData("name: x", "name:", "1:1 Warning EmptyKey")]
    [InlineData("  - conda-forge", "  - defaults\n  - conda-forge", "3:5 Warning DefaultsMixed")]
    [InlineData("  - conda-forge", "  - https://repo.anaconda.com/pkgs/main\n  - conda-forge", "3:5 Warning DefaultsMixed")]
    [InlineData("  - conda-forge", "  - http://example.org/c", "3:5 Warning InsecureUrl")]
    [InlineData("  - conda-forge", "  - https://me:secret@example.org/c", "3:5 Warning SecretInUrl")]
    [InlineData("  - conda-forge", "  - https://example.org/t/tk-12345/c", "3:5 Warning SecretInUrl")]
    [InlineData("  - conda-forge", "  - https://example.org/t/${TOKEN}/c")]
    [InlineData("  - conda-forge", "  - nodefaults", "2:1 Warning MissingChannels")]
    [InlineData("channels:\n  - conda-forge\n", "", "- Warning MissingChannels")]
    [InlineData("channels:\n  - conda-forge\n", "channels: conda-forge\n", "2:11 Error KeyType")]
    [InlineData("  - python=3.12", "  - python=3.12=h1_0_cpython", "5:5 Warning BuildPinned")]
    [InlineData("  - python=3.12", "  - python=3.12.1", "5:5 Information FuzzyPin")]
    [InlineData("  - python=3.12", "  - python==3.12.1")]
    [InlineData("  - python=3.12", "  - python=3.12\n  - python", "6:5 Warning DuplicateDependency")]
    [InlineData("  - python=3.12", "  - python=3.12\n  - python=3.11", "6:5 Error ContradictingPins", "6:5 Warning DuplicateDependency")]
    [InlineData("  - python=3.12", "  - python>=3.12\n  - python<3.12", "6:5 Error ContradictingPins", "6:5 Warning DuplicateDependency")]
    [InlineData("  - python=3.12", "  - python>=3.12\n  - python<3.13", "6:5 Warning DuplicateDependency")]
    [InlineData("  - python=3.12", "  - python>3,<3", "5:5 Error ContradictingPins")]
    [InlineData("  - python=3.12", "  - python>=3.8,!=3.9.*,<4")]
    [InlineData("  - python=3.12", "  - python=3.12 # [linux]\n  - python=3.11 # [win]", "5:5 Warning SelectorIgnored", "6:5 Error ContradictingPins", "6:5 Warning DuplicateDependency", "6:5 Warning SelectorIgnored")]
    [InlineData("  - python=3.12", "  - 'python>=3.12,'", "5:19 Error InvalidSpec")]
    [InlineData("  - python=3.12", "  - six\n  - python=3.12", "9:9 Warning InBothManagers")]
    [InlineData("  - python=3.12", "  - npm: [left-pad]\n  - python=3.12", "5:11 Warning UnknownSection")]
    [InlineData("  - python=3.12", "  - npm:\n  - python=3.12", "5:5 Warning EmptySection")]
    [InlineData("  - python=3.12", "\t- python=3.12", "5:1 Error TabCharacter")]
    [InlineData("name: x", "name:\tx", "1:6 Error TabCharacter")]
    [InlineData("  - pip\n", "", "6:5 Warning PipMissing")]
    [InlineData("      - six==1.17.0", "      - -e .", "8:9 Warning LocalPath")]
    [InlineData("      - six==1.17.0", "      - ./six.whl", "8:9 Warning LocalPath")]
    [InlineData("      - six==1.17.0", "      - six @ file:///home/x/six.whl", "8:9 Warning LocalPath")]
    [InlineData("      - six==1.17.0", "      - -r requirements.txt", "8:9 Warning LocalPath")]
    [InlineData("      - six==1.17.0", "      - --index-url http://example.org/simple", "8:9 Warning InsecureUrl")]
    [InlineData("      - six==1.17.0", "      - --index-url https://me:secret@example.org/simple", "8:9 Warning SecretInUrl")]
    [InlineData("      - six==1.17.0", "      - six==1.17.0\n      - Six", "9:9 Warning DuplicateDependency")]
    [InlineData("      - six==1.17.0", "      - six==1.17.0\n  - pip: [idna]", "9:5 Error DuplicatePipSection")]
    [InlineData("      - six==1.17.0", "      - six==1.17.0\nvariables:\n  A: b\n  - pip:\n      - idna", "11:3 Error MisplacedSection")]
    [InlineData("      - six==1.17.0", "      - six==1.17.0\nvariables:\n  API_TOKEN: abc", "10:3 Warning SecretVariable")]
    [InlineData("      - six==1.17.0", "      - six==1.17.0\nvariables:\n  API_TOKEN: $HERE")]
    [InlineData("      - six==1.17.0", "      - six==1.17.0\nvariables:\n  A: 1.10", "10:6 Warning VariableType")]
    [InlineData("      - six==1.17.0", "      - 'six = 1'", "8:9 Error InvalidPipRequirement")]
    public void Each_rule_finds_its_own(string old, string replacement, params string[] expected) =>
        Assert.Equal(expected.Select(static e => e.StartsWith("- ", StringComparison.Ordinal) ? ":" + e[1..] : e), Lines(With(old, replacement)));

    [Theory]
    [InlineData("name: x\nchannels: [c]\n", "environment.yml", "- Warning MissingDependencies")]
    [InlineData("name: x\nchannels: [c]\ndependencies: []\n", "environment.yml", "3:1 Information EmptyDependencies")]
    [InlineData("name: x\nchannels: [c]\ndependencies:\n", "environment.yml", "3:1 Information EmptyDependencies", "3:1 Warning EmptyKey")]
    [InlineData("# nothing\n", "environment.yml", "- Error InvalidFile")]
    [InlineData("just a string\n", "environment.yml", "- Error InvalidFile")]
    [InlineData("a: [b\n", "environment.yml", "2:1 Error InvalidFile")]
    [InlineData("a\nb=1=0\n", "spec.txt")]
    [InlineData("https://c.example/linux-64/a-1-0.conda\n", "x.toml", "- Error InvalidFile")]
    public void Other_files(string text, string name, params string[] expected) =>
        Assert.Equal(expected.Select(static e => e.StartsWith("- ", StringComparison.Ordinal) ? ":" + e[1..] : e), Lines(text, name));

    [Fact]
    public void Encodings()
    {
        string[] Of(byte[] data) => [.. Check(data).Select(static i => $"{i.Line}:{i.Column} {i.Severity} {i.RuleName}")];
        byte[] utf8 = new UTF8Encoding(false).GetBytes(Good);
        Assert.Equal(["1:1 Information WrongEncoding"], Of([0xEF, 0xBB, 0xBF, .. utf8]));
        Assert.Equal(["1:1 Warning WrongEncoding"], Of([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Good)]));
        Assert.Equal(["1:1 Error WrongEncoding"], Of(Encoding.Unicode.GetBytes(Good)));
        Assert.Equal(["2:9 Error WrongEncoding"], Of([.. "name: x\n# latin "u8, 0xE9, (byte)'\n', .. utf8]));
    }

    [Fact]
    public void No_finding_says_a_secret()
    {
        string all = string.Join("\n", Check(Encoding.UTF8.GetBytes(
            "prefix: https://me:hunter2@h/x\nhttps://me:hunter2@h/k: 1\nchannels: [https://me:hunter2@h/c, http://me:hunter2@h/d]\ndependencies:\n- 'https://me:hunter2@h/c::a>=,'\n- pip\n- pip:\n  - --index-url http://me:hunter2@h/simple\n  - b @ https://me:hunter2@h/b.whl extra\nvariables: {MY_PASSWORD: hunter2, B: https://me:hunter2@h/}\n"))
            .Select(static i => $"{i} {i.Suggestion}"));
        Assert.Contains("SecretVariable", all, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_a_table()
    {
        Assert.Equal(IssueRules.All.Select(static r => r.Name).Order(StringComparer.Ordinal), IssueRules.All.Select(static r => r.Name));
        Assert.Equal(IssueRules.All.Count, IssueRules.All.Select(static r => r.Name).Distinct().Count());
        Assert.All(IssueRules.All, static r => Assert.EndsWith(".", r.Description, StringComparison.Ordinal));
        Assert.Equal(["SecretVariable"], Check(Encoding.UTF8.GetBytes("dependencies: []\nvariables: {PASSWORD: x}\n"), wanted: static r => r == "SecretVariable").Select(static i => i.RuleName));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error() =>
        Assert.Equal(CondaErrorKind.PathNotFound, Assert.Throws<CondaEnvException>(() => FileAudit.Check(
            new EnvironmentFileReader(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static _ => { }), ChannelConfiguration.Default, Path.Combine(_folder.Path, "none"))).Kind);

    [Fact]
    public void What_conda_refuses_has_a_finding_of_severity_error()
    {
        string root = Oracle.Require();
        EnvironmentFileReader reader = new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static _ => { });
        foreach (string path in Directory.EnumerateFiles(Path.Combine(root, "envfiles")))
        {
            string golden = File.ReadAllText(Path.Combine(root, "golden-envfiles", "26.7.1", Path.GetFileName(path) + ".json"));
            if (golden.Contains("\"model_error\"", StringComparison.Ordinal))
            {
                Assert.True(FileAudit.Check(reader, ChannelConfiguration.Default, path).Any(static i => i.Severity == IssueSeverity.Error), path);
            }
        }
    }

    public void Dispose() => _folder.Dispose();
}
