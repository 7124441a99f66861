using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Formats.Source;
using CondaEnv.Tests.Machines;
using CondaEnv.Snapshots;
using CondaEnv.Tests.Support;

namespace CondaEnv.Tests.Snapshots;

/// <summary>A machine whose environments are recorded in a folder of its own.</summary>
internal sealed class RecordedMachine(bool windows = false) : IDisposable
{
    private readonly FakeMachine _machine = new(windows);

    public string Root => _machine.At("records");

    public List<CondaEnvException> Problems { get; } = [];

    public FakeMachine Machine => _machine;

    public void Set(string variable, string value) => _machine.Set(variable, value);

    /// <summary>An environment with one conda package.</summary>
    public string Env(string path, string package = "zlib", string version = "1.3", string history = "", string more = "")
    {
        string prefix = _machine.Env(path, history);
        AddPackage(prefix, package, version, more: more);
        return prefix;
    }

    public static void AddPackage(string prefix, string name, string version = "1.0", string more = "") =>
        File.WriteAllText(Path.Combine(prefix, "conda-meta", $"{name}-{version}-0.json"), MiniEnv.RecordText(name, version, more: more));

    /// <summary>Records the environment at a prefix. Each time a new service, as in a new process.</summary>
    public CondaEnvRecord Record(string prefix, ExportOptions? options = null, bool strict = false, bool allowPartial = false)
    {
        EnvironmentService service = new(_machine.Machine(), static () => new YamlDotNetReader(), Problems.Add, static _ => { });
        RecordRequest request = new() { Pin = options?.Pin, PinPackage = options?.PinPackages, IncludeSecret = options?.IncludeSecret ?? false, Strict = strict, AllowPartial = allowPartial };
        return service.Record(service.Locate(prefix), Root, request, CancellationToken.None);
    }

    /// <summary>Names of the folders of records, and whatever else lies there.</summary>
    public string[] Folders() => [.. Directory.EnumerateFileSystemEntries(Root).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    public static JsonElement Json(CondaEnvRecord record)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(record.Path, "record.json")));
        return document.RootElement.Clone();
    }

    public void Dispose() => _machine.Dispose();
}
