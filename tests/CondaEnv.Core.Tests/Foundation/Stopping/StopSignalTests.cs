using System;
using System.IO;
using System.Threading;
using CondaEnv.Foundation.Stopping;
using Xunit;

namespace CondaEnv.Tests.Foundation.Stopping;

public sealed class StopSignalTests
{
    private static readonly CancellationToken s_stopped = new(canceled: true);

    [Fact]
    public void Work_is_nested_and_ends()
    {
        StopSignal.Check();
        using (StopSignal.Begin(s_stopped))
        {
            Assert.Throws<OperationCanceledException>(StopSignal.Check);
            using (StopSignal.Begin(CancellationToken.None))
            {
                StopSignal.Check();
            }

            Assert.Throws<OperationCanceledException>(StopSignal.Check);
        }

        StopSignal.Check();
    }

    [Fact]
    public void A_signal_is_for_its_own_thread()
    {
        using StopSignal.Scope scope = StopSignal.Begin(s_stopped);
        Exception? other = null;
        Thread thread = new(() => other = Record.Exception(StopSignal.Check));
        thread.Start();
        thread.Join();
        Assert.Null(other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\r\nb\u2028\ud83d\ude00")]
    [InlineData("0123456789")]
    public void A_text_is_read_as_it_is(string text)
    {
        text += new string('x', text.Length * 1000);
        Assert.Equal(text, StopSignal.Reader(text).ReadToEnd());
        using TextReader reader = StopSignal.Reader(text);
        foreach (char c in text)
        {
            Assert.Equal((c, c), ((char)reader.Peek(), (char)reader.Read()));
        }

        Assert.Equal((-1, -1), (reader.Peek(), reader.Read()));
    }

    [Fact]
    public void A_text_is_not_read_to_its_end()
    {
        using CancellationTokenSource source = new();
        using StopSignal.Scope scope = StopSignal.Begin(source.Token);
        using TextReader reader = StopSignal.Reader(new string('x', 10_000));
        Assert.Equal('x', reader.Read());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (reader.Read() >= 0)
            {
            }
        });
    }
}
