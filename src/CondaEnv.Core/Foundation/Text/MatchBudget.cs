using System;
using System.Diagnostics;
using System.Threading;

namespace CondaEnv.Foundation.Text;

/// <summary>Limits the total time that one run of a command may spend on regular expressions that backtrack.</summary>
internal sealed class MatchBudget
{
    // It flows with the run across threads; otherwise it would have to be passed to every match.
    private static readonly AsyncLocal<MatchBudget?> s_current = new();

    private long _spent;

    /// <summary>Time limit of a run, and of a single match.</summary>
    public static TimeSpan Whole { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The budget of this run; null if none was started.</summary>
    public static MatchBudget? Current => s_current.Value;

    /// <summary>True if no time is left.</summary>
    public bool IsSpent => Interlocked.Read(ref _spent) >= Whole.TotalSeconds * Stopwatch.Frequency;

    /// <summary>Starts a run of a cmdlet or command-line verb.</summary>
    public static void Begin() => s_current.Value = new MatchBudget();

    /// <summary>Subtracts time from the budget.</summary>
    /// <param name="ticks">Ticks of <see cref="Stopwatch"/>.</param>
    public void Spend(long ticks) => Interlocked.Add(ref _spent, ticks);
}
