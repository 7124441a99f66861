using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Formats.Losses;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv.Cli;

/// <summary>Standard error: a line for each error, warning and note, and whether there was an error at all.</summary>
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

    /// <summary>The exit code so far.</summary>
    public int ExitCode { get; private set; } = Cli.ExitCode.Done;

    /// <summary>Writes one line, whatever the message holds.</summary>
    public static void Write(TextWriter error, string what, string message)
    {
        try
        {
            error.WriteLine($"condaenv: {what}: {PlainText.Of(message.ReplaceLineEndings(" ").Trim())}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // A full disk behind '2>', or a closed stream: there is nowhere left to say so, and the work goes on.
        }
    }

    /// <summary>Something failed; the rest goes on.</summary>
    public void Error(CondaEnvException problem)
    {
        ExitCode = Cli.ExitCode.Failed;
        if (_said.Add(problem.Message))
        {
            Write(_error, problem.Kind.ToString(), problem.Message);
        }
    }

    /// <summary>What an export does not carry. Problems of the environment are among it, too, and are not said twice.</summary>
    public void Losses(IReadOnlyList<ExportLoss> losses)
    {
        foreach ((LossSeverity severity, string text) in LossSentences.Of(losses))
        {
            Write(_error, severity == LossSeverity.Information ? "note" : "warning", text);
        }
    }

    /// <summary>Something of other users was left out; nothing failed.</summary>
    public void Warning(string message)
    {
        if (_said.Add(message))
        {
            Write(_error, "warning", message);
        }
    }

    /// <summary>Told only where it was asked for.</summary>
    public void Verbose(string message)
    {
        if (_verbose)
        {
            Write(_error, "note", message);
        }
    }
}
