using System;
using System.Linq;
using CondaEnv.Formats.Catalog;
using Xunit;

namespace CondaEnv.Tests.Formats.Catalog;

public sealed class FormatCatalogTests
{
    [Fact]
    public void Each_format_stands_in_its_place_with_names_of_its_own()
    {
        Assert.Equal(Enum.GetNames<ExportFormat>(), FormatCatalog.All.Select(static f => f.Format.ToString()));
        Assert.Distinct(FormatCatalog.All.Select(static f => f.Word));
        Assert.All(FormatCatalog.All, static f =>
        {
            Assert.Equal(f.Format, FormatCatalog.OfWord(f.Word));
            Assert.Equal(f.Format, FormatCatalog.OfFileName(f.FileNames[0]));
            Assert.Equal(f.Format.ToString(), f.Name);
            Assert.True(f.CarriesConda || f.CarriesPip);
            Assert.NotEmpty(f.Description);
            Assert.Contains(f.DefaultStyle, f.Styles);
            Assert.Distinct(f.Styles);
        });
        Assert.Null(FormatCatalog.OfWord("nothing"));
        Assert.Null(FormatCatalog.OfWord(null));
    }

    [Theory]
    [InlineData("environment.yml", ExportFormat.EnvironmentYaml)]
    [InlineData("/a/b/environment.yaml", ExportFormat.EnvironmentYaml)]
    [InlineData("Environment.YML", ExportFormat.EnvironmentYaml)]
    [InlineData("environment.json", ExportFormat.EnvironmentJson)]
    [InlineData("explicit.txt", ExportFormat.Explicit)]
    [InlineData("requirements.txt", ExportFormat.CondaRequirements)]
    [InlineData("spec.txt", ExportFormat.CondaRequirements)]
    [InlineData("conda-lock.yml", ExportFormat.CondaLock)]
    [InlineData("gpu.conda-lock.yml", ExportFormat.CondaLock)]
    [InlineData("pixi.lock", ExportFormat.PixiLock)]
    [InlineData("pixi.toml", ExportFormat.PixiToml)]
    [InlineData("pylock.toml", ExportFormat.PyLock)]
    [InlineData("pylock.dev.toml", ExportFormat.PyLock)]
    [InlineData("explicit.pip.txt", ExportFormat.PipRequirements)]
    [InlineData("pylock..toml", null)]
    [InlineData(".pip.txt", null)]
    [InlineData("environment.yml.bak", null)]
    [InlineData("env.yml", null)]
    [InlineData("environment.yml/x", null)]
    public void A_known_name_says_the_format(string path, ExportFormat? format)
    {
        Assert.Equal(format, FormatCatalog.OfFileName(path));
        Assert.Equal(format ?? ExportFormat.EnvironmentYaml, FormatCatalog.Choose(null, path));
        Assert.Equal(ExportFormat.Explicit, FormatCatalog.Choose(ExportFormat.Explicit, path));
    }

    [Fact]
    public void Without_a_path_it_is_environment_yml() => Assert.Equal(ExportFormat.EnvironmentYaml, FormatCatalog.Choose(null, null));
}
