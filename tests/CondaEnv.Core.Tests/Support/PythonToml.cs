using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace CondaEnv.Tests.Support;

/// <summary>Reads TOML with Python's own reader (tomllib, Python 3.11). Where there is none, the test is skipped and says so.</summary>
internal static class PythonToml
{
    private const string Absent = "No python3 with tomllib (3.11 or later) is here. TOML is not held against another's reader.";

    private const string Script = """
        import json, sys, tomllib
        documents = json.load(sys.stdin.buffer)
        print(json.dumps([tomllib.loads(d) for d in documents]))
        """;

    private static readonly Lazy<bool> s_present = new(() => Run("import tomllib", "") is not null, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The documents as JSON; fails where one is no TOML.</summary>
    public static IReadOnlyList<JsonElement> Read(IEnumerable<string> documents)
    {
        Assert.SkipUnless(s_present.Value, Absent);
        string? output = Run(Script, JsonSerializer.Serialize(documents.ToArray()));
        Assert.NotNull(output);
        return [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
    }

    private static string? Run(string script, string input)
    {
        ProcessStartInfo start = new("python3", ["-c", script])
        {
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
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output.Result;
            }

            Assert.True(input.Length == 0, error.Result);
            return null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
