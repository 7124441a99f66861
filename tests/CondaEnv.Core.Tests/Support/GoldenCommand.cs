using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CondaEnv.Tests.Support;

/// <summary>One recorded command of the real conda.</summary>
/// <param name="Root">The folder whose path stands for <c>{{ROOT}}</c>.</param>
/// <param name="Case">Name of the environment.</param>
/// <param name="Name">Name of the command.</param>
/// <param name="Args">Its arguments.</param>
/// <param name="Env">Variables that were set for it.</param>
/// <param name="ExitCode">conda's exit code.</param>
/// <param name="Error">Last line of conda's error output, where it failed.</param>
/// <param name="Prefix">The environment's prefix.</param>
/// <param name="FakeWin">True where conda's Windows paths were switched on.</param>
/// <param name="OutputPath">File with what conda printed.</param>
internal sealed record GoldenCommand(
    string Root, string Case, string Name, IReadOnlyList<string> Args, IReadOnlyDictionary<string, string> Env, int ExitCode, string Error, string Prefix, bool FakeWin, string OutputPath)
{
    /// <summary>What conda would have printed for the same environment in this folder.</summary>
    public string Output => Regex.Replace(Located(File.ReadAllText(OutputPath, Encoding.UTF8), Root), "(?m)^prefix: .+", static line => Folded(line.Value), RegexOptions.None, TimeSpan.FromSeconds(10));

    /// <summary>PyYAML, with which conda writes, breaks a line at each blank that follows column 80: here the path may be longer.</summary>
    private static string Folded(string line)
    {
        StringBuilder text = new();
        int column = 0;
        foreach (string word in line.Split(' '))
        {
            bool breaks = column > 80;
            text.Append(text.Length == 0 ? "" : breaks ? "\n  " : " ").Append(word);
            column = (breaks ? 2 : column + Math.Min(column, 1)) + word.Length;
        }

        return text.ToString();
    }

    /// <summary>The text with the paths that it had here: those of this system, escaped in JSON.</summary>
    private static string Located(string text, string root) => Path.DirectorySeparatorChar == '/'
        ? text.Replace("{{ROOT}}", root)
        : Regex.Replace(text, @"\{\{ROOT\}\}[^\s""']*", path =>
        {
            string here = path.Value.Replace("{{ROOT}}", root).Replace('/', '\\');
            return text[0] is '{' or '[' ? here.Replace(@"\", @"\\") : here;
        }, RegexOptions.None, TimeSpan.FromSeconds(10));

    /// <summary>Reads the index of a case below <c>golden</c>.</summary>
    public static IReadOnlyList<GoldenCommand> Read(string root, string caseName)
    {
        string folder = Path.Combine(root, "golden", caseName, "26.7.1");
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "index.json")));
        string prefix = index.RootElement.GetProperty("prefix").GetString()!.Replace("{{ROOT}}", root).Replace('/', Path.DirectorySeparatorChar);
        bool fakeWin = index.RootElement.GetProperty("fake_win").GetBoolean();
        List<GoldenCommand> commands = [];
        foreach (JsonProperty command in index.RootElement.GetProperty("commands").EnumerateObject())
        {
            string[] args = [.. command.Value.GetProperty("args").EnumerateArray().Select(a => a.GetString()!.Replace("{{ROOT}}", root))];
            Dictionary<string, string> env = command.Value.GetProperty("env").EnumerateObject()
                .ToDictionary(static p => p.Name, static p => p.Value.GetString()!);
            string error = command.Value.TryGetProperty("error", out JsonElement text) ? text.GetString() ?? "" : "";
            commands.Add(new GoldenCommand(
                root, caseName, command.Name, args, env, command.Value.GetProperty("rc").GetInt32(), error, prefix, fakeWin, Path.Combine(folder, command.Name + ".out")));
        }

        return commands;
    }

    public override string ToString() => $"{Case}/{Name}";
}
