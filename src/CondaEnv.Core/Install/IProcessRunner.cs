using System;
using System.Collections.Generic;
using System.Threading;

namespace CondaEnv.Install;

/// <summary>A program to run.</summary>
internal sealed class ProcessRequest
{
    /// <summary>Full path of the executable.</summary>
    public required string FileName { get; init; }

    /// <summary>Its arguments, each as it shall arrive.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder that it runs in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables to set, besides those of this process.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>When it is ended; null to wait as long as it takes.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <summary>How a program came to its end.</summary>
/// <param name="ExitCode">Its exit code; null where it was ended because its time was over.</param>
internal readonly record struct ProcessOutcome(int? ExitCode);

/// <summary>Runs programs. A port: the engine is tested without them.</summary>
internal interface IProcessRunner
{
    /// <summary>
    /// Runs a program to its end, and hears what it prints, as UTF-8. All calls back are made on the caller's own
    /// thread, so that what is heard may be written to PowerShell's streams.
    /// </summary>
    /// <param name="request">The program.</param>
    /// <param name="line">Hears each line, and whether it is of the error stream. What it throws ends the program.</param>
    /// <param name="tick">Called several times a second while the program says nothing.</param>
    /// <param name="cancellation">Ends the program and all that it has started.</param>
    /// <exception cref="CondaEnvException">CondaFailed: it cannot be started.</exception>
    /// <exception cref="OperationCanceledException">As asked for.</exception>
    ProcessOutcome Run(ProcessRequest request, Action<string, bool> line, Action tick, CancellationToken cancellation);
}
