using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CondaEnv.Tests.Support;

/// <summary>One change of a text: what, where (modulo its length), how much, and the character to put there.</summary>
internal sealed record Edit(int Kind, int At, int Length, int Sign);

/// <summary>Texts with a few faults in them. A text that fails is reduced to the fewest edits that make it fail.</summary>
internal static class Mutants
{
    /// <summary>Checks a property of many mutants of the texts; what it throws fails the test.</summary>
    /// <param name="seeds">Texts without fault.</param>
    /// <param name="alphabet">Characters that faults are made of.</param>
    /// <param name="count">How many mutants.</param>
    /// <param name="check">Throws if the property does not hold.</param>
    public static void Check(string[] seeds, string alphabet, int count, Action<string> check)
    {
        Gen<Edit> edit = Gen.Choose(0, 3).Zip(Gen.Choose(0, int.MaxValue - 1)).Zip(Gen.Choose(0, int.MaxValue - 1)).Zip(Gen.Choose(0, alphabet.Length - 1))
            .Select(static t => new Edit(t.Item1.Item1.Item1, t.Item1.Item1.Item2, t.Item1.Item2, t.Item2));
        Arbitrary<(int Seed, Edit[] Edits)> mutants = Arb.From(
            Gen.Choose(0, seeds.Length - 1).Zip(Gen.Choose(1, 7).SelectMany(n => edit.ArrayOf(n))).Select(static t => (Seed: t.Item1, Edits: t.Item2)),
            static m => Enumerable.Range(0, m.Edits.Length).Select(i => (m.Seed, m.Edits.Where((_, j) => j != i).ToArray())));
        Prop.ForAll(mutants, m =>
        {
            string text = Apply(seeds[m.Seed], m.Edits, alphabet);
            try
            {
                check(text);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"The text {Show(text)}: {error.Message}", error);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));
    }

    private static string Apply(string seed, IEnumerable<Edit> edits, string alphabet)
    {
        StringBuilder text = new(seed);
        foreach (Edit edit in edits.Where(_ => text.Length > 1))
        {
            int at = edit.At % text.Length;
            switch (edit.Kind)
            {
                case 0:
                    text.Insert(at, alphabet[edit.Sign]);
                    break;
                case 1:
                    text[at] = alphabet[edit.Sign];
                    break;
                case 2:
                    text.Remove(at, Math.Min(1 + (edit.Length % 5), text.Length - at));
                    break;
                default:
                    int from = edit.Length % text.Length;
                    text.Insert(at, text.ToString(from, Math.Min((edit.Sign * 7 % 40) + 1, text.Length - from)));
                    break;
            }
        }

        return text.ToString();
    }

    private static string Show(string text) => string.Concat(text.Select(static c => c is >= ' ' and < (char)0x7F ? c.ToString() : $"\\u{(int)c:x4}"));
}
