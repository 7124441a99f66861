using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Adapters;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Yaml;

/// <summary>Tabs, and where conda's reader of YAML stops at them.</summary>
public sealed class YamlTabsTests
{
    private static string First(string text) => YamlTabs.In(text) is { Count: > 0 } tabs ? $"{tabs[0].Line}:{tabs[0].Column}" : "";

    /// <summary>The table is made by <c>yaml-tabs.py</c> beside it.</summary>
    [Fact]
    public void The_first_tab_is_where_ruamel_stops()
    {
        using JsonDocument table = JsonDocument.Parse(File.ReadAllText(Path.Combine(Fixtures.Root, "yaml-tabs.json")));
        List<string> wrong = [];
        int count = 0;
        foreach (JsonElement row in table.RootElement.EnumerateArray())
        {
            string text = row.GetProperty("Text").GetString()!;
            string expected = row.GetProperty("First").GetString()!;
            count++;
            if (First(text) != expected)
            {
                wrong.Add($"{expected} and not {First(text)}: {JsonSerializer.Serialize(text)}");
            }
        }

        Assert.True(count > 100);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("dependencies:\n- a\t\n- b\t\n", "2:4 3:4")]
    [InlineData("dependencies:\r\n- a\t\r\n", "2:4")]
    [InlineData("a: \"b\tc\" # d\te\n", "")]
    [InlineData("a: |\n  b\tc\n\td\n", "3:1")]
    [InlineData("a: it's\tb\n", "1:8")]
    [InlineData("a: \"not closed\t", "")]
    [InlineData("", "")]
    [InlineData("{a:{b:\t1}}", "1:7")]
    [InlineData("{a:[\t1]}", "1:5")]
    [InlineData("{a\n{b:\t1}}", "2:4")]
    [InlineData("[a\n[b\t]]", "2:3")]
    public void Each_line_counts_once(string text, string expected) =>
        Assert.Equal(expected, string.Join(" ", YamlTabs.In(text).Select(static t => $"{t.Line}:{t.Column}")));

    [Fact]
    public void Whatever_the_text_the_scan_ends_and_names_tabs() => Fuzz.Check(
        FuzzText.OfPieces(
            0, 24,
            "\t", "\t", "\n", "\r", " ", "a", "-", "- ", "?", ":", ": ", ",", "[", "]", "{", "}", "#", " #", "&", "*", "!", "|", ">", "|2", "'", "\"", "\\", "%", "@", "---", "...", "\0", "é"),
        20_000,
        static text =>
        {
            string[] lines = text.Text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
            IReadOnlyList<(int Line, int Column)> tabs = YamlTabs.In(text.Text);
            Assert.All(tabs, t => Assert.Equal('\t', lines[t.Line - 1][t.Column - 1]));
            Assert.Equal(tabs.Count, tabs.Select(static t => t.Line).Distinct().Count());
        });

    [Fact]
    public void An_alias_stands_where_it_is_written()
    {
        YamlMapping root = Assert.IsType<YamlMapping>(new YamlDotNetReader().Read("x: &a one\ny: &b [two]\nz:\n  - *a  # [win]\n  - *b\n", "/x.yml"));
        YamlSequence list = Assert.IsType<YamlSequence>(root.Find("z")!.Value.Value);
        Assert.Equal(["4:5", "5:5"], list.Items.Select(static i => $"{i.Line}:{i.Column}"));
        Assert.Equal(("one", "# [win]"), (Assert.IsType<YamlScalar>(list.Items[0]).Value, list.Items[0].Comment));
        Assert.Equal((2, 8), (Assert.IsType<YamlSequence>(list.Items[1]).Items[0].Line, Assert.IsType<YamlSequence>(list.Items[1]).Items[0].Column));
    }

    [Theory]
    [InlineData("a: !tag b", "!tag")]
    [InlineData("a: !!str b", "tag:yaml.org,2002:str")]
    [InlineData("a: ! b", null)]
    [InlineData("a: b", null)]
    public void A_tag_is_kept(string text, string? tag) =>
        Assert.Equal(tag, Assert.IsType<YamlScalar>(Assert.IsType<YamlMapping>(new YamlDotNetReader().Read(text, "/x.yml")).Find("a")!.Value.Value).Tag);
}
