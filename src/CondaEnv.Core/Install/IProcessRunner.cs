using System;
using System.Collections.Generic;
using System.Threading;

namespace CondaEnv.Install;

/// <summary>A program to run.</summary>
internal sealed class ProcessRequest
{
    /// <summary>Full path of the executable.</summary>
    public required string FileName { get; init; }

    /// <summary>The arguments, each as the program should receive it.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Working directory of the program.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Environment variables to set, in addition to those of this process.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>Time limit after which the program is stopped; null for none.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How a program exited.</summary>
/// <param name="ExitCode">Exit code of the program; null if it was stopped because of the time limit.</param>
internal readonly record struct ProcessOutcome(int? ExitCode);

/// <summary>Runs programs. An interface, so that the engine can be tested without them.</summary>
internal interface IProcessRunner
{
    /// <summary>
    /// Runs a program and reads its output as UTF-8 until it exits. All callbacks run on the caller's thread, so that
    /// they can write to PowerShell's streams.
    /// </summary>
    /// <param name="request">The program to run.</param>
    /// <param name="line">Called with each line, and whether it is from the error stream. An exception stops the
    /// program.</param>
    /// <param name="tick">Called several times per second while there is no output.</param>
    /// <param name="cancellation">Stops the program and all its child processes.</param>
    /// <exception cref="CondaEnvException">CondaFailed if the program cannot be started.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    ProcessOutcome Run(ProcessRequest request, Action<string, bool> line, Action tick, CancellationToken cancellation);
}
