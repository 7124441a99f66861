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
/// Runs programs with CliWrap, without a shell: arguments are passed as a list, both output streams are read while the
/// program runs.
/// </summary>
/// <remarks>
/// Only forceful cancellation is used. For a graceful one CliWrap would write a helper program to the disk on Windows,
/// which application control blocks; and it reaches the program alone, not what it has started.
/// </remarks>
internal sealed class CliWrapProcessRunner : IProcessRunner
{
    /// <summary>How long to wait for the output after the program's exit: a child that outlives it may keep the streams open for ever.</summary>
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

            // Whoever waits for a line learns at once that none will come.
            _ = running.Task.ContinueWith(_ => TryDo(lines.CompleteAdding), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return running;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // CliWrap's own sentence guesses at the reason; the system's says it.
            string reason = (e.InnerException ?? e).Message;
            throw new CondaEnvException(CondaErrorKind.CondaFailed, $"'{request.FileName}' could not be started: {reason.TrimEnd('.')}.", request.FileName, e);
        }
    }

    /// <summary>Hands on each line as it comes, until the stream ends or nobody waits for it any more.</summary>
    /// <remarks>
    /// On Windows each stream has a thread of its own: reading a pipe blocks there until something is written, and two such
    /// reads can be all threads that the pool has. Elsewhere the runtime waits without a thread, and disposing a stream would
    /// wait for a read that blocks.
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
            // The program was ended, and its streams with it.
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
            // As asked for; or it exited in the same moment, or the system does not let it be ended. The caller goes on.
        }

        // What was started between the two.
        family.End();
    }

    /// <summary>Does it unless the run is over, and with it the list of lines.</summary>
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
