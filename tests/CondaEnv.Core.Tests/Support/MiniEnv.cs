using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Tests.Support;

/// <summary>Makes small environments, and reads them.</summary>
internal sealed class MiniEnv : IDisposable
{
    private readonly TempFolder _folder = new();

    public MiniEnv(string name = "env")
    {
        Prefix = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.Combine(Prefix, "conda-meta"));
        File.WriteAllText(Path.Combine(Prefix, "conda-meta", "history"), "");
    }

    public string Prefix { get; }

    /// <summary>A record's text; more members may be given as JSON.</summary>
    public static string RecordText(string name, string version = "1.0", string build = "0", string depends = "", string files = "", string more = "") =>
        $$"""
        {
          "name": "{{name}}",
          "version": "{{version}}",
          "build": "{{build}}",
          "build_number": 0,
          "channel": "https://conda.anaconda.org/conda-forge/linux-64",
          "subdir": "linux-64",
          "fn": "{{name}}-{{version}}-{{build}}.conda",
          "url": "https://conda.anaconda.org/conda-forge/linux-64/{{name}}-{{version}}-{{build}}.conda",
          "depends": [{{depends}}],
          "files": [{{files}}]{{(more.Length > 0 ? ",\n  " + more : "")}}
        }
        """;

    public string Record(string name, string version = "1.0", string build = "0", string depends = "", string files = "", string more = "") =>
        Write($"conda-meta/{name}-{version}-{build}.json", RecordText(name, version, build, depends, files, more));

    public string Write(string relativePath, string text) => Write(relativePath, new UTF8Encoding(false).GetBytes(text));

    public string Write(string relativePath, byte[] data)
    {
        string path = Path.GetFullPath(Path.Combine(Prefix, relativePath));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, data);
        return path;
    }

    /// <summary>A python record and an empty site-packages of Python 3.12.</summary>
    public void Python(string more = "") => Record("python", "3.12.4", "h0_cpython", more: more);

    /// <summary>A dist-info folder of Python 3.12.</summary>
    public void DistInfo(string folder, string? metadata, bool record = true, string site = "lib/python3.12/site-packages")
    {
        Directory.CreateDirectory(Path.Combine(Prefix, site, folder));
        if (metadata is not null)
        {
            Write($"{site}/{folder}/METADATA", metadata);
        }

        if (record)
        {
            Write($"{site}/{folder}/RECORD", "a.py,,\nb.py,sha256=x,3\n");
        }
    }

    public EnvironmentContents Read(EnvironmentKind kind = EnvironmentKind.Conda) => Read(Prefix, kind);

    public static EnvironmentContents Read(string prefix, EnvironmentKind kind = EnvironmentKind.Conda) =>
        PrefixReader.Read(prefix, Path.GetFileName(prefix), kind, "machine", ChannelConfiguration.Default, CancellationToken.None);

    /// <summary>Each package as a line.</summary>
    public static string[] Lines(IEnumerable<CondaPackage> packages) => [.. packages.Select(static p => $"{p.Manager} {p}")];

    public void Dispose() => _folder.Dispose();
}
