using System;
using System.Threading;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>
/// Says every few seconds that a long test is still at work. Not for the eye alone: the runner takes a test process that
/// was silent for a minute before it ended for one that crashed, whenever it notices the end before it has read the results.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(15);
    private readonly Timer _timer;

    public Heartbeat(string what)
    {
        ITestContext context = TestContext.Current;
        DateTime start = DateTime.UtcNow;
        _timer = new Timer(_ => context.SendDiagnosticMessage("{0}: at work for {1:0} seconds.", what, (DateTime.UtcNow - start).TotalSeconds), null, s_interval, s_interval);
    }

    public void Dispose() => _timer.Dispose();
}
