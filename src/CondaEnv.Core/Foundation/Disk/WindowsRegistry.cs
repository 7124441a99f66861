using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Reads the registry of Windows; .NET's own class for it is not part of the base library of both targets. Whatever cannot be read
/// counts as absent: most users may not read all keys.
/// </summary>
internal static unsafe class WindowsRegistry
{
    /// <summary>The key HKEY_LOCAL_MACHINE.</summary>
    public const int LocalMachine = unchecked((int)0x80000002);

    /// <summary>The key HKEY_CURRENT_USER.</summary>
    public const int CurrentUser = unchecked((int)0x80000001);

    private const int Success = 0;
    private const int MoreData = 234;
    private const int ReadAccess = 0x20019;
    private const int LongestName = 16384;
    private const int LongestKey = 256;
    private const int MostData = 1024;

    /// <summary>A number (REG_DWORD); null if there is none.</summary>
    /// <param name="root"><see cref="LocalMachine"/> or <see cref="CurrentUser"/>.</param>
    /// <param name="key">Path of the key.</param>
    /// <param name="name">Name of the value.</param>
    public static uint? Number(int root, string key, string name)
    {
        return Try(Read);

        uint? Read()
        {
            const uint number = 0x10;
            uint value;
            uint size = sizeof(uint);
            return NativeMethods.RegGetValueW(root, key, name, number, IntPtr.Zero, &value, &size) == Success ? value : null;
        }
    }

    /// <summary>Names of the keys below a key.</summary>
    public static IReadOnlyList<string> Keys(int root, string key) => Open(root, key, static handle =>
    {
        List<string> names = [];
        char* name = stackalloc char[LongestKey];
        for (uint i = 0; ; i++)
        {
            uint length = LongestKey;
            if (NativeMethods.RegEnumKeyExW(handle, i, name, &length, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero) != Success)
            {
                return names;
            }

            names.Add(new string(name, 0, (int)length));
        }
    });

    /// <summary>Names and data of the values of a key, without those that have more than a kilobyte.</summary>
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Values(int root, string key) => Open(root, key, static handle =>
    {
        List<KeyValuePair<string, byte[]>> values = [];
        char[] name = new char[LongestName];
        byte[] data = new byte[MostData];
        fixed (char* nameStart = name)
        fixed (byte* dataStart = data)
        {
            for (uint i = 0; ; i++)
            {
                uint length = LongestName;
                uint size = MostData;
                switch (NativeMethods.RegEnumValueW(handle, i, nameStart, &length, IntPtr.Zero, IntPtr.Zero, dataStart, &size))
                {
                    case Success:
                        byte[] copy = new byte[size];
                        Buffer.BlockCopy(data, 0, copy, 0, copy.Length);
                        values.Add(new(new string(name, 0, (int)length), copy));
                        break;
                    case MoreData:
                        break;
                    default:
                        return values;
                }
            }
        }
    });

    /// <summary>The device of a drive, such as <c>\Device\HarddiskVolume3</c> of <c>C:</c>; null if there is none.</summary>
    public static string? DeviceOf(string drive)
    {
        char[] target = new char[LongestKey];
        return Try(() =>
        {
            fixed (char* start = target)
            {
                uint length = NativeMethods.QueryDosDeviceW(drive, start, LongestKey);
                int end = Array.IndexOf(target, '\0');
                return length == 0 || end <= 0 ? null : new string(target, 0, end);
            }
        });
    }

    private static IReadOnlyList<T> Open<T>(int root, string key, Func<IntPtr, IReadOnlyList<T>> read) => Try(() =>
    {
        IntPtr handle;
        if (NativeMethods.RegOpenKeyExW(root, key, 0, ReadAccess, &handle) != Success)
        {
            return null;
        }

        try
        {
            return read(handle);
        }
        finally
        {
            _ = NativeMethods.RegCloseKey(handle);
        }
    }) ?? [];

    private static T? Try<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return default;
        }
    }

    private static class NativeMethods
    {
        [DllImport("advapi32.dll", ExactSpelling = true, CharSet = CharSet.Unicode)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int RegGetValueW(nint key, string subkey, string name, uint flags, IntPtr type, void* data, uint* size);

        [DllImport("advapi32.dll", ExactSpelling = true, CharSet = CharSet.Unicode)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int RegOpenKeyExW(nint key, string subkey, uint options, int access, IntPtr* result);

        [DllImport("advapi32.dll", ExactSpelling = true, CharSet = CharSet.Unicode)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int RegEnumKeyExW(IntPtr key, uint index, char* name, uint* length, IntPtr reserved, IntPtr type, IntPtr typeLength, IntPtr written);

        [DllImport("advapi32.dll", ExactSpelling = true, CharSet = CharSet.Unicode)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int RegEnumValueW(IntPtr key, uint index, char* name, uint* length, IntPtr reserved, IntPtr type, byte* data, uint* size);

        [DllImport("advapi32.dll", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern int RegCloseKey(IntPtr key);

        [DllImport("kernel32.dll", ExactSpelling = true, CharSet = CharSet.Unicode)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        internal static extern uint QueryDosDeviceW(string drive, char* target, uint length);
    }
}
