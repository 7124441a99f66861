using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Text;
using CondaEnv.Install;
using CondaEnv.Snapshots;
using CondaEnv.Machines.Host;
using CondaEnv.Tests.Machines;
using Xunit;

namespace CondaEnv.Tests.Install;

/// <summary>Environments made, replaced, changed and removed by the stand-in.</summary>
public sealed class EnvironmentCreatorTests : IDisposable
{
    private readonly FakeMachine _machine = new();
    private readonly StandInTool _tool = new();
    private readonly List<CreateProgress> _progress = [];
    private readonly List<string> _verbose = [];

    public EnvironmentCreatorTests()
    {
        _machine.Set("CONDAENV_TOOL", StandInTool.At("conda"));
        _machine.Set("CONDA_ENVS_DIRS", _machine.At("envs"));
    }

    public void Dispose()
    {
        _tool.Dispose();
        _machine.Dispose();
    }

    [Theory]
    [InlineData("conda", "env create")]
    [InlineData("mamba", "create")]
    [InlineData("micromamba", "create")]
    public void An_environment_file_is_handed_to_each_tool_in_its_words(string name, string verb)
    {
        _machine.Set("CONDAENV_TOOL", StandInTool.At(name));
        CondaEnvCreateResult result = Create(Yaml("  - zlib=1.3\n  - python=3.12\n"));
        Assert.Equal((name, CreateStyle.Friendly, 2, 0), (result.Tool, result.Style, result.PackageCount, result.PipPackageCount));
        Assert.Empty(result.Differences);
        Assert.Equal(["--version"], _tool.Requests[0].Arguments);
        string arguments = string.Join(" ", _tool.Requests[1].Arguments);
        Assert.StartsWith($"{verb} --prefix {result.Prefix} --file ", arguments, StringComparison.Ordinal);
        Assert.Equal(name == "conda", arguments.EndsWith(" --json", StringComparison.Ordinal));
        Assert.Contains(_progress, static p => p.Phase == CreatePhase.Solve);
        Assert.Contains(_progress, p => p.Phase == (name == "conda" ? CreatePhase.Download : CreatePhase.Link));
    }

    [Fact]
    public void A_new_name_goes_where_the_user_may_write_as_with_conda()
    {
        using FakeMachine machine = new(windows: true);
        machine.Install("C/ProgramData/miniconda3");
        string existing = machine.Env("C/ProgramData/miniconda3/envs/shared");
        Assert.Equal(machine.At("C/ProgramData/miniconda3/envs/mine"), PrefixOf(machine, "mine"));
        machine.Protected.Add("C/ProgramData");
        Assert.Equal(machine.At("C/Users/me/.conda/envs/mine"), PrefixOf(machine, "mine"));

        // What is there is meant, whoever may write there.
        Assert.Equal(existing, PrefixOf(machine, "shared"));

        machine.Set("CONDA_ENVS_DIRS", machine.At("D/first") + ";" + machine.At("D/second"));
        machine.Protected.Add("D/first");
        Assert.Equal(machine.At("D/second/mine"), PrefixOf(machine, "mine"));

        // Where nothing may be written, the tool is the one to say so.
        machine.Protected.Add("D");
        machine.Protected.Add("C");
        Assert.Equal(machine.At("D/first/mine"), PrefixOf(machine, "mine"));
    }

    [Theory]
    [InlineData("nul")]
    [InlineData("con")]
    [InlineData("aux.x")]
    [InlineData("lpt1")]
    [InlineData("ends.")]
    public void Names_that_Windows_reserves_are_refused_there(string name)
    {
        using FakeMachine machine = new(windows: true);
        Assert.Equal((CondaErrorKind.SpecInvalid, name), Error(() => PrefixOf(machine, name)));
        Assert.Equal((CondaErrorKind.SpecInvalid, name), Error(() => Creator(machine).RequireFree(Path.Combine(machine.Root, name), force: true)));
        Assert.Equal(name, Path.GetFileName(PrefixOf(_machine, name)));

        static (CondaErrorKind Kind, string? Target) Error(Action action)
        {
            CondaEnvException error = Assert.Throws<CondaEnvException>(action);
            return (error.Kind, error.Target);
        }
    }

    [Fact]
    public void The_system_tells_where_a_folder_may_be_made()
    {
        Assert.True(FolderAccess.IsWritable(_machine.Root));
        Assert.True(FolderAccess.IsWritable(_machine.At("not/there/yet")));
        Assert.False(Directory.Exists(_machine.At("not")));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Permissions are set by mode.");
        Assert.False(FolderAccess.IsWritable("/proc/self/none"));
    }

    private static string PrefixOf(FakeMachine machine, string name) => Creator(machine).PrefixOf(name);

    private static EnvironmentCreator Creator(FakeMachine machine) =>
        new(new EnvironmentService(machine.Machine(), static () => new YamlDotNetReader(), static _ => { }, static _ => { }), null!, static _ => { }, static _ => { });

    [Fact]
    public void No_tool_runs_in_a_folder_of_the_users()
    {
        Create(Yaml("  - zlib=1.3\n"));
        Assert.All(_tool.Requests, static r => Assert.StartsWith(Path.Combine(Path.GetTempPath(), "condaenv-"), r.WorkingDirectory, StringComparison.Ordinal));
        Assert.All(_tool.Requests, static r => Assert.False(Directory.Exists(r.WorkingDirectory), "The workspace is still there."));
    }

    [Fact]
    public void A_record_is_restored_exactly_with_pip_behind_the_tool()
    {
        CondaEnvRecord record = Recorded();
        CondaEnvCreateResult result = Create(File(record.Path), name: "again", strict: true);
        Assert.Equal((CreateStyle.Exact, 2, 1), (result.Style, result.PackageCount, result.PipPackageCount));
        Assert.Empty(result.Differences);
        Assert.Equal(record.Fingerprint, result.Environment!.Fingerprint);
        Assert.Equal(["create", "--prefix", result.Prefix, "--file", Path.Combine(record.Path, "explicit.txt"), "--json"], _tool.Requests[^2].Arguments);
        Assert.Equal(["-I", "-m", "pip", "install", "--no-deps"], _tool.Requests[^1].Arguments.Take(5));
        Assert.Equal(CreatePhase.Pip, _progress[^1].Phase);
    }

    [Fact]
    public void A_lock_is_compared_with_the_environment_that_was_installed()
    {
        string here = Product.MachinePlatform;
        string elsewhere = here == "win-64" ? "linux-64" : "win-64";
        CondaEnvFile file = File(_machine.File("files/pixi.lock", Formats.Locks.LockSelectionTests.PixiText($"other: {elsewhere} zlib xz | this: {here} python zlib")));
        CondaEnvCreateResult result = Create(file, strict: true);
        Assert.Equal((CreateStyle.Exact, 2), (result.Style, result.PackageCount));
        Assert.Empty(result.Differences);
    }

    [Fact]
    public void Which_environment_of_a_lock_is_installed_is_not_guessed()
    {
        string here = Product.MachinePlatform;
        CondaEnvFile file = File(_machine.File("files/pixi.lock", Formats.Locks.LockSelectionTests.PixiText($"py311: {here} python | py312: {here} zlib")));
        Assert.Equal(CondaErrorKind.LockEnvironmentRequired, Fails(file).Kind);
        CondaEnvCreateResult result = Create(new LockSelection("py312").Of(file), strict: true);
        Assert.Equal(1, result.PackageCount);
    }

    [Fact]
    public void The_friendly_file_of_a_record_is_taken_where_the_platform_is_another_or_it_is_asked_for()
    {
        CondaEnvRecord record = Recorded();
        CondaEnvCreateResult asked = Create(File(record.Path), name: "asked", solve: true);
        Assert.Equal(CreateStyle.Friendly, asked.Style);
        Assert.StartsWith("-Solve was given", asked.Reason, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(record.Path, "environment.yml"), _tool.Requests[^1].Arguments);

        _machine.Set("CONDA_SUBDIR", Product.MachinePlatform == "osx-arm64" ? "linux-64" : "osx-arm64");
        CondaEnvCreateResult elsewhere = Create(File(record.Path), name: "elsewhere");
        Assert.Equal(CreateStyle.Friendly, elsewhere.Style);
        Assert.Contains("this machine is", elsewhere.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_has_the_very_archives_and_the_variables()
    {
        CondaEnvironment original = Original();
        CondaEnvCreateResult result = Run(c => c.Create(Request("copy") with { Original = original, Strict = true }, CancellationToken.None));
        Assert.Equal(CreateStyle.Exact, result.Style);
        Assert.Equal(original.Fingerprint, result.Environment!.Fingerprint);
        Assert.Equal("värde", result.Environment.GetVariables()["NAMN"]);
    }

    [Theory]
    [InlineData("exit 1", CondaErrorKind.CondaFailed)]
    [InlineData("exit 130", CondaErrorKind.CondaFailed)]
    [InlineData("hang", CondaErrorKind.CondaTimedOut)]
    public void After_a_failure_the_old_one_stands_as_it_was(string last, object kind)
    {
        string prefix = _machine.Env("envs/made", "==> 2026 <==");
        _tool.Steps = ["half", "err something is wrong", last];
        CondaEnvException error = Fails(Yaml("  - zlib=1.3\n"), force: true, timeout: TimeSpan.FromSeconds(last == "hang" ? 10 : 60));
        Assert.Equal((CondaErrorKind)kind, error.Kind);
        Assert.Contains("something is wrong", error.Message, StringComparison.Ordinal);
        Assert.Contains("was restored", error.Message, StringComparison.Ordinal);
        Assert.Equal(["made"], Entries());
        Assert.Equal(["history"], Directory.EnumerateFiles(Path.Combine(prefix, "conda-meta")).Select(static p => Path.GetFileName(p)));
    }

    [Fact]
    public void After_a_failure_nothing_is_left_of_a_new_one_unless_it_is_to_be_kept()
    {
        _tool.Steps = ["half", "exit 1"];
        Fails(Yaml("  - zlib=1.3\n"));
        Assert.Empty(Entries());
        CondaEnvException error = Fails(Yaml("  - zlib=1.3\n"), keep: true);
        Assert.Equal(["made"], Entries());
        Assert.Contains($"is at '{_machine.At("envs/made")}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_pip_fails_the_environment_goes_too()
    {
        CondaEnvRecord record = Recorded();
        _tool.PipSteps = ["err ERROR: No matching distribution found for nonesuch", "exit 1"];
        CondaEnvException error = Fails(File(record.Path));
        Assert.Equal(CondaErrorKind.CondaFailed, error.Kind);
        Assert.StartsWith("pip failed with exit code 1.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Hint: a package", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("made", Entries());
    }

    [Fact]
    public void When_stopped_all_is_as_it_was()
    {
        string prefix = _machine.Env("envs/made", "==> 2026 <==");
        _tool.Steps = ["half", "out ready", "hang"];
        using CancellationTokenSource stop = new();
        EnvironmentCreator creator = new(Service(), _tool, static _ => { }, line => { if (line == "ready") { stop.Cancel(); } });
        Assert.ThrowsAny<OperationCanceledException>(() => creator.Create(Request("made") with { File = File(Yaml("  - zlib\n")), Force = true }, stop.Token));
        Assert.Equal(["made"], Entries());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(prefix, "conda-meta"), "*.json"));
    }

    [Fact]
    public void An_environment_is_replaced_when_the_new_one_stands_and_not_without_force()
    {
        _machine.Env("envs/made", "==> 2026 <==");
        Assert.Equal(CondaErrorKind.EnvironmentExists, Fails(Yaml("  - zlib=1.3\n")).Kind);
        Assert.Empty(_tool.Requests);
        CondaEnvCreateResult result = Create(Yaml("  - zlib=1.3\n"), force: true);
        Assert.Equal(1, result.PackageCount);
        Assert.Equal(["made"], Entries());
    }

    [Fact]
    public void Base_is_never_replaced_nor_a_folder_that_is_no_environment()
    {
        string root = _machine.Install("home/me/miniforge3");
        Assert.Equal(CondaErrorKind.EnvironmentIsBase, FailsAt(root, CondaErrorKind.EnvironmentIsBase));
        Assert.Equal(CondaErrorKind.NotAnEnvironment, FailsAt(Path.GetDirectoryName(_machine.File("data/precious.csv"))!, CondaErrorKind.NotAnEnvironment));
        Assert.Equal(CondaErrorKind.NotAnEnvironment, FailsAt(_machine.File("data/file"), CondaErrorKind.NotAnEnvironment));
        Assert.Equal(CondaErrorKind.EnvironmentIsBase, Assert.Throws<CondaEnvException>(() => Run(static c => c.PrefixOf("base"))).Kind);
        Assert.Equal(CondaErrorKind.SpecInvalid, Assert.Throws<CondaEnvException>(() => Run(static c => c.PrefixOf("../x"))).Kind);
    }

    [Fact]
    public void A_difference_is_a_row_and_with_strict_an_error_and_no_environment()
    {
        _tool.Steps = ["half"];
        CondaEnvCreateResult result = Create(Yaml("  - zlib=1.3\n  - numpy=2.0\n"));
        Assert.Equal("numpy", Assert.Single(result.Differences).Name);
        Assert.Contains(result.Warnings, static w => w.Contains("differs", StringComparison.Ordinal));
        CondaEnvException error = Fails(Yaml("  - zlib=1.3\n  - numpy=2.0\n"), name: "strict", strict: true);
        Assert.Equal(CondaErrorKind.LossRefused, error.Kind);
        Assert.DoesNotContain("strict", Entries());
    }

    [Fact]
    public void What_the_tool_adds_to_a_file_of_specs_is_no_difference()
    {
        _tool.Steps = ["make"];
        string file = Yaml("  - zlib=1.3\n");
        CondaEnvFile asked = File(file);
        System.IO.File.AppendAllText(file, "  - added=1.0\n");
        CondaEnvCreateResult result = Run(c => c.Create(Request("made") with { File = asked, Strict = true }, CancellationToken.None));
        Assert.Equal(2, result.PackageCount);
        Assert.Empty(result.Differences);
    }

    [Fact]
    public void Who_pins_nothing_is_warned()
    {
        Assert.Contains(Create(Yaml("  - zlib\n")).Warnings, static w => w.Contains("does not pin any package", StringComparison.Ordinal));
        Assert.Empty(Create(Yaml("  - zlib=1.3=0\n"), name: "pinned").Warnings);
    }

    [Fact]
    public void A_leftover_is_named()
    {
        _machine.Env("envs/made.condaenv-old-12345678");
        Assert.Contains(Create(Yaml("  - zlib=1.3=0\n")).Warnings, static w => w.Contains("made.condaenv-old-12345678", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("conda")]
    [InlineData("micromamba")]
    public void A_plan_gives_the_packages_and_makes_nothing(string name)
    {
        _machine.Set("CONDAENV_TOOL", StandInTool.At(name));
        CondaEnvFile file = File(Yaml("  - zlib=1.3\n  - numpy=2.0\n"));
        IReadOnlyList<CondaPackage> plan = Run(c => c.Plan(Request("made") with { File = file }, CancellationToken.None));
        Assert.Equal(["zlib 1.3", "numpy 2.0"], plan.Select(static p => $"{p.Name} {p.Version}"));
        Assert.All(plan, p => Assert.Equal(_machine.At("envs/made"), p.Prefix));
        Assert.False(Directory.Exists(_machine.At("envs")));
    }

    [Fact]
    public void A_plan_of_an_exact_file_is_the_file_where_the_tool_says_nothing()
    {
        CondaEnvRecord record = Recorded();
        IReadOnlyList<CondaPackage> plan = Run(c => c.Plan(Request("made") with { File = File(record.Path) }, CancellationToken.None));
        Assert.Equal(3, plan.Count);
    }

    [Fact]
    public void A_frozen_environment_and_base_are_changed_with_force_only()
    {
        _machine.File("envs/cold/conda-meta/frozen", "{\"message\": \"Do not touch\"}");
        _machine.File("envs/cold/conda-meta/history");
        CondaEnvironment frozen = Service().Locate(_machine.At("envs/cold"));
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => EnvironmentCreator.RequireChangeable(frozen, force: false));
        Assert.Equal(CondaErrorKind.EnvironmentFrozen, error.Kind);
        Assert.Contains("Do not touch", error.Message, StringComparison.Ordinal);
        EnvironmentCreator.RequireChangeable(frozen, force: true);

        CondaEnvironment root = Service().Locate(_machine.Install("home/me/miniforge3"));
        Assert.Equal(CondaErrorKind.EnvironmentIsBase, Assert.Throws<CondaEnvException>(() => EnvironmentCreator.RequireChangeable(root, force: false)).Kind);

        Run(c => c.Remove(frozen, force: true, null, CancellationToken.None));
        Assert.Contains("--override-frozen", _tool.Requests[^1].Arguments);
        Assert.False(Directory.Exists(frozen.Prefix));
    }

    [Fact]
    public void An_update_goes_to_the_tool_and_warns_of_pip()
    {
        CondaEnvironment original = Original();
        CondaEnvFile file = File(Yaml("  - zlib=1.4\n"));
        CondaEnvCreateResult result = Run(c => c.Update(original, Request("original") with { File = file, Prune = true }, CancellationToken.None));
        Assert.Equal(["env", "update", "--prefix", original.Prefix, "--file", file.Path, "--prune", "--json"], _tool.Requests[^1].Arguments);
        Assert.Equal(1, result.PackageCount);
        Assert.Contains(result.Warnings, static w => w.Contains("has pip packages", StringComparison.Ordinal));
    }

    [Fact]
    public void Exact_packages_cannot_prune()
    {
        CondaEnvironment original = Original();
        CondaEnvFile file = File(Recorded().Path);
        Assert.Equal(
            CondaErrorKind.FormatUnsupported,
            Assert.Throws<CondaEnvException>(() => Run(c => c.Update(original, Request("original") with { File = file, Prune = true }, CancellationToken.None))).Kind);
    }

    [Fact]
    public void A_tool_that_says_it_removed_and_did_not_is_not_believed()
    {
        CondaEnvironment original = Original();
        _tool.Steps = ["out done"];
        Assert.Equal(CondaErrorKind.CondaFailed, Assert.Throws<CondaEnvException>(() => Run(c => c.Remove(original, force: false, null, CancellationToken.None))).Kind);
    }

    [Fact]
    public void A_failures_message_has_the_code_the_words_and_the_hint_and_no_secret()
    {
        _tool.Steps = ["out {\"exception_name\": \"PackagesNotFoundError\", \"message\": \"nothing at https://u:geheim@host/t/abc-1/x\"}", "exit 1"];
        CondaEnvException error = Fails(Yaml("  - zlib=1.3\n"));
        Assert.Equal(CondaErrorKind.CondaFailed, error.Kind);
        Assert.StartsWith("conda failed with exit code 1. Its message: nothing at https://host", error.Message, StringComparison.Ordinal);
        Assert.Contains("\nHint: the file names no channel", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc-1", error.Message, StringComparison.Ordinal);
    }

    private string Yaml(string dependencies) => _machine.File("files/environment.yml", "name: made\ndependencies:\n" + dependencies);

    private CondaEnvFile File(string path) => Service().ImportFile(path);

    /// <summary>An environment with two packages of conda, one of pip, and a variable.</summary>
    private CondaEnvironment Original()
    {
        string prefix = _machine.Env("envs/original");
        foreach (string name in (string[])["python", "zlib"])
        {
            string version = name == "python" ? "3.12" : "1.3";
            _machine.File(
                $"envs/original/conda-meta/{name}-{version}-0.json",
                Support.MiniEnv.RecordText(name, version, more: $"\"sha256\": \"{new string('a', 64)}\"").Replace("linux-64", Product.MachinePlatform, StringComparison.Ordinal));
        }

        string site = OperatingSystem.IsWindows() ? "Lib/site-packages" : "lib/python3.12/site-packages";
        _machine.File($"envs/original/{site}/idna-3.10.dist-info/METADATA", "Metadata-Version: 2.1\nName: idna\nVersion: 3.10\n");
        _machine.File($"envs/original/{site}/idna-3.10.dist-info/RECORD", "a.py,,\n");
        _machine.File("envs/original/conda-meta/state", "{\"env_vars\": {\"NAMN\": \"v\\u00e4rde\"}}");
        return Service().Locate(prefix);
    }

    private CondaEnvRecord Recorded()
    {
        EnvironmentService service = Service();
        return service.Record(service.Locate(Original().Prefix), _machine.At("records"), new RecordRequest(), CancellationToken.None);
    }

    private CondaEnvCreateResult Create(string yaml, string name = "made", bool force = false, bool solve = false) => Create(File(yaml), name, force, solve);

    private CondaEnvCreateResult Create(CondaEnvFile file, string name = "made", bool force = false, bool solve = false, bool strict = false) =>
        Run(c => c.Create(Request(name) with { File = file, Force = force, Solve = solve, Strict = strict }, CancellationToken.None));

    private CondaEnvException Fails(string yaml, string name = "made", bool force = false, bool keep = false, bool strict = false, TimeSpan? timeout = null) =>
        Fails(File(yaml), name, force, keep, strict, timeout);

    private CondaEnvException Fails(CondaEnvFile file, string name = "made", bool force = false, bool keep = false, bool strict = false, TimeSpan? timeout = null) =>
        Assert.Throws<CondaEnvException>(() => Run(c => c.Create(Request(name) with { File = file, Force = force, KeepOnFailure = keep, Strict = strict, Timeout = timeout }, CancellationToken.None)));

    private CondaErrorKind FailsAt(string prefix, CondaErrorKind kind)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Run<object>(c => { c.RequireFree(prefix, force: true); return c; }));
        Assert.Equal(kind, error.Kind);
        return error.Kind;
    }

    private CreateRequest Request(string name) => new() { Name = name, Prefix = _machine.At("envs/" + name) };

    private T Run<T>(Func<EnvironmentCreator, T> task) => task(new EnvironmentCreator(Service(), _tool, _progress.Add, _verbose.Add));

    private EnvironmentService Service() => new(_machine.Machine(), static () => new YamlDotNetReader(), static _ => { }, static _ => { });

    private string[] Entries() => Directory.Exists(_machine.At("envs")) ? [.. Directory.EnumerateFileSystemEntries(_machine.At("envs")).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)] : [];
}
