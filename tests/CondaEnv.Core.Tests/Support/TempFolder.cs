using System;
using System.IO;
using System.Text;

namespace CondaEnv.Tests.Support;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        // Resolved, since the temporary folder itself may be a link.
        Path = Directory.CreateTempSubdirectory("condaenv-").FullName;
    }

    public string Path { get; }

    /// <summary>Writes a file, its folders made as needed.</summary>
    public string Write(string relativePath, string text) => Write(relativePath, new UTF8Encoding(false).GetBytes(text));

    /// <summary>Writes a file, its folders made as needed.</summary>
    public string Write(string relativePath, byte[] data)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relativePath));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, data);
        return path;
    }

    /// <summary>Copies a tree into the folder.</summary>
    public string Copy(string source, string name)
    {
        string target = System.IO.Path.Combine(Path, name);
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string to = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
