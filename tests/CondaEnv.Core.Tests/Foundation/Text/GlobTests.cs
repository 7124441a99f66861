using CondaEnv.Foundation.Text;
using FsCheck.Xunit;
using Xunit;

namespace CondaEnv.Tests.Foundation.Text;

public sealed class GlobTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "A", false)]
    [InlineData("*", "", true)]
    [InlineData("**", "abc", true)]
    [InlineData("a*", "abc", true)]
    [InlineData("*c", "abc", true)]
    [InlineData("a*c", "abc", true)]
    [InlineData("a*bc*c", "abc", false)]
    [InlineData("aa*aa", "aaa", false)]
    [InlineData("*ab*ab*", "abab", true)]
    [InlineData("*ab*ab*", "aba", false)]
    [InlineData("py3*_0", "py312h1_0", true)]
    [InlineData("a*", "*", false)]
    public void An_asterisk_is_any_characters(string pattern, string text, bool matches) => Assert.Equal(matches, Glob.IsMatch(pattern, text));

    /// <summary>As the naive matcher has it, which tries everything.</summary>
    [Property(MaxTest = 2000)]
    public void It_matches_what_trying_everything_matches(bool[] pattern, byte[] text)
    {
        string p = string.Concat(System.Linq.Enumerable.Select(pattern, static (star, i) => star && i < 8 ? "*" : "ab".Substring(i % 2, 1)));
        string t = string.Concat(System.Linq.Enumerable.Select(text, static b => b % 2 == 0 ? "a" : "b"));
        Assert.Equal(Naive(p, 0, t.Length > 12 ? t.Substring(0, 12) : t, 0), Glob.IsMatch(p, t.Length > 12 ? t.Substring(0, 12) : t));
    }

    private static bool Naive(string pattern, int p, string text, int t)
    {
        if (p == pattern.Length)
        {
            return t == text.Length;
        }

        return pattern[p] == '*'
            ? Naive(pattern, p + 1, text, t) || (t < text.Length && Naive(pattern, p, text, t + 1))
            : t < text.Length && pattern[p] == text[t] && Naive(pattern, p + 1, text, t + 1);
    }
}
