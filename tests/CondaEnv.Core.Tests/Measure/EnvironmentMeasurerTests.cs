using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Foundation.Disk;
using CondaEnv.Measure;
using CondaEnv.Tests.Machines;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Measure;

public sealed class EnvironmentMeasurerTests : IDisposable
{
    private static readonly bool s_isLinux = Path.DirectorySeparatorChar == '/' && Directory.Exists("/proc/self");

    private readonly FakeMachine _machine = new();
    private readonly List<CondaEnvException> _problems = [];
    private readonly List<string> _verbose = [];

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_size_is_that_of_du()
    {
        string env = _machine.Env("home/me/.conda/envs/e");
        Assert.SkipUnless(s_isLinux, "du of Linux prints bytes.");
        Fill(env);
        CondaEnvMeasure measure = Measure(env);
        Assert.Equal(DuOf(env), measure.Size);
        Assert.Equal(measure.Size, measure.ExclusiveSize);
        Assert.Equal(11, measure.FileCount);

        // The sparse file is a gigabyte long.
        Assert.InRange(measure.Size, 3 * 100_000, 1 << 20);
        Assert.Equal((0, 0), (measure.SharedWithCache, measure.SharedWithOthers));
        Assert.Empty(_problems);
        Assert.True(SpecialFiles.Run("rm", "-r", env));
    }

    [Fact]
    public void Links_are_counted_over_environments_and_caches()
    {
        _machine.Install("home/me/miniconda3");
        _machine.File("home/me/miniconda3/conda-meta/conda-26.7.1-py313_0.json", MiniEnv.RecordText("conda", "26.7.1", "py313_0"));
        string one = _machine.Env("home/me/miniconda3/envs/one");
        string two = _machine.Env("home/me/miniconda3/envs/two");
        string cache = _machine.At("home/me/miniconda3/pkgs");
        Dictionary<string, long> size = [];
        foreach ((string name, int length) in new[] { ("cached", 100_000), ("both", 200_000), ("other", 300_000), ("inside", 400_000), ("single", 500_000), ("outside", 600_000) })
        {
            string file = Write(Path.Combine(one, "lib", name), length);
            size[name] = Sizes.OnDisk(file, length);
        }

        HardLinks.Create(Path.Combine(cache, "x-1-0", "cached"), Path.Combine(one, "lib", "cached"));
        HardLinks.Create(Path.Combine(cache, "x-1-0", "both"), Path.Combine(one, "lib", "both"));
        HardLinks.Create(Path.Combine(two, "lib", "both"), Path.Combine(one, "lib", "both"));
        HardLinks.Create(Path.Combine(two, "lib", "other"), Path.Combine(one, "lib", "other"));
        HardLinks.Create(Path.Combine(one, "bin", "inside"), Path.Combine(one, "lib", "inside"));
        HardLinks.Create(_machine.At("elsewhere/outside"), Path.Combine(one, "lib", "outside"));

        EnvironmentService service = Service();
        CondaEnvMeasure measure = Measure(one, service);
        Assert.Equal(size["cached"] + size["both"], measure.SharedWithCache);
        Assert.Equal(size["both"] + size["other"], measure.SharedWithOthers);
        Assert.Equal(measure.Size - size["cached"] - size["both"] - size["other"] - size["outside"], measure.ExclusiveSize);
        Assert.Equal(8, measure.FileCount);
        Assert.InRange(measure.CacheSize, size["cached"] + size["both"], size["cached"] + size["both"] + (64 * 1024));

        CondaEnvMeasure other = Measure(two, service);
        Assert.Equal((size["both"], size["both"] + size["other"]), (other.SharedWithCache, other.SharedWithOthers));
        Assert.Equal(measure.CacheSize, other.CacheSize);

        // Each folder is walked once, and the base environment contains neither the others nor the cache.
        CondaEnvMeasure root = Measure(_machine.At("home/me/miniconda3"), service);
        Assert.Equal((2, 0), (root.FileCount, root.SharedWithOthers));
        Assert.InRange(root.Size, 0, 64 * 1024);
        Assert.Equal(_verbose.Where(static v => v.StartsWith("Walking", StringComparison.Ordinal)).Distinct(), _verbose.Where(static v => v.StartsWith("Walking", StringComparison.Ordinal)));
        Assert.Empty(_problems);
    }

    [Fact]
    public void Other_environments_are_walked_only_if_they_may_have_links()
    {
        _machine.Install("home/me/miniconda3");
        string one = _machine.Env("home/me/miniconda3/envs/one");
        _machine.Env("home/me/miniconda3/envs/two");
        HardLinks.Create(_machine.At("home/me/miniconda3/pkgs/x-1-0/a"), Write(Path.Combine(one, "a"), 10));
        Measure(one);
        Assert.DoesNotContain(_verbose, static v => v.StartsWith("Walking", StringComparison.Ordinal) && v.Contains("two", StringComparison.Ordinal));

        HardLinks.Create(_machine.At("elsewhere/b"), Write(Path.Combine(one, "b"), 10));
        Measure(one);
        Assert.Contains(_verbose, static v => v.StartsWith("Walking", StringComparison.Ordinal) && v.Contains("two", StringComparison.Ordinal));
    }

    [Fact]
    public void Caches_are_where_the_settings_say_too()
    {
        _machine.File("home/me/.condarc", $"pkgs_dirs: [{_machine.At("shared/pkgs").Replace('\\', '/')}]");
        string env = _machine.Env("home/me/.conda/envs/e");
        HardLinks.Create(_machine.At("shared/pkgs/x-1-0/a"), Write(Path.Combine(env, "a"), 100_000));
        HardLinks.Create(_machine.At("home/me/.cache/rattler/cache/pkgs/x-1-0/b"), Write(Path.Combine(env, "b"), 200_000));
        Assert.Equal(Sizes.OnDisk(Path.Combine(env, "a"), 100_000) + Sizes.OnDisk(Path.Combine(env, "b"), 200_000), Measure(env).SharedWithCache);
    }

    [Fact]
    [Trait("User", "Ordinary")]
    public void A_folder_without_permission_is_a_problem_and_the_rest_is_counted()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Permissions are set by mode.");
            return;
        }

        Assert.SkipWhen(Environment.UserName == "root", "The superuser may read everything.");
        string env = _machine.Env("home/me/.conda/envs/e");
        Write(Path.Combine(env, "locked", "a"), 100_000);
        Write(Path.Combine(env, "b"), 200_000);
        File.SetUnixFileMode(Path.Combine(env, "locked"), UnixFileMode.None);
        try
        {
            CondaEnvMeasure measure = Measure(env);
            CondaEnvException problem = Assert.Single(_problems);
            Assert.Equal((CondaErrorKind.AccessDenied, Path.Combine(env, "locked")), (problem.Kind, problem.Target));
            Assert.Equal(2, measure.FileCount);
            Assert.InRange(measure.Size, 200_000, 299_999);
        }
        finally
        {
            File.SetUnixFileMode(Path.Combine(env, "locked"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void A_pipe_is_counted_and_never_opened()
    {
        string env = _machine.Env("home/me/.conda/envs/e");
        SpecialFiles.Fifo(Path.Combine(env, "pipe"));
        SpecialFiles.Fifo(Path.Combine(env, "conda-meta", "pipe"));
        Assert.Equal(3, Measure(env).FileCount);
        Assert.Empty(_problems);
    }

    [Fact]
    public void The_recorded_size_is_that_of_conda()
    {
        const string history = "==> 2026-01-02 03:04:05 <==\n";
        string env = _machine.Env("home/me/.conda/envs/e", history);
        Write(Path.Combine(env, "lib", "unsized"), 1000);
        Write(_machine.At("home/me/.conda/envs/secret"), 1 << 20);
        string record = MiniEnv.RecordText("a", more: """
            "paths_data": { "paths_version": 1, "paths": [
              { "_path": "lib/a", "path_type": "hardlink", "size_in_bytes": 20 },
              { "path_type": "softlink", "size_in_bytes": 300, "_path": "lib/b" },
              { "_path": "lib", "path_type": "directory", "size_in_bytes": 4000 },
              { "_path": "lib/unsized", "path_type": "hardlink" },
              { "_path": "lib/gone", "path_type": "hardlink", "size_in_bytes": null },
              { "_path": "../secret", "path_type": "hardlink" } ] }
            """);
        _machine.File("home/me/.conda/envs/e/conda-meta/a-1.0-0.json", record);
        string old = MiniEnv.RecordText("b", files: "\"lib/unsized\"");
        _machine.File("home/me/.conda/envs/e/conda-meta/b-1.0-0.json", old);
        _machine.File("home/me/.conda/envs/e/conda-meta/c-1.0-0.json", "{ \"name\": ");
        Assert.Equal(history.Length + record.Length + 20 + 1000 + old.Length + 1000, Measure(env).RecordedSize);
        Assert.Equal(CondaErrorKind.RecordInvalid, Assert.Single(_problems).Kind);
    }

    [Fact]
    public void Pip_packages_have_what_they_list()
    {
        string env = _machine.Env("home/me/.conda/envs/e");
        _machine.File("home/me/.conda/envs/e/conda-meta/python-3.12.4-h0_cpython.json", MiniEnv.RecordText("python", "3.12.4", "h0_cpython"));
        string site = Path.Combine(env, "lib", "python3.12", "site-packages");
        long size = 0;
        foreach ((string name, int length) in new[] { ("p.py", 100_000), ("a,b.py", 200_000) })
        {
            size += Sizes.OnDisk(Write(Path.Combine(site, name), length), length);
        }

        Write(Path.Combine(site, "other.py"), 300_000);
        Write(_machine.At("home/me/.conda/envs/secret"), 400_000);
        string record = "p.py,,\n\"a,b.py\",sha256=x,3\np.py,,\ngone.py,,\n../../../../secret,,\n";
        size += Sizes.OnDisk(_machine.File("home/me/.conda/envs/e/lib/python3.12/site-packages/p-1.dist-info/RECORD", record), record.Length);
        _machine.File("home/me/.conda/envs/e/lib/python3.12/site-packages/p-1.dist-info/METADATA", "Name: p\nVersion: 1\n");
        Assert.Equal(size, Measure(env).PipSize);
    }

    [Fact]
    public void The_last_use_is_the_newest_trace()
    {
        string env = _machine.Env("home/me/.conda/envs/e");
        string site = Path.Combine(env, "lib", "python3.12", "site-packages");
        Directory.CreateDirectory(Path.Combine(site, "p", "__pycache__"));
        Directory.CreateDirectory(Path.Combine(site, "p-1.dist-info"));
        DateTime day = new(2020, 1, 1, 12, 0, 0, DateTimeKind.Local);
        foreach (string folder in new[] { site, Path.Combine(site, "p-1.dist-info"), Path.Combine(site, "p", "__pycache__") })
        {
            Directory.SetLastWriteTime(folder, day);
        }

        string history = Path.Combine(env, "conda-meta", "history");
        File.SetLastWriteTime(history, day.AddDays(1));
        Assert.Equal((day.AddDays(1), UseEvidence.History), Use(env));

        Directory.SetLastWriteTime(Path.Combine(site, "p-1.dist-info"), day.AddDays(2));
        Assert.Equal((day.AddDays(2), UseEvidence.SitePackages), Use(env));

        Directory.SetLastWriteTime(Path.Combine(site, "p", "__pycache__"), day.AddDays(3));
        Assert.Equal((day.AddDays(3), UseEvidence.Bytecode), Use(env));

        string python = Write(Path.Combine(env, _machine.Machine().IsWindows ? "python.exe" : "bin/python"), 10);
        File.SetLastWriteTime(python, day);
        File.SetLastAccessTime(python, day.AddDays(4));
        Footprint footprint = Footprint.Of([env], [], null, CancellationToken.None);
        Assert.Equal((day.AddDays(4), UseEvidence.Interpreter), LastUse.Of(env, footprint, day, keepsAccessTimes: true));
        Assert.Equal((day.AddDays(3), UseEvidence.Bytecode), LastUse.Of(env, footprint, day, keepsAccessTimes: false));

        // A time before the last write is that of the copy, not of a use.
        File.SetLastWriteTime(python, day.AddDays(5));
        File.SetLastAccessTime(python, day.AddDays(4));
        Assert.Equal((day.AddDays(3), UseEvidence.Bytecode), LastUse.Of(env, footprint, day, keepsAccessTimes: true));
    }

    [Fact]
    public void A_hard_link_of_the_interpreter_elsewhere_tells_nothing()
    {
        string env = _machine.Env("home/me/.conda/envs/e");
        string python = Write(Path.Combine(env, "bin", "python"), 10);
        DateTime day = new(2020, 1, 1, 12, 0, 0, DateTimeKind.Local);
        File.SetLastWriteTime(python, day);
        File.SetLastAccessTime(python, day.AddDays(1));
        HardLinks.Create(Path.Combine(env, "bin", "python3"), python);
        Assert.Equal(UseEvidence.Interpreter, LastUse.Of(env, Footprint.Of([env], [], null, CancellationToken.None), null, keepsAccessTimes: true)?.Evidence);

        HardLinks.Create(_machine.At("elsewhere/python"), python);
        Assert.Null(LastUse.Of(env, Footprint.Of([env], [], null, CancellationToken.None), null, keepsAccessTimes: true));
    }

    [Fact]
    public void It_can_be_canceled()
    {
        string env = _machine.Env("home/me/.conda/envs/e");
        using CancellationTokenSource cancellation = new();
        EnvironmentService service = Service();
        CondaEnvironment environment = service.Locate(env);
        service.Packages(environment, CancellationToken.None);
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => service.Measure(environment, progress: null, cancellation.Token));
    }

    [Fact]
    public void What_stops_progress_stops_the_walk()
    {
        for (int i = 0; i < 50; i++)
        {
            Write(_machine.At($"x/{i}/{i}/a"), 1);
        }

        int calls = 0;
        Assert.Throws<InvalidTimeZoneException>(() => Footprint.Of([_machine.At("x")], [], (_, _) => throw new InvalidTimeZoneException($"{++calls}"), CancellationToken.None));
        Assert.Equal(1, calls);
    }

    private static void Fill(string env)
    {
        string file = Write(Path.Combine(env, "lib", "a"), 100_000);
        HardLinks.Create(Path.Combine(env, "bin", "a"), file);
        HardLinks.Create(Path.Combine(env, "lib", "deep", "er", "a"), file);
        Write(Path.Combine(env, "lib", "ü", "b"), 200_001);
        Write(Path.Combine(env, "empty"), 0);
        SpecialFiles.Sparse(Path.Combine(env, "lib", "sparse"));
        Directory.CreateDirectory(Path.Combine(env, "lib", "none"));
        Assert.True(SpecialFiles.Run("ln", "-s", "a", Path.Combine(env, "lib", "short")));
        Assert.True(SpecialFiles.Run("ln", "-s", new string('x', 200), Path.Combine(env, "lib", "long")));
        Assert.True(SpecialFiles.Run("ln", "-s", "..", Path.Combine(env, "lib", "loop")));

        // Names in Latin-1, which .NET cannot spell.
        string script = Path.Combine(env, "empty");
        File.WriteAllText(script, $"cd '{env}' && mkdir \"$(printf 'l\\351')\" && echo text > \"$(printf 'l\\351/m\\351')\"\n");
        Assert.True(SpecialFiles.Run("sh", script));
        File.WriteAllText(script, "");
    }

    private static string Write(string path, int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        byte[] data = new byte[length];
        new Random(length).NextBytes(data);
        File.WriteAllBytes(path, data);
        return path;
    }

    private static long DuOf(string folder)
    {
        using System.Diagnostics.Process du = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("du", $"-s --block-size=1 \"{folder}\"") { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = du.StandardOutput.ReadToEnd();
        du.WaitForExit();
        return long.Parse(output.Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static (DateTime, UseEvidence) Use(string env) =>
        LastUse.Of(env, Footprint.Of([env], [], null, CancellationToken.None), File.GetLastWriteTime(Path.Combine(env, "conda-meta", "history")), keepsAccessTimes: false)!.Value;

    private EnvironmentService Service() => new(_machine.Machine(), static () => new YamlDotNetReader(), _problems.Add, _verbose.Add);

    private CondaEnvMeasure Measure(string prefix, EnvironmentService? service = null)
    {
        service ??= Service();
        return service.Measure(service.Locate(prefix), progress: null, CancellationToken.None);
    }

    private static class Sizes
    {
        /// <summary>What a file takes, which is more than its length; not computed by the code under test where du can.</summary>
        public static long OnDisk(string file, int length)
        {
            long size = s_isLinux ? DuOf(file) : DiskStatus.Of(file)!.Value.Allocated;
            Assert.InRange(size, length, length + (64 * 1024));
            return size;
        }
    }
}
