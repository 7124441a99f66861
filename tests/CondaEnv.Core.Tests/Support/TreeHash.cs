using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace CondaEnv.Tests.Support;

/// <summary>One text for a whole tree: names, contents, times of writing.</summary>
internal static class TreeHash
{
    public static string Of(string root)
    {
        StringBuilder text = new();
        foreach (string path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Append(root).Order(StringComparer.Ordinal))
        {
            string content = Directory.Exists(path) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            text.Append(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(root, path)}|{File.GetLastWriteTimeUtc(path).Ticks}|{content}\n");
        }

        return text.ToString();
    }
}
