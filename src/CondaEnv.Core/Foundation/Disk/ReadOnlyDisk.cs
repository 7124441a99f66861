using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace CondaEnv.Foundation.Disk;

/// <summary>The file system, for looking only. What the system throws becomes this library's errors.</summary>
internal static class ReadOnlyDisk
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied, FileReadFailed, or FileInvalid where it is not UTF-8.</exception>
    public static string ReadText(string path)
    {
        try
        {
            return Decode(ReadOnlyFile.ReadAll(path));
        }
        catch (DecoderFallbackException error)
        {
            throw new CondaEnvException(CondaErrorKind.FileInvalid, $"'{path}' is not UTF-8. Save it in that encoding.", path, error);
        }
        catch (Exception error) when (IsDiskError(error))
        {
            throw Translate(error, path);
        }
    }

    /// <summary>The text of a file of another user; see <see cref="ReadOnlyFile.ReadOwned"/>.</summary>
    /// <param name="path">The file, no link.</param>
    /// <param name="owner">Who must own it; null if nobody can tell.</param>
    /// <param name="largest">A larger file is refused.</param>
    /// <exception cref="CondaEnvException">As <see cref="ReadText"/>.</exception>
    public static string ReadOwnedText(string path, uint? owner, int largest)
    {
        try
        {
            return Decode(ReadOnlyFile.ReadOwned(path, owner, largest));
        }
        catch (DecoderFallbackException error)
        {
            throw new CondaEnvException(CondaErrorKind.FileInvalid, $"'{path}' is not UTF-8. Save it in that encoding.", path, error);
        }
        catch (Exception error) when (IsDiskError(error))
        {
            throw Translate(error, path);
        }
    }

    /// <summary>The start of a file, whatever bytes it holds; empty where it cannot be read.</summary>
    public static string ReadHead(string path, int bytes)
    {
        try
        {
            byte[] buffer = [];
            int length = ReadOnlyFile.Read(path, ref buffer, bytes);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception error) when (IsDiskError(error))
        {
            return "";
        }
    }

    /// <summary>The folders in a folder, links to folders included; in order of name.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed.</exception>
    public static IReadOnlyList<string> Folders(string path) => List(path, static p => Directory.GetDirectories(p));

    /// <summary>The files in a folder; in order of name.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed.</exception>
    public static IReadOnlyList<string> Files(string path) => List(path, static p => Directory.GetFiles(p));

    /// <summary>The files in a folder whose names match a pattern; none where it cannot be read.</summary>
    public static IReadOnlyList<string> FilesLike(string path, string pattern)
    {
        try
        {
            return Directory.GetFiles(path, pattern);
        }
        catch (Exception error) when (IsDiskError(error))
        {
            return [];
        }
    }

    /// <summary>True where a folder is there; false where it is not, or where the system will not say.</summary>
    public static bool IsFolder(string path) => Directory.Exists(path);

    /// <summary>True where a file is there; false where it is not, or where the system will not say.</summary>
    public static bool IsFile(string path) => File.Exists(path);

    /// <summary>What stands at a path; null where nothing does.</summary>
    /// <exception cref="CondaEnvException">AccessDenied where the system refuses to say.</exception>
    public static FileAttributes? AttributesOf(string path)
    {
        try
        {
            return File.GetAttributes(path);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or System.Security.SecurityException)
        {
            throw Translate(error, path);
        }
        catch (Exception error) when (IsDiskError(error))
        {
            return null;
        }
    }

    private static string Decode(byte[] data)
    {
        using StreamReader reader = new(new MemoryStream(data), s_strictUtf8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static string[] List(string path, Func<string, string[]> list)
    {
        try
        {
            string[] entries = list(path);
            Array.Sort(entries, StringComparer.Ordinal);
            return entries;
        }
        catch (Exception error) when (IsDiskError(error))
        {
            throw Translate(error, path);
        }
    }

    private static bool IsDiskError(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    private static CondaEnvException Translate(Exception error, string path) => error switch
    {
        UnauthorizedAccessException or System.Security.SecurityException =>
            new CondaEnvException(CondaErrorKind.AccessDenied, $"Access to '{path}' is denied. Its owner or an administrator can grant it.", path, error),
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException or PathTooLongException or ArgumentException or NotSupportedException =>
            new CondaEnvException(CondaErrorKind.PathNotFound, $"'{path}' does not exist.", path, error),
        _ => ReadOnlyFile.ToError(error, path),
    };
}
