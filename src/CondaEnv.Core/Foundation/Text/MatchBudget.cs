using System;
using System.Diagnostics;
using System.Threading;

namespace CondaEnv.Foundation.Text;

/// <summary>The time that one run of a command may spend on regular expressions that backtrack, all of them together.</summary>
internal sealed class MatchBudget
{
    // Follows the run through its threads, as no parameter could through every match of every room.
    private static readonly AsyncLocal<MatchBudget?> s_current = new();

    private long _spent;

    /// <summary>The time of a run, and the most that one match may take.</summary>
    public static TimeSpan Whole { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The budget of this run; null if none was begun.</summary>
    public static MatchBudget? Current => s_current.Value;

    /// <summary>True if nothing is left.</summary>
    public bool IsSpent => Interlocked.Read(ref _spent) >= Whole.TotalSeconds * Stopwatch.Frequency;

    /// <summary>Begins a run: a command, a verb.</summary>
    public static void Begin() => s_current.Value = new MatchBudget();

    /// <summary>Takes time off the budget.</summary>
    /// <param name="ticks">Ticks of <see cref="Stopwatch"/>.</param>
    public void Spend(long ticks) => Interlocked.Add(ref _spent, ticks);
}
