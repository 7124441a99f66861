using CondaEnv.Foundation.Text;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CondaEnv.Tests.Foundation.Text;

public class ColumnTextTests
{
    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("/home/user/miniforge3/envs/mkdocs-env", 20, "/home/user/\nminiforge3/envs/\nmkdocs-env")]
    [InlineData(@"C:\Users\me\miniforge3\envs\x", 16, "C:\\Users\\me\\\nminiforge3\\envs\\\nx")]
    [InlineData("a-name-of-an-environment-that-is-rather-long", 16, "a-name-of-an-\nenvironment-\nthat-is-rather-\nlong")]
    [InlineData("lab07: teaching-two", 10, "lab07:\nteaching-\ntwo")]
    [InlineData("abcdefghijklmnopqrstuvwxyz/x", 10, "abc…vwxyz/\nx")]
    public void Lines_break_after_separators(string text, int width, string expected) => Assert.Equal(expected, ColumnText.Wrap(text, width));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("/data/projects/2026/spring/teaching/environment.yml", 30, "/data/…/environment.yml")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 10, "abc…uvwxyz")]
    public void A_long_text_keeps_its_beginning_and_its_end(string text, int width, string expected) => Assert.Equal(expected, ColumnText.Shorten(text, width));

    [Fact]
    public void No_text_gets_wider_than_its_column()
    {
        Gen<FuzzText> texts = FuzzText.OfPieces(0, 79, "a", "b", "/", "\\", "-", "_", ".", " ");
        Fuzz.Check(texts, Gen.Choose(4, 39), 2000, static (sample, width) =>
        {
            string text = sample.Text;
            Assert.True(ColumnText.Shorten(text, width).Length <= width);
            Assert.All(ColumnText.Wrap(text, width).Split('\n'), line => Assert.True(line.Length <= width, $"'{text}' at {width}: '{line}'"));
        });
    }
}
