using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.Pip;

/// <summary>Editable installs, and those of an environment that was copied from another machine.</summary>
public sealed class EditableTests : IDisposable
{
    private const string Site = "lib/python3.12/site-packages";
    private const string Absent = "/nowhere/of-this-machine";

    private readonly MiniEnv _env = new();

    public EditableTests() => _env.Python();

    public void Dispose() => _env.Dispose();

    [Fact]
    public void An_egg_link_to_another_machine_is_a_warning()
    {
        _env.Write($"{Site}/projC.egg-link", Absent + "/projC\n.");
        EnvironmentContents contents = _env.Read();
        CondaEnvException problem = Assert.Single(contents.Problems);
        Assert.True(problem is { IsWarning: true, LeavesNothingOut: true });
        Assert.DoesNotContain("damaged", problem.Message, StringComparison.Ordinal);
        Assert.Contains($"'{Absent}/projC' is not on this machine", problem.Message, StringComparison.Ordinal);
        Assert.Equal([new LooseRow("projC.egg-link", Absent + "/projC", false)], contents.LooseEditables.Select(Row));
    }

    [Fact]
    public void What_conda_develop_adds_counts_as_editable()
    {
        using TempFolder here = new();
        _env.Write($"{Site}/conda.pth", $"# by conda develop\n{Absent}/projA\r\n{here.Path}\n{Absent}/projB\n\n");
        EnvironmentContents contents = _env.Read();
        CondaEnvException problem = Assert.Single(contents.Problems);
        Assert.True(problem.IsWarning);
        Assert.Contains("adds 2 folders that are not on this machine", problem.Message, StringComparison.Ordinal);
        Assert.Equal(
            [new LooseRow("conda.pth", Absent + "/projA", false), new LooseRow("conda.pth", here.Path, true), new LooseRow("conda.pth", Absent + "/projB", false)],
            contents.LooseEditables.Select(Row));

        foreach (ExportStyle style in (ExportStyle[])[ExportStyle.Full, ExportStyle.Portable])
        {
            ExportText text = EnvironmentExporter.Export(contents, new ExportOptions { Style = style });
            Assert.Equal(3, text.Losses.Count(static l => l is { Code: "EditableInstall", Severity: LossSeverity.Error }));
            Assert.DoesNotContain(text.Losses, static l => l.Code == "MetadataInvalid");
        }
    }

    [Theory]
    [InlineData("__editable__.projD-1.2.pth", "/home/me/projD/src\n", null, "/home/me/projD")]
    [InlineData("__editable__.projD-1.2.pth", "/home/me/projD\n", null, "/home/me/projD")]
    [InlineData("__editable__.projD-1.2.pth", "C:\\work\\projD\\src\n", null, "C:\\work\\projD")]
    [InlineData("__editable__.projD-1.2.pth", "import __editable___projD_1_2_finder; __editable___projD_1_2_finder.install()\n", "MAPPING: dict[str, str] = {'projd': '/home/me/projD/src/projd'}\n", "/home/me/projD")]
    [InlineData("__editable__.projD-1.2.pth", "import __editable___projD_1_2_finder; __editable___projD_1_2_finder.install()\n", null, null)]
    [InlineData("_editable_impl_projd.pth", "/home/me/projD/src\n", null, "/home/me/projD")]
    public void The_files_of_build_backends_count_as_editable(string file, string text, string? finder, string? folder)
    {
        _env.DistInfo("projD-1.2.dist-info", "Metadata-Version: 2.1\nName: projD\nVersion: 1.2\n");
        _env.DistInfo("other-1.dist-info", "Metadata-Version: 2.1\nName: other\nVersion: 1\n");
        _env.Write($"{Site}/{file}", text);
        if (finder is not null)
        {
            _env.Write($"{Site}/__editable___projD_1_2_finder.py", finder);
        }

        EnvironmentContents contents = _env.Read();
        Assert.Empty(contents.Problems);
        Assert.Equal(["other False", "projd True"], contents.Packages.Where(static p => p.Manager == PackageManager.Pip).Select(static p => $"{p.Name} {p.Editable}"));
        Assert.Equal(folder, contents.Packages.Single(static p => p.Name == "projd").Location);
        ExportText portable = EnvironmentExporter.Export(contents, new ExportOptions { Style = ExportStyle.Portable });
        Assert.Contains(portable.Losses, static l => l is { Code: "EditableInstall", Package: "projd", Severity: LossSeverity.Error });
    }

    [Fact]
    public void A_warning_is_no_error_of_the_service_and_refuses_no_file()
    {
        _env.Write($"{Site}/projC.egg-link", Absent + "/projC\n.");
        List<CondaEnvException> errors = [];
        List<string> warnings = [];
        EnvironmentService service = Comparisons.Service(errors, warnings);
        Assert.Single(service.Packages(service.Locate(_env.Prefix), CancellationToken.None));
        Assert.Empty(errors);
        Assert.Contains("projC", Assert.Single(warnings), StringComparison.Ordinal);
        Assert.Empty(_env.Read().Gaps);
    }

    private static LooseRow Row(CondaEnv.Prefixes.Pip.LooseEditable e) => new(e.File, e.Folder, e.IsThere);

    private sealed record LooseRow(string File, string Folder, bool IsThere);
}
