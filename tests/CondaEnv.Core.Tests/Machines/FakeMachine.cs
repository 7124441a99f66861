using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Adapters;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Environments;
using CondaEnv.Machines.Host;

namespace CondaEnv.Tests.Machines;

/// <summary>A machine in a temporary folder: its root, its home, its variables.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly bool _windows;

    public FakeMachine(bool windows = false)
    {
        _windows = windows;
        Root = Directory.CreateTempSubdirectory("condaenv-").FullName;
        Home = Folder(windows ? "C/Users/me" : "home/me");
        Current = Folder(windows ? "C/work" : "work");
        if (windows)
        {
            Set("LOCALAPPDATA", Folder("C/Users/me/AppData/Local"));
            Set("APPDATA", Folder("C/Users/me/AppData/Roaming"));
            Set("PROGRAMDATA", Folder("C/ProgramData"));
            Set("PROGRAMFILES", Folder("C/Program Files"));
        }
    }

    public string Root { get; }

    public string Home { get; }

    public string Current { get; set; }

    public List<CondaEnvException> Problems { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Verbose { get; } = [];

    /// <summary>Folders, below the machine's root, that the system refuses to list: what a link of Windows with its own permissions does.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Folders, below the machine's root, in which this user may make nothing.</summary>
    public HashSet<string> Protected { get; } = new(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public void Set(string variable, string value) => _variables[variable] = value;

    /// <summary>Absolute path of a place below the machine's root, as the system that runs the test spells it.</summary>
    public string At(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public string Folder(string path) => Directory.CreateDirectory(At(path)).FullName;

    public string File(string path, string text = "")
    {
        string file = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Another name that opens a folder, as on a system that ignores case and has short names.</summary>
    /// <returns>The path with that name.</returns>
    public string Alias(string path, string name)
    {
        string alias = Path.Combine(Path.GetDirectoryName(At(path))!, name);
        if (!Directory.Exists(alias))
        {
            Directory.CreateSymbolicLink(alias, Path.GetFileName(path));
        }

        _aliases[name] = Path.GetFileName(path);
        return alias;
    }

    /// <summary>An environment: a folder with a history.</summary>
    public string Env(string path, string history = "")
    {
        File(path + "/conda-meta/history", history);
        return At(path);
    }

    /// <summary>An installation: an environment with conda and its folders.</summary>
    public string Install(string path, string history = "")
    {
        Env(path, history);
        File(path + "/conda-meta/conda-26.7.1-py313_0.json", "{}");
        Folder(path + "/condabin");
        Folder(path + "/envs");
        Folder(path + "/pkgs");
        return At(path);
    }

    public Machine Machine() => new(name => _variables.GetValueOrDefault(name), Home)
    {
        IsWindows = _windows,
        SystemRoot = Root,
        CurrentDirectory = Current,
        ComputerName = "fake",

        // A path of Windows, where the test runs there, holds the ':' of Unix.
        PathListSeparator = _windows ? ';' : Path.PathSeparator,
        ListFolders = List,
        IsWritable = path => !Protected.Any(p => Relative(path) == p || Relative(path).StartsWith(p + "/", StringComparison.Ordinal)),
        NameOnDisk = path => _aliases.GetValueOrDefault(Path.GetFileName(path)),
    };

    public EnvironmentFinder Finder() => new(Machine(), static () => new YamlDotNetReader(), Problems.Add, Verbose.Add, Warnings.Add);

    private IReadOnlyList<string> List(string folder) => Refused.Contains(Relative(folder))
        ? throw new CondaEnvException(CondaErrorKind.AccessDenied, $"Access to '{folder}' was refused.", folder)
        : ReadOnlyDisk.Folders(folder);

    public CondaConfiguration Configuration(string? root = null, string? target = null) =>
        CondaConfiguration.Load(Machine(), static () => new YamlDotNetReader(), root, target, Problems.Add);

    /// <summary>Paths below the machine's root of everything that is found.</summary>
    public string[] FindAll(DiscoveryOptions? options = null) =>
        [.. Finder().FindAll(options).Select(e => Relative(e.Prefix))];

    /// <summary>A path below the machine's root, with slashes on every system.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
