using System;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Install;

/// <summary>A folder of our own for what a tool needs besides its arguments. Only the user may look into it: addresses may hold credentials.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Makes the folder.</summary>
    /// <exception cref="CondaEnvException">AccessDenied, FileWriteFailed.</exception>
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
            // The folder of temporary files is the user's own on Windows.
            Directory.CreateDirectory(Folder);
        });
    }

    /// <summary>The folder; also the one that tools run in, so that nothing of the user's current folder is ever run.</summary>
    public string Folder { get; }

    /// <summary>Writes a file.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="CondaEnvException">AccessDenied, FileWriteFailed.</exception>
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

    /// <summary>Removes the folder.</summary>
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
