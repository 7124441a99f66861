using System;
using System.Collections.Generic;

namespace CondaEnv.Commands;

/// <summary>
/// Keeps what a task of the service reports until the task is done, each message once. Properties that are computed on first
/// use may report long after, in the middle of another cmdlet's work or on no pipeline at all, when nothing may be written:
/// that is dropped.
/// </summary>
internal sealed class TaskReports
{
    private readonly Queue<Action> _waiting = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>True while a task runs.</summary>
    public bool IsListening { get; set; }

    /// <summary>Keeps a message.</summary>
    /// <param name="message">The message, which comes once.</param>
    /// <param name="write">Writes it.</param>
    public void Add(string message, Action write)
    {
        if (IsListening && _seen.Add(message))
        {
            _waiting.Enqueue(write);
        }
    }

    /// <summary>Writes what was kept.</summary>
    public void Write()
    {
        while (_waiting.Count > 0)
        {
            _waiting.Dequeue()();
        }
    }
}
