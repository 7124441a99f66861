using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using CondaEnv.Machines.Host;

namespace CondaEnv.Cli;

/// <summary>The process: its streams, its signals, its exit code. Everything else is in <see cref="CommandLine"/>.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        using CancellationTokenSource cancellation = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            // The first Ctrl-C ends the work in order, a file half written included; a second one ends the process.
            context.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        });

        // Not System.Console's writers: the same bytes on every system, whatever its code page. A reader that has
        // gone away (`| head`) is no error to these streams.
        // Not disposed: the run flushes them, and a stream that refuses would do so once more.
        StreamWriter output = Writer(Console.OpenStandardOutput(), 64 * 1024);
        StreamWriter error = Writer(Console.OpenStandardError(), 1024);
        error.AutoFlush = true;
        return CommandLine.Run(args, new Terminal(Machine.Current, output, error, cancellation.Token));
    }

    private static StreamWriter Writer(Stream stream, int bufferSize) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize) { NewLine = "\n" };
}
