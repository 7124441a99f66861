using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>
/// The replacement of a package's placeholder by the prefix, undone: what results has the hash that the package
/// recorded. This proves which prefix a file was written for.
/// </summary>
internal static class PrefixText
{
    /// <summary>Largest number of texts that are tried as the old prefix.</summary>
    private const int MostCandidates = 512;

    /// <summary>Longest path that is taken for an old prefix, in bytes.</summary>
    private const int LongestPath = 1024;

    private static readonly byte[][] s_folders = [.. Array.ConvertAll(["/bin", "/lib", "/share", "/etc", "/include"], static f => Encoding.ASCII.GetBytes(f))];

    /// <summary>Folders of the system, which scripts mention anywhere.</summary>
    private static readonly string[] s_ofSystem = ["/usr/local", "/usr/share", "/usr/lib", "/opt/local", "/opt/homebrew", "/System/Library"];

    /// <summary>The prefix as it is written into files: with forward slashes, also on Windows.</summary>
    public static byte[] Of(string prefix) => Encoding.UTF8.GetBytes(Path.DirectorySeparatorChar == '\\' ? prefix.Replace('\\', '/') : prefix);

    /// <summary>Whether the content is that of the package with its placeholder replaced by a prefix.</summary>
    /// <param name="data">Content of the file.</param>
    /// <param name="length">Number of bytes.</param>
    /// <param name="prefix">The prefix.</param>
    /// <param name="placeholder">The placeholder.</param>
    /// <param name="isBinary">True if the replacement kept the length by zero bytes at the end of each text.</param>
    /// <param name="original">Hash of the file in the package.</param>
    public static bool IsReplaced(byte[] data, int length, byte[] prefix, byte[] placeholder, bool isBinary, Sha256Value original)
    {
        if (prefix.Length == 0 || ByteScan.IndexOf(data, 0, length, prefix) < 0)
        {
            return false;
        }

        using MemoryStream undone = Undo(data, length, prefix, placeholder, isBinary);
        using SHA256 hash = SHA256.Create();
        undone.Position = 0;
        return Sha256Value.Of(hash.ComputeHash(undone)).Equals(original);
    }

    /// <summary>Finds the prefix that a file was written for.</summary>
    /// <returns>The prefix; null if none is found.</returns>
    public static string? FindPrefix(byte[] data, int length, byte[] placeholder, bool isBinary, Sha256Value original)
    {
        HashSet<string> tried = new(StringComparer.Ordinal);
        for (int i = 0; i < length && tried.Count < MostCandidates; i++)
        {
            bool isDrive = data[i] == (byte)':' && i > 0 && i + 1 < length && data[i + 1] == (byte)'/';
            if (data[i] != (byte)'/' && !isDrive)
            {
                continue;
            }

            // Each folder above the path that begins here is a candidate, the nearest to the root first.
            int start = isDrive ? i - 1 : i;
            for (int end = isDrive ? i + 2 : i + 1; end <= length && end - start < 1024 && tried.Count < MostCandidates; end++)
            {
                byte b = end < length ? data[end] : (byte)0;
                if (end > start + 1 && !IsOfName(b))
                {
                    byte[] candidate = new byte[end - start];
                    Buffer.BlockCopy(data, start, candidate, 0, candidate.Length);
                    string text = Encoding.UTF8.GetString(candidate);
                    if (tried.Add(text) && IsReplaced(data, length, candidate, placeholder, isBinary, original))
                    {
                        return text;
                    }
                }

                if (b is 0 or (byte)'\n' or (byte)'\r' or (byte)'"' or (byte)'\'')
                {
                    break;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The paths in a file that may be the prefix of an environment: those before <c>/bin</c>, <c>/lib</c> and the like, with
    /// more than one folder.
    /// </summary>
    public static IReadOnlyCollection<string> LikelyPrefixes(byte[] data)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        bool isBinary = Array.IndexOf(data, (byte)0) >= 0;
        foreach (byte[] folder in s_folders)
        {
            for (int at = ByteScan.IndexOf(data, 0, data.Length, folder); at >= 0 && found.Count < MostCandidates; at = ByteScan.IndexOf(data, at + 1, data.Length, folder))
            {
                int end = at + folder.Length;
                if (end == data.Length || !IsOfName(data[end]))
                {
                    AddPathsBefore(data, at, isBinary, found);
                }
            }
        }

        return found;
    }

    /// <summary>
    /// Adds the absolute paths that end at an offset. A path may contain blanks, so what stands before a blank may belong to it
    /// or not.
    /// </summary>
    private static void AddPathsBefore(byte[] data, int end, bool isBinary, HashSet<string> found)
    {
        int first = -1;
        int start = end;
        for (; start > 0 && end - start < LongestPath && !EndsText(data[start - 1]); start--)
        {
            if (data[start - 1] != (byte)'/')
            {
                continue;
            }

            first = start - 1;
            if (first == 0 || (!IsOfName(data[first - 1]) && data[first - 1] != (byte)'/'))
            {
                Add(first);
            }
        }

        if (isBinary && first >= 0)
        {
            // In a program, any byte may be in front of a text.
            Add(first);
        }

        void Add(int from)
        {
            bool hasDrive = from > 1 && data[from - 1] == (byte)':' && IsOfName(data[from - 2]) && (isBinary || from == 2 || !IsOfName(data[from - 3]));
            string path = Encoding.UTF8.GetString(data, hasDrive ? from - 2 : from, end - (hasDrive ? from - 2 : from));
            if (path.LastIndexOf('/') > 0 && Array.IndexOf(s_ofSystem, path) < 0)
            {
                found.Add(path);
            }
        }
    }

    private static bool EndsText(byte b) => b is 0 or (byte)'\n' or (byte)'\r' or (byte)'"' or (byte)'\'' or (byte)':' or (byte)';' or (byte)'=';

    private static bool IsOfName(byte b) => b is >= 0x80 or (byte)'-' or (byte)'_' or (byte)'.' or (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');

    private static MemoryStream Undo(byte[] data, int length, byte[] prefix, byte[] placeholder, bool isBinary)
    {
        MemoryStream result = new(length + 1024);
        int at = 0;
        for (int next = ByteScan.IndexOf(data, 0, length, prefix); next >= 0; next = ByteScan.IndexOf(data, at, length, prefix))
        {
            result.Write(data, at, next - at);
            at = next;
            if (!isBinary)
            {
                result.Write(placeholder, 0, placeholder.Length);
                at += prefix.Length;
                continue;
            }

            // A text up to its zero byte; the zero bytes that made up for the shorter prefix follow.
            int end = Array.IndexOf(data, (byte)0, next, length - next);
            end = end < 0 ? length : end;
            int count = 0;
            for (int part = next; part >= 0; part = ByteScan.IndexOf(data, at, end, prefix))
            {
                result.Write(data, at, part - at);
                result.Write(placeholder, 0, placeholder.Length);
                at = part + prefix.Length;
                count++;
            }

            result.Write(data, at, end - at);
            at = (int)Math.Min(length, end + Math.Max(0L, (long)count * (placeholder.Length - prefix.Length)));
        }

        result.Write(data, at, length - at);
        return result;
    }
}
