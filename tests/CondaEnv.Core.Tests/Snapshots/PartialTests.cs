using System;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Snapshots;

/// <summary>What is known to be partial never replaces what was whole.</summary>
public sealed class PartialTests : IDisposable
{
    private readonly RecordedMachine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData("conda-meta/bad-1.0-0.json", "{")]
    [InlineData("conda-meta/other-1.0-0.json", """{"name": "x", "version": "1", "build": "0", "build_number": 0}""")]
    [InlineData("conda-meta/state", "{")]
    [InlineData("lib/python3.12/site-packages/b-1.dist-info/RECORD", "")]
    public void A_record_stays_as_it_is_unless_asked_otherwise(string file, string text)
    {
        string prefix = _machine.Env("envs/one");
        RecordedMachine.AddPackage(prefix, "python", "3.12.4");
        string folder = _machine.Record(prefix).Path;
        string whole = TreeHash.Of(folder);
        Write(prefix, file, text);

        CondaEnvException refused = Assert.Throws<CondaEnvException>(() => _machine.Record(prefix));
        Assert.Equal((CondaErrorKind.PartialRefused, folder), (refused.Kind, refused.Target));
        Assert.Equal(whole, TreeHash.Of(folder));
        Assert.NotEmpty(_machine.Problems);

        // Nothing of it is in the files: then nothing is written, and nothing refused.
        Assert.True(_machine.Record(prefix, allowPartial: true).IsChanged);
        Assert.NotEqual(whole, TreeHash.Of(folder));
        Assert.False(_machine.Record(prefix).IsChanged);
    }

    [Fact]
    public void Where_there_is_no_record_one_is_written()
    {
        string prefix = _machine.Env("envs/one");
        Write(prefix, "conda-meta/bad-1.0-0.json", "{");
        Assert.True(_machine.Record(prefix).IsChanged);
        RecordedMachine.AddPackage(prefix, "more");
        Assert.Equal(CondaErrorKind.PartialRefused, Assert.Throws<CondaEnvException>(() => _machine.Record(prefix)).Kind);
        File.Delete(Path.Combine(prefix, "conda-meta", "bad-1.0-0.json"));
        Assert.True(_machine.Record(prefix).IsChanged);
    }

    [Fact]
    public void What_conda_sees_as_well_is_whole()
    {
        // A duplicate, and a package whose files pip has removed.
        string prefix = _machine.Env("envs/one");
        RecordedMachine.AddPackage(prefix, "python", "3.12.4");
        Directory.CreateDirectory(Path.Combine(prefix, "lib/python3.12/site-packages"));
        _machine.Record(prefix);
        RecordedMachine.AddPackage(prefix, "zlib", "1.2");
        File.WriteAllText(
            Path.Combine(prefix, "conda-meta", "gone-1.0-0.json"),
            MiniEnv.RecordText("gone", depends: "\"python\"", files: "\"lib/python3.12/site-packages/gone-1.0.dist-info/RECORD\""));
        _machine.Record(prefix);
        Assert.Equal(2, _machine.Problems.Select(static p => p.Message).Distinct().Count());
    }

    [Fact]
    public void An_exported_file_stays_as_it_is_unless_asked_otherwise()
    {
        string prefix = _machine.Env("envs/one");
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "environment.yml");
        ExportFiles.Write(path, Export(prefix));
        string whole = File.ReadAllText(path);
        Write(prefix, "conda-meta/zlib-1.3-0.json", "{");

        Assert.Equal(CondaErrorKind.PartialRefused, Assert.Throws<CondaEnvException>(() => ExportFiles.Write(path, Export(prefix), force: true)).Kind);
        Assert.Equal(CondaErrorKind.FileExists, Assert.Throws<CondaEnvException>(() => ExportFiles.Write(path, Export(prefix), noClobber: true)).Kind);
        Assert.Equal(whole, File.ReadAllText(path));
        string other = Path.Combine(folder.Path, "new.yml");
        ExportFiles.Write(other, Export(prefix));
        ExportFiles.Write(path, Export(prefix), allowPartial: true);
        Assert.Equal(File.ReadAllText(other), File.ReadAllText(path));
        Assert.NotEqual(whole, File.ReadAllText(path));
    }

    private ExportText Export(string prefix)
    {
        EnvironmentService service = new(_machine.Machine.Machine(), static () => new YamlDotNetReader(), _machine.Problems.Add, static _ => { });
        return service.Export(service.Locate(prefix), new ExportOptions(), CancellationToken.None);
    }

    private static void Write(string prefix, string file, string text)
    {
        string path = Path.Combine(prefix, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
