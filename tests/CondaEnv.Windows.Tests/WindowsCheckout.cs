using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using CondaEnv.Tests.Support;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace CondaEnv.Tests.Windows;

/// <summary>
/// The repository as it lies on a machine of Windows after 'dotnet build': programs for win-x64 in folders that the tests look
/// in, the rest by links. With a Wine prefix of its own; both are thrown away.
/// </summary>
public sealed class WindowsCheckout(IMessageSink messages) : IAsyncLifetime
{
    private static readonly TimeSpan s_buildLimit = TimeSpan.FromMinutes(15);
    private readonly string _root = Directory.CreateTempSubdirectory("condaenv-windows-").FullName;
    private readonly SemaphoreSlim _once = new(1);
    private readonly Dictionary<string, Task> _made = new(StringComparer.Ordinal);
    private Wine? _wine;
    private int _passed;
    private int _failed;
    private int _skipped;

    /// <summary>Root of the repository.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Fixtures.Root, "..", ".."));

    /// <summary>Which part of the leg is wanted: <c>CONDAENV_WINE</c>.</summary>
    public static string Wanted => Environment.GetEnvironmentVariable("CONDAENV_WINE") ?? "0";

    internal Wine Wine => _wine ?? throw new InvalidOperationException("Wine is not there.");

    /// <summary>A path in the checkout, as this system spells it.</summary>
    public string At(string path) => Path.Combine(_root, path);

    /// <summary>Why nothing can be run here; null if it can.</summary>
    public static string? Absent { get; } =
        !OperatingSystem.IsLinux() ? "the tests run without Wine on Windows, and not with it on macOS"
        : Wanted == "0" ? "CONDAENV_WINE is not set to 'core' or 'full'"
        : Wine.Find() is null ? "wine64 is not installed"
        : null;

    public async ValueTask InitializeAsync()
    {
        if (Absent is not null)
        {
            if (OperatingSystem.IsLinux())
            {
                messages.OnMessage(new DiagnosticMessage($"Not tested: the Windows build under Wine, because {Absent}."));
            }

            return;
        }

        if (Wanted != "full")
        {
            messages.OnMessage(new DiagnosticMessage("Not tested: the Pester suite under Wine, which takes a quarter of an hour. Set CONDAENV_WINE to 'full' to run it."));
        }

        string prefix = Directory.CreateDirectory(At("wine")).FullName;
        _wine = new Wine(Wine.Find()!, prefix, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["WINEPREFIX"] = prefix,
            ["WINEDEBUG"] = "-all",
            // No menus for the user's desktop. mscoree must stay: Wine loads no assembly without it.
            ["WINEDLLOVERRIDES"] = "winemenubuilder.exe=d",
            // Without it the runtime dies under Wine, sooner or later.
            ["DOTNET_EnableWriteXorExecute"] = "0",
            ["DOTNET_ROOT"] = Wine.PathOf(At("dotnet")),
            // 'dotnet test' sets this one for its own runtime, and it comes first.
            ["DOTNET_ROOT_X64"] = Wine.PathOf(At("dotnet")),
            ["NO_COLOR"] = "1",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["POWERSHELL_UPDATECHECK"] = "Off",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        });
        using Heartbeat heartbeat = new("Wine prefix");
        (int? exitCode, string output) = await Wine.RunAsync(TimeSpan.FromMinutes(5), CancellationToken.None, "wineboot", "-i");
        Assert.True(exitCode == 0, output);

        // Its default is Windows 7, which .NET no longer knows.
        (exitCode, output) = await Wine.RunAsync(TimeSpan.FromMinutes(2), CancellationToken.None, "reg", "add", @"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f");
        Assert.True(exitCode == 0, output);
        string tests = Directory.CreateDirectory(At("tests")).FullName;
        foreach (string data in (string[])["tests/fixtures", "tests/pester", "tests/schemas", "tests/rattler", "tests/graphviz", "module", "en-US", "CondaEnv.psd1", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "src"])
        {
            if (Path.Exists(Path.Combine(Repository, data)))
            {
                File.CreateSymbolicLink(At(data), Path.Combine(Repository, data));
            }
        }

        Assert.True(Directory.Exists(Path.Combine(tests, "pester")));
    }

    /// <summary>The tests of the core with their runner, and the stand-in with a runtime to share.</summary>
    public Task MakeCoreTestsAsync(CancellationToken cancellation) => OnceAsync("core", async () =>
    {
        await MakeStandInAsync(cancellation);
        await DotNetAsync("publish", "tests/CondaEnv.WindowsRunner", cancellation, "--self-contained", "--output", At("tests/runner"));
    });

    /// <summary>PowerShell with Pester, and the stand-in.</summary>
    public Task MakePowerShellAsync(CancellationToken cancellation) => OnceAsync("PowerShell", async () =>
    {
        await MakeStandInAsync(cancellation);

        // Where run.ps1 looks for the modules that the build has laid beside the program.
        string host = At("tests/CondaEnv.PowerShell/bin/Debug/net10.0/win-x64");
        await DotNetAsync("publish", "tests/CondaEnv.PowerShell", cancellation, "--self-contained", "--output", host);
        Copy(Path.Combine(Repository, "tests/CondaEnv.PowerShell/bin/Debug/net10.0/win-x64/Modules"), Path.Combine(host, "Modules"));
        await File.WriteAllTextAsync(Path.Combine(host, "powershell.config.json"), """{"Microsoft.PowerShell:ExecutionPolicy":"Bypass"}""", cancellation);
    });

    /// <summary>Adds to what the end of the run says of the Pester suite.</summary>
    public void Count(int passed, int failed, int skipped) => (_passed, _failed, _skipped) = (_passed + passed, _failed + failed, _skipped + skipped);

    public async ValueTask DisposeAsync()
    {
        if (_passed + _failed > 0)
        {
            messages.OnMessage(new DiagnosticMessage($"Pester in PowerShell, Windows build under Wine: {_passed} passed, {_failed} failed, {_skipped} skipped"));
        }

        if (_wine is not null)
        {
            await _wine.EndAsync();
        }

        _once.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private Task MakeStandInAsync(CancellationToken cancellation) => OnceAsync("stand-in", async () =>
    {
        // Only a restore for a self-contained program fetches the package of the runtime.
        (int? exitCode, string output) = await Wine.StartAsync(
            s_buildLimit, cancellation, ["dotnet", "restore", Path.Combine(Repository, "tests/CondaEnv.StandIn"), "--runtime", "win-x64", "--verbosity", "quiet", "-p:SelfContained=true"]);
        Assert.True(exitCode == 0, $"dotnet restore ended with exit code {exitCode}.\n{output}");
        await DotNetAsync("build", "tests/CondaEnv.StandIn", cancellation, "--self-contained", "false", "--output", At("tests/CondaEnv.StandIn/bin/Debug/net10.0"));

        // The stand-in starts by the runtime of the machine, as it does everywhere; here it is laid out from the runtime's package.
        string packages = typeof(WindowsCheckout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "Packages").Value!;
        string package = Directory.EnumerateDirectories(Path.Combine(packages, "microsoft.netcore.app.runtime.win-x64"), "10.*").OrderBy(static d => Version.Parse(Path.GetFileName(d))).Last();
        string version = Path.GetFileName(package);
        string runtime = Path.Combine(package, "runtimes", "win-x64");
        string shared = At($"dotnet/shared/Microsoft.NETCore.App/{version}");
        Copy(Path.Combine(runtime, "lib", "net10.0"), shared);
        Copy(Path.Combine(runtime, "native"), shared);
        string resolver = Directory.CreateDirectory(At($"dotnet/host/fxr/{version}")).FullName;
        File.Copy(Path.Combine(runtime, "native", "hostfxr.dll"), Path.Combine(resolver, "hostfxr.dll"));
    });

    private async Task DotNetAsync(string verb, string project, CancellationToken cancellation, params string[] options)
    {
        // Analysed by the ordinary build already.
        (int? exitCode, string output) = await Wine.StartAsync(
            s_buildLimit, cancellation, ["dotnet", verb, Path.Combine(Repository, project), "--configuration", "Debug", "--runtime", "win-x64", "--verbosity", "quiet", "-p:RunAnalyzers=false", .. options]);
        Assert.True(exitCode == 0, $"dotnet {verb} {project} ended with exit code {exitCode}.\n{output}");
    }

    private async Task OnceAsync(string what, Func<Task> make)
    {
        Task? task;
        await _once.WaitAsync();
        try
        {
            if (!_made.TryGetValue(what, out task))
            {
                _made[what] = task = make();
            }
        }
        finally
        {
            _once.Release();
        }

        await task;
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
