// What the tests use of newer base libraries. The product has no part in it: what it lacks must not be hidden here.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public static Index Start => new(0);

        public static Index End => new(0, fromEnd: true);

        public int GetOffset(int length) => fromEnd ? length - value : value;

        public static implicit operator Index(int value) => new(value);
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start => start;

        public Index End => end;

        public static Range StartAt(Index start) => new(start, Index.End);

        public static Range EndAt(Index end) => new(Index.Start, end);
    }
}

namespace System.IO
{
    [Flags]
    internal enum UnixFileMode
    {
        None = 0,
        UserExecute = 64,
        UserWrite = 128,
        UserRead = 256,
    }
}

namespace CondaEnv.Tests
{
    internal static class Polyfills
    {
        extension(Path)
        {
            public static string GetRelativePath(string relativeTo, string path) =>
                path == relativeTo ? "." : path.Substring(relativeTo.TrimEnd(Path.DirectorySeparatorChar).Length + 1);
        }

        extension(Directory)
        {
            public static DirectoryInfo CreateTempSubdirectory(string prefix) =>
                Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")));

            public static void CreateSymbolicLink(string path, string target) => Native.Link(path, target);
        }

        extension(OperatingSystem)
        {
            public static bool IsWindows() => Path.DirectorySeparatorChar == '\\';
        }

        extension(Convert)
        {
            public static string ToHexString(byte[] data) => BitConverter.ToString(data).Replace("-", "");
        }

        extension(SHA256)
        {
            public static byte[] HashData(byte[] data)
            {
                using SHA256 hash = SHA256.Create();
                return hash.ComputeHash(data);
            }
        }

        extension(Enum)
        {
            public static T[] GetValues<T>()
                where T : struct, Enum => (T[])Enum.GetValues(typeof(T));

            public static string[] GetNames<T>()
                where T : struct, Enum => Enum.GetNames(typeof(T));
        }

        extension(string text)
        {
            public static string Join<T>(char separator, IEnumerable<T> values) => string.Join(separator.ToString(), values);

            public bool StartsWith(char c) => text.Length > 0 && text[0] == c;

            public bool EndsWith(char c) => text.Length > 0 && text[text.Length - 1] == c;

            public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

            public bool Contains(char value, StringComparison comparison) => text.IndexOf(value.ToString(), comparison) >= 0;

            /// <summary>Ordinal, as the method without a comparison is; the tests ask for no other.</summary>
            public string Replace(string oldValue, string newValue, StringComparison comparison) =>
                comparison == StringComparison.Ordinal ? text.Replace(oldValue, newValue) : throw new NotSupportedException();

            public string ReplaceLineEndings(string replacement) => text.Replace("\r\n", "\n").Replace("\n", replacement);

            public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);

            public string[] Split(string separator) => text.Split([separator], StringSplitOptions.None);
        }

        extension(StringBuilder builder)
        {
            public StringBuilder Append(IFormatProvider provider, FormattableString text) => builder.Append(text.ToString(provider));
        }

        extension(Encoding encoding)
        {
            public string GetString(ReadOnlySpan<byte> data) => encoding.GetString(data.ToArray());
        }

        extension<T>(IEnumerable<T> values)
        {
            public IEnumerable<T> Order(IComparer<T>? comparer = null) => values.OrderBy(static v => v, comparer);
        }

        extension<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> values)
        {
            public TValue? GetValueOrDefault(TKey key) => values.TryGetValue(key, out TValue value) ? value : default;
        }
    }

    internal static class FilePolyfills
    {
        extension(File)
        {
            public static void CreateSymbolicLink(string path, string target) => Native.Link(path, target);

            public static void SetUnixFileMode(string path, UnixFileMode mode) => Native.SetMode(path, mode);
        }
    }

    internal static class Native
    {
        public static void Link(string path, string target) => Check(SymbolicLink(target, path), path);

        public static void SetMode(string path, UnixFileMode mode) => Check(ChangeMode(path, (int)mode), path);

        private static void Check(int result, string path)
        {
            if (result != 0)
            {
                throw new IOException(path, Marshal.GetLastWin32Error());
            }
        }

        [DllImport("libc", EntryPoint = "symlink", SetLastError = true)]
        private static extern int SymbolicLink([MarshalAs(UnmanagedType.LPStr)] string target, [MarshalAs(UnmanagedType.LPStr)] string path);

        [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
        private static extern int ChangeMode([MarshalAs(UnmanagedType.LPStr)] string path, int mode);
    }
}
