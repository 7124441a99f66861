using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Read-only access to the file system. Exceptions of the system are converted to <see cref="CondaEnvException"/>.
/// </summary>
internal static class ReadOnlyDisk
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the text of a file: UTF-8, or the encoding of its byte order mark.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="rule">Allowed size and links.</param>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed if it cannot be read;
    /// FileInvalid if it is not UTF-8.</exception>
    public static string ReadText(string path, ReadRule rule)
    {
        try
        {
            return Decode(ReadOnlyFile.ReadAll(path, rule));
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

    /// <summary>Reads the text of a file of another user; see <see cref="ReadOnlyFile.ReadOwned"/>.</summary>
    /// <param name="path">Path of the file, which must not be a link.</param>
    /// <param name="owner">Required owner; null if unknown.</param>
    /// <exception cref="CondaEnvException">As <see cref="ReadText"/>.</exception>
    public static string ReadOwnedText(string path, uint? owner)
    {
        try
        {
            return Decode(ReadOnlyFile.ReadOwned(path, owner));
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

    /// <summary>The start of a file with any content; empty if it cannot be read.</summary>
    public static string ReadHead(string path, int bytes)
    {
        try
        {
            byte[] buffer = [];
            int length = ReadOnlyFile.Read(path, ref buffer, ReadRule.Record, bytes);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception error) when (IsDiskError(error))
        {
            return "";
        }
    }

    /// <summary>The folders in a folder, including links to folders, sorted by name.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed.</exception>
    public static IReadOnlyList<string> Folders(string path) => List(path, static p => Directory.GetDirectories(p));

    /// <summary>The files in a folder, sorted by name.</summary>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed.</exception>
    public static IReadOnlyList<string> Files(string path) => List(path, static p => Directory.GetFiles(p));

    /// <summary>The files in a folder whose names match a pattern; empty if the folder cannot be read.</summary>
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

    /// <summary>True if a folder exists; false if it does not, or if that is unknown.</summary>
    public static bool IsFolder(string path) => Directory.Exists(path);

    /// <summary>True if a file exists; false if it does not, or if that is unknown.</summary>
    public static bool IsFile(string path) => File.Exists(path);

    /// <summary>The attributes of the item at a path; null if it does not exist.</summary>
    /// <exception cref="CondaEnvException">AccessDenied if the system does not return them.</exception>
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
