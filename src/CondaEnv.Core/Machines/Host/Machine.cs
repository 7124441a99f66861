using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
#if !NET
#endif

namespace CondaEnv.Machines.Host;

/// <summary>
/// What discovery asks about the machine, so that a test can be another one. Files are read from the real file
/// system; places that are absolute by convention go through <see cref="SystemPath"/>.
/// </summary>
internal sealed class Machine
{
    /// <summary>The variable that moves the machine's own places, <see cref="SystemRoot"/>, below a folder.</summary>
    public const string SystemRootVariable = "CONDAENV_SYSTEM_ROOT";

    /// <summary>Variables that are the same for all users.</summary>
    private static readonly HashSet<string> s_shared = new(StringComparer.OrdinalIgnoreCase)
    {
        "PROGRAMDATA", "ALLUSERSPROFILE", "PROGRAMFILES", "ProgramW6432", "SystemDrive", "SystemRoot",
    };

    private readonly Func<string, string?> _variables;
    private readonly char? _pathListSeparator;
    private string _systemRoot = "";

    /// <summary>Describes a machine.</summary>
    /// <param name="variables">Value of an environment variable; null where it is not set.</param>
    /// <param name="homeDirectory">The user's home.</param>
    public Machine(Func<string, string?> variables, string homeDirectory)
    {
        _variables = variables;
        HomeDirectory = homeDirectory;
    }

    /// <summary>This machine as it is now; a new instance at each call, since variables change within a session.</summary>
    public static Machine Current => At(FindCurrentDirectory());

    /// <summary>This machine as it is now, seen from a folder that need not be the process's current one.</summary>
    /// <param name="currentDirectory">What relative paths start from.</param>
    /// <param name="variables">Value of an environment variable, for who wants to know which are asked for; null for the process's own.</param>
    public static Machine At(string currentDirectory, Func<string, string?>? variables = null)
    {
#if NET
        bool isWindows = OperatingSystem.IsWindows();
        bool isMacOS = OperatingSystem.IsMacOS();
#else
        bool isWindows = System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.Windows);
        bool isMacOS = System.Runtime.InteropServices.RuntimeInformation.IsOSPlatform(System.Runtime.InteropServices.OSPlatform.OSX);
#endif
        variables ??= Environment.GetEnvironmentVariable;
        Machine machine = new(variables, HomeOf(variables, isWindows) ?? FindHome())
        {
            IsWindows = isWindows,
            IsMacOS = isMacOS,
            ComputerName = FindComputerName(),
            CurrentDirectory = currentDirectory,
            NameOnDisk = isWindows ? DiskName.Find : static _ => null,
        };
        machine._systemRoot = machine.GetFolder(SystemRootVariable) is { } root ? machine.Expand(root) ?? "" : "";
        return machine;
    }

    /// <summary>
    /// The same machine for another of its users: their home, and none of this user's variables. A setting of theirs is
    /// never expanded with a value that only this user has.
    /// </summary>
    /// <param name="home">The home of the other user.</param>
    public Machine As(string home) => new(name => s_shared.Contains(name) ? _variables(name) : name == (IsWindows ? "USERPROFILE" : "HOME") ? home : null, home)
    {
        IsWindows = IsWindows,
        IsMacOS = IsMacOS,
        ComputerName = ComputerName,
        CurrentDirectory = home,
        SystemRoot = SystemRoot,
        PathListSeparator = PathListSeparator,
        ListFolders = ListFolders,
        NameOnDisk = NameOnDisk,
        IsWritable = IsWritable,
    };

    /// <summary>The user's home, <c>~</c>.</summary>
    public string HomeDirectory { get; }

    /// <summary>True where conda's Windows rules hold.</summary>
    public bool IsWindows { get; init; }

    /// <summary>True on macOS.</summary>
    public bool IsMacOS { get; init; }

    /// <summary>Name of the machine.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>What relative paths start from. PowerShell's location is not the process's: the cmdlets set it.</summary>
    public string CurrentDirectory { get; init; } = "";

    /// <summary>
    /// The folder that stands for the file system's root where places of the machine are meant, such as <c>/opt</c>,
    /// <c>/etc/conda</c> and <c>C:\ProgramData</c> (its folder <c>C/ProgramData</c>); empty for the root itself.
    /// </summary>
    public string SystemRoot
    {
        get => _systemRoot;
        init => _systemRoot = value;
    }

    /// <summary>Lists the folders in a folder; throws as <see cref="ReadOnlyDisk.Folders"/>. A test can refuse a listing, as Windows does for some links.</summary>
    public Func<string, IReadOnlyList<string>> ListFolders { get; init; } = ReadOnlyDisk.Folders;

    /// <summary>
    /// The name on disk of what is at a path; null if it is not known. Where a system opens one file by several spellings,
    /// an environment has the one on disk. A test can have such a system anywhere.
    /// </summary>
    public Func<string, string?> NameOnDisk { get; init; } = static _ => null;

    /// <summary>True if this user could make a folder at a path. A test can forbid it to the superuser, too.</summary>
    public Func<string, bool> IsWritable { get; init; } = FolderAccess.IsWritable;

    /// <summary>What separates the entries of a variable that lists paths (Python's <c>os.pathsep</c>).</summary>
    public char PathListSeparator
    {
        get => _pathListSeparator ?? (IsWindows ? ';' : ':');
        init => _pathListSeparator = value;
    }

    /// <summary>The folders of <c>PATH</c>, as they stand there. On Windows an entry may be in quotes, and then hold a separator.</summary>
    public IReadOnlyList<string> PathFolders
    {
        get
        {
            List<string> folders = [];
            string all = GetVariable("PATH") ?? "";
            bool quoted = false;
            int start = 0;
            for (int i = 0; i <= all.Length; i++)
            {
                if (i == all.Length || (all[i] == PathListSeparator && !quoted))
                {
                    string entry = all.Substring(start, i - start).Trim();
                    entry = IsWindows ? entry.Replace("\"", "") : entry;
                    if (entry.Length > 0)
                    {
                        folders.Add(entry);
                    }

                    start = i + 1;
                }
                else if (all[i] == '"' && IsWindows)
                {
                    quoted = !quoted;
                }
            }

            return folders;
        }
    }

    /// <summary>How paths compare: conda's <c>paths_equal</c> ignores case on Windows only.</summary>
    public StringComparer PathComparer => IsWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>True in the Windows Subsystem for Linux, where looking at Windows drives costs seconds.</summary>
    public bool IsWsl => !IsWindows && GetVariable("WSL_DISTRO_NAME") is not null;

    /// <summary>The folder of applications' data that does not roam.</summary>
    public string LocalAppData => GetFolder("LOCALAPPDATA") ?? Path.Combine(HomeDirectory, "AppData", "Local");

    /// <summary>The folder of applications' data that roams.</summary>
    public string RoamingAppData => GetFolder("APPDATA") ?? Path.Combine(HomeDirectory, "AppData", "Roaming");

    /// <summary>The folder of all users' application data.</summary>
    public string ProgramData => GetSystemFolder("PROGRAMDATA") ?? GetSystemFolder("ALLUSERSPROFILE") ?? SystemPath("C:/ProgramData");

    /// <summary>The folder of programs; the 64-bit one also for a 32-bit process.</summary>
    public string ProgramFiles => GetSystemFolder("ProgramW6432") ?? GetSystemFolder("PROGRAMFILES") ?? SystemPath("C:/Program Files");

    /// <summary>The user's configuration folder, as the XDG specification has it.</summary>
    public string ConfigHome => GetFolder("XDG_CONFIG_HOME") ?? Path.Combine(HomeDirectory, ".config");

    /// <summary>Value of an environment variable; null where it is not set or empty.</summary>
    public string? GetVariable(string name)
    {
        string? value = GetVariableEvenEmpty(name);
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>Value of a variable that names a folder; null where it is not set or can be no path (the .NET Framework throws at such).</summary>
    public string? GetFolder(string name) =>
        GetVariable(name) is { } value && value.IndexOfAny(Path.GetInvalidPathChars()) < 0 ? value : null;

    /// <summary>Value of an environment variable, as it is; null where it is not set.</summary>
    public string? GetVariableEvenEmpty(string name) => _variables(name);

    /// <summary>Where a place that is absolute by convention lies, such as <c>/etc/conda</c> or <c>C:/ProgramData</c>.</summary>
    public string SystemPath(string path)
    {
        if (SystemRoot.Length == 0)
        {
            return IsWindows ? path.Replace('/', '\\') : path;
        }

        return Path.Combine(SystemRoot, path.Replace(":", "").TrimStart('/'));
    }

    /// <summary>
    /// What <c>~</c> is to Python on Windows, and so to conda (<c>ntpath.expanduser</c>): <c>USERPROFILE</c>, else
    /// <c>HOMEDRIVE</c> and <c>HOMEPATH</c>. Null if they do not say, and on other systems, where the base library reads
    /// <c>HOME</c> and then the password database, as Python does.
    /// </summary>
    internal static string? HomeOf(Func<string, string?> variables, bool isWindows)
    {
        if (!isWindows)
        {
            return null;
        }

        string? home = variables("USERPROFILE") is { Length: > 0 } profile ? profile
            : variables("HOMEPATH") is { Length: > 0 } path ? variables("HOMEDRIVE") + path
            : null;
        return home is null || home.IndexOfAny(Path.GetInvalidPathChars()) >= 0 ? null : MachinePaths.Trim(home);
    }

    /// <summary>True for a folder that is on this machine: any, or those from <see cref="SystemRoot"/> down.</summary>
    public bool Holds(string folder) =>
        SystemRoot.Length == 0 || PathComparer.Equals(folder, SystemRoot) ||
        (folder.Length > SystemRoot.Length && MachinePaths.IsSeparator(folder[SystemRoot.Length]) && PathComparer.Equals(folder.Substring(0, SystemRoot.Length), SystemRoot));

    /// <summary>Variables name folders of the real root: they do not count below another.</summary>
    private string? GetSystemFolder(string name) => SystemRoot.Length == 0 ? GetFolder(name) : null;

    private static string FindHome()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? home : Environment.GetEnvironmentVariable("HOME") ?? Path.GetTempPath();
    }

    private static string FindComputerName()
    {
        try
        {
            return Environment.MachineName;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static string FindCurrentDirectory()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The folder was deleted under the process; nothing relative can be found then.
            return "";
        }
    }
}
