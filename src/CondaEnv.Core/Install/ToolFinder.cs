using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Machines.Host;

namespace CondaEnv.Install;

/// <summary>
/// Finds the tool to create an environment with. Only absolute paths are used: a folder relative to the current
/// directory, such as <c>.</c> or an empty entry of <c>PATH</c>, could contain anyone's program.
/// </summary>
internal static class ToolFinder
{
    /// <summary>The environment variable that selects the tool.</summary>
    public const string Variable = "CONDAENV_TOOL";

    private static readonly CondaToolKind[] s_kinds = [CondaToolKind.Micromamba, CondaToolKind.Mamba, CondaToolKind.Conda];

    /// <summary>
    /// Finds the tool in <c>CONDAENV_TOOL</c>, otherwise the first of micromamba, mamba and conda in <c>PATH</c>,
    /// <c>MAMBA_EXE</c>, <c>CONDA_EXE</c> and the installations.
    /// </summary>
    /// <param name="machine">The machine to search.</param>
    /// <param name="roots">Prefixes of installations; the environment's own is first.</param>
    /// <exception cref="CondaEnvException">CondaNotFound if there is none.</exception>
    public static CondaTool Find(Machine machine, IEnumerable<string> roots)
    {
        if (machine.GetVariable(Variable) is { } configured)
        {
            return Configured(configured);
        }

        IReadOnlyList<string> folders = Folders(machine);
        List<string> installations = [.. roots];
        foreach (CondaToolKind kind in s_kinds)
        {
            foreach (string candidate in Candidates(machine, kind, folders, installations))
            {
                if (Runnable(candidate) is { } path && CondaTool.At(path) is { } tool && tool.Kind == kind)
                {
                    return tool;
                }
            }
        }

        throw new CondaEnvException(
            CondaErrorKind.CondaNotFound,
            $"micromamba, mamba and conda were not found in PATH, MAMBA_EXE, CONDA_EXE or an installation. Install one of them, or set {Variable} to its absolute path.");
    }

    /// <summary>
    /// True for a path that does not depend on the current directory; on Windows, it must include a drive or a share.
    /// </summary>
    public static bool IsAbsolute(string path) => Path.DirectorySeparatorChar == '/'
        ? path.StartsWith("/", StringComparison.Ordinal)
        : path.StartsWith(@"\\", StringComparison.Ordinal) || (path.Length >= 3 && path[1] == ':' && path[2] is '\\' or '/');

    private static CondaTool Configured(string path)
    {
        string? problem = !IsAbsolute(path) ? "is not an absolute path"
            : IsScript(path) ? "is a script of the command interpreter, which would parse the arguments again; use the .exe"
            : !File.Exists(path) ? "does not exist"
            : !IsExecutable(path) ? "is not executable"
            : null;
        return problem is null
            ? CondaTool.At(Path.GetFullPath(path))
            : throw new CondaEnvException(CondaErrorKind.CondaNotFound, $"{Variable} is '{path}', which {problem}. Set it to the absolute path of micromamba, mamba or conda.", path);
    }

    private static IReadOnlyList<string> Folders(Machine machine) =>
        [.. machine.PathFolders.Where(static folder => IsAbsolute(folder) && folder.IndexOfAny(Path.GetInvalidPathChars()) < 0)];

    private static IEnumerable<string> Candidates(Machine machine, CondaToolKind kind, IReadOnlyList<string> folders, IReadOnlyList<string> installations)
    {
        string name = kind switch { CondaToolKind.Micromamba => "micromamba", CondaToolKind.Mamba => "mamba", _ => "conda" };
        foreach (string folder in folders)
        {
            foreach (string path in In(machine, folder, name))
            {
                yield return path;
            }
        }

        foreach (string variable in (string[])["MAMBA_EXE", "CONDA_EXE"])
        {
            if (machine.GetFolder(variable) is { } path)
            {
                yield return path;
                if (machine.IsWindows)
                {
                    foreach (string near in Near(path, name))
                    {
                        yield return near;
                    }
                }
            }
        }

        foreach (string root in installations)
        {
            foreach (string folder in machine.IsWindows ? s_windowsFolders : s_unixFolders)
            {
                yield return Path.Combine(root, folder, machine.IsWindows ? name + ".exe" : name);
            }
        }
    }

    private static readonly string[] s_windowsFolders = ["Scripts", "Library/bin", "_conda", "."];

    private static readonly string[] s_unixFolders = ["bin", "condabin"];

    private static IEnumerable<string> In(Machine machine, string folder, string name)
    {
        if (!machine.IsWindows)
        {
            return [Path.Combine(folder, name)];
        }

        // condabin, which conda's installer adds to PATH, contains only conda.bat.
        return [Path.Combine(folder, name + ".exe"), .. File.Exists(Path.Combine(folder, name + ".bat")) ? Near(Path.Combine(folder, name + ".bat"), name) : []];
    }

    private static IEnumerable<string> Near(string script, string name)
    {
        string? root = IsScript(script) && IsAbsolute(script) ? Path.GetDirectoryName(Path.GetDirectoryName(script)) : null;
        if (root is null)
        {
            yield break;
        }

        foreach (string folder in s_windowsFolders)
        {
            yield return Path.Combine(root, folder, name + ".exe");
        }
    }

    private static string? Runnable(string path) => IsAbsolute(path) && !IsScript(path) && File.Exists(path) && IsExecutable(path) ? Path.GetFullPath(path) : null;

    private static bool IsScript(string path) =>
        path.EndsWith(".bat", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase);

    private static bool IsExecutable(string path)
    {
#if NET
        try
        {
            return OperatingSystem.IsWindows()
                || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;
        }
        catch (Exception e) when (Foundation.Disk.ReadOnlyFile.IsFileError(e))
        {
            return false;
        }
#else
        return path.Length > 0;
#endif
    }
}
