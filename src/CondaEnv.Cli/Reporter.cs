using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Formats.Losses;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv.Cli;

/// <summary>Writes errors, warnings and notes to standard error, one line each, and keeps the exit code.</summary>
internal sealed class Reporter
{
    private readonly TextWriter _error;
    private readonly bool _verbose;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public Reporter(TextWriter error, bool verbose)
    {
        _error = error;
        _verbose = verbose;
    }

    public int ExitCode { get; private set; } = Cli.ExitCode.Done;

    /// <summary>Writes one line, even if the message contains line breaks.</summary>
    public static void Write(TextWriter error, string what, string message)
    {
        try
        {
            error.WriteLine($"condaenv: {what}: {PlainText.Of(message.ReplaceLineEndings(" ").Trim())}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // A full disk behind '2>', or a closed stream: the error cannot be reported, and the work continues.
        }
    }

    /// <summary>Reports an error; the run continues.</summary>
    public void Error(CondaEnvException problem)
    {
        ExitCode = Cli.ExitCode.Failed;
        if (_said.Add(problem.Message))
        {
            Write(_error, problem.Kind.ToString(), problem.Message);
        }
    }

    /// <summary>Reports what an export cannot represent. Problems of the environment itself are not repeated.</summary>
    public void Losses(IReadOnlyList<ExportLoss> losses)
    {
        foreach ((LossSeverity severity, string text) in LossSentences.Of(losses))
        {
            Write(_error, severity == LossSeverity.Information ? "note" : "warning", text);
        }
    }

    /// <summary>Reports that something of other users was skipped; nothing failed.</summary>
    public void Warning(string message)
    {
        if (_said.Add(message))
        {
            Write(_error, "warning", message);
        }
    }

    /// <summary>Reports details, only if requested.</summary>
    public void Verbose(string message)
    {
        if (_verbose)
        {
            Write(_error, "note", message);
        }
    }
}
