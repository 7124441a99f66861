using System;
using System.IO;
using System.Runtime.InteropServices;

namespace CondaEnv.Foundation.Disk;

/// <summary>What the file system knows about a file, folder, link or other item without opening it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DiskStatus
{
    /// <summary>Identity of the file; default if the system does not tell.</summary>
    public FileId Id { get; init; }

    /// <summary>True for a folder, false for everything else, including a link to a folder.</summary>
    public bool IsFolder { get; init; }

    /// <summary>Number of hard links; 1 if the system does not tell.</summary>
    public uint Links { get; init; }

    /// <summary>Bytes on disk: allocated blocks, so less than the length for sparse files, and usually more for others.</summary>
    public long Allocated { get; init; }

    /// <summary>Last access as <see cref="DateTime.Ticks"/> in UTC; 0 if unknown.</summary>
    public long Accessed { get; init; }

    /// <summary>Last write as <see cref="DateTime.Ticks"/> in UTC; 0 if unknown.</summary>
    public long Modified { get; init; }

    /// <summary>The item at a path; null if it does not exist or may not be looked at.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="follow">True to follow a link at the path.</param>
    public static DiskStatus? Of(string path, bool follow = false)
    {
        try
        {
            if (UnixFolder.IsSupported)
            {
                return UnixFolder.ItemAt(path, follow);
            }

            FileAttributes attributes = File.GetAttributes(path);
            FileSystemInfo info = attributes.HasFlag(FileAttributes.Directory) ? new DirectoryInfo(path) : new FileInfo(path);
            return Of(info, follow);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return null;
        }
    }

    /// <summary>The item of a listing: from Windows, or as much as .NET tells on a system whose functions are not known here.</summary>
    /// <exception cref="IOException">As thrown by the system.</exception>
    public static DiskStatus Of(FileSystemInfo info, bool follow = false)
    {
        FileAttributes attributes = info.Attributes;
        bool isLink = !follow && attributes.HasFlag(FileAttributes.ReparsePoint);
        DiskStatus known = new()
        {
            IsFolder = attributes.HasFlag(FileAttributes.Directory) && !isLink,
            Links = 1,
            Allocated = info is FileInfo file && !isLink ? file.Length : 0,
            Accessed = info.LastAccessTimeUtc.Ticks,
            Modified = info.LastWriteTimeUtc.Ticks,
        };
        return UnixFile.IsUnix ? known : WindowsFile.Complete(known, info.FullName, attributes, follow);
    }
}
