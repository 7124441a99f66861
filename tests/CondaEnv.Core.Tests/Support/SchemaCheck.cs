using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>
/// Checks documents against a JSON schema of <c>tests/schemas</c> with a validator from npm (ajv), which is installed
/// once into a temporary folder. Where node or npm is absent, or no registry answers, the test is skipped and says so.
/// </summary>
internal static class SchemaCheck
{
    private const int InstallMilliseconds = 120_000;

    private static readonly string s_source = Path.GetFullPath(Path.Combine(Fixtures.Root, "..", "schemas"));

    /// <summary>What is wrong, by the document's name; empty where all fit.</summary>
    public static IReadOnlyDictionary<string, string[]> Run(string schema, IReadOnlyDictionary<string, object?> documents)
    {
        string folder = Install();
        string input = JsonSerializer.Serialize(new { schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_source, schema))).RootElement, documents });
        (int exitCode, string output, string error) = Start("node", folder, input, 60_000, Path.Combine(folder, "check.cjs"));
        Assert.True(exitCode == 0, error);
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(output)!;
    }

    private static string Install()
    {
        string[] files = ["package.json", "package-lock.json", "check.cjs"];
        string stamp = Convert.ToHexString(SHA256.HashData([.. files.SelectMany(static f => File.ReadAllBytes(Path.Combine(s_source, f)))]))[..16];
        string target = Path.Combine(Path.GetTempPath(), "condaenv-schemas-" + stamp);
        if (Directory.Exists(target))
        {
            return target;
        }

        // Several test processes may do this at once: each installs beside, the first rename wins.
        string mine = $"{target}.{Environment.ProcessId}";
        Directory.CreateDirectory(mine);
        foreach (string file in files)
        {
            File.Copy(Path.Combine(s_source, file), Path.Combine(mine, file), overwrite: true);
        }

        (int exitCode, _, string error) = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", mine, "", InstallMilliseconds, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (exitCode != 0)
        {
            Directory.Delete(mine, recursive: true);
            Assert.Skip("npm could not install the schema validator; nothing is held against a JSON schema: " + error.Trim());
        }

        try
        {
            Directory.Move(mine, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(mine, recursive: true);
        }

        return target;
    }

    private static (int ExitCode, string Output, string Error) Start(string program, string folder, string input, int milliseconds, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            if (!process.WaitForExit(milliseconds))
            {
                process.Kill(entireProcessTree: true);
                return (-1, "", $"{program} took too long");
            }

            return (process.ExitCode, output.Result, error.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"'{program}' is not here: nothing is held against a JSON schema.");
            throw;
        }
    }
}
