using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
#if !NET
#endif

namespace CondaEnv.Machines.Host;

/// <summary>
/// Everything that discovery needs to know about the machine, so that tests can substitute another one. Files are read
/// from the real file system; places that are absolute by convention use <see cref="SystemPath"/>.
/// </summary>
internal sealed class Machine
{
    /// <summary>
    /// The environment variable that moves the machine's own places below a folder; see <see cref="SystemRoot"/>.
    /// </summary>
    public const string SystemRootVariable = "CONDAENV_SYSTEM_ROOT";

    /// <summary>Environment variables that are the same for all users.</summary>
    private static readonly HashSet<string> s_shared = new(StringComparer.OrdinalIgnoreCase)
    {
        "PROGRAMDATA", "ALLUSERSPROFILE", "PROGRAMFILES", "ProgramW6432", "SystemDrive", "SystemRoot",
    };

    private readonly Func<string, string?> _variables;
    private readonly char? _pathListSeparator;
    private string _systemRoot = "";

    /// <summary>Describes a machine.</summary>
    /// <param name="variables">Returns the value of an environment variable; null if it is not set.</param>
    /// <param name="homeDirectory">Path of the user's home.</param>
    public Machine(Func<string, string?> variables, string homeDirectory)
    {
        _variables = variables;
        HomeDirectory = homeDirectory;
    }

    /// <summary>
    /// The current machine. Each call returns a new instance, because environment variables change within a session.
    /// </summary>
    public static Machine Current => At(FindCurrentDirectory());

    /// <summary>The current machine, with a current directory that may differ from that of the process.</summary>
    /// <param name="currentDirectory">Base of relative paths.</param>
    /// <param name="variables">Returns the value of an environment variable, for callers that track which ones are
    /// used; null for the variables of the process.</param>
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
    /// The same machine for another user: with that user's home, and without this user's environment variables.
    /// Settings of the other user are never expanded with values of this user.
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

    /// <summary>True if conda's rules for Windows apply.</summary>
    public bool IsWindows { get; init; }

    /// <summary>True on macOS.</summary>
    public bool IsMacOS { get; init; }

    /// <summary>Name of the machine.</summary>
    public string ComputerName { get; init; } = "";

    /// <summary>
    /// Base of relative paths. PowerShell's location differs from that of the process, so the cmdlets set it.
    /// </summary>
    public string CurrentDirectory { get; init; } = "";

    /// <summary>
    /// The folder that replaces the file system's root for places of the machine, such as <c>/opt</c>,
    /// <c>/etc/conda</c> and <c>C:\ProgramData</c> (its subfolder <c>C/ProgramData</c>); empty for the real root.
    /// </summary>
    public string SystemRoot
    {
        get => _systemRoot;
        init => _systemRoot = value;
    }

    /// <summary>
    /// Lists the folders in a folder; throws as <see cref="ReadOnlyDisk.Folders"/>. Tests can make it fail, as Windows
    /// does for some links.
    /// </summary>
    public Func<string, IReadOnlyList<string>> ListFolders { get; init; } = ReadOnlyDisk.Folders;

    /// <summary>
    /// The name on disk of the item at a path; null if unknown. If a file system accepts several spellings, an
    /// environment has the one on disk. Tests can simulate such a file system on any machine.
    /// </summary>
    public Func<string, string?> NameOnDisk { get; init; } = static _ => null;

    /// <summary>
    /// True if this user could create a folder at a path. Tests can return false even for the superuser.
    /// </summary>
    public Func<string, bool> IsWritable { get; init; } = FolderAccess.IsWritable;

    /// <summary>Separator of paths in environment variables (Python's <c>os.pathsep</c>).</summary>
    public char PathListSeparator
    {
        get => _pathListSeparator ?? (IsWindows ? ';' : ':');
        init => _pathListSeparator = value;
    }

    /// <summary>
    /// The folders of <c>PATH</c> as written. On Windows, an entry may be quoted and then contain a separator.
    /// </summary>
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

    /// <summary>Comparer for paths: as in conda's <c>paths_equal</c>, case is ignored only on Windows.</summary>
    public StringComparer PathComparer => IsWindows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>True in Windows Subsystem for Linux, where accessing Windows drives takes seconds.</summary>
    public bool IsWsl => !IsWindows && GetVariable("WSL_DISTRO_NAME") is not null;

    /// <summary>Folder of the user's application data that does not roam.</summary>
    public string LocalAppData => GetFolder("LOCALAPPDATA") ?? Path.Combine(HomeDirectory, "AppData", "Local");

    /// <summary>Folder of the user's application data that roams.</summary>
    public string RoamingAppData => GetFolder("APPDATA") ?? Path.Combine(HomeDirectory, "AppData", "Roaming");

    /// <summary>Folder of application data shared by all users.</summary>
    public string ProgramData => GetSystemFolder("PROGRAMDATA") ?? GetSystemFolder("ALLUSERSPROFILE") ?? SystemPath("C:/ProgramData");

    /// <summary>Folder of installed programs; the 64-bit folder even in a 32-bit process.</summary>
    public string ProgramFiles => GetSystemFolder("ProgramW6432") ?? GetSystemFolder("PROGRAMFILES") ?? SystemPath("C:/Program Files");

    /// <summary>Folder of the user's configuration files according to the XDG specification.</summary>
    public string ConfigHome => GetFolder("XDG_CONFIG_HOME") ?? Path.Combine(HomeDirectory, ".config");

    /// <summary>Value of an environment variable; null if it is not set or is empty.</summary>
    public string? GetVariable(string name)
    {
        string? value = GetVariableEvenEmpty(name);
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>
    /// Value of an environment variable that names a folder; null if it is not set or cannot be a path, for which .NET
    /// Framework would throw.
    /// </summary>
    public string? GetFolder(string name) =>
        GetVariable(name) is { } value && value.IndexOfAny(Path.GetInvalidPathChars()) < 0 ? value : null;

    /// <summary>Value of an environment variable, which may be empty; null if it is not set.</summary>
    public string? GetVariableEvenEmpty(string name) => _variables(name);

    /// <summary>
    /// Path of a place that is absolute by convention, such as <c>/etc/conda</c> or <c>C:/ProgramData</c>, considering
    /// <see cref="SystemRoot"/>.
    /// </summary>
    public string SystemPath(string path)
    {
        if (SystemRoot.Length == 0)
        {
            return IsWindows ? path.Replace('/', '\\') : path;
        }

        return Path.Combine(SystemRoot, path.Replace(":", "").TrimStart('/'));
    }

    /// <summary>
    /// The meaning of <c>~</c> in Python on Windows, and therefore in conda (<c>ntpath.expanduser</c>):
    /// <c>USERPROFILE</c>, otherwise <c>HOMEDRIVE</c> and <c>HOMEPATH</c>. Null if they are not set, and on other
    /// systems, where the base library reads <c>HOME</c> and then the password database, as Python does.
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

    /// <summary>
    /// True for a folder on this machine: any folder, or with <see cref="SystemRoot"/> only folders below it.
    /// </summary>
    public bool Holds(string folder) =>
        SystemRoot.Length == 0 || PathComparer.Equals(folder, SystemRoot) ||
        (folder.Length > SystemRoot.Length && MachinePaths.IsSeparator(folder[SystemRoot.Length]) && PathComparer.Equals(folder.Substring(0, SystemRoot.Length), SystemRoot));

    /// <summary>Variables name folders of the real root, so they are ignored if another root is set.</summary>
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
            // The current directory was deleted, so relative paths cannot be resolved.
            return "";
        }
    }
}
