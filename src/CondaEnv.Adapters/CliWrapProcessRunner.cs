using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CliWrap;
using CondaEnv.Install;

namespace CondaEnv.Adapters;

/// <summary>
/// Runs programs with CliWrap, without a shell: arguments are passed as a list, and both output streams are read while
/// the program runs.
/// </summary>
/// <remarks>
/// Only forceful cancellation is used. For graceful cancellation on Windows, CliWrap would write a helper program to
/// disk, which application control blocks, and it would only reach the program itself, not its child processes.
/// </remarks>
internal sealed class CliWrapProcessRunner : IProcessRunner
{
    /// <summary>
    /// Time to wait for output after the program has exited; a child process that is still running may keep the streams
    /// open forever.
    /// </summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private static readonly bool s_isWindows = Path.DirectorySeparatorChar == '\\';

    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public ProcessOutcome Run(ProcessRequest request, Action<string, bool> line, Action tick, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Stopwatch watch = Stopwatch.StartNew();
        using ProcessFamily family = new();
        using BlockingCollection<(string Line, bool IsError)> lines = new(new ConcurrentQueue<(string, bool)>());
        using CancellationTokenSource kill = new();
        TaskCompletionSource<bool> enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CommandTask<CommandResult> running = Start(request, family, lines, enough.Task, kill.Token);
        bool ended = false;
        try
        {
            family.Adopt(running.ProcessId);
            Stopwatch? afterExit = null;
            while (!running.Task.IsCompleted || lines.Count > 0)
            {
                if (lines.TryTake(out (string Line, bool IsError) heard, (int)s_tick.TotalMilliseconds, cancellation))
                {
                    line(heard.Line, heard.IsError);
                }
                else if (!running.Task.IsCompleted)
                {
                    tick();
                }

                bool exited = running.Task.IsCompleted || family.HasExited;
                if (!exited && request.Timeout is { } timeout && watch.Elapsed >= timeout)
                {
                    return new ProcessOutcome(null);
                }

                if (exited)
                {
                    afterExit ??= Stopwatch.StartNew();
                    if (lines.Count == 0 && afterExit.Elapsed > s_patience)
                    {
                        enough.TrySetResult(true);
                    }
                }
            }

            ProcessOutcome outcome = new(running.Task.GetAwaiter().GetResult().ExitCode);
            ended = true;
            return outcome;
        }
        finally
        {
            if (!ended)
            {
                End(family, running.Task, kill);
            }

            enough.TrySetResult(true);
            lines.CompleteAdding();
        }
    }

    private static CommandTask<CommandResult> Start(
        ProcessRequest request, ProcessFamily family, BlockingCollection<(string Line, bool IsError)> lines, Task enough, CancellationToken kill)
    {
        Dictionary<string, string?> variables = new(StringComparer.Ordinal) { [ProcessFamily.Variable] = family.Id };
        foreach (KeyValuePair<string, string> variable in request.Variables)
        {
            variables[variable.Key] = variable.Value;
        }

        try
        {
            CommandTask<CommandResult> running = Cli.Wrap(request.FileName)
                .WithArguments(request.Arguments)
                .WithWorkingDirectory(request.WorkingDirectory)
                .WithEnvironmentVariables(variables)
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(Lines(lines, isError: false, enough))
                .WithStandardErrorPipe(Lines(lines, isError: true, enough))
                .ExecuteAsync(kill);

            // The consumer of lines learns immediately that there will be no more.
            _ = running.Task.ContinueWith(_ => TryDo(lines.CompleteAdding), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return running;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // CliWrap's own message only guesses the reason; that of the system contains it.
            string reason = (e.InnerException ?? e).Message;
            throw new CondaEnvException(CondaErrorKind.CondaFailed, $"'{request.FileName}' could not be started: {reason.TrimEnd('.')}.", request.FileName, e);
        }
    }

    /// <summary>Forwards each line until the stream ends or the consumer stops.</summary>
    /// <remarks>
    /// On Windows, each stream has its own thread: reading a pipe blocks there until something is written, and two such
    /// reads may use all threads of the pool. On other systems, the runtime waits without a thread, and disposing a
    /// stream would wait for a blocking read.
    /// </remarks>
    private static PipeTarget Lines(BlockingCollection<(string Line, bool IsError)> lines, bool isError, Task enough)
    {
        void Add(string text) => TryDo(() => lines.Add((text, isError)));
        PipeTarget delegated = PipeTarget.ToDelegate(Add, s_utf8);
        return PipeTarget.Create((stream, token) => Task.WhenAny(
            s_isWindows
                ? Task.Factory.StartNew(() => Read(stream, Add), token, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                : delegated.CopyFromAsync(stream, token),
            enough));
    }

    private static void Read(Stream stream, Action<string> hand)
    {
        try
        {
            using StreamReader reader = new(stream, s_utf8, detectEncodingFromByteOrderMarks: false, bufferSize: 1024, leaveOpen: true);
            while (reader.ReadLine() is { } text)
            {
                hand(text);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The program was stopped, which closed its streams.
        }
    }

    private static void End(ProcessFamily family, Task running, CancellationTokenSource kill)
    {
        family.End();
        try
        {
            kill.Cancel();
            running.Wait(s_patience);
        }
        catch (AggregateException)
        {
            // The process was canceled as intended, exited at the same moment, or cannot be stopped. The caller
            // continues.
        }

        // Stop processes that were started in between.
        family.End();
    }

    /// <summary>Runs the action unless the run has finished and the list of lines was disposed.</summary>
    private static void TryDo(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException)
        {
        }
    }
}
