using System;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Prefixes.Pip;

/// <summary><c>pyvenv.cfg</c>: what a plain virtual environment (PEP 405) says of its Python.</summary>
internal static class PyvenvCfg
{
    /// <summary>Python's version: <c>version</c> of venv, <c>version_info</c> of virtualenv and uv; null where it is not said.</summary>
    public static string? Version(string prefix)
    {
        foreach (string line in Encoding.UTF8.GetString(ReadOnlyFile.ReadAll(Path.Combine(prefix, "pyvenv.cfg"), ReadRule.Small.In(prefix))).TrimStart('\uFEFF').Split('\n'))
        {
            int equals = line.IndexOf('=');
            if (equals > 0 && line.Substring(0, equals).Trim() is "version" or "version_info")
            {
                return line.Substring(equals + 1).Trim();
            }
        }

        return null;
    }

    /// <summary>Platform and Python for the markers of its packages. A layout of Windows is Windows'; any other may be of any Unix, and is taken for this machine's where that is one.</summary>
    public static MarkerEnvironment Markers(string prefix)
    {
        string? version = null;
        try
        {
            version = Version(prefix);
        }
        catch (Exception e) when (e is CondaEnvException || ReadOnlyFile.IsFileError(e))
        {
            // Markers that ask for Python's version are then open.
        }

        bool isWindows = Directory.Exists(Path.Combine(prefix, "Scripts")) && !Directory.Exists(Path.Combine(prefix, "bin"));
        string machine = Product.MachinePlatform;
        bool isOurs = machine.StartsWith("win-", StringComparison.Ordinal) == isWindows;
        return new MarkerEnvironment(isOurs ? machine : isWindows ? "win-64" : null, version);
    }
}
