using System.Diagnostics;
using System.IO;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>Makes what is no regular file, always in a folder of the test's own.</summary>
internal static class SpecialFiles
{
    /// <summary>Makes a FIFO that nobody opens.</summary>
    public static string Fifo(string path)
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Windows has no FIFOs among its files.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Assert.True(Run("mkfifo", path));
        return path;
    }

    /// <summary>Makes a device that takes everything, as /dev/null does.</summary>
    public static string Null(string path)
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Windows has no devices among its files.");
        Assert.SkipUnless(Run("mknod", path, "c", "1", "3"), "Only root may make a device, and not in every container.");
        return path;
    }

    /// <summary>Makes a socket that nobody listens on.</summary>
    public static void Socket(string path)
    {
#if NET
        Assert.SkipUnless(Path.DirectorySeparatorChar == '/', "Windows has no sockets that look like files to all programs.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string name = "s" + System.Guid.NewGuid().ToString("N");
        string at = Path.Combine(Path.GetTempPath(), name);
        using (System.Net.Sockets.Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            // An address of a socket is short: it is made elsewhere, and moved.
            socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(at));
            File.Move(at, path);
        }
#else
        Assert.Skip("This framework makes no sockets of that kind.");
#endif
    }

    /// <summary>Makes a file that is larger than any limit and takes no room.</summary>
    public static void Sparse(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream sparse = new(path, FileMode.Create);
        sparse.SetLength(1L << 30);
    }

    /// <summary>Runs a program; false if it fails.</summary>
    public static bool Run(string program, params string[] args)
    {
        ProcessStartInfo start = new(program, "\"" + string.Join("\" \"", args) + "\"") { UseShellExecute = false, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
