using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using CondaEnv.Install;
using Medallion.Shell;

namespace CondaEnv.Adapters;

/// <summary>Runs programs with MedallionShell, which passes arguments on as they are and reads both streams at once.</summary>
/// <remarks>
/// What MedallionShell ends when it cancels is the program alone; conda's children (pip, compilers, post-link scripts)
/// would live on. So the whole tree is ended here.
/// </remarks>
internal sealed class MedallionProcessRunner : IProcessRunner
{
    /// <summary>How long a stream may stay open behind the end of its program: a child that outlives it may hold it for ever.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public ProcessOutcome Run(ProcessRequest request, Action<string, bool> line, Action tick, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Stopwatch watch = Stopwatch.StartNew();
        using BlockingCollection<(string Line, bool IsError)> lines = new(new ConcurrentQueue<(string, bool)>());
        using Command command = Start(request);
        bool ended = false;
        try
        {
            command.StandardInput.Dispose();
            Task reading = Task.WhenAll(Read(command.StandardOutput, lines, isError: false), Read(command.StandardError, lines, isError: true));
            Stopwatch? afterEnd = null;
            while (!reading.IsCompleted || lines.Count > 0)
            {
                if (lines.TryTake(out (string Line, bool IsError) heard, (int)s_tick.TotalMilliseconds, cancellation))
                {
                    line(heard.Line, heard.IsError);
                }
                else
                {
                    tick();
                }

                if (request.Timeout is { } timeout && watch.Elapsed >= timeout && !command.Process.HasExited)
                {
                    return new ProcessOutcome(null);
                }

                if (command.Process.HasExited)
                {
                    afterEnd ??= Stopwatch.StartNew();
                    if (lines.Count == 0 && afterEnd.Elapsed > s_patience)
                    {
                        break;
                    }
                }
            }

            while (!command.Process.WaitForExit((int)s_tick.TotalMilliseconds))
            {
                cancellation.ThrowIfCancellationRequested();
                if (request.Timeout is { } timeout && watch.Elapsed >= timeout)
                {
                    return new ProcessOutcome(null);
                }
            }

            ended = true;
            return new ProcessOutcome(command.Process.ExitCode);
        }
        finally
        {
            if (!ended)
            {
                ProcessTree.End(command.Process);
            }

            // Readers that still wait for a line find this, and stop.
            lines.CompleteAdding();
        }
    }

    private static Command Start(ProcessRequest request)
    {
        try
        {
            return Command.Run(request.FileName, request.Arguments.Cast<object>(), options => options
                .WorkingDirectory(request.WorkingDirectory)
                .EnvironmentVariables(request.Variables)
                .Encoding(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
                .ThrowOnError(false)
                .DisposeOnExit(false)
                .StartInfo(static info => info.CreateNoWindow = true));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new CondaEnvException(CondaErrorKind.CondaFailed, $"'{request.FileName}' could not be started: the system says \"{e.Message}\".", request.FileName, e);
        }
    }

    private static Task Read(TextReader reader, BlockingCollection<(string Line, bool IsError)> lines, bool isError) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                while (reader.ReadLine() is { } text)
                {
                    lines.Add((text, isError));
                }
            }
            catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
            {
                // The program was ended, and its streams with it; or nobody listens any more.
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
