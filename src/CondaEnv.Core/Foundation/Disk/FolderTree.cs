using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

namespace CondaEnv.Foundation.Disk;

/// <summary>Receives the items of a folder and of all folders below it; see <see cref="FolderTree"/>.</summary>
internal interface IFolderVisitor
{
    /// <summary>An item.</summary>
    /// <param name="path">Path relative to the root in UTF-8 with forward slashes, valid until the method returns.</param>
    /// <param name="length">Length of the path in bytes.</param>
    /// <param name="item">What it is.</param>
    /// <returns>For a folder, whether to look into it.</returns>
    bool See(byte[] path, int length, DiskItem item);
}

/// <summary>
/// Walks through a folder and all folders below it. Links are not followed, so the walk cannot leave the folder and
/// cannot run in circles. Folders that cannot be listed are left out.
/// </summary>
internal static class FolderTree
{
    private const byte Slash = (byte)'/';

    /// <summary>Visits all items. The order of items is the system's.</summary>
    /// <param name="root">Full path of the folder.</param>
    /// <param name="visitor">Receives the items.</param>
    /// <param name="cancellation">Cancels between two items.</param>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public static void Walk(string root, IFolderVisitor visitor, CancellationToken cancellation)
    {
        // Of folders that are still to be listed, relative to the root; empty for the root itself.
        Stack<byte[]> open = new();
        open.Push([]);
        byte[] path = new byte[1024];
        byte[] start = Encoding.UTF8.GetBytes(root.TrimEnd('/', Path.DirectorySeparatorChar) + "/");
        while (open.Count > 0)
        {
            byte[] folder = open.Pop();
            int length = folder.Length;
            Reserve(ref path, length + 1);
            Buffer.BlockCopy(folder, 0, path, 0, length);
            if (length > 0)
            {
                path[length++] = Slash;
            }

            if (UnixFile.IsUnix)
            {
                ListOnUnix(start, folder, ref path, length, visitor, open, cancellation);
            }
            else
            {
                List(Path.Combine(root, Encoding.UTF8.GetString(folder)), ref path, length, visitor, open, cancellation);
            }
        }
    }

    private static unsafe void ListOnUnix(
        byte[] root, byte[] folder, ref byte[] path, int start, IFolderVisitor visitor, Stack<byte[]> open, CancellationToken cancellation)
    {
        byte[] full = new byte[root.Length + folder.Length + 1];
        Buffer.BlockCopy(root, 0, full, 0, root.Length);
        Buffer.BlockCopy(folder, 0, full, root.Length, folder.Length);
        nint handle = UnixFile.OpenFolder(full);
        if (handle == 0)
        {
            return;
        }

        try
        {
            while (UnixFile.NextItem(handle, out byte* name, out UnixFileType? type))
            {
                cancellation.ThrowIfCancellationRequested();
                if (name[0] == (byte)'.' && (name[1] == 0 || (name[1] == (byte)'.' && name[2] == 0)))
                {
                    continue;
                }

                int end = start;
                for (; *name != 0; name++)
                {
                    if (end == path.Length)
                    {
                        Reserve(ref path, end + 1);
                    }

                    path[end++] = *name;
                }

                DiskItem item = type is { } known
                    ? DiskItems.OfType(known)
                    : DiskItems.At(Encoding.UTF8.GetString(root) + Encoding.UTF8.GetString(path, 0, end));
                Visit(path, end, item, visitor, open);
            }
        }
        finally
        {
            UnixFile.CloseFolder(handle);
        }
    }

    private static void List(string folder, ref byte[] path, int start, IFolderVisitor visitor, Stack<byte[]> open, CancellationToken cancellation)
    {
        try
        {
            foreach ((string name, FileAttributes attributes) in Items(folder))
            {
                cancellation.ThrowIfCancellationRequested();
                Reserve(ref path, start + Encoding.UTF8.GetMaxByteCount(name.Length));
                int end = start + Encoding.UTF8.GetBytes(name, 0, name.Length, path, start);
                Visit(path, end, DiskItems.OfAttributes(attributes), visitor, open);
            }
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            // What is below cannot be looked at; whoever asks for it is told so.
        }
    }

#if NET
    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private static IEnumerable<(string Name, FileAttributes Attributes)> Items(string folder) =>
        new System.IO.Enumeration.FileSystemEnumerable<(string, FileAttributes)>(
            folder, static (ref System.IO.Enumeration.FileSystemEntry entry) => (entry.FileName.ToString(), entry.Attributes), s_all);
#else
    private static IEnumerable<(string Name, FileAttributes Attributes)> Items(string folder)
    {
        foreach (FileSystemInfo item in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            yield return (item.Name, item.Attributes);
        }
    }
#endif

    private static void Visit(byte[] path, int length, DiskItem item, IFolderVisitor visitor, Stack<byte[]> open)
    {
        if (visitor.See(path, length, item) && item == DiskItem.Folder)
        {
            byte[] folder = new byte[length];
            Buffer.BlockCopy(path, 0, folder, 0, length);
            open.Push(folder);
        }
    }

    private static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length));
        }
    }
}
