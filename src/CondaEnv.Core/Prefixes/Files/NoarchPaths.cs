using System;
using System.Linq;
using System.Text;
using CondaEnv.Prefixes.Pip;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// Where the files of a noarch Python package are in an environment. conda records the paths of the package
/// (<c>site-packages/x.py</c>, <c>python-scripts/x</c>), mamba and rattler those of the environment.
/// </summary>
internal sealed class NoarchPaths
{
    private static readonly byte[] s_sitePackages = Encoding.ASCII.GetBytes("site-packages/");
    private static readonly byte[] s_scripts = Encoding.ASCII.GetBytes("python-scripts/");

    private readonly byte[] _sitePackages;
    private readonly byte[] _scripts;
    private byte[] _mapped = [];

    private NoarchPaths(string sitePackages, bool isWindows)
    {
        _sitePackages = Encoding.UTF8.GetBytes(sitePackages + "/");
        _scripts = Encoding.UTF8.GetBytes(isWindows ? "Scripts/" : "bin/");
    }

    /// <summary>The places of an environment; null if it has no Python.</summary>
    public static NoarchPaths? Of(EnvironmentContents contents, bool isWindows)
    {
        CondaPackage? python = contents.Packages.FirstOrDefault(static p => p.Manager == PackageManager.Conda && p.Name == "python");
        return python is null ? null : new NoarchPaths(Folder(python, isWindows), isWindows);
    }

    /// <summary>The folder with Python packages, relative to the prefix, as conda determines it.</summary>
    private static string Folder(CondaPackage python, bool isWindows) =>
        python.SitePackagesPath is { } declared ? declared.Replace('\\', '/').Trim('/')
        : isWindows ? "Lib/site-packages"
        : "lib/python" + SitePackages.MajorMinor(python.Version.Text) + "/site-packages";

    /// <summary>Replaces the path of a package by that of the environment; leaves other paths as they are.</summary>
    public void Map(RecordedFile file)
    {
        if (StartsWith(file, s_sitePackages))
        {
            Replace(file, s_sitePackages.Length, _sitePackages);
        }
        else if (StartsWith(file, s_scripts))
        {
            Replace(file, s_scripts.Length, _scripts);
        }
    }

    private void Replace(RecordedFile file, int from, byte[] folder)
    {
        int length = folder.Length + file.Length - from;
        if (_mapped.Length < length)
        {
            _mapped = new byte[Math.Max(length, 512)];
        }

        Buffer.BlockCopy(folder, 0, _mapped, 0, folder.Length);
        Buffer.BlockCopy(file.Text, file.Start + from, _mapped, folder.Length, file.Length - from);
        file.Text = _mapped;
        file.Start = 0;
        file.Length = length;
    }

    private static bool StartsWith(RecordedFile file, byte[] folder)
    {
        if (file.Length <= folder.Length)
        {
            return false;
        }

        for (int i = 0; i < folder.Length; i++)
        {
            if (file.Text[file.Start + i] != folder[i])
            {
                return false;
            }
        }

        return true;
    }
}
