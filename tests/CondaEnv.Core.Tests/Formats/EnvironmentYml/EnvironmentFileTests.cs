using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using FsCheck.Fluent;
using Xunit;

namespace CondaEnv.Tests.Formats.EnvironmentYml;

/// <summary>Files that describe environments: what they are, and what is made of odd ones.</summary>
public sealed class EnvironmentFileTests
{
    /// <summary>Where conda is wrong or works by accident, and what we do.</summary>
    private static readonly Dictionary<string, string> s_differences = new(StringComparer.Ordinal)
    {
        ["deps-string.yml"] = "conda takes each letter for a package; we read one spec, and report it",
        ["chan-var.yml"] = "conda puts the values of variables into channels; they may be secrets, so that we leave the names",
        ["pip-map.yml"] = "conda keeps mappings below pip and fails at them later; we report them",
        ["pip-dict.yml"] = "conda keeps a mapping for pip and fails at it later; we report it",
        ["pip-int.yml"] = "conda keeps nothing for a requirement and fails at it later; we report it",
        ["tag-str.yml"] = "conda takes '!!str b' for no text, an accident of its YAML reader; we read it",
        ["tabafter.yml"] = "conda's YAML reader stops at tabs that YAML 1.2 allows; we read them, and a rule finds them",
        ["keyseq.yml"] = "conda passes over a key that is a list; we refuse it",
        ["utf16nobom.yml"] = "conda reads no UTF-16 without a mark; we do, and a rule finds it",
        ["utf16be-nobom.yml"] = "conda reads no UTF-16 without a mark; we do, and a rule finds it",
        ["vars-nested.yml"] = "conda keeps a list for a variable and fails at it later; we report it",
        ["yaml11.yml"] = "'%YAML 1.1' is not followed: a 'yes' stays one",
        ["keynull.yml"] = "conda passes over a key that is nothing; the YAML library stops there",
        ["root-deps-only-prefix.yml"] = "conda carries a list for a prefix and fails at it later; we refuse it",
    };

    public static IEnumerable<TheoryDataRow<string>> Odd()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Fixtures.Root, "envfiles.json")));
        return [.. document.RootElement.EnumerateArray().Select(static e => new TheoryDataRow<string>(e.GetProperty("Name").GetString()!))];
    }

    private static CondaEnvFile Read(string name, byte[] data, List<CondaEnvException>? reported = null) =>
        new EnvironmentFileReader(static () => new YamlDotNetReader(), ChannelConfiguration.Default, (reported ?? []).Add).Read(SourceText.Of("/files/" + name, data, data.Length));

    private static CondaEnvFile Read(string name, string text, List<CondaEnvException>? reported = null) => Read(name, new UTF8Encoding(false).GetBytes(text), reported);

    private static CondaEnvException Refuses(string name, string text)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Read(name, text));
        Assert.Equal((CondaErrorKind.FileInvalid, "/files/" + name), (error.Kind, error.Target));
        return error;
    }

    /// <summary>What conda 26.7.1 made of files that were written for this test.</summary>
    [Theory]
    [MemberData(nameof(Odd))]
    public void Odd_files_are_read_as_conda_does(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Fixtures.Root, "envfiles.json")));
        JsonElement row = document.RootElement.EnumerateArray().Single(e => e.GetProperty("Name").GetString() == name);
        byte[] data = Encoding.GetEncoding("iso-8859-1").GetBytes(row.GetProperty("Data").GetString()!);
        List<CondaEnvException> reported = [];
        CondaEnvFile? file = null;
        try
        {
            file = Read(name, data, reported);
        }
        catch (CondaEnvException error) when (error.Kind == CondaErrorKind.FileInvalid)
        {
            Assert.True(error.Line > 0, error.Message);
        }

        JsonElement model = row.GetProperty("Model");
        string expected = model.ValueKind == JsonValueKind.Null ? "refused" : Show(
            model.GetProperty("Name").GetString(), Texts(model.GetProperty("Channels")), Texts(model.GetProperty("Requested")), Texts(model.GetProperty("Pip")),
            model.GetProperty("Variables").EnumerateObject().Select(static v => v.Name + "=" + v.Value.GetString()));
        string actual = file is null ? "refused" : Show(
            file.Name,
            file.Channels,
            file.Dependencies.Where(static d => d.Manager == PackageManager.Conda).Select(static d => d.Match!.ToString()),
            file.Dependencies.Where(static d => d.Manager == PackageManager.Pip).Select(static d => d.SourceText),
            file.GetVariables().Select(static v => v.Key + "=" + v.Value));

        // conda says 3.1 where the file says 3.10, and True where it says true; it fails at such a name in the end.
        if (!s_differences.ContainsKey(name) && !name.StartsWith("name-", StringComparison.Ordinal))
        {
            Assert.Equal(expected, actual);
        }

        Assert.True(file is not null || expected == "refused" || s_differences.ContainsKey(name), name);
    }

    [Fact]
    public void Every_dependency_knows_its_place()
    {
        CondaEnvFile file = Read("environment.yml", "name: x\nchannels: [conda-forge]\nplatforms: [linux-64, win-64]\ndependencies:\n  - python=3.12=h1_0  # [linux]\n  - 'conda-forge/noarch::tzdata==2026a'\n  - pip\n  - pip:\n    - Foo.Bar==1.0; python_version < '3.13'\n  - npm:\n    - left-pad\n");
        Assert.Equal(["5:5", "6:5", "7:5", "9:7", "11:7"], file.Dependencies.Select(static d => $"{d.Line}:{d.Column}"));
        Assert.Equal(("python", "3.12", "h1_0", "# [linux]"), (file.Dependencies[0].Name, file.Dependencies[0].Version?.Text, file.Dependencies[0].Build, file.Dependencies[0].Condition));
        Assert.Equal(("tzdata", "2026a", "conda-forge", "noarch"), (file.Dependencies[1].Name, file.Dependencies[1].Version?.Text, file.Dependencies[1].Channel, file.Dependencies[1].Platform));
        Assert.Equal(("foo-bar", "1.0", PackageManager.Pip), (file.Dependencies[3].Name, file.Dependencies[3].Version?.Text, file.Dependencies[3].Manager));
        Assert.Contains("python_version", file.Dependencies[3].Condition, StringComparison.Ordinal);
        Assert.Equal((null, "npm", "left-pad"), (file.Dependencies[4].Manager, file.Dependencies[4].Section, file.Dependencies[4].Spec));
        Assert.Equal((3, 1, false), (file.PackageCount, file.PipPackageCount, file.IsExact));
        Assert.Equal(["linux-64", "win-64"], file.Platforms);
    }

    [Fact]
    public void A_line_for_pip_that_is_no_requirement_is_kept()
    {
        CondaEnvFile file = Read("e.yml", "dependencies:\n- pip\n- pip:\n  - 'a b c'\n  - b==1\n");
        Assert.Equal(["pip", "a b c", "b==1"], file.Dependencies.Select(static d => d.Spec));
        Assert.Null(file.Dependencies[1].Name);
    }

    [Fact]
    public void No_credential_is_shown()
    {
        CondaEnvFile file = Read("e.yml", "channels:\n  - https://me:hunter2@host/c\n  - https://host/t/tk-123/d\ndependencies:\n  - https://me:hunter2@host/c::a\n  - pip\n  - pip:\n    - --index-url https://me:hunter2@host/simple\n    - b @ git+https://me:hunter2@host/b.git\n");
        string shown = JsonSerializer.Serialize(file) + string.Join(" ", file.Dependencies);
        Assert.DoesNotContain("hunter2", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("tk-123", shown, StringComparison.Ordinal);
        Assert.Contains("hunter2", file.ChannelSources[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("environment.yml", "dependencies: [a]\n", CondaEnvFileKind.EnvironmentYaml)]
    [InlineData("environment.txt", "dependencies: [a]\n", CondaEnvFileKind.EnvironmentYaml)]
    [InlineData("x.json", "{\"dependencies\": [\"a\"]}", CondaEnvFileKind.EnvironmentJson)]
    [InlineData("x.yml", "{\"dependencies\": [\"a\"]}", CondaEnvFileKind.EnvironmentJson)]
    [InlineData("x.yml", "{dependencies: [a]}", CondaEnvFileKind.EnvironmentYaml)]
    [InlineData("x.yml", "a\nb=1\n", CondaEnvFileKind.CondaRequirements)]
    [InlineData("requirements.txt", "a==1\n", CondaEnvFileKind.CondaRequirements)]
    [InlineData("requirements.txt", "a==1 ; python_version > '3'\n", CondaEnvFileKind.PipRequirements)]
    [InlineData("requirements.txt", "--index-url https://x/simple\na\n", CondaEnvFileKind.PipRequirements)]
    [InlineData("requirements.txt", "requests[security]>=2\n", CondaEnvFileKind.PipRequirements)]
    [InlineData("requirements-dev.txt", "a==1\n", CondaEnvFileKind.PipRequirements)]
    [InlineData("requirements-dev.txt", "a=1=0\n", CondaEnvFileKind.CondaRequirements)]
    [InlineData("requirements.pip.txt", "a\n", CondaEnvFileKind.PipRequirements)]
    [InlineData("x.txt", "@EXPLICIT\nhttps://c.example/linux-64/a-1-0.conda\n", CondaEnvFileKind.Explicit)]
    [InlineData("x.json", "[{\"name\": \"a\", \"version\": \"1\", \"build_string\": \"0\", \"channel\": \"c\"}]", CondaEnvFileKind.CondaList)]
    [InlineData("x.txt", "# packages in environment at /x:\n#\n# Name Version Build Channel\na 1 0 c\n", CondaEnvFileKind.CondaList)]
    [InlineData("pixi.lock", "version: 6\nenvironments: {}\npackages: []\n", CondaEnvFileKind.PixiLock)]
    [InlineData("x.yml", "version: 1\nmetadata: {}\npackage: []\n", CondaEnvFileKind.CondaLock)]
    public void Content_says_what_a_file_is_and_then_its_name(string name, string text, CondaEnvFileKind kind) => Assert.Equal(kind, Read(name, text).Kind);

    [Theory]
    [InlineData("x.toml", "a = 1\n", 0)]
    [InlineData("x.json", "{\"dependencies\": [\"a\"", 1)]
    [InlineData("x.yml", "a: 1\nb: 2\n", 1)]
    [InlineData("x.json", "12", 1)]
    [InlineData("pixi.lock", "version: 3\nenvironments: {}\n", 1)]
    [InlineData("pixi.lock", "version: 6\nenvironments:\n  default: 3\n", 3)]
    [InlineData("pixi.lock", "version: 6\nenvironments:\n  default:\n    packages:\n      linux-64:\n      - conda: https://x/a-1-0.conda\npackages: []\n", 6)]
    [InlineData("x.yml", "version: 1\nmetadata: {}\npackage:\n- name: a\n", 4)]
    [InlineData("x.yml", "version: 2\nmetadata: {}\npackage: []\n", 1)]
    public void What_is_none_of_them_is_refused_with_its_place(string name, string text, int line) => Assert.Equal(line, Refuses(name, text).Line);

    [Fact]
    public void Json_knows_its_places()
    {
        CondaEnvFile file = Read("x.json", "{\n  \"name\": \"\\u00fc\",\n  \"dependencies\": [\n    \"a\", \"b\",\n    {\"pip\": [\"ü😀\", \"c\"]}\n  ],\n  \"variables\": {\"A\": \"1.10\", \"B\": 1.10}\n}\n");
        Assert.Equal("ü", file.Name);
        Assert.Equal(["pip 5:6", "a 4:5", "b 4:10", "ü😀 5:14", "c 5:21"], file.Dependencies.Select(static d => $"{d.Spec} {d.Line}:{d.Column}"));
        Assert.Equal(["A=1.10", "B=1.1"], file.GetVariables().Select(static v => v.Key + "=" + v.Value));
    }

    [Fact]
    public void A_folder_without_a_record_is_not_found()
    {
        using TempFolder folder = new();
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => EnvironmentFileReader.Open(folder.Path));
        Assert.Equal(CondaErrorKind.PathNotFound, error.Kind);
        Assert.Equal(CondaErrorKind.PathNotFound, Assert.Throws<CondaEnvException>(() => EnvironmentFileReader.Open(Path.Combine(folder.Path, "none.yml"))).Kind);
    }

    [Fact]
    public void Whatever_the_bytes_are_the_error_is_a_named_one()
    {
        string[] names = ["environment.yml", "x.json", "pixi.lock", "requirements.txt", "x"];
        int read = 0;
        int refused = 0;
        Fuzz.Check(FuzzTexts.EnvironmentFile, Gen.Elements(names), 3000, (text, name) =>
        {
            try
            {
                Read(name, text.Bytes);
                read++;
            }
            catch (CondaEnvException error)
            {
                Assert.True(error.Kind is CondaErrorKind.FileInvalid or CondaErrorKind.SpecInvalid or CondaErrorKind.VersionInvalid, error.ToString());
                refused++;
            }
        });

        Assert.True(read > 100 && refused > 100, $"{read} files were read, and {refused} were not.");
    }

    private static string Show(string? name, params IEnumerable<string>[] parts) => (name ?? "-") + "\n" + string.Join("\n", parts.Select(static p => string.Join(", ", p)));

    private static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(static t => t.GetString()!);
}
