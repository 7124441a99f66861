using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.PipRequirements;
using Xunit;

namespace CondaEnv.Tests.Formats.PipRequirements;

public sealed class PipRequirementsFileTests
{
    private const string Path = "/home/user/requirements.txt";

    [Fact]
    public void Any_number_of_lines_continue_one()
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Read("a\na==1 \\\n" + string.Concat(Enumerable.Repeat(" --hash=sha256:aa \\\n", 20_000)) + "# c\nb \\\n \\\n");
        Assert.Empty(errors);
        Assert.Equal(["1 a 0", "2 a 20000", "20004 b 0"], file.Dependencies.Select(static d => $"{d.Line} {d.Name} {d.Requirement!.Hashes.Count}"));
    }

    [Fact]
    public void A_file_of_everything()
    {
        const string Text = """
            # The first line is a comment.
            -r base.txt
            --index-url https://user:s3cret@h/simple

            Flask_SQLAlchemy==3.1.1 \
                --hash=sha256:AA \
                --hash=sha256:bb
              torch==2.5.1+cpu ; sys_platform == "linux"  # only there
            -e git+https://user:s3cret@h/x.git#egg=my.Pkg
            ./local
            pkg>=1,\
            <2
            """;
        (CondaEnvFile file, List<CondaEnvException> errors) = Read(Text);
        Assert.Empty(errors);
        Assert.Equal(CondaEnvFileKind.PipRequirements, file.Kind);
        Assert.False(file.IsExact);
        Assert.Equal(5, file.PipPackageCount);
        Assert.Equal(0, file.PackageCount);
        Assert.Equal(
            [
                "2:1  -r base.txt",
                "3:1  --index-url https://h/simple",
                "5:1 flask-sqlalchemy Flask_SQLAlchemy==3.1.1     --hash=sha256:AA     --hash=sha256:bb",
                "8:3 torch torch==2.5.1+cpu ; sys_platform == \"linux\"",
                "9:1 my-pkg -e git+https://h/x.git#egg=my.Pkg",
                "10:1  ./local",
                "11:1 pkg pkg>=1,<2",
            ],
            file.Dependencies.Select(static d => $"{d.Line}:{d.Column} {d.Name} {d.Spec}"));
        CondaEnvFileDependency torch = file.Dependencies[3];
        Assert.Equal("2.5.1+cpu", torch.Version!.Text);
        Assert.Equal("sys_platform == \"linux\"", torch.Condition);
        Assert.Equal("https://h/x.git#egg=my.Pkg", file.Dependencies[4].Url!.Replace("git+", ""));
        Assert.All(file.Dependencies, static d =>
        {
            Assert.Equal(PackageManager.Pip, d.Manager);
            Assert.Equal("pip", d.Section);
            Assert.Equal(Path, d.Path);
        });
        Assert.DoesNotContain("s3cret", string.Concat(file.Dependencies.Select(static d => d.Spec + d.Url)));
        Assert.Contains("s3cret", file.Dependencies[1].SourceText);
    }

    [Fact]
    public void A_bad_line_is_said_and_the_rest_goes_on()
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Read("a\r\n  b c\r\nd\\\r\n e\r\n--nonsense\r\nf");
        Assert.Equal(["a", "f"], file.Dependencies.Select(static d => d.Name));
        Assert.Equal(["2:5", "3:1", "5:1"], errors.Select(static e => $"{e.Line}:{e.Column}"));
        Assert.All(errors, static e =>
        {
            Assert.Equal(CondaErrorKind.SpecInvalid, e.Kind);
            Assert.Equal(Path, e.Target);
            Assert.StartsWith($"'{Path}', line {e.Line}, column {e.Column}: ", e.Message, System.StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\ufeff# x\n", 0)]
    [InlineData("a\\", 1)]
    [InlineData("a \\\n# comment\nb", 2)]
    [InlineData("a\rb\r\nc\n", 3)]
    public void Ends_of_lines(string text, int count)
    {
        (CondaEnvFile file, List<CondaEnvException> errors) = Read(text);
        Assert.Empty(errors);
        Assert.Equal(count, file.Dependencies.Count);
    }

    private static (CondaEnvFile File, List<CondaEnvException> Errors) Read(string text)
    {
        List<CondaEnvException> errors = [];
        return (PipRequirementsFile.Parse(text, Path, errors.Add), errors);
    }
}
