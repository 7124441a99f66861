using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Toml;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Tomlyn;
using Xunit;
using TomlArray = Tomlyn.Model.TomlArray;
using TomlTable = Tomlyn.Model.TomlTable;

namespace CondaEnv.Tests.Foundation.Toml;

public sealed class TomlWriterTests
{
    private static readonly string[] s_texts =
    [
        "", "plain", "a \"quoted\" \\ path", "C:\\new\\tab", "line\nbreak\r\n", "\t\b\f\0\u0001\u001f\u007f", "žluť 日本 🐍", "'''", "\"\"\"", "#no comment", "\u2028\u0085\ufeff", "\ud800", " ends ",
    ];

    [Fact]
    public void The_text_is_as_TOML_has_it()
    {
        TomlWriter toml = new();
        toml.Comment("one\ntwo").Pair("lock-version", "1.0").Pair("empty", TomlValue.Array([])).Pair("yes", true);
        toml.Table("workspace").Pair("channels", TomlValue.Array(["a", "b"])).PairIf("absent", null).PairIf("zoo.keeper", "ž");
        toml.Table("tool", "a b").Pair("x", TomlValue.Table(("version", "*"), ("build", null), ("editable", false)));
        toml.ArrayTable("packages").Pair("name", "one");
        toml.Table("packages", "vcs").Pair("url", "u");
        toml.ArrayTable("packages").Pair("name", "two");
        toml.Table("packages", "vcs").Pair("none", TomlValue.Table());
        Assert.Equal(
            """
            # one two
            lock-version = "1.0"
            empty = []
            yes = true

            [workspace]
            channels = ["a", "b"]
            "zoo.keeper" = "ž"

            [tool."a b"]
            x = { version = "*", editable = false }

            [[packages]]
            name = "one"

            [packages.vcs]
            url = "u"

            [[packages]]
            name = "two"

            [packages.vcs]
            none = {}

            """,
            toml.ToString());
    }

    [Fact]
    public void What_TOML_forbids_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new TomlWriter().Pair("a", "1").Pair("a", "2"));
        Assert.Throws<InvalidOperationException>(() => new TomlWriter().Table("a").Table("a"));
        Assert.Throws<InvalidOperationException>(() => new TomlWriter().Table("a").ArrayTable("a"));
        Assert.Throws<InvalidOperationException>(() => new TomlWriter().ArrayTable("a").Table("a"));
        Assert.Throws<InvalidOperationException>(() => TomlValue.Table(("a", "1"), ("a", "2")));
        Assert.Throws<ArgumentException>(() => new TomlWriter().Table());
    }

    [Fact]
    public void Quoting_needs_no_reader_to_be_right()
    {
        foreach (string text in s_texts)
        {
            string quoted = TomlWriter.Quote(text);
            Assert.True(quoted.Length >= 2 && quoted[0] == '"' && quoted[^1] == '"', quoted);
            Assert.DoesNotContain(quoted, static c => c < ' ' || c == 0x7f);
            Assert.DoesNotMatch(@"^""(?:[^""\\]|\\.)*""(?s:.)+$", quoted);
            Assert.Matches(@"^""(?:[^""\\]|\\[btnfr""\\]|\\u[0-9A-F]{4})*""$", quoted);
        }
    }

    [Fact]
    public void Tomlyn_reads_back_what_was_written()
    {
        TomlWriter keys = new();
        TomlWriter array = new();
        string[] whole = [.. s_texts.Where(static t => t != "\ud800")];
        array.Pair("all", TomlValue.Array(whole));
        foreach (string text in whole)
        {
            keys.Pair(text, text);
        }

        TomlTable allRead = TomlSerializer.Deserialize<TomlTable>(array.ToString())!;
        Assert.Equal(whole, ((TomlArray)allRead["all"]).Cast<string>());
        TomlTable keysRead = TomlSerializer.Deserialize<TomlTable>(keys.ToString())!;
        Assert.All(keysRead, static p => Assert.Equal(p.Key, p.Value));
        Assert.Equal(whole.Length, keysRead.Count);
        Assert.Equal("\"\ufffd\"", TomlWriter.Quote("\ud800"));
    }

    [Fact]
    public void Tomlyn_reads_back_any_text()
    {
        // All sorts of characters, and the comments that they would make.
        Gen<string> character = Gen.OneOf(Gen.Choose(0, 0x1F), Gen.Choose(0x20, 0x7F), Gen.Choose(0x80, 0xD7FF), Gen.Choose(0xE000, 0x10FFFF)).Select(static c => char.ConvertFromUtf32(c));
        Gen<string> texts = Gen.Choose(0, 11).SelectMany(n => character.ArrayOf(n)).Select(static c => string.Concat(c));
        Fuzz.Check(texts.ToArbitrary(), 500, FuzzText.Show, static text =>
        {
            string toml = new TomlWriter().Comment(text).Table("t").Pair("v", text).Pair("inline", TomlValue.Table((text, text))).ToString();
            TomlTable table = (TomlTable)TomlSerializer.Deserialize<TomlTable>(toml)!["t"];
            Assert.Equal(text, table["v"]);
            KeyValuePair<string, object> inline = Assert.Single((TomlTable)table["inline"]);
            Assert.Equal((text, text), (inline.Key, inline.Value));
        });
    }
}
