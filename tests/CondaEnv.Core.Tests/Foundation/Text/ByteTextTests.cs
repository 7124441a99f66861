using System.Globalization;
using CondaEnv.Foundation.Text;
using Xunit;

namespace CondaEnv.Tests.Foundation.Text;

public sealed class ByteTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 KB")]
    [InlineData(1024, "1.0 KB")]
    [InlineData(12_897_485, "12.3 MB")]
    [InlineData(104_805_171, "99.9 MB")]
    [InlineData(104_857_600, "100 MB")]
    [InlineData(1_047_972_020, "999 MB")]
    [InlineData(1_048_471_150, "1.0 GB")]
    [InlineData(long.MaxValue, "8.0 EB")]
    public void It_is_short(long bytes, string text) => Assert.Equal(text, ByteText.Of(bytes, CultureInfo.InvariantCulture));

    [Fact]
    public void It_is_of_the_culture() => Assert.Equal("1,5 KB", ByteText.Of(1536, new NumberFormatInfo { NumberDecimalSeparator = "," }));
}
