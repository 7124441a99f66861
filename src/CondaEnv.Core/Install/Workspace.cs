using System;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Install;

/// <summary>
/// A private folder for the input files of tools. Only the user can access it, because addresses may contain
/// credentials.
/// </summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Creates the folder.</summary>
    /// <exception cref="CondaEnvException">AccessDenied or FileWriteFailed if it cannot be created.</exception>
    public Workspace()
    {
        Folder = Path.Combine(Path.GetTempPath(), "condaenv-" + Guid.NewGuid().ToString("N"));
        Do(Folder, () =>
        {
#if NET
            if (!OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                return;
            }
#endif
            // On Windows, the folder for temporary files belongs to the user.
            Directory.CreateDirectory(Folder);
        });
    }

    /// <summary>
    /// Path of the folder. It is also the working directory of the tools, so that nothing in the user's current folder
    /// is run.
    /// </summary>
    public string Folder { get; }

    /// <summary>Writes a file.</summary>
    /// <returns>Full path of the file.</returns>
    /// <exception cref="CondaEnvException">AccessDenied or FileWriteFailed if it cannot be written.</exception>
    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Do(path, () =>
        {
            byte[] data = new UTF8Encoding(false).GetBytes(text);
#if NET
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using FileStream stream = new(path, options);
#else
            using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
#endif
            stream.Write(data, 0, data.Length);
        });
        return path;
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => FolderRemoval.TryDelete(Folder);

    private static void Do(string path, Action task)
    {
        try
        {
            task();
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            CondaErrorKind kind = e is UnauthorizedAccessException or System.Security.SecurityException ? CondaErrorKind.AccessDenied : CondaErrorKind.FileWriteFailed;
            throw new CondaEnvException(kind, $"'{path}' could not be written: {e.Message.TrimEnd('.')}.", path, e);
        }
    }
}
