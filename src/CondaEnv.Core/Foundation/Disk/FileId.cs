using System.Runtime.InteropServices;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// What hard links of one file have in common: the device (on Windows the serial number of the volume), and the number
/// of the file on it (inode, file index).
/// </summary>
/// <remarks>ReFS has file numbers of 128 bits, of which Windows returns 64 here; they are unique in practice.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileId(ulong Device, ulong Number);
