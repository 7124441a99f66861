using System;
using System.Linq;
using CondaEnv.Foundation.Yaml;
using Xunit;

namespace CondaEnv.Tests.Foundation.Yaml;

/// <summary>The emitter's rules, one case each; what conda prints was taken from its dumper.</summary>
public sealed class YamlEmitterTests
{
    [Theory]
    [InlineData("bar", "bar")]
    [InlineData("", "''")]
    [InlineData("yes", "yes")]
    [InlineData("Off", "Off")]
    [InlineData("true", "'true'")]
    [InlineData("tRUE", "tRUE")]
    [InlineData("NULL", "'NULL'")]
    [InlineData("~", "'~'")]
    [InlineData("~a", "~a")]
    [InlineData("<<", "'<<'")]
    [InlineData("=", "'='")]
    [InlineData("==1", "==1")]
    [InlineData("-", "'-'")]
    [InlineData("-a", "-a")]
    [InlineData("- a", "'- a'")]
    [InlineData("?", "'?'")]
    [InlineData("?a", "?a")]
    [InlineData(":a", ":a")]
    [InlineData("a:", "'a:'")]
    [InlineData("a:b", "a:b")]
    [InlineData("a: b", "'a: b'")]
    [InlineData("a#b", "a#b")]
    [InlineData("a #b", "'a #b'")]
    [InlineData("#a", "'#a'")]
    [InlineData("a,b]", "a,b]")]
    [InlineData("{a}", "'{a}'")]
    [InlineData("@a", "'@a'")]
    [InlineData("%a", "'%a'")]
    [InlineData("---", "'---'")]
    [InlineData("---a", "'---a'")]
    [InlineData("...", "'...'")]
    [InlineData(" a", "' a'")]
    [InlineData("a ", "'a '")]
    [InlineData("a b  c", "a b  c")]
    [InlineData("it's", "it's")]
    [InlineData("'it", "\"'it\"")]
    [InlineData("it's: ", "\"it's: \"")]
    [InlineData("\"q\"", "'\"q\"'")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("a\rb", "\"a\\rb\"")]
    [InlineData("\0\u0007\u001b\u007f", "\"\\0\\a\\e\\x7F\"")]
    [InlineData("žluť", "žluť")]
    [InlineData("\u00a0a", "\u00a0a")]
    [InlineData("\u00a0\t", "\"\u00a0\\t\"")]
    [InlineData("\ufeffa", "\"\\uFEFFa\"")]
    [InlineData("\ufffe", "\"\\uFFFE\"")]
    public void Strings(string value, string expected) => Assert.Equal($"K: {expected}\n", Pair("K", value));

    // Beyond the test runner's reach: text that is not well-formed UTF-16 cannot be data of a theory.
    [Fact]
    public void Characters_beyond_the_basic_plane_and_lone_surrogates()
    {
        Assert.Equal("K: \U0001F600\n", Pair("K", "\U0001F600"));
        Assert.Equal("K: \"\\U0001F600\\n\"\n", Pair("K", "\U0001F600\n"));
        Assert.Equal("K: \"\\uD83D\"\n", Pair("K", "\ud83d"));
        Assert.Equal("K: \"\\uDE00\\uD83D\"\n", Pair("K", "\ude00\ud83d"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0123")]
    [InlineData("-1_000")]
    [InlineData("+_")]
    [InlineData("0b10")]
    [InlineData("0o17")]
    [InlineData("0xFf")]
    [InlineData("1.10")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5e+3")]
    [InlineData("1e5")]
    [InlineData("1_0.5E-3")]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData(".NaN")]
    [InlineData("2001-01-01")]
    [InlineData("2001-1-1T1:00:00")]
    [InlineData("2001-12-14 21:59:43.10 -05:00")]
    [InlineData("2001-12-14\t21:59:43Z")]
    public void What_would_be_read_as_a_number_or_a_time_is_quoted(string value) => Assert.False(YamlResolver.IsString(value));

    [Theory]
    [InlineData("_1")]
    [InlineData("0b12")]
    [InlineData("0o8")]
    [InlineData("0x")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData(".5e3")]
    [InlineData("-.nan")]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("2001-1-1")]
    [InlineData("2001-01-011")]
    [InlineData("2001-01-01T")]
    [InlineData("2001-01-01T10:00")]
    [InlineData("2001-01-01T10:00:00X")]
    [InlineData("2001-01-01T10:00:00+1:0")]
    [InlineData("12:30:45")]
    [InlineData("1!2.0")]
    public void What_only_looks_like_one_is_not(string value) => Assert.True(YamlResolver.IsString(value));

    [Fact]
    public void A_long_plain_text_is_folded_at_the_first_space_beyond_column_80()
    {
        string value = string.Join(" ", Enumerable.Repeat("word", 40));
        string expected = "K: " + string.Join(" ", Enumerable.Repeat("word", 16)) + "\n"
            + "  " + string.Join(" ", Enumerable.Repeat("word", 16)) + "\n"
            + "  " + string.Join(" ", Enumerable.Repeat("word", 8)) + "\n";
        Assert.Equal(expected, Pair("K", value));
    }

    [Fact]
    public void Two_spaces_are_never_folded()
    {
        string value = new string('a', 90) + "  b " + new string('c', 5);
        Assert.Equal("K: " + new string('a', 90) + "  b\n  ccccc\n", Pair("K", value));
    }

    [Fact]
    public void Quoted_texts_fold_by_their_own_rules()
    {
        string a = new('a', 90);
        Assert.Equal("K: '# " + a + "\n  b '\n", Pair("K", "# " + a + " b "));
        Assert.Equal("K: \"\\t" + a + "\\\n  \\ b\"\n", Pair("K", "\t" + a + " b"));
        Assert.Equal("K: 'x\u2028\n  y'\n".Replace("\n  y", "  y"), Pair("K", "x\u2028y"));
    }

    [Fact]
    public void Keys_are_quoted_and_never_folded()
    {
        Assert.Equal("'a: b': x\n", Pair("a: b", "x"));
        Assert.Equal("'': x\n", Pair("", "x"));
        Assert.Equal("'true': x\n", Pair("true", "x"));
        string words = string.Join(" ", Enumerable.Repeat("word", 24));
        Assert.Equal(words + ": x\n", Pair(words, "x"));
    }

    [Fact]
    public void A_long_key_or_one_with_line_breaks_stands_behind_a_question_mark()
    {
        string shortEnough = new('k', 122);
        Assert.Equal(shortEnough + ": x\n", Pair(shortEnough, "x"));
        Assert.Equal("? " + shortEnough + "k\n: x\n", Pair(shortEnough + "k", "x"));
        Assert.Equal("? \"a\\nb\"\n: x\n", Pair("a\nb", "x"));
    }

    [Fact]
    public void Collections_null_and_empty_ones()
    {
        string text = YamlDocuments.Write(static yaml =>
        {
            yaml.Scalar("name");
            yaml.Null();
            yaml.Scalar("channels");
            yaml.StartSequence();
            yaml.Scalar("a");
            yaml.Scalar("b: c");
            yaml.End();
            yaml.Scalar("dependencies");
            yaml.StartSequence();
            yaml.Scalar("x");
            yaml.StartMapping();
            yaml.Scalar("pip");
            yaml.StartSequence();
            yaml.Scalar("y");
            yaml.End();
            yaml.Pair("sel(win)", "z");
            yaml.End();
            yaml.End();
            yaml.Scalar("none");
            yaml.StartSequence();
            yaml.End();
            yaml.Scalar("variables");
            yaml.StartMapping();
            yaml.End();
            yaml.Pair("prefix", "/p");
        });
        Assert.Equal(
            "name:\nchannels:\n  - a\n  - 'b: c'\ndependencies:\n  - x\n  - pip:\n      - y\n    sel(win): z\nnone: []\nvariables: {}\nprefix: /p\n",
            text);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        YamlEmitter yaml = new();
        Assert.Throws<InvalidOperationException>(() => yaml.Scalar("x"));
        Assert.Throws<InvalidOperationException>(yaml.StartSequence);
        yaml.StartMapping();
        Assert.Throws<InvalidOperationException>(yaml.StartMapping);
    }

    private static string Pair(string key, string value) => YamlDocuments.Write(yaml => yaml.Pair(key, value));
}
