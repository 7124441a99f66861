using CondaEnv.Foundation.Disk;
using Xunit;

namespace CondaEnv.Tests.Foundation.Disk;

public sealed class WindowsNamesTests
{
    [Theory]
    [InlineData("nul")]
    [InlineData("CON")]
    [InlineData("aux.x")]
    [InlineData("lpt1")]
    [InlineData("Com9.tar.gz")]
    [InlineData("COM\u00B2")]
    [InlineData("prn .x")]
    [InlineData("conin$")]
    [InlineData("dot.")]
    [InlineData("blank ")]
    [InlineData("a:b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    public void Windows_cannot_have_them(string name) => Assert.NotNull(WindowsNames.Problem(name));

    [Theory]
    [InlineData("null")]
    [InlineData("console")]
    [InlineData("com")]
    [InlineData("com10")]
    [InlineData("xcon")]
    [InlineData("my.nul")]
    [InlineData(".nul")]
    [InlineData("py3.12")]
    [InlineData("Schüler")]
    public void Windows_can_have_them(string name) => Assert.Null(WindowsNames.Problem(name));

    [Theory]
    [InlineData(@"C:\x\a:stream.yml", true)]
    [InlineData(@"C:\x:y\a.yml", true)]
    [InlineData(@"\\server\share\a:b.yml", true)]
    [InlineData(@"\\?\C:\x\a:b.yml", true)]
    [InlineData(@"C:\x\a.yml", false)]
    [InlineData(@"\\server\share\a.yml", false)]
    [InlineData(@"\\?\C:\x\a.yml", false)]
    [InlineData("C:", false)]
    public void A_colon_beyond_the_drive_names_a_stream(string path, bool stream) => Assert.Equal(stream, WindowsNames.NamesStream(path));
}
