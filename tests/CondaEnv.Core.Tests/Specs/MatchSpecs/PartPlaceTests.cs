using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Specs.MatchSpecs;

public sealed class PartPlaceTests
{
    [Theory]
    [InlineData("numpy >= 1", ">=1", 0, 6)]
    [InlineData("numpy >= 1", ">=1", 2, 9)]
    [InlineData("numpy=1.2", "1.2*", 0, 6)]
    [InlineData("a aba", "aba", 0, 2)]
    [InlineData("((1)", "(((", 0, 0)]
    [InlineData(" numpy", " numpy", 0, 0)]
    [InlineData("x", "", 0, 0)]
    [InlineData("x", "y", 0, 0)]
    public void A_part_is_found_blanks_aside(string text, string part, int offset, int place) => Assert.Equal(place, PartPlace.Of(text, part, offset));

    /// <summary>As looking at every place in turn has it. Parts that begin again and again are what the search is for.</summary>
    [Fact]
    public void It_is_the_last_place() => Fuzz.Check(
        FuzzText.OfPieces(0, 12, "a", "b", "a", " "), FuzzText.OfPieces(1, 5, "a", "b"), 5_000, static (text, part) =>
        {
            string bare = text.Text.Replace(" ", "");
            int last = bare.LastIndexOf(part.Text, System.StringComparison.Ordinal);
            int place = 0;
            for (int at = 0, seen = 0; last >= 0 && at < text.Text.Length; at++)
            {
                if (text.Text[at] != ' ' && seen++ == last)
                {
                    place = at;
                }
            }

            Assert.Equal(place, PartPlace.Of(text.Text, part.Text, 0));
        });
}
