using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Install;
using Xunit;

namespace CondaEnv.Tests.Install;

public sealed class ProcessRunnerTests : IDisposable
{
    private readonly StandInTool _tool = new();
    private readonly List<string> _lines = [];

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Both_streams_are_heard_whole_and_on_the_callers_thread()
    {
        _tool.Steps = ["noise 2000", "out gr\u00fc\u00df dich \u4f60\u597d", "exit 3"];
        HashSet<int> threads = [];
        ProcessOutcome outcome = _tool.Run(
            _tool.Request("conda"), (line, isError) => { threads.Add(Environment.CurrentManagedThreadId); _lines.Add((isError ? "E" : "O") + line); }, static () => { }, CancellationToken.None);
        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(2000, _lines.Count(static l => l.StartsWith("Oout ", StringComparison.Ordinal)));
        Assert.Equal(2000, _lines.Count(static l => l.StartsWith("Eerr ", StringComparison.Ordinal)));
        Assert.Equal("Ogr\u00fc\u00df dich \u4f60\u597d", _lines.Last(static l => l[0] == 'O'));
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with space")]
    [InlineData("")]
    [InlineData("quote\"inside")]
    [InlineData("back\\slash\\")]
    [InlineData("$(touch x) `id` ; rm -rf * %PATH% & 'q'")]
    [InlineData("\u4f60\u597d")]
    public void Arguments_arrive_as_they_are(string argument)
    {
        _tool.Steps = ["args " + _tool.Temp("arguments")];
        Run(_tool.Request("conda", "before", argument, "after"));
        Assert.Equal(["before", argument, "after"], File.ReadAllLines(_tool.Temp("arguments")));
    }

    [Fact]
    public void It_runs_in_the_folder_that_is_given()
    {
        _tool.Steps = ["dir " + _tool.Temp("folder")];
        ProcessRequest request = _tool.Request("conda");
        Run(request);
        Assert.Equal(request.WorkingDirectory, File.ReadAllText(_tool.Temp("folder")));
    }

    [Fact]
    public void Cancelling_ends_the_program_and_what_it_has_started()
    {
        _tool.Steps = ["pid " + _tool.Temp("pid"), "child " + _tool.Temp("child"), "out ready", "hang"];
        using CancellationTokenSource cancel = new();
        Assert.ThrowsAny<OperationCanceledException>(() => _tool.Run(_tool.Request("conda"), (_, _) => cancel.Cancel(), static () => { }, cancel.Token));
        AssertEnded("pid");
        AssertEnded("child");
    }

    [Fact]
    public void Its_time_over_the_program_and_what_it_has_started_are_ended()
    {
        _tool.Steps = ["pid " + _tool.Temp("pid"), "child " + _tool.Temp("child"), "out ready", "hang"];
        ProcessRequest request = _tool.Request("conda");
        ProcessOutcome outcome = _tool.Run(
            new ProcessRequest { FileName = request.FileName, Arguments = [], WorkingDirectory = request.WorkingDirectory, Timeout = TimeSpan.FromSeconds(3) }, Hear, static () => { }, CancellationToken.None);
        Assert.Null(outcome.ExitCode);
        AssertEnded("pid");
        AssertEnded("child");
    }

    /// <summary>A child whose parent has exited is in nobody's tree.</summary>
    [Fact]
    public void Cancelling_also_ends_orphans()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "macOS does not say what a process was started by once its parent has exited.");
        _tool.Steps = ["pid " + _tool.Temp("pid"), "orphan " + _tool.Temp("orphan"), "child " + _tool.Temp("child"), "out ready", "hang"];
        using CancellationTokenSource cancel = new();
        Assert.ThrowsAny<OperationCanceledException>(() => _tool.Run(_tool.Request("conda"), (_, _) => cancel.Cancel(), static () => { }, cancel.Token));
        AssertEnded("pid");
        AssertEnded("orphan");
        AssertEnded("child");
    }

    [Fact]
    public void Lines_are_heard_while_it_runs()
    {
        _tool.Steps = ["out first", "err second", "hang"];
        using CancellationTokenSource cancel = new();
        Assert.ThrowsAny<OperationCanceledException>(() => _tool.Run(_tool.Request("conda"), (line, isError) => { Hear(line, isError); if (_lines.Count == 2) { cancel.Cancel(); } }, static () => { }, cancel.Token));
        Assert.Equal(["first", "second"], _lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whoever_throws_while_hearing_ends_it()
    {
        _tool.Steps = ["pid " + _tool.Temp("pid"), "out ready", "hang"];
        Assert.Throws<InvalidOperationException>(() => _tool.Run(_tool.Request("conda"), static (_, _) => throw new InvalidOperationException(), static () => { }, CancellationToken.None));
        AssertEnded("pid");
    }

    [Fact]
    public void A_child_that_outlives_the_program_holds_nobody_up()
    {
        _tool.Steps = ["child " + _tool.Temp("child"), "out done", "exit 0"];
        ProcessOutcome outcome = _tool.Run(_tool.Request("conda"), Hear, static () => { }, CancellationToken.None);
        using Process child = Process.GetProcessById(int.Parse(File.ReadAllText(_tool.Temp("child")), CultureInfo.InvariantCulture));
        child.Kill();
        child.WaitForExit();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(["done"], _lines);
    }

    [Fact]
    public void Ticks_come_while_it_says_nothing()
    {
        _tool.Steps = ["sleep 1500"];
        int ticks = 0;
        _tool.Run(_tool.Request("conda"), Hear, () => ticks++, CancellationToken.None);
        Assert.True(ticks > 0);
    }

    [Fact]
    public void What_cannot_be_started_is_a_named_error()
    {
        string file = _tool.Temp("conda");
        File.WriteAllText(file, "no program");
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => _tool.Run(
            new ProcessRequest { FileName = file, Arguments = [], WorkingDirectory = Path.GetDirectoryName(file)! }, Hear, static () => { }, CancellationToken.None));
        Assert.Equal(CondaErrorKind.CondaFailed, error.Kind);
        Assert.Equal(file, error.Target);
    }

    private void Run(ProcessRequest request) => Assert.Equal(0, _tool.Run(request, Hear, static () => { }, CancellationToken.None).ExitCode);

    private void Hear(string line, bool isError) => _lines.Add(line);

    /// <summary>Gone, or gone but for the entry that whoever started it has not looked at.</summary>
    private void AssertEnded(string file)
    {
        int id = int.Parse(File.ReadAllText(_tool.Temp(file)), CultureInfo.InvariantCulture);
        try
        {
            using Process process = Process.GetProcessById(id);
            Assert.True(process.WaitForExit(10_000) || process.HasExited, $"The {file} {id} lives.");
        }
        catch (ArgumentException)
        {
            // There is none of that number.
        }
    }
}
