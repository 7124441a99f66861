using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Compare;
using CondaEnv.Export;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Packages.Graph;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Comparisons;

namespace CondaEnv.Tests.Prefixes.Pip;

/// <summary>Python distributions that conda packages ship under other names: conda lists them as pip's.</summary>
public sealed class ProvidedTests : IDisposable
{
    private readonly MiniEnv _env = Vendored.Environment();

    public void Dispose() => _env.Dispose();

    [Fact]
    public void They_are_part_of_the_conda_package()
    {
        EnvironmentContents contents = _env.Read();
        Assert.Equal(["Conda pip==24.2=0", "Conda pyqt==5.15.9=py312h949fe66_5", "Conda python==3.12.4=h0_cpython", "Pip spyder==6.0"], MiniEnv.Lines(contents.Packages));
        Assert.Equal(["PyQt5==5.15.9", "PyQt5_sip==12.12.2", "PyQtWebEngine==5.15.6"], contents.Packages[1].Provides);
        Assert.Equal(["pyqt5", "pyqt5-sip"], contents.Provided.Select(static p => p.Name));
        Assert.Equal(["spyder"], contents.Packages[1].RequiredBy);
        Dependency[] dependencies = [.. DependencyStates.Of(contents.Graph, 3)];
        Assert.Equal([DependencyState.Met, DependencyState.Met], dependencies.Select(static d => d.State));
    }

    [Fact]
    public void The_version_of_the_distribution_counts_and_not_that_of_the_package()
    {
        _env.DistInfo("other-1.dist-info", "Name: other\nVersion: 1\nRequires-Dist: pyqt5-sip>=12.12\nRequires-Dist: pyqt5-sip<6\n");
        EnvironmentContents contents = _env.Read();
        Dependency[] dependencies = [.. DependencyStates.Of(contents.Graph, contents.Graph.FindProject("other"))];
        Assert.Equal([DependencyState.Met, DependencyState.Conflict], dependencies.Select(static d => d.State));
    }

    [Theory]
    [InlineData(ExportStyle.Full, ExportFormat.EnvironmentYaml, true)]
    [InlineData(ExportStyle.NoBuilds, ExportFormat.EnvironmentJson, true)]
    [InlineData(ExportStyle.Portable, ExportFormat.EnvironmentYaml, false)]
    [InlineData(ExportStyle.Portable, ExportFormat.PixiToml, false)]
    [InlineData(ExportStyle.Portable, ExportFormat.PipRequirements, false)]
    [InlineData(ExportStyle.Full, ExportFormat.PipRequirements, false)]
    [InlineData(ExportStyle.Full, ExportFormat.PyLock, false)]
    [InlineData(ExportStyle.Full, ExportFormat.PixiLock, false)]
    [InlineData(ExportStyle.Full, ExportFormat.CondaLock, false)]
    [InlineData(ExportStyle.Full, ExportFormat.Explicit, false)]
    public void Conda_s_own_styles_list_them_as_pips_and_no_other_does(ExportStyle style, ExportFormat format, bool isListed)
    {
        ExportText text = EnvironmentExporter.Export(_env.Read(), new ExportOptions { Style = style, Format = format });
        string all = (text.Text + text.PipRequirements).ToLowerInvariant();
        Assert.Equal(isListed, all.Contains("pyqt5==5.15.9", StringComparison.Ordinal) && all.Contains("pyqt5-sip==12.12.2", StringComparison.Ordinal));
        Assert.Equal(isListed, all.Contains("pyqt5", StringComparison.Ordinal));
        Assert.DoesNotContain("webengine", all, StringComparison.Ordinal);
        Assert.Equal(isListed ? ["pyqt5", "pyqt5-sip"] : [], text.Losses.Where(static l => l.Code == "ProvidedByConda").Select(static l => l.Package));
    }

    [Fact]
    public void A_dependency_on_one_is_a_dependency_on_the_package_in_a_lock()
    {
        EnvironmentContents contents = _env.Read();
        ExportSource source = new(contents, new ExportOptions { Format = ExportFormat.CondaLock });
        Assert.Equal(["pyqt "], LockDependencies.OfPip(source, contents.Packages.Single(static p => p.Name == "spyder")).Select(static d => $"{d.Key} {d.Value}"));
    }

    [Fact]
    public void Conda_s_own_explicit_file_is_refused_as_conda_refuses_it() => Assert.Equal(
        CondaErrorKind.FormatUnsupported,
        Assert.Throws<CondaEnvException>(() => EnvironmentExporter.Export(_env.Read(), new ExportOptions { Format = ExportFormat.Explicit, Hash = PackageHash.None })).Kind);

    [Fact]
    public void What_pip_has_installed_over_them_is_pips()
    {
        _env.DistInfo("PyQt5_sip-12.15.0.dist-info", "Name: PyQt5-sip\nVersion: 12.15.0\n");
        System.IO.Directory.Delete(System.IO.Path.Combine(_env.Prefix, "lib/python3.12/site-packages/PyQt5_sip-12.12.2.dist-info"), recursive: true);
        EnvironmentContents contents = _env.Read();
        Assert.Equal(["Pip pyqt5-sip==12.15.0", "Pip spyder==6.0"], MiniEnv.Lines(contents.Packages.Where(static p => p.Manager == PackageManager.Pip)));
        Assert.Equal(["PyQt5==5.15.9", "PyQtWebEngine==5.15.6"], contents.Packages[1].Provides);
    }

    [Fact]
    public void Files_and_lists_that_have_them_as_pips_do_not_differ()
    {
        CondaPackage[] packages = [.. _env.Read().Packages];
        Assert.Empty(Against("- python\n- pip\n- pyqt\n- pip:\n    - spyder", packages));
        Assert.Empty(Against("- python\n- pip\n- pyqt\n- pip:\n    - spyder\n    - pyqt5==5.15.9\n    - PyQt5-sip\n    - PyQtWebEngine==5.15.6", packages));
        Assert.Equal(
            ["SpecViolated pyqt5 5.15.8<>5.15.9 Patch: requested is 'pyqt5==5.15.8', installed is version 5.15.9"],
            Lines(Against("- python\n- pip\n- pyqt\n- pip:\n    - spyder\n    - pyqt5==5.15.8", packages)));
        Assert.Equal(
            ["SpecViolated pyqt5 <=: requested is 'pyqt5', not installed"],
            Lines(Against("- python\n- pip\n- pyqt\n- pyqt5\n- pip:\n    - spyder", packages)));

        CondaPackage[] listed = [.. packages, Environments.Pip("pyqt5", "5.15.9"), Environments.Pip("pyqt5-sip", "12.11.0")];
        Assert.Equal(["Upgraded pyqt5-sip 12.11.0=>12.12.2 Minor"], [.. Lines(Rows(listed, packages)).Select(static l => l.Replace("<>", "=>", StringComparison.Ordinal))]);
        Assert.Equal(["Downgraded pyqt5-sip 12.12.2=>12.11.0 Minor"], [.. Lines(Rows(packages, listed)).Select(static l => l.Replace("<>", "=>", StringComparison.Ordinal))]);
    }

    private IReadOnlyList<CondaEnvDifference> Against(string dependencies, IReadOnlyList<CondaPackage> packages)
    {
        string path = _env.Write("../environment.yml", $"name: x\nchannels: [conda-forge]\ndependencies:\n{dependencies}\n");
        return EnvironmentComparer.Compare(Side(path), ComparedSide.Of(packages), includeEqual: false).Rows;
    }
}
