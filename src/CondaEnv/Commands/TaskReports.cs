using System;
using System.Collections.Generic;

namespace CondaEnv.Commands;

/// <summary>
/// Collects reports from a task of the service until the task is finished, each message once. Properties that are
/// computed on first use may report much later, during another cmdlet or without a pipeline, when writing is not
/// possible; such reports are discarded.
/// </summary>
internal sealed class TaskReports
{
    private readonly Queue<Action> _waiting = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>True while a task is running.</summary>
    public bool IsListening { get; set; }

    /// <summary>Adds a message.</summary>
    /// <param name="message">The message; repeated ones are ignored.</param>
    /// <param name="write">Writes the message.</param>
    public void Add(string message, Action write)
    {
        if (IsListening && _seen.Add(message))
        {
            _waiting.Enqueue(write);
        }
    }

    /// <summary>Writes the collected messages.</summary>
    public void Write()
    {
        while (_waiting.Count > 0)
        {
            _waiting.Dequeue()();
        }
    }
}
