using CondaEnv.Foundation.Terminal;
using Xunit;

namespace CondaEnv.Tests.Foundation.Terminal;

/// <summary>Other people's data does not move the cursor, or turn the direction of a line.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("numpy", "numpy")]
    [InlineData("a\u001b[2J\u001b]0;title\a", "a?[2J?]0;title?")]
    [InlineData("a\u009b31mb\u007f", "a?31mb?")]
    [InlineData("abc\u202Etxt.exe\u2066\u200F", "abc?txt.exe??")]
    [InlineData("a\u2028b\u2029\n", "a?b??")]
    [InlineData("pr\u00e4fix \u4e2d \ud83d\ude00", "pr\u00e4fix \u4e2d \ud83d\ude00")]
    public void Control_and_format_characters_are_question_marks(string text, string plain) => Assert.Equal(plain, PlainText.Of(text));

    [Fact]
    public void A_message_keeps_its_lines() => Assert.Equal("a\nHint: b?", PlainText.Lines("a\nHint: b\u001b"));

    [Fact]
    public void Errors_and_losses_are_plain()
    {
        Assert.Equal("'a?[2J' is bad.", new CondaEnvException(CondaErrorKind.SpecInvalid, "'a\u001b[2J' is bad.").Message);
        Assert.Equal("a?b", new ExportLoss("X", null, "a\nb", LossSeverity.Warning).Detail);
    }
}
