using System;
using System.IO;
using System.Runtime.InteropServices;
using Xunit;

namespace CondaEnv.Tests.Measure;

/// <summary>Makes hard links, for which .NET has no function.</summary>
internal static class HardLinks
{
    public static void Create(string link, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        Assert.True(Path.DirectorySeparatorChar == '/' ? Link(file, link) == 0 : CreateHardLinkW(link, file, IntPtr.Zero));
    }

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Link([MarshalAs(UnmanagedType.LPStr)] string file, [MarshalAs(UnmanagedType.LPStr)] string link);

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateHardLinkW(string link, string file, IntPtr security);
}
