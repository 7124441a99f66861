using System;
using System.IO;
using System.Threading;

namespace CondaEnv.Foundation.Stopping;

/// <summary>
/// Whether the command that this thread works for shall stop. Long loops of parsers, rules and comparisons ask here, so
/// that Ctrl+C is heard within a second without a token in each of their signatures.
/// </summary>
internal static class StopSignal
{
    [ThreadStatic]
    private static CancellationToken s_token;

    /// <summary>Begins work that a token stops, on this thread. Ends when the result is disposed of; work may be nested.</summary>
    public static Scope Begin(CancellationToken token)
    {
        Scope scope = new(s_token);
        s_token = token;
        return scope;
    }

    /// <summary>Throws if the command shall stop. Costs a few nanoseconds: meant for each line, row or package.</summary>
    /// <exception cref="OperationCanceledException">The command shall stop.</exception>
    public static void Check() => s_token.ThrowIfCancellationRequested();

    /// <summary>Reads a text for a library whose loops do not ask.</summary>
    public static TextReader Reader(string text) => new CheckedReader(text);

    /// <summary>Work that has begun.</summary>
    internal readonly struct Scope(CancellationToken before) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => s_token = before;
    }

    private sealed class CheckedReader(string text) : TextReader
    {
        private int _at;

        public override int Peek() => _at < text.Length ? text[_at] : -1;

        public override int Read()
        {
            if ((_at & 0xfff) == 0)
            {
                Check();
            }

            return _at < text.Length ? text[_at++] : -1;
        }

        public override int Read(char[] buffer, int index, int count)
        {
            Check();
            count = Math.Min(count, text.Length - _at);
            text.CopyTo(_at, buffer, index, count);
            _at += count;
            return count;
        }
    }
}
