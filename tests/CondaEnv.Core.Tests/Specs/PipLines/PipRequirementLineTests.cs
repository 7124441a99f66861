using System.Linq;
using CondaEnv.Specs.PipLines;
using Xunit;

namespace CondaEnv.Tests.Specs.PipLines;

/// <summary>Lines that were given to pip 24 as well.</summary>
public sealed class PipRequirementLineTests
{
    [Theory]
    [InlineData("requests", "requests", null, null)]
    [InlineData("Ruamel.YAML >= 1.0 ; python_version<\"3\"", "ruamel-yaml", null, "python_version < \"3\"")]
    [InlineData("x==1.0  # why", "x", "1.0", null)]
    [InlineData("x==1.*", "x", null, null)]
    [InlineData("x===abc", "x", "abc", null)]
    [InlineData("my__pkg[a,b]==1.0 --hash=sha256:aa", "my-pkg", "1.0", null)]
    [InlineData("x @ https://h/x-2.0-py3-none-any.whl ; os_name == 'nt'", "x", "2.0", "os_name == \"nt\"")]
    [InlineData("x@https://h/x.zip", "x", null, null)]
    public void A_requirement(string text, string name, string? version, string? condition)
    {
        PipRequirementLine line = PipRequirementLine.Parse(text);
        Assert.Equal(PipLineKind.Requirement, line.Kind);
        Assert.Equal(new string?[] { name, version, condition }, new[] { line.Name, line.Version, line.Condition?.ToString() });
        Assert.NotNull(line.Requirement);
        Assert.False(line.IsEditable);
    }

    [Theory]
    [InlineData("./a/b", "./a/b", null, null)]
    [InlineData("C:\\a\\b", "C:\\a\\b", null, null)]
    [InlineData("dir/my_pkg-1.0-py3-none-any.whl", "dir/my_pkg-1.0-py3-none-any.whl", "my-pkg", "1.0")]
    [InlineData("my_pkg-1.0-1-py3-none-any.whl", "my_pkg-1.0-1-py3-none-any.whl", "my-pkg", "1.0")]
    [InlineData("my_pkg-1.0-py3-none-any.whl[extra]", "my_pkg-1.0-py3-none-any.whl[extra]", "my-pkg", "1.0")]
    [InlineData("https://h/my_pkg-1.0%2Bcpu-py3-none-any.whl#sha256=ff", "https://h/my_pkg-1.0%2Bcpu-py3-none-any.whl#sha256=ff", "my-pkg", "1.0+cpu")]
    [InlineData("https://h/x.tar.gz#egg=My_X", "https://h/x.tar.gz#egg=My_X", "my-x", null)]
    [InlineData("https://h/x.tar.gz", "https://h/x.tar.gz", null, null)]
    [InlineData("x.tar.gz", "x.tar.gz", null, null)]
    [InlineData("git+https://h/x.git@v1#egg=a[b]&subdirectory=s", "git+https://h/x.git@v1#egg=a[b]&subdirectory=s", "a", null)]
    [InlineData("git+ssh://git@h/x.git#subdirectory=s&egg=a", "git+ssh://git@h/x.git#subdirectory=s&egg=a", "a", null)]
    [InlineData("svn+http://h/x#egg=y", "svn+http://h/x#egg=y", "y", null)]
    [InlineData("file:///a/b", "file:///a/b", null, null)]
    [InlineData("https://h/${TOKEN}/x.zip", "https://h/${TOKEN}/x.zip", null, null)]
    public void A_location(string text, string location, string? name, string? version)
    {
        PipRequirementLine line = PipRequirementLine.Parse(text);
        Assert.Equal(PipLineKind.Location, line.Kind);
        Assert.Equal(new string?[] { location, name, version }, new[] { line.Location, line.Name, line.Version });
        Assert.Null(line.Requirement);
    }

    [Theory]
    [InlineData("https://h/x.tar.gz ; python_version<\"3\"", "https://h/x.tar.gz", "python_version < \"3\"")]
    [InlineData("https://h/x;y.tar.gz", "https://h/x;y.tar.gz", null)]
    [InlineData("./a;os_name=='nt'", "./a", "os_name == \"nt\"")]
    public void The_marker_of_a_location(string text, string location, string? condition)
    {
        PipRequirementLine line = PipRequirementLine.Parse(text);
        Assert.Equal(new string?[] { location, condition }, new[] { line.Location, line.Condition?.ToString() });
    }

    [Theory]
    [InlineData("-e .", ".", null)]
    [InlineData("--editable ./a b", "./a", null)]
    [InlineData("--editable=\"./a b\"", "./a b", null)]
    [InlineData("-egit+https://h/x.git#egg=x", "git+https://h/x.git#egg=x", "x")]
    [InlineData("--pre -e .", ".", null)]
    public void An_editable(string text, string location, string? name)
    {
        PipRequirementLine line = PipRequirementLine.Parse(text);
        Assert.Equal(PipLineKind.Location, line.Kind);
        Assert.True(line.IsEditable);
        Assert.Equal(new string?[] { location, name }, new[] { line.Location, line.Name });
    }

    [Theory]
    [InlineData("-r other.txt", "--requirement=other.txt")]
    [InlineData("-rfoo.txt", "--requirement=foo.txt")]
    [InlineData("--constraint=c.txt", "--constraint=c.txt")]
    [InlineData("-i https://h/simple --extra-index-url https://g", "--index-url=https://h/simple --extra-index-url=https://g")]
    [InlineData("--index-url \"https://h/a b\"", "--index-url=https://h/a b")]
    [InlineData("--trusted-host h --pre x", "--trusted-host=h --pre=")]
    [InlineData("--no-index", "--no-index=")]
    [InlineData("--find-l x\\ y", "--find-links=x y")]
    public void Options(string text, string options)
    {
        PipRequirementLine line = PipRequirementLine.Parse(text);
        Assert.Equal(PipLineKind.Option, line.Kind);
        Assert.Equal(options, string.Join(" ", line.Options.Select(static o => o.Key + "=" + o.Value)));
        Assert.Equal(line.Options[0].Key, line.Option);
        Assert.Equal(line.Options[0].Value, line.Value);
        Assert.Null(line.Name);
    }

    [Fact]
    public void Hashes_and_other_options_of_a_requirement()
    {
        PipRequirementLine line = PipRequirementLine.Parse("x==1 --hash=sha256:aa --hash sha512:bb --global-option=\"--a b\" -- --hash=sha256:no");
        Assert.Equal(["sha256:aa", "sha512:bb"], line.Hashes);
        Assert.Contains(line.Options, static o => o.Key == "--global-option" && o.Value == "--a b");
        Assert.Equal(3, line.Options.Count);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("# x", 0)]
    [InlineData("x y", 2)]
    [InlineData("==1", 0)]
    [InlineData("--req foo", 0)]
    [InlineData("--no-index=1", 0)]
    [InlineData("-f", 0)]
    [InlineData("x --foo", 2)]
    [InlineData("x --hash=md5:aa", 2)]
    [InlineData("x --hash 'sha256:a", 9)]
    [InlineData("-pre", 0)]
    [InlineData("-e x @ git+https://h/y.git", 3)]
    [InlineData("--", 0)]
    [InlineData("./a; nonsense", 5)]
    public void What_pip_refuses(string text, int offset)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => PipRequirementLine.Parse(text));
        Assert.Equal(CondaErrorKind.SpecInvalid, error.Kind);
        Assert.Equal(offset, error.Offset);
    }
}
