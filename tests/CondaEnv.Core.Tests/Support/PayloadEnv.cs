using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using CondaEnv.Audit;
using CondaEnv.Audit.Files;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Tests.Support;

/// <summary>The tools whose records differ.</summary>
public enum Dialect
{
    Conda,
    Mamba,
    Rattler,
}

/// <summary>An environment with files on disk, and with records as one of the three tools writes them.</summary>
internal sealed class PayloadEnv : IDisposable
{
    /// <summary>Stands for the prefix in a package.</summary>
    public const string Placeholder = "/opt/placehold_placehold_placehold_placehold_placehold_placehold_placehold_placehold_placehold_placehold_placehold_placehold_placehold";

    public const string Site = "lib/python3.12/site-packages/";

    private readonly TempFolder _folder = new();
    private readonly Dialect _dialect;
    private readonly string _platform;

    public PayloadEnv(Dialect dialect = Dialect.Conda, string platform = "linux-64", string name = "env")
    {
        _dialect = dialect;
        _platform = platform;
        Prefix = Path.Combine(_folder.Path, name);
        Write("conda-meta/history", "");
    }

    public string Prefix { get; set; }

    public bool IsWindows => _platform.StartsWith("win-", StringComparison.Ordinal);

    /// <summary>The prefix as installers write it into files.</summary>
    private string Written => Prefix.Replace('\\', '/');

    public string Write(string relative, string text) => Write(relative, new UTF8Encoding(false).GetBytes(text));

    public string Write(string relative, byte[] data)
    {
        string path = At(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, data);
        return path;
    }

    public string At(string relative) => Path.Combine(Prefix, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>An environment with the usual kinds of files, nothing of it damaged.</summary>
    public PayloadEnv Usual()
    {
        Package("python", "3.12.4", null, ("bin/python3.12", "python"), ("lib/libpython.so", "library"), ("bin/idle", "#!" + Placeholder + "/bin/python\nidle\n"));
        Package("click", "8.1", "python", ("site-packages/click/__init__.py", "click = 1\n"), ("site-packages/click-8.1.dist-info/METADATA", "Metadata-Version: 2.1\nName: click\nVersion: 8.1\n"),
            ("site-packages/click-8.1.dist-info/RECORD", "click/__init__.py,,\n"), ("python-scripts/click", "click script"));
        Package("zlib", "1.3", null, ("lib/libz.so.1", "zlib"), ("include/zlib.h", "#define Z"));
        return this;
    }

    /// <summary>Installs a package, with the paths of the package.</summary>
    public void Package(string name, string version, string? noarch, params (string Path, string Content)[] files) =>
        Record(name, version, noarch, [.. files.Select(f => Install(f.Path, Encoding.UTF8.GetBytes(f.Content), noarch == "python", isBinary: f.Content.Contains('\0')))]);

    /// <summary>Writes a record with these entries of <c>paths_data</c>.</summary>
    public void Record(string name, string version, string? noarch, string[] entries, string more = "") =>
        Write($"conda-meta/{name}-{version}-0.json", $$"""
            {"name":"{{name}}","version":"{{version}}","build":"0","build_number":0,"channel":"conda-forge","subdir":"{{(noarch is null ? _platform : "noarch")}}",{{(noarch is null ? "" : $"\"noarch\":\"{noarch}\",")}}
            "depends":[{{(noarch == "python" ? "\"python\"" : "")}}],
            "files":[{{string.Join(",", entries.Select(e => FileOf(e, noarch == "python")).OfType<string>())}}],
            "paths_data":{"paths_version":1,"paths":[{{string.Join(",", entries)}}]}{{more}}}
            """);

    /// <summary>An entry, of a file that need not exist.</summary>
    public static string Entry(string path, string? sha256 = null, string? inPrefix = null, string type = "hardlink", string more = "") =>
        $"{{\"_path\":\"{path}\",\"path_type\":\"{type}\"" + (sha256 is null ? "" : $",\"sha256\":\"{sha256}\"") + (inPrefix is null ? "" : $",\"sha256_in_prefix\":\"{inPrefix}\"") + more + "}";

    /// <summary>An entry of a symbolic link, as each tool writes it.</summary>
    public string LinkEntry(string path, string target, byte[] content) => _dialect switch
    {
        Dialect.Conda => Entry(path, Hash(content), null, "softlink"),
        Dialect.Mamba => Entry(path, null, Hash(content), "softlink"),
        _ => Entry(path, Hash(content), Hash(Encoding.UTF8.GetBytes(target)), "softlink"),
    };

    /// <summary>A package of pip, with RECORD.</summary>
    public void Pip(string name, string version, params (string Path, string Content)[] files)
    {
        string info = $"{name}-{version}.dist-info/";
        StringBuilder record = new();
        foreach ((string path, string content) in files.Append((info + "METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")).Append((info + "INSTALLER", "pip\n")))
        {
            byte[] data = Encoding.UTF8.GetBytes(content);
            Write(Path.GetFullPath(Path.Combine(Prefix, Site, path)).Substring(Prefix.Length + 1), data);
            record.Append(path.Contains(',') ? $"\"{path}\"" : path).Append(",sha256=").Append(Base64(data)).Append(',').Append(data.Length).Append('\n');
        }

        Write(Site + info + "RECORD", record + info + "RECORD,,\n" + name + "/__pycache__/x.cpython-312.pyc,,\n");
    }

    public static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    public static string Hash(byte[] data)
    {
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(data);
        return string.Concat(sha.GetHashAndReset().Select(static b => b.ToString("x2")));
    }

    public static string Base64(byte[] data)
    {
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(data);
        return Convert.ToBase64String(sha.GetHashAndReset()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    public EnvironmentContents Read() => PrefixReader.Read(Prefix, "env", EnvironmentKind.Conda, "machine", ChannelConfiguration.Default, CancellationToken.None);

    public List<CondaEnvIssue> Issues(AuditRequest? request = null, CancellationToken cancellation = default) => [.. Check(request, cancellation)];

    public IEnumerable<CondaEnvIssue> Check(AuditRequest? request = null, CancellationToken cancellation = default) =>
        FileRules.Check(Audited(Read()), request ?? new AuditRequest(), cancellation);

    public AuditedEnvironment Audited(EnvironmentContents contents)
    {
        EnvironmentFacts facts = new(Prefix, "env", EnvironmentKind.Conda, "machine", static () => ChannelConfiguration.Default);
        return new AuditedEnvironment(new CondaEnvironment(facts) { Name = "env", Prefix = Prefix, ComputerName = "machine" }, contents, ChannelConfiguration.Default);
    }

    /// <summary>Each finding as a line: rule, package, file.</summary>
    public string[] Lines(AuditRequest? request = null) => [.. Issues(request).Select(static i => $"{i.RuleName} {i.Package} {i.File}")];

    public void Dispose() => _folder.Dispose();

    /// <summary>conda's <c>files</c> has the paths of the environment, whatever <c>paths_data</c> has.</summary>
    private string? FileOf(string entry, bool isNoarch)
    {
        const string key = "{\"_path\":\"";
        return entry.StartsWith(key, StringComparison.Ordinal) ? "\"" + Map(entry.Substring(key.Length, entry.IndexOf('"', key.Length) - key.Length), isNoarch) + "\"" : null;
    }

    private string Map(string path, bool isNoarch) => !isNoarch ? path
        : path.StartsWith("site-packages/", StringComparison.Ordinal) ? (IsWindows ? "Lib/site-packages/" : Site) + path.Substring("site-packages/".Length)
        : path.StartsWith("python-scripts/", StringComparison.Ordinal) ? (IsWindows ? "Scripts/" : "bin/") + path.Substring("python-scripts/".Length)
        : path;

    private string Install(string path, byte[] package, bool isNoarch, bool isBinary)
    {
        string mapped = Map(path, isNoarch);
        string text = Encoding.UTF8.GetString(package);
        bool isReplaced = text.Contains(Placeholder);
        byte[] installed = !isReplaced ? package : Encoding.UTF8.GetBytes(isBinary ? ReplaceInBinary(text, Written) : text.Replace(Placeholder, Written));
        Write(mapped, installed);
        string more = $",\"size_in_bytes\":{package.Length}" + (isReplaced && _dialect != Dialect.Mamba ? $",\"prefix_placeholder\":\"{Placeholder}\",\"file_mode\":\"{(isBinary ? "binary" : "text")}\"" : "");
        return Entry(_dialect == Dialect.Conda ? path : mapped, Hash(package), _dialect == Dialect.Rattler && !isReplaced ? null : Hash(installed), more: more);
    }

    /// <summary>Each text up to its zero byte keeps its length.</summary>
    public static string ReplaceInBinary(string text, string prefix, string placeholder = Placeholder)
    {
        string[] parts = text.Split('\0');
        for (int i = 0; i < parts.Length - 1; i++)
        {
            int count = parts[i].Split([placeholder], StringSplitOptions.None).Length - 1;
            parts[i] = parts[i].Replace(placeholder, prefix) + new string('\0', count * (Encoding.UTF8.GetByteCount(placeholder) - Encoding.UTF8.GetByteCount(prefix)));
        }

        return string.Join("\0", parts);
    }
}
