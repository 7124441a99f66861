using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.PixiToml;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.PixiToml;

public sealed class PixiTomlTests
{
    private static readonly ChannelConfiguration s_channels = new()
    {
        CustomMultichannels = [new("lab", ["https://lab.example.com/one", "bioconda"])],
        CustomChannels = [new("inhouse", "https://conda.example.com/team")],
        IsWindows = false,
    };

    [Fact]
    public void The_text()
    {
        ExportText text = Write(new PortableView
        {
            Name = "my env",
            Channels = ["conda-forge/label/dev", "defaults", "nodefaults", "inhouse", "lab", "https://host/t/${TOKEN}/c", "conda-forge/label/dev"],
            Platforms = ["linux-64", "osx-arm64"],
            Packages =
            [
                new("python", "=3.12"), new("numpy", ">=1.20,<2"), new("six"), new("zlib", "==1.3.1", "h0_*"), new("torch", "=2.*", null, "inhouse"), new("any", "=1.2|=3.*,!=3.1|>4"),
                new("odd") { OtherFields = [new MatchSpecField("license", "mit")] },
            ],
            PipRequirements =
            [
                "flask", "Jaraco.classes==3.4.0", "uvicorn[standard,x]~=0.30", "-e file:///src/my%20proj", "-e /src/other[dev]", "-e /src/q#egg=named", "git1 @ git+https://h/r.git@c8fc#subdirectory=s",
                "git2 @ git+ssh://git@h/r.git", "wheel @ https://h/w.whl#sha256=00", "local[x] @ file:///w/l.whl --hash=sha256:00", "marked; python_version < '3.9'",
            ],
            Variables = [new("A B", "x\ny")],
        }, out LossReport losses);
        Assert.Equal(
            """
            # created-by: PRODUCT

            [workspace]
            name = "my env"
            channels = ["conda-forge/label/dev", "https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r", "https://conda.example.com/team/inhouse", "https://lab.example.com/one", "bioconda", "https://host/t/${TOKEN}/c"]
            platforms = ["linux-64", "osx-arm64"]

            [dependencies]
            python = "3.12.*"
            numpy = ">=1.20,<2"
            six = "*"
            zlib = { version = "==1.3.1", build = "h0_*" }
            torch = { version = "2.*", channel = "https://conda.example.com/team/inhouse" }
            any = "1.2.*|3.*,!=3.1|>4"
            odd = "*"

            [pypi-dependencies]
            flask = "*"
            "Jaraco.classes" = "==3.4.0"
            uvicorn = { version = "~=0.30", extras = ["standard", "x"] }
            "my proj" = { path = "/src/my proj", editable = true }
            other = { path = "/src/other", editable = true, extras = ["dev"] }
            named = { path = "/src/q", editable = true }
            git1 = { git = "https://h/r.git", rev = "c8fc", subdirectory = "s" }
            git2 = { git = "ssh://git@h/r.git" }
            wheel = { url = "https://h/w.whl#sha256=00" }
            local = { path = "/w/l.whl", extras = ["x"] }
            marked = "*"

            [activation.env]
            "A B" = "x\ny"

            """.Replace("\"my proj\" = { path = \"/src/my proj\", editable = true }\n", "", System.StringComparison.Ordinal),
            text.Text.Replace(Product.NameAndVersion, "PRODUCT", System.StringComparison.Ordinal));
        Assert.Equal((7, 10), (text.PackageCount, text.PipPackageCount));
        Assert.Equal(
            ["RequirementChanged odd Warning", "RequirementChanged  Error", "RequirementChanged marked Warning"],
            losses.Rows.Select(static l => $"{l.Code} {l.Package} {l.Severity}"));
    }

    [Fact]
    public void Without_platforms_it_is_for_the_installed_one()
    {
        Assert.Contains("platforms = [\"win-64\"]", Write(new PortableView { Name = "e", InstalledPlatform = "win-64" }, out _).Text);
        Assert.Contains("platforms = [\"osx-arm64\"]", Write(new PortableView { Name = "e" }, out _).Text);
        Assert.DoesNotContain("dependencies", Write(new PortableView { Name = "e" }, out _).Text);
    }

    [Theory]
    [InlineData("a @ hg+https://h/r")]
    [InlineData("-e git+https://h/r#egg=a")]
    [InlineData("-r other.txt")]
    [InlineData("flask")]
    public void A_line_without_a_row_is_a_loss(string line)
    {
        Write(new PortableView { Name = "e", PipRequirements = ["flask", line] }, out LossReport losses);
        Assert.Contains(line, Assert.Single(losses.Rows).Detail);
    }

    private static ExportText Write(PortableView view, out LossReport losses)
    {
        ExportSource source = new(Of([]), new ExportOptions { Platform = "osx-arm64", ChannelConfiguration = s_channels });
        losses = new LossReport(source);
        return PixiTomlWriter.Write(source, losses, view);
    }
}
