using System;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Installations;

/// <summary>
/// The command that created an environment, from the start of <c>conda-meta/history</c>; it shows which installation
/// the environment belongs to.
/// </summary>
internal static class HistoryHead
{
    private const int HeadLength = 4096;
    private const string Marker = "# cmd: ";

    private static readonly char[] s_separators = ['/', '\\'];

    /// <summary>
    /// The first command line; null if there is none. It may contain credentials and must not be shown.
    /// </summary>
    public static string? Command(string prefix)
    {
        string head = ReadOnlyDisk.ReadHead(Path.Combine(prefix, "conda-meta", "history"), HeadLength);
        int start = head.IndexOf(Marker, StringComparison.Ordinal);
        if (start < 0 || (start > 0 && head[start - 1] != '\n'))
        {
            return null;
        }

        start += Marker.Length;
        int end = head.IndexOf('\n', start);
        return (end < 0 ? head.Substring(start) : head.Substring(start, end - start)).Trim();
    }

    /// <summary>True if conda wrote its version into the history.</summary>
    public static bool NamesConda(string prefix) =>
        ReadOnlyDisk.ReadHead(Path.Combine(prefix, "conda-meta", "history"), HeadLength).Contains("\n# conda version: ");

    /// <summary>True if micromamba ran the command.</summary>
    public static bool IsMicromamba(string command)
    {
        int end = command.IndexOf(' ');
        return FileName(end < 0 ? command : command.Substring(0, end)).StartsWith("micromamba", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The installation whose conda ran the command; null if unknown. The words are not quoted, so it is not clear
    /// where a path with spaces ends. Each possible end is tried, and the first one that is an installation is used.
    /// </summary>
    public static string? Installation(Machine machine, string command)
    {
        for (int end = command.IndexOf(' '); end != -1; end = end == command.Length ? -1 : Next(command, end))
        {
            string program = command.Substring(0, end);
            if (IsConda(FileName(program)) && RootOf(program) is { } root && machine.Absolute(root) is { } path &&
                Path.IsPathRooted(root) && ReadOnlyDisk.IsFolder(Path.Combine(path, "conda-meta")))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>
    /// Folder name of the installation whose conda ran the command, which is the only trace of it in a prefix that was
    /// copied or mounted. Null if the command contains none.
    /// </summary>
    public static string? RecordedFolder(string? command)
    {
        int end = command?.IndexOf(' ') ?? -1;
        string program = end < 0 ? command ?? "" : command!.Substring(0, end);
        return IsConda(FileName(program)) && RootOf(program) is { } root ? FileName(root) : null;
    }

    /// <summary>
    /// The prefix that contains a program, according to conda's folder layouts; null if the program has no folder.
    /// </summary>
    public static string? RootOf(string program)
    {
        // …/lib/python3.12/site-packages/conda/__main__.py and …\Lib\site-packages\conda\__main__.py
        int packages = program.IndexOf("site-packages", StringComparison.OrdinalIgnoreCase);
        if (packages > 0)
        {
            string lib = program.Substring(0, packages).TrimEnd(s_separators);
            return string.Equals(FileName(lib), "lib", StringComparison.OrdinalIgnoreCase) ? Folder(lib) : Folder(Folder(lib));
        }

        string? folder = Folder(program);
        if (FileName(folder ?? "").ToLowerInvariant() is not ("bin" or "scripts" or "condabin"))
        {
            return folder;
        }

        string? root = Folder(folder);
        return string.Equals(FileName(root ?? ""), "Library", StringComparison.OrdinalIgnoreCase) ? Folder(root) : root;
    }

    private static int Next(string command, int end)
    {
        int next = command.IndexOf(' ', end + 1);
        return next < 0 ? command.Length : next;
    }

    private static bool IsConda(string name) =>
        name.StartsWith("conda", StringComparison.OrdinalIgnoreCase) || name.StartsWith("_conda", StringComparison.OrdinalIgnoreCase) ||
        name.StartsWith("mamba", StringComparison.OrdinalIgnoreCase) || string.Equals(name, "__main__.py", StringComparison.OrdinalIgnoreCase);

    /// <summary>As <see cref="Path.GetFileName(string)"/>, for paths of any operating system.</summary>
    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(s_separators) + 1);

    private static string? Folder(string? path) => path?.LastIndexOfAny(s_separators) is > 0 and int at ? path.Substring(0, at) : null;
}
