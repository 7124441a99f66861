using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Yaml;

public sealed class YamlDotNetReaderTests
{
    private static YamlNode Read(string text) => new YamlDotNetReader().Read(text, "file.yml");

    private static CondaEnvException Fails(string text)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Read(text));
        Assert.Equal(CondaErrorKind.FileInvalid, error.Kind);
        Assert.Equal("file.yml", error.Target);
        return error;
    }

    private static string Show(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.IsQuoted ? $"'{scalar.Value}'" : scalar.Value,
        YamlSequence sequence => "[" + string.Join(", ", sequence.Items.Select(Show)) + "]",
        YamlMapping mapping => "{" + string.Join(", ", mapping.Entries.Select(static e => $"{e.Key.Value}: {Show(e.Value)}")) + "}",
        _ => "?",
    };

    [Theory]
    [InlineData("", "")]
    [InlineData("# only a comment\n", "")]
    [InlineData("a: 1\nb: [x, 'y', \"z\\n\"]\n", "{a: 1, b: [x, 'y', 'z\n']}")]
    [InlineData("b: 1\na: 2\n", "{b: 1, a: 2}")]
    [InlineData("a: !!str 1.10\n", "{a: '1.10'}")]
    [InlineData("a: |\n  one\n  two\n", "{a: 'one\ntwo\n'}")]
    [InlineData("a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}")]
    [InlineData("a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n", "{a: {k: 1, l: 2}, b: {l: 3, k: 1}}")]
    [InlineData("a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc:\n  <<: [*x, *y]\n", "{a: {k: 1}, b: {k: 2, l: 2}, c: {k: 1, l: 2}}")]
    [InlineData("'<<': 1\n", "{<<: 1}")]
    [InlineData("%YAML 1.2\n---\na: 1\n...\n", "{a: 1}")]
    [InlineData("\uFEFFa: 1\n", "{a: 1}")]
    public void Reads(string text, string expected) => Assert.Equal(expected, Show(Read(text)));

    [Theory]
    [InlineData("a: ~", true)]
    [InlineData("a:", true)]
    [InlineData("a: null", true)]
    [InlineData("a: 'null'", false)]
    [InlineData("a: ''", false)]
    [InlineData("a: no", false)]
    public void Null_is_what_yaml_1_2_says(string text, bool isNull) =>
        Assert.Equal(isNull, Assert.IsType<YamlScalar>(Assert.IsType<YamlMapping>(Read(text)).Find("a")!.Value.Value).IsNull);

    [Fact]
    public void A_repeated_key_is_reported_and_the_first_counts()
    {
        YamlMapping mapping = Assert.IsType<YamlMapping>(Read("a: 1\nb: 2\na: 3\n"));
        Assert.Equal("{a: 1, b: 2}", Show(mapping));
        YamlScalar duplicate = Assert.Single(mapping.Duplicates);
        Assert.Equal(("a", 3, 1), (duplicate.Value, duplicate.Line, duplicate.Column));
    }

    [Fact]
    public void Nodes_know_their_place()
    {
        YamlMapping mapping = Assert.IsType<YamlMapping>(Read("channels:\n  - one\n  - two\n"));
        YamlNode two = Assert.IsType<YamlSequence>(mapping.Entries[0].Value).Items[1];
        Assert.Equal((3, 5), (two.Line, two.Column));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Comments_behind_keys_and_values_are_kept(string newLine)
    {
        string text = string.Join(newLine, "# head", "a:  #!final", "  - x  #!top", "  - 'y#z' # note ", "  - z#no", "b: 1 #!final", "c: [1, 2]\t#!bottom", "d: {k: 1}");
        YamlMapping mapping = Assert.IsType<YamlMapping>(Read(text));
        YamlSequence a = Assert.IsType<YamlSequence>(mapping.Find("a")!.Value.Value);
        Assert.Equal("#!final", mapping.Find("a")!.Value.Key.Comment);
        Assert.Equal(["#!top", "# note", null], a.Items.Select(static i => i.Comment));
        Assert.Null(mapping.Find("b")!.Value.Key.Comment);
        Assert.Equal("#!final", mapping.Find("b")!.Value.Value.Comment);
        Assert.Equal("#!bottom", mapping.Find("c")!.Value.Value.Comment);
        Assert.Null(mapping.Find("d")!.Value.Value.Comment);
    }

    [Theory]
    [InlineData("a: [1, 2\n", 2)]
    [InlineData("a: 1\n\tb: 2\n", 2)]
    [InlineData("a: 'x\n", 2)]
    [InlineData("a: *nowhere\n", 1)]
    [InlineData("a: &x [*x]\n", 1)]
    [InlineData("a: 1\n--- \nb: 2\n", 3)]
    [InlineData("[a]: 1\n", 1)]
    [InlineData("a: b: c\n", 1)]
    [InlineData("a: 1\n<<: 2\n", 2)]
    [InlineData("a: @x\n", 1)]
    public void Malformed_text_is_an_error_with_its_place(string text, int line)
    {
        CondaEnvException error = Fails(text);
        Assert.Equal(line, error.Line);
        Assert.True(error.Column > 0);
        Assert.Contains($"line {line}, column {error.Column}", error.Message);
    }

    [Fact]
    public void An_error_does_not_repeat_the_text()
    {
        Assert.DoesNotContain("s3cret", Fails("a: *s3cret\n").Message);
        Assert.DoesNotContain("s3cret", Fails("a: !s3cret!x y\n").Message);
        Assert.DoesNotContain("s3cret", Fails("%TAG !s3cret s3cret\n---\na").Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Deep_nesting_is_an_error(string opening) => Fails(string.Concat(Enumerable.Repeat(opening, 5000)));

    [Fact]
    public void Deep_block_nesting_is_an_error()
    {
        StringBuilder text = new();
        for (int i = 0; i < 500; i++)
        {
            text.Append(' ', i).Append("k:\n");
        }

        Fails(text.ToString());
    }

    [Fact]
    public void Aliases_cannot_grow_without_bound()
    {
        StringBuilder text = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++)
        {
            text.Append($"a{i}: &a{i} [").Append(string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))).Append("]\n");
        }

        Assert.Contains("repeat too much", Fails(text.ToString()).Message);
    }

    [Fact]
    public void Whatever_the_text_the_only_error_is_ours()
    {
        string[] seeds =
        [
            "channels: #!final\n  - conda-forge  #!top\n  - https://x:y@h/t/tk-1/z\ncustom_channels:\n  a: &b {c: 'd', e: \"f\\u00e9\"}\n  g: *b\n",
            "a: |2-\n   x\n  y\nb: >+\n z\n\n? [k]\n: !!map {<<: *x}\n--- %YAML 1.1\n...\n",
        ];
        const string alphabet = "[]{}:,-?&*!|>'\"%@`# \t\n\r\0\u0085\u2028\uFEFF\uD800a1~<=\\.";
        Fuzz.Check(FuzzText.OfMutants(seeds, alphabet), 10_000, static text =>
        {
            try
            {
                Read(text.Text);
            }
            catch (CondaEnvException error)
            {
                Assert.Equal(CondaErrorKind.FileInvalid, error.Kind);
            }
        });
    }
}
