using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using CondaEnv.Machines.Host;

namespace CondaEnv.Cli;

/// <summary>The process: its streams, signals and exit code. Everything else is in <see cref="CommandLine"/>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        using CancellationTokenSource cancellation = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            // The first Ctrl+C stops the work in an orderly way, even while a file is being written; the second one
            // terminates the process.
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        });

        // System.Console's writers are not used, so that the bytes are the same on every system and with any code page.
        // These streams ignore a reader that has closed its end (`| head`). They are not disposed: the run flushes
        // them, and disposing a failed stream would fail again.
        StreamWriter output = Writer(Console.OpenStandardOutput(), 64 * 1024);
        StreamWriter error = Writer(Console.OpenStandardError(), 1024);
        error.AutoFlush = true;
        return CommandLine.Run(args, new Terminal(Machine.Current, output, error, cancellation.Token));
    }

    private static StreamWriter Writer(Stream stream, int bufferSize) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize) { NewLine = "\n" };
}
