using System;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Prefixes.Pip;

/// <summary><c>pyvenv.cfg</c>: information about the Python of a plain virtual environment (PEP 405).</summary>
internal static class PyvenvCfg
{
    /// <summary>
    /// Version of Python: <c>version</c> of venv, or <c>version_info</c> of virtualenv and uv; null if neither exists.
    /// </summary>
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

    /// <summary>
    /// Platform and Python for evaluating markers of its packages. A Windows layout means Windows. Any other layout may
    /// be from any Unix; it is treated as this machine's platform if this machine is a Unix.
    /// </summary>
    public static MarkerEnvironment Markers(string prefix)
    {
        string? version = null;
        try
        {
            version = Version(prefix);
        }
        catch (Exception e) when (e is CondaEnvException || ReadOnlyFile.IsFileError(e))
        {
            // Markers that depend on Python's version are then undecided.
        }

        bool isWindows = Directory.Exists(Path.Combine(prefix, "Scripts")) && !Directory.Exists(Path.Combine(prefix, "bin"));
        string machine = Product.MachinePlatform;
        bool isOurs = machine.StartsWith("win-", StringComparison.Ordinal) == isWindows;
        return new MarkerEnvironment(isOurs ? machine : isWindows ? "win-64" : null, version);
    }
}
