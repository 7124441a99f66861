using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>
/// Holds a property against many made-up cases: few in an ordinary run; as many for each property as
/// <c>CONDAENV_FUZZ</c> says, in a long one.
/// </summary>
internal static class Fuzz
{
    // Of a long run only: an ordinary one shares the machine with other tests, and asserts no times.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_hanging = TimeSpan.FromSeconds(60);
    private const long MostMemory = 300L << 20;

    /// <summary>Checks a property of texts; what it throws fails the test.</summary>
    /// <param name="texts">Makes the texts.</param>
    /// <param name="count">How many, in an ordinary run.</param>
    /// <param name="check">Throws if the property does not hold.</param>
    public static void Check(Gen<FuzzText> texts, int count, Action<FuzzText> check) =>
        Check(Arb.From(texts, static t => t.Smaller()), count, static t => t.ToString(), check);

    /// <summary>Checks a property of texts together with something else.</summary>
    public static void Check<T>(Gen<FuzzText> texts, Gen<T> others, int count, Action<FuzzText, T> check) => Check(
        Arb.From(texts.Zip(others), static t => System.Linq.Enumerable.Select(t.Item1.Smaller(), s => (s, t.Item2))),
        count,
        static t => $"{t.Item1} with {t.Item2}",
        t => check(t.Item1, t.Item2));

    /// <summary>Checks a property of whatever is made; what it throws fails the test.</summary>
    /// <param name="cases">Makes the cases.</param>
    /// <param name="count">How many, in an ordinary run.</param>
    /// <param name="show">A case as text.</param>
    /// <param name="check">Throws if the property does not hold.</param>
    public static void Check<T>(Arbitrary<T> cases, int count, Func<T, string> show, Action<T> check)
    {
        bool isLong = int.TryParse(Environment.GetEnvironmentVariable("CONDAENV_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked);
        using LongRun? run = isLong ? new LongRun() : null;
        Prop.ForAll(cases, c =>
        {
            try
            {
                if (run is null)
                {
                    check(c);
                }
                else
                {
                    run.Time(() => check(c), () => show(c));
                }
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The case {show(c)}: {error.Message}", error);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(isLong ? asked : count).WithQuietOnSuccess(true));
        run?.Conclude(asked);
    }

    /// <summary>What is watched where minutes are at hand: the time of each case, and the memory of the process.</summary>
    private sealed class LongRun : IDisposable
    {
        private readonly Heartbeat _heartbeat = new("Fuzzing");
        private readonly Timer _watch;
        private Func<string> _current = static () => "";
        private long _start;
        private long _slowest;
        private string _slowestCase = "";

        public LongRun()
        {
            // A case that does not end cannot be stopped, but it can be named.
            _watch = new Timer(
                _ =>
                {
                    long start = Interlocked.Read(ref _start);
                    if (start != 0 && Since(start) > s_hanging)
                    {
                        Environment.FailFast($"Not done after {s_hanging.TotalSeconds} seconds: {_current()}");
                    }
                },
                null,
                s_longest,
                s_longest);
        }

        public void Time(Action check, Func<string> current)
        {
            _current = current;
            long ticks = Ticks(check);
            if (ticks > _slowest)
            {
                // A busy machine may hold up any case, a slow one takes as long again.
                ticks = Time(ticks) < s_longest ? ticks : Ticks(check);
                _slowest = Math.Max(_slowest, ticks);
                _slowestCase = current();
                Assert.True(Time(ticks) < s_longest, $"It took {Time(ticks).TotalSeconds:0.0} seconds.");
            }
        }

        public void Conclude(int count)
        {
            using Process process = Process.GetCurrentProcess();
            long memory = process.PeakWorkingSet64;
            TestContext.Current.SendDiagnosticMessage(
                "{0}: {1} cases; the slowest took {2:0.0} ms, {3}; peak working set {4} MB.",
                TestContext.Current.Test?.TestDisplayName ?? "",
                count,
                Time(_slowest).TotalMilliseconds,
                _slowestCase.Length > 200 ? _slowestCase.Substring(0, 200) + "…" : _slowestCase,
                memory >> 20);
            Assert.True(memory < MostMemory, $"The process took {memory >> 20} MB.");
        }

        public void Dispose()
        {
            _watch.Dispose();
            _heartbeat.Dispose();
        }

        private long Ticks(Action check)
        {
            long start = Stopwatch.GetTimestamp();
            Interlocked.Exchange(ref _start, start);
            check();
            Interlocked.Exchange(ref _start, 0);
            return Stopwatch.GetTimestamp() - start;
        }

        private static TimeSpan Since(long start) => Time(Stopwatch.GetTimestamp() - start);

        private static TimeSpan Time(long ticks) => TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);
    }
}
