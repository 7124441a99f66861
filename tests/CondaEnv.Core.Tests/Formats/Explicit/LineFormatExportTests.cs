using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Graph;
using CondaEnv.Prefixes;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.Explicit;

/// <summary>conda's explicit and requirements formats, of environments made by hand.</summary>
public sealed class LineFormatExportTests
{
    private static readonly ExportOptions s_explicit = new() { Format = ExportFormat.Explicit, Platform = "linux-64", Hash = PackageHash.None };

    [Fact]
    public void Explicit_has_a_url_a_line_behind_its_dependencies()
    {
        ExportText text = EnvironmentExporter.Export(Of([Conda("app", depends: ["python >=3"]), Conda("python")]), s_explicit);
        Assert.Equal(
            [
                "# This file may be used to create an environment using:",
                "# $ conda create --name <env> --file <this file>",
                "# platform: linux-64",
                "# created-by: " + Product.NameAndVersion,
                "@EXPLICIT",
                "https://conda.anaconda.org/conda-forge/linux-64/python-1.0-h0_0.conda",
                "https://conda.anaconda.org/conda-forge/linux-64/app-1.0-h0_0.conda",
                "",
            ],
            text.Text.Split('\n'));
        Assert.Equal((2, 0), (text.PackageCount, text.PipPackageCount));
        Assert.Empty(text.Losses);
        Assert.Matches(@"^CondaEnv \d+\.\d+\.\d+[^+]*$", Product.NameAndVersion);
    }

    [Fact]
    public void A_missing_url_is_made_of_channel_folder_and_file() => Assert.EndsWith(
        "@EXPLICIT\nhttps://conda.anaconda.org/bioconda/linux-64/a-1.0-h0_0.conda\n",
        EnvironmentExporter.Export(Of([Conda("a", channel: "https://conda.anaconda.org/bioconda/noarch", url: "")]), s_explicit).Text);

    [Fact]
    public void Credentials_never_reach_an_explicit_file()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([
                Conda("a", url: "https://user:pw@host/chan/linux-64/a-1.0-h0_0.conda"),
                Conda("b", url: "https://host:8080/t/tk-123/chan/linux-64/b-1.0-h0_0.conda"),
                Conda("c", url: "https://host/t/<TOKEN>/chan/linux-64/c-1.0-h0_0.conda"),
                Conda("d", url: "https://host/chan/linux-64/d-1.0-h0_0.conda?X-Amz-Signature=abc"),
                Conda("e", url: "file:///home/t/chan/linux-64/e-1.0-h0_0.conda"),
            ]),
            s_explicit);
        Assert.EndsWith(
            """
            @EXPLICIT
            https://host/chan/linux-64/a-1.0-h0_0.conda
            https://host:8080/t/<TOKEN>/chan/linux-64/b-1.0-h0_0.conda
            https://host/t/<TOKEN>/chan/linux-64/c-1.0-h0_0.conda
            https://host/chan/linux-64/d-1.0-h0_0.conda
            file:///home/t/chan/linux-64/e-1.0-h0_0.conda

            """,
            text.Text);
        Assert.Equal(["a", "b", "c", "d"], text.Losses.Where(static l => l.Code == "SecretRemoved").Select(static l => l.Package));
    }

    [Fact]
    public void Explicit_refuses_what_conda_refuses()
    {
        Refused(Of([Conda("a"), Pip("flask")]), s_explicit, "pip packages (such as 'flask')");
        Refused(Of([]), s_explicit, "no conda packages");
        Refused(Of([Conda("a", channel: "<unknown>")]), s_explicit, "neither a URL nor a channel");
    }

    [Fact]
    public void Explicit_from_history_leaves_pip_packages_out_and_says_so()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([Conda("a"), Pip("develop", build: "dev_0"), Pip("flask")]),
            s_explicit with { Style = ExportStyle.History });

        // The line of a development install is conda's own oddity.
        Assert.EndsWith(
            "@EXPLICIT\nhttps://conda.anaconda.org/conda-forge/linux-64/a-1.0-h0_0.conda\nhttps://conda.anaconda.org/<develop>/pypi/develop-1.0-dev_0\n",
            text.Text);
        Assert.Equal(["EditableInstall", "PipPackagesOmitted"], text.Losses.Select(static l => l.Code));
    }

    [Theory]
    [InlineData(ExportStyle.Full, false, "conda-forge::a==1.0=h0_0\ndefaults::b==2=py_1\n<unknown>::c==3=0")]
    [InlineData(ExportStyle.NoBuilds, false, "conda-forge::a=1.0\ndefaults::b=2\n<unknown>::c=3")]
    [InlineData(ExportStyle.Full, true, "a==1.0=h0_0\nb==2=py_1\nc==3=0")]
    public void Requirements(ExportStyle style, bool ignoreChannels, string expected)
    {
        EnvironmentContents contents = Of([
            Conda("a"), Conda("b", "2", "py_1", "https://repo.anaconda.com/pkgs/main/noarch"), Conda("c", "3", "0", "<unknown>"), Pip("p"),
        ]);
        ExportText text = EnvironmentExporter.Export(
            contents, new ExportOptions { Format = ExportFormat.CondaRequirements, Style = style, IgnoreChannels = ignoreChannels, Platform = "linux-64" });
        Assert.EndsWith(
            "\n# Note: This is a conda requirements file (MatchSpec format)\n# Contains conda package specifications, not pip requirements\n\n" + expected + "\n",
            text.Text);
        Assert.StartsWith("# This file may be used to create an environment using:\n", text.Text);
        Assert.Equal(ignoreChannels ? ["PipPackagesOmitted"] : ["ChannelUnknown", "PipPackagesOmitted"], text.Losses.Select(static l => l.Code));
    }

    [Fact]
    public void Requirements_from_history()
    {
        ExportOptions options = new() { Format = ExportFormat.CondaRequirements, Style = ExportStyle.History };
        Assert.EndsWith("\n\nconda-forge::six\nzlib=1.3\n", EnvironmentExporter.Export(Of([Conda("six"), Conda("zlib")], ["conda-forge::six", "zlib=1.3"]), options).Text);
        Refused(Of([Conda("six")]), options, "names no requested packages");
        Refused(Of([Pip("p")]), new ExportOptions { Format = ExportFormat.CondaRequirements }, "no conda packages");
    }

    [Fact]
    public void The_header_names_the_machine_as_conda_does()
    {
        ExportText text = EnvironmentExporter.Export(Of([Conda("a")], platform: "win-64"), s_explicit);
        Assert.Contains("# platform: linux-64\n", text.Text);
        Assert.Equal("PlatformOfMachine", Assert.Single(text.Losses).Code);
        Assert.Matches("^(linux|osx|win)-[a-z0-9]+$", Product.MachinePlatform);
    }

    [Theory]
    [InlineData(ExportFormat.EnvironmentYaml, ExportStyle.Full, ExportStyle.NoBuilds, ExportStyle.History, ExportStyle.Portable)]
    [InlineData(ExportFormat.EnvironmentJson, ExportStyle.Full, ExportStyle.NoBuilds, ExportStyle.History, ExportStyle.Portable)]
    [InlineData(ExportFormat.Explicit, ExportStyle.Full, ExportStyle.History)]
    [InlineData(ExportFormat.CondaRequirements, ExportStyle.Full, ExportStyle.NoBuilds, ExportStyle.History, ExportStyle.Portable)]
    [InlineData(ExportFormat.CondaLock, ExportStyle.Full)]
    [InlineData(ExportFormat.PixiLock, ExportStyle.Full)]
    [InlineData(ExportFormat.PixiToml, ExportStyle.Portable)]
    [InlineData(ExportFormat.PyLock, ExportStyle.Full)]
    [InlineData(ExportFormat.PipRequirements, ExportStyle.Full, ExportStyle.Portable)]
    public void Styles_and_formats(ExportFormat format, params ExportStyle[] styles)
    {
        Assert.Equal(styles[0], FormatCatalog.Of(format).DefaultStyle);
        foreach (ExportStyle style in Enum.GetValues<ExportStyle>())
        {
            Assert.Equal(Array.IndexOf(styles, style) >= 0, FormatCatalog.IsSupported(style, format));
            if (!FormatCatalog.IsSupported(style, format))
            {
                Refused(Of([Conda("a")]), new ExportOptions { Style = style, Format = format }, "cannot be combined with");
            }
        }
    }

    [Fact]
    public void Install_order_cuts_cycles_and_knows_pip_and_menuinst()
    {
        IReadOnlyList<CondaPackage> order = InstallOrder.Sort(
            [
                Conda("alone"),
                Conda("cycle-a", depends: ["cycle-b"]),
                Conda("cycle-b", depends: ["cycle-a", "python"]),
                Conda("app", noarch: "python", depends: ["python >=3.8", "conda-forge::lib=1"]),
                Conda("conda"),
                Conda("lib", depends: ["lib"]),
                Conda("menuinst", depends: ["python"]),
                Conda("pip", noarch: "python", depends: ["python"]),
                Conda("python", depends: ["pip", "absent"]),
            ],
            "win-64");
        Assert.Equal(
            ["alone", "conda", "lib", "python", "menuinst", "app", "pip", "cycle-a", "cycle-b"],
            order.Select(static p => p.Name));
    }

    private static void Refused(EnvironmentContents contents, ExportOptions options, string reason)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => EnvironmentExporter.Export(contents, options));
        Assert.Equal(CondaErrorKind.FormatUnsupported, error.Kind);
        Assert.Equal(contents.Prefix, error.Target);
        Assert.Contains(reason, error.Message);
    }
}
