using System.Globalization;
using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Foundation.Toml;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Toml;

public sealed class TomlynReaderTests
{
    private static TomlTable Read(string text) => new TomlynReader().Read(text, "file.toml");

    private static CondaEnvException Fails(string text)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Read(text));
        Assert.Equal(CondaErrorKind.FileInvalid, error.Kind);
        Assert.Equal("file.toml", error.Target);
        return error;
    }

    private static string Show(TomlNode node) => node switch
    {
        TomlScalar { Kind: TomlScalarKind.String } text => $"'{text.Text}'",
        TomlScalar { Kind: TomlScalarKind.Integer } number => number.Integer.ToString(CultureInfo.InvariantCulture),
        TomlScalar { Kind: TomlScalarKind.Boolean } truth => truth.Boolean ? "yes" : "no",
        TomlScalar other => $"{other.Kind} {other}",
        TomlArray array => "[" + string.Join(", ", array.Items.Select(Show)) + "]",
        TomlTable table => "{" + string.Join(", ", table.Entries.Select(static e => $"{e.Key}: {Show(e.Value)}")) + "}",
        _ => "?",
    };

    [Theory]
    [InlineData("", "{}")]
    [InlineData("# only a comment\n", "{}")]
    [InlineData("b = 1\na = 2", "{b: 1, a: 2}")]
    [InlineData("\uFEFFa = 1\r\nb = 2\r\n", "{a: 1, b: 2}")]
    [InlineData("a = \"x\\ty\\u00e9\"\nb = 'C:\\x'\nc = \"\"\"\nx\n  y\"\"\"\nd = '''\n'q' '''\n", "{a: 'x\ty\u00e9', b: 'C:\\x', c: 'x\n  y', d: ''q' '}")]
    [InlineData("a = 1_000\nb = 0xff\nc = -0b11\n", null)]
    [InlineData("a = 1_000\nb = 0xff\nc = -9223372036854775808\n", "{a: 1000, b: 255, c: -9223372036854775808}")]
    [InlineData("a = 1e3\nb = -inf\nc = nan\nd = 3.10\n", "{a: Float 1e3, b: Float -inf, c: Float nan, d: Float 3.10}")]
    [InlineData("a = \"\uFFFD\\uE000\" # \uFFFD\n'\uFFFD' = '\uE001'\n", "{a: '\uFFFD\uE000', \uFFFD: '\uE001'}")]
    [InlineData("a = true\nb = false\n", "{a: yes, b: no}")]
    [InlineData("a = 1979-05-27T07:32:00Z\nb = 1979-05-27\nc = 07:32:00\nd = 1979-05-27 07:32:00-07:00\n", "{a: DateTime 1979-05-27T07:32:00Z, b: DateTime 1979-05-27, c: DateTime 07:32:00, d: DateTime 1979-05-27 07:32:00-07:00}")]
    [InlineData("a = [1, 'x', [], {b = [true]},\n # c\n 2,]\n", "{a: [1, 'x', [], {b: [yes]}, 2]}")]
    [InlineData("a = { x = 1, y.z = 2, y.w = 3 }\nb = {}\n", "{a: {x: 1, y: {z: 2, w: 3}}, b: {}}")]
    [InlineData("a.b.c = 1\na.d = 2\n'x y'.\"z.w\" = 3\n'' = 4\n", "{a: {b: {c: 1}, d: 2}, x y: {z.w: 3}, : 4}")]
    [InlineData("[a.b]\nc = 1\n[a]\nd = 2\n[ a . 'e' ]\n", "{a: {b: {c: 1}, d: 2, e: {}}}")]
    [InlineData("[fruit]\napple.color = 1\n[fruit.apple.taste]\nsweet = true\n", "{fruit: {apple: {color: 1, taste: {sweet: yes}}}}")]
    [InlineData("[[p]]\nn = 1\n[p.s]\nv = 1\n[[p.q]]\n[[p.q]]\n[[p]]\nn = 2\n[p.s]\nv = 2\n", "{p: [{n: 1, s: {v: 1}, q: [{}, {}]}, {n: 2, s: {v: 2}}]}")]
    [InlineData("[project]\nname = 'n'\n[tool.pixi.workspace]\nchannels = ['conda-forge']\n[tool.pixi.dependencies]\npython = '>=3.11'\n", "{project: {name: 'n'}, tool: {pixi: {workspace: {channels: ['conda-forge']}, dependencies: {python: '>=3.11'}}}}")]
    public void Reads(string text, string? expected)
    {
        if (expected is null)
        {
            // Signs belong to decimal numbers alone.
            Fails(text);
            return;
        }

        Assert.Equal(expected, Show(Read(text)));
    }

    [Theory]
    [InlineData("a = 1\na = 2\n", 2, 1, "'a' is defined twice")]
    [InlineData("a = 1\n'a' = 2\n", 2, 1, "'a' is defined twice")]
    [InlineData("a = 1\n[a]\n", 2, 2, "'a' is defined twice")]
    [InlineData("[a]\n[b]\n[a]\n", 3, 2, "'a' is defined twice")]
    [InlineData("[x.a]\n[x . a]\n", 2, 6, "'a' is defined twice")]
    [InlineData("[a.b]\n[a]\nb = 1\n", 3, 1, "'b' is defined twice")]
    [InlineData("a.b = 1\n[a]\n", 2, 2, "'a' is defined twice")]
    [InlineData("a.b = 1\na.b.c = 2\n", 2, 3, "'b' is defined twice")]
    [InlineData("a.b.c = 1\na.b = 2\n", 2, 3, "'b' is defined twice")]
    [InlineData("[a.b.c]\n[a]\nb.d = 1\n", 3, 1, "'b' is defined twice")]
    [InlineData("[a]\nb.c = 1\n[a.b]\n", 3, 4, "'b' is defined twice")]
    [InlineData("a = { b = 1, b = 2 }\n", 1, 14, "'b' is defined twice")]
    [InlineData("a = { b = 1 }\na.c = 2\n", 2, 1, "'a' is defined twice")]
    [InlineData("a = { b = {} }\n[a.b.c]\n", 2, 2, "'a' is defined twice")]
    [InlineData("a = { b = { c = 1 }, b.d = 2 }\n", 1, 22, "'b' is defined twice")]
    [InlineData("a = []\n[[a]]\n", 2, 3, "'a' is defined twice")]
    [InlineData("[[a]]\n[a]\n", 2, 2, "'a' is defined twice")]
    [InlineData("[a]\n[[a]]\n", 2, 3, "'a' is defined twice")]
    [InlineData("[[a]]\n[a.b]\n[a.b]\n", 3, 4, "'b' is defined twice")]
    [InlineData("[[a.b]]\n[a]\nb = 1\n", 3, 1, "'b' is defined twice")]
    [InlineData("[[a]]\n[x]\n[b]\n[[a]]\na.b = 1\na = 2", 6, 1, "'a' is defined twice")]
    public void What_is_defined_twice_is_refused(string text, int line, int column, string what)
    {
        CondaEnvException error = Fails(text);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Equal($"The TOML in 'file.toml', line {line}, column {column} is malformed: {what}.", error.Message);
    }

    [Theory]
    [InlineData("a = \n", 1)]
    [InlineData("x = 1\na = 'b\nc = 2\n", 2)]
    [InlineData("= 1\n", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a = 1 b = 2\n", 1)]
    [InlineData("a = [1, 2\n", 2)]
    [InlineData("a = { b = 1\n", 2)]
    [InlineData("[a\nb = 1\n", 1)]
    [InlineData("[]\n", 1)]
    [InlineData("[a.]\n", 1)]
    [InlineData("a. = 1\n", 1)]
    [InlineData("a = 99999999999999999999\n", 1)]
    [InlineData("a = 01\n", 1)]
    [InlineData("a = 1979-13-45\n", 1)]
    [InlineData("a = \"\\q\"\n", 1)]
    [InlineData("a = \"\\ud800\"\n", 1)]
    [InlineData("a = 1\rb = 2\n", 1)]
    [InlineData("a = \"\0\"\n", 1)]
    [InlineData("a = yes\n", 1)]
    [InlineData("- a: 1\n", 1)]
    public void Malformed_text_is_an_error_with_its_position(string text, int line)
    {
        CondaEnvException error = Fails(text);
        Assert.Equal(line, error.Line);
        Assert.True(error.Column > 0);
        Assert.Contains($"line {line}, column {error.Column}", error.Message);
    }

    /// <summary>Not a row above: an attribute cannot hold half a character.</summary>
    [Fact]
    public void Half_a_surrogate_pair_is_an_error() => Assert.Equal((1, 6), (Fails("a = \"" + '\ud800' + "\"\n").Line, Fails("a = \"" + '\ud800' + "\"\n").Column));

    [Theory]
    [InlineData("a = s3cret\n")]
    [InlineData("a = 's3cret' 's3cret'\n")]
    [InlineData("a = \"s3cret\\q\"\n")]
    [InlineData("s3cret s3cret = 1\n")]
    [InlineData("[s3cret\n")]
    [InlineData("a = 's3cret'\na = 's3cret'\n")]
    [InlineData("a = 's3cret\n")]
    public void An_error_does_not_repeat_values(string text) => Assert.DoesNotContain("s3cret", Fails(text).Message);

    [Fact]
    public void Nodes_and_keys_know_their_position()
    {
        TomlTable root = Read("# c\n[tool.pixi]\nchannels = [\n  'a', { url = 'u' } ]\n x.y = 1\n[[p]]\n  n = { k = 2 }\n");
        Assert.Equal((1, 1), (root.Line, root.Column));
        TomlEntry pixi = ((TomlTable)root.Find("tool")!.Value).Find("pixi")!;
        Assert.Equal((2, 7), (pixi.Line, pixi.Column));
        Assert.Equal((2, 7), (pixi.Value.Line, pixi.Value.Column));
        TomlTable table = (TomlTable)pixi.Value;
        TomlArray channels = (TomlArray)table.Find("channels")!.Value;
        Assert.Equal((3, 12), (channels.Line, channels.Column));
        Assert.Equal([(4, 3), (4, 8)], channels.Items.Select(static i => (i.Line, i.Column)));
        Assert.Equal((4, 16), Place(((TomlTable)channels.Items[1]).Find("url")!.Value));
        TomlEntry x = table.Find("x")!;
        Assert.Equal((5, 2), (x.Line, x.Column));
        TomlEntry y = ((TomlTable)x.Value).Find("y")!;
        Assert.Equal((5, 4, 5, 8), (y.Line, y.Column, y.Value.Line, y.Value.Column));
        TomlArray tables = (TomlArray)root.Find("p")!.Value;
        Assert.Equal((6, 3), Place(tables));
        Assert.Equal((6, 3), Place(tables.Items[0]));
        Assert.Equal((7, 7), Place(((TomlTable)tables.Items[0]).Find("n")!.Value));
        Assert.Null(root.Find("none"));

        static (int Line, int Column) Place(TomlNode node) => (node.Line, node.Column);
    }

    [Theory]
    [InlineData("a = ", "[", "]", 1)]
    [InlineData("a = ", "{ a = ", "1 }", 1)]
    [InlineData("'[' = '[['\n# [[[\na = ", "[", "]", 3)]
    public void Deep_values_are_an_error_beyond_the_limit_with_the_position(string before, string open, string close, int line)
    {
        Read(before + Repeat(open, TomlNode.MaximumDepth) + (open == "[" ? "" : "1 }") + Repeat(close.Replace("1", ""), TomlNode.MaximumDepth - (open == "[" ? 0 : 1)) + "\n");
        foreach (int depth in new[] { TomlNode.MaximumDepth + 1, 100, 100_000 })
        {
            CondaEnvException error = Fails(before + Repeat(open, depth));
            Assert.Contains("deeper than 64 levels", error.Message);
            int start = before.Length - before.LastIndexOf('\n') - 1;
            Assert.Equal((line, start + (open.Length * TomlNode.MaximumDepth) + 1), (error.Line, error.Column));
        }
    }

    [Fact]
    public void Deep_keys_and_headers_are_an_error_beyond_the_limit()
    {
        Read("[" + Keys(64) + "]\nx = 1\n");
        Read(Keys(65) + " = 1\n");
        Read("[" + Keys(32) + "]\n" + Keys(33) + " = 1\n");
        Assert.Equal((1, 2), Position("[" + Keys(65) + "]\n"));
        Assert.Equal(1, Position(Keys(66) + " = 1\n").Line);
        Assert.Equal(2, Position("[" + Keys(32) + "]\n" + Keys(34) + " = 1\n").Line);
        Assert.Equal(1, Position(Keys(65) + " = []\n").Line);
        Assert.Equal(1, Position(Keys(100_000) + " = 1\n").Line);
        Assert.Equal(1, Position("[" + Keys(100_000) + "]\n").Line);

        // Each array of tables is two levels.
        StringBuilder tables = new();
        for (int i = 1; i <= 33; i++)
        {
            tables.Append("[[").Append(Keys(i)).Append("]]\n");
        }

        Assert.Equal(33, Position(tables.ToString()).Line);

        static string Keys(int count) => string.Join(".", Enumerable.Repeat("a", count));

        static (int Line, int Column) Position(string text)
        {
            CondaEnvException error = Fails(text);
            Assert.Contains("deeper than 64 levels", error.Message);
            return (error.Line, error.Column);
        }
    }

    [Fact]
    public void Many_errors_are_one_error() => Assert.Equal((1, 1), (Fails(Repeat("= x\n", 20_000)).Line, Fails(Repeat("= x\n", 20_000)).Column));

    [Fact]
    public void Whatever_the_text_the_only_error_is_ours()
    {
        string[] seeds =
        [
            "[workspace]\nchannels = [\"conda-forge\", 'x']\nplatforms = [\"linux-64\"]\n[dependencies]\npython = \">=3.12\"\nx = { version = \"*\", build = 'h' }\n[[p]]\na.b = 1\n[p.c]\n",
            "a = 1979-05-27T07:32:00Z # c\nb = [1_0, 0xf, -1e5, inf, {x = [true]}]\n'q' . \"\\u00e9\" = \"\"\"\nx\\\n y\"\"\"\n[a.b]\n[[c.d]]\n",
        ];
        const string alphabet = "[]{}=.,'\"\\#_-+: \t\n\r\0\u0085\uFEFF\uD800abzTZ019eEx";
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

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
