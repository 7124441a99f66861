using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Export;

/// <summary>The rules of what goes together in an export: the same for the cmdlet and the verb.</summary>
public sealed class ExportRequestTests
{
    [Fact]
    public void What_is_left_open_is_the_formats_own()
    {
        foreach (CondaExportFormat format in FormatCatalog.All)
        {
            ExportOptions options = Valid(new ExportRequest { Format = format.Format });
            Assert.Equal((format.Format, format.DefaultStyle), (options.Format, options.Style));
        }

        Assert.Equal(ExportFormat.EnvironmentYaml, Valid(new ExportRequest()).Format);
        Assert.Equal((ExportFormat.PixiToml, ExportStyle.Portable), (Valid(new ExportRequest { Path = "/x/pixi.toml" }).Format, Valid(new ExportRequest { Path = "/x/pixi.toml" }).Style));
        Assert.Equal(ExportFormat.Explicit, Valid(new ExportRequest { Path = "/x/pixi.toml", Format = ExportFormat.Explicit }).Format);
    }

    [Fact]
    public void Every_pair_of_style_and_format_is_taken_or_refused_by_the_catalog()
    {
        foreach (CondaExportFormat format in FormatCatalog.All)
        {
            foreach (ExportStyle style in (ExportStyle[])[ExportStyle.Full, ExportStyle.NoBuilds, ExportStyle.History, ExportStyle.Portable])
            {
                CondaErrorKind[] problems = Problems(new ExportRequest { Format = format.Format, Style = style });
                Assert.Equal(FormatCatalog.IsSupported(style, format.Format) ? [] : [CondaErrorKind.FormatUnsupported], problems);
            }
        }
    }

    [Fact]
    public void Options_of_the_portable_style_go_with_no_other()
    {
        ExportRequest all = new()
        {
            StartFrom = ExportRoots.Both, Pin = PinPrecision.AsRequested, PinPackage = [], AllowLooserPin = false, Pip = PipSelection.TopLevel, Platform = [],
        };
        Assert.Equal(Enumerable.Repeat(CondaErrorKind.StyleRequired, 6).ToArray(), Problems(all));
        Assert.Equal(
            ["<StartFrom> goes with <Style Portable>.", "<Pin> goes with <Style Portable>.", "<PinPackage> goes with <Style Portable>.", "<AllowLooserPin> goes with <Style Portable>.", "<Pip> goes with <Style Portable>.", "<Platform> goes with <Style Portable>."],
            all.Problems(Spell).Select(static p => p.Message));
        Assert.Empty(Problems(all with { Style = ExportStyle.Portable }));
        Assert.Empty(Problems(all with { Format = ExportFormat.PixiToml }));
    }

    [Fact]
    public void A_hash_needs_an_explicit_file_and_an_override_a_channel()
    {
        Assert.Equal([CondaErrorKind.FormatRequired], Problems(new ExportRequest { Hash = PackageHash.Sha256 }));
        Assert.Empty(Problems(new ExportRequest { Hash = PackageHash.Md5, Path = "explicit.txt" }));
        Assert.Equal([CondaErrorKind.ChannelRequired], Problems(new ExportRequest { OverrideChannels = true }));
        Assert.Empty(Problems(new ExportRequest { OverrideChannels = true, Channels = ["conda-forge"] }));
        Assert.Equal(CondaErrorKind.ChannelRequired, Assert.Throws<CondaEnvException>(() => Valid(new ExportRequest { OverrideChannels = true, Hash = PackageHash.None })).Kind);
    }

    /// <summary>Whoever reads an environment is told of its problems; the losses name them, and are not to be told again.</summary>
    [Fact]
    public void Problems_of_an_environment_are_marked_among_the_losses()
    {
        using MiniEnv env = new();
        env.Record("a");
        env.Write("conda-meta/b-1.0-0.json", "{");
        LossReport losses = new(new ExportSource(MiniEnv.Read(env.Prefix), new ExportOptions()));
        losses.VariablesWithheld();
        Assert.Equal([("RecordInvalid", true), ("VariableWithheld", false)], losses.Rows.Select(static l => (l.Code, l.IsReported)));
    }

    private static ExportOptions Valid(ExportRequest request) => request.Validate(Spell);

    private static CondaErrorKind[] Problems(ExportRequest request) => [.. request.Problems(Spell).Select(static p => p.Kind)];

    private static string Spell(string option, object? value) => $"<{option}{(value is null ? "" : " " + value)}>";
}
