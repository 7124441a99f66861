using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CondaEnv.Tests.Support;

/// <summary>A made-up text that knows how to become a smaller one, so that one that fails is reduced to the least that does.</summary>
internal sealed class FuzzText(string text, Func<IEnumerable<FuzzText>> smaller)
{
    public string Text => text;

    /// <summary>One byte for each character; for texts that <see cref="Latin"/> has made.</summary>
    public byte[] Bytes => [.. text.Select(static c => (byte)c)];

    public IEnumerable<FuzzText> Smaller() => smaller();

    public override string ToString() => Show(text);

    /// <summary>The bytes of a text in UTF-8, as one character each: faults can then fall inside of a character.</summary>
    public static string Latin(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(static b => (char)b));

    /// <summary>Some of the pieces, one after another.</summary>
    public static Gen<FuzzText> OfPieces(int least, int most, params string[] pieces)
    {
        return Gen.Choose(least, most).SelectMany(n => Gen.Choose(0, pieces.Length - 1).ArrayOf(n)).Select(Make);

        FuzzText Make(int[] chosen) => new(
            string.Concat(chosen.Select(i => pieces[i])),
            () => Without(chosen).Where(c => c.Length >= least).Select(Make));
    }

    /// <summary>The texts with a few faults in them.</summary>
    /// <param name="seeds">Texts without fault.</param>
    /// <param name="alphabet">Characters that faults are made of.</param>
    public static Gen<FuzzText> OfMutants(string[] seeds, string alphabet)
    {
        Gen<Edit> edit = Gen.Choose(0, 100).Zip(Gen.Choose(0, int.MaxValue - 1)).Zip(Gen.Choose(0, int.MaxValue - 1)).Zip(Gen.Choose(0, alphabet.Length - 1))
            .Select(static t => new Edit(t.Item1.Item1.Item1, t.Item1.Item1.Item2, t.Item1.Item2, t.Item2));
        return Gen.Choose(0, seeds.Length - 1).Zip(Gen.Choose(1, 7).SelectMany(n => edit.ArrayOf(n))).Select(t => Make(t.Item1, t.Item2));

        FuzzText Make(int seed, Edit[] edits) => new(Apply(seeds[seed], edits, alphabet), () => Without(edits).Select(e => Make(seed, e)));
    }

    /// <summary>One part of each, joined.</summary>
    public static Gen<FuzzText> Join(Gen<FuzzText> first, Gen<FuzzText> second)
    {
        return first.Zip(second).Select(static t => Make(t.Item1, t.Item2));

        static FuzzText Make(FuzzText a, FuzzText b) =>
            new(a.Text + b.Text, () => a.Smaller().Select(s => Make(s, b)).Concat(b.Smaller().Select(s => Make(a, s))));
    }

    /// <summary>The text with what a terminal or a log would not show as escapes.</summary>
    public static string Show(string text) => string.Concat(text.Select(static c => c is >= ' ' and < (char)0x7F ? c.ToString() : $"\\u{(int)c:x4}"));

    private static IEnumerable<T[]> Without<T>(T[] parts) => Enumerable.Range(0, parts.Length).Select(i => parts.Where((_, j) => j != i).ToArray());

    private static string Apply(string seed, IEnumerable<Edit> edits, string alphabet)
    {
        StringBuilder text = new(seed);
        foreach (Edit edit in edits.Where(_ => text.Length > 1))
        {
            int at = edit.At % text.Length;
            switch (edit.Kind)
            {
                // Rarely, as nothing of the rest is tried then.
                case 0:
                    text.Length = at;
                    break;
                case < 25:
                    text.Insert(at, alphabet[edit.Sign]);
                    break;
                case < 50:
                    text[at] = alphabet[edit.Sign];
                    break;
                case < 75:
                    text.Remove(at, Math.Min(1 + (edit.Length % 11), text.Length - at));
                    break;
                default:
                    int from = edit.Length % text.Length;
                    text.Insert(at, text.ToString(from, Math.Min((edit.Sign * 7 % 40) + 1, text.Length - from)));
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>One change of a text: what, where (modulo its length), how much, and the character to put there.</summary>
    private sealed record Edit(int Kind, int At, int Length, int Sign);
}
