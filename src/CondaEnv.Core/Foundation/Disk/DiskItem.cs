using System;
using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>What is at a path; a link is a link, whatever it leads to.</summary>
internal enum DiskItem
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link, or a junction of Windows.</summary>
    Link,

    /// <summary>A FIFO, a device or a socket.</summary>
    Special,

    /// <summary>Something that the system does not allow looking at.</summary>
    Denied,
}

/// <summary>Determines what is at a path without opening it.</summary>
internal static class DiskItems
{
    /// <summary>The item at a path; never throws.</summary>
    public static DiskItem At(string path)
    {
        if (UnixFile.IsUnix && UnixFile.ItemAt(path) is { } item)
        {
            return item;
        }

        try
        {
            return OfAttributes(File.GetAttributes(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or ArgumentException or NotSupportedException or PathTooLongException)
        {
            return DiskItem.Absent;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            return DiskItem.Denied;
        }
    }

    /// <summary>The item that has these attributes.</summary>
    public static DiskItem OfAttributes(FileAttributes attributes) =>
        attributes.HasFlag(FileAttributes.ReparsePoint) ? DiskItem.Link
        : attributes.HasFlag(FileAttributes.Directory) ? DiskItem.Folder
        : attributes.HasFlag(FileAttributes.Device) ? DiskItem.Special
        : DiskItem.File;

    /// <summary>The item of a type of Unix.</summary>
    public static DiskItem OfType(UnixFileType type) => type switch
    {
        UnixFileType.Regular => DiskItem.File,
        UnixFileType.Folder => DiskItem.Folder,
        UnixFileType.Link => DiskItem.Link,
        _ => DiskItem.Special,
    };
}
