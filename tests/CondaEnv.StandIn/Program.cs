using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace CondaEnv.StandIn;

/// <summary>
/// Does what the file says that CONDAENV_STANDIN names (CONDAENV_STANDIN_PIP, where it is called as Python), a step a
/// line; without one, what a good tool does: an environment without any files but those of conda-meta.
/// </summary>
/// <remarks>
/// <code>
/// out TEXT      a line on the output; \0 stands for NUL
/// err TEXT      a line on the error stream
/// noise N       N lines on both streams
/// sleep MS      wait
/// child FILE    start a program that hangs, its process id into the file
/// orphan FILE   the same by way of a program that exits at once, so that nothing says whose child it was
/// pid FILE      the own process id into the file
/// args FILE     the arguments into the file, one a line
/// dir FILE      the current folder into the file
/// make          do what a good tool does
/// half          begin to, and stop in the middle
/// hang          wait for ever
/// exit CODE     end
/// </code>
/// </remarks>
internal static class Program
{
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        string name = Path.GetFileNameWithoutExtension(Environment.ProcessPath!);
        if (args is ["--hang"])
        {
            Thread.Sleep(Timeout.Infinite);
        }

        if (args is ["--orphan", string file])
        {
            File.WriteAllText(file, Process.Start(Environment.ProcessPath!, "--hang").Id.ToString(CultureInfo.InvariantCulture));
            return 0;
        }

        if (args is ["--version"])
        {
            Console.WriteLine(name switch { "micromamba" => "2.3.0", "mamba" => "2.3.0", _ => "conda 26.7.1" });
            return 0;
        }

        bool isPip = args.Contains("pip");
        string? script = Environment.GetEnvironmentVariable(isPip ? "CONDAENV_STANDIN_PIP" : "CONDAENV_STANDIN");
        Tool tool = new(name, args);
        foreach (string line in string.IsNullOrEmpty(script) ? ["make"] : File.ReadAllLines(script))
        {
            string[] step = line.Split(' ', 2);
            string value = step.Length > 1 ? step[1] : "";
            switch (step[0])
            {
                case "out": Console.Out.Write(value.Replace("\\0", "\0", StringComparison.Ordinal) + "\n"); break;
                case "err": Console.Error.Write(value + "\n"); break;
                case "noise": Noise(Number(value)); break;
                case "sleep": Thread.Sleep(Number(value)); break;
                case "child": File.WriteAllText(value, Process.Start(Environment.ProcessPath!, "--hang").Id.ToString(CultureInfo.InvariantCulture)); break;
                case "orphan": Orphan(value); break;
                case "pid": File.WriteAllText(value, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)); break;
                case "args": File.WriteAllLines(value, args); break;
                case "dir": File.WriteAllText(value, Environment.CurrentDirectory); break;
                case "make" when isPip: tool.InstallWithPip(); break;
                case "make": tool.Run(); break;
                case "half": tool.RunHalf(); break;
                case "hang": Thread.Sleep(Timeout.Infinite); break;
                case "exit": return Number(value);
                default: Console.Error.WriteLine("No such step: " + line); return 99;
            }
        }

        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Orphan(string file)
    {
        using Process parent = Process.Start(Environment.ProcessPath!, ["--orphan", file]);
        parent.WaitForExit();
    }

    private static void Noise(int lines)
    {
        for (int i = 0; i < lines; i++)
        {
            Console.Out.WriteLine("out " + i.ToString(CultureInfo.InvariantCulture) + new string('x', 100));
            Console.Error.WriteLine("err " + i.ToString(CultureInfo.InvariantCulture) + new string('y', 100));
        }
    }

    private sealed class Tool(string name, string[] args)
    {
        private readonly bool _isConda = name == "conda";

        private string Prefix => After("--prefix");

        private string Meta => Path.Combine(Prefix, "conda-meta");

        public void Run()
        {
            if (args.Contains("remove"))
            {
                Directory.Delete(Prefix, recursive: true);
                return;
            }

            (string Name, string Version, string Build, string Url, string Hash)[] packages = [.. Packages()];
            if (args.Contains("--dry-run"))
            {
                bool tells = !_isConda || packages.All(static p => p.Hash.Length == 0);
                Console.Out.WriteLine(tells ? JsonSerializer.Serialize(new { success = true, actions = new { LINK = packages.Select(static p => new { name = p.Name, version = p.Version, build_string = p.Build, channel = "made", platform = "noarch" }) } }) : "");
                return;
            }

            Directory.CreateDirectory(Meta);
            File.AppendAllText(Path.Combine(Meta, "history"), "==> 2026-01-01 00:00:00 <==\n# cmd: " + name + " " + string.Join(' ', args) + "\n");
            if (args.Contains("--prune"))
            {
                Array.ForEach(Directory.GetFiles(Meta, "*.json"), File.Delete);
            }

            foreach (var package in packages)
            {
                Console.Out.Write(_isConda
                    ? $"{{\"fetch\":\"{package.Name}-{package.Version} | 1 KB | \",\"finished\":true,\"maxval\":1,\"progress\":1}}\n\0"
                    : $"Linking {package.Name}-{package.Version}-{package.Build}\n");
                Link(package);
            }

            foreach (string requirement in Lines().SkipWhile(static l => l.Trim() != "- pip:").Skip(1).Where(static l => l.StartsWith("      - ", StringComparison.Ordinal) || l.StartsWith("    - ", StringComparison.Ordinal)))
            {
                InstallWithPip(requirement.Trim()[2..], Prefix);
            }

            if (_isConda)
            {
                Console.Out.WriteLine("{\"success\": true}");
            }
        }

        public void RunHalf()
        {
            Directory.CreateDirectory(Meta);
            Link(Packages().First());
        }

        public void InstallWithPip()
        {
            string prefix = Path.GetDirectoryName(Environment.ProcessPath!)!;
            prefix = Path.GetFileName(prefix) == "bin" ? Path.GetDirectoryName(prefix)! : prefix;
            Console.Out.WriteLine("Installing collected packages");
            foreach (string line in File.ReadAllLines(After("--requirement")).Where(static l => l.Length > 0 && l[0] != '#'))
            {
                InstallWithPip(line, prefix);
            }
        }

        private static void InstallWithPip(string requirement, string prefix)
        {
            string[] parts = requirement.Trim('"').Split("==");
            string site = OperatingSystem.IsWindows() ? Path.Combine(prefix, "Lib", "site-packages") : Path.Combine(prefix, "lib", "python3.12", "site-packages");
            string version = parts.Length > 1 ? parts[1] : "1.0";
            DirectoryInfo info = Directory.CreateDirectory(Path.Combine(site, $"{parts[0]}-{version}.dist-info"));
            File.WriteAllText(Path.Combine(info.FullName, "METADATA"), $"Metadata-Version: 2.1\nName: {parts[0]}\nVersion: {version}\n");
            File.WriteAllText(Path.Combine(info.FullName, "RECORD"), "a.py,,\n");
            File.WriteAllText(Path.Combine(info.FullName, "INSTALLER"), "pip\n");
        }

        private string After(string option)
        {
            int at = Array.IndexOf(args, option);
            return at >= 0 ? args[at + 1] : "";
        }

        private string[] Lines() => File.ReadAllLines(After("--file"));

        private IEnumerable<(string Name, string Version, string Build, string Url, string Hash)> Packages()
        {
            string[] lines = Lines();
            bool isExplicit = lines.Contains("@EXPLICIT");
            foreach (string line in isExplicit ? lines : lines.SkipWhile(static l => l != "dependencies:").TakeWhile(static l => l.Trim() != "- pip:"))
            {
                if (isExplicit && line.Length > 0 && line[0] is not ('#' or '@'))
                {
                    string[] halves = line.Split('#');
                    string[] parts = Path.GetFileName(halves[0]).Replace(".tar.bz2", "", StringComparison.Ordinal).Replace(".conda", "", StringComparison.Ordinal).Split('-');
                    yield return (string.Join('-', parts[..^2]), parts[^2], parts[^1], halves[0], halves.Length > 1 ? halves[1].Replace("sha256:", "", StringComparison.Ordinal) : "");
                }
                else if (!isExplicit && line.StartsWith("  - ", StringComparison.Ordinal))
                {
                    string[] parts = line[4..].Trim('"').Split('=', StringSplitOptions.RemoveEmptyEntries);
                    string version = parts.Length > 1 ? parts[1] : "1.0";
                    string build = parts.Length > 2 ? parts[2] : "0";
                    yield return (parts[0], version, build, $"https://conda.example/made/noarch/{parts[0]}-{version}-{build}.conda", "");
                }
            }
        }

        private void Link((string Name, string Version, string Build, string Url, string Hash) package)
        {
            string subdir = package.Url.Split('/')[^2];
            Dictionary<string, object> record = new()
            {
                ["name"] = package.Name, ["version"] = package.Version, ["build"] = package.Build, ["build_number"] = 0,
                ["channel"] = package.Url[..package.Url.LastIndexOf('/')], ["subdir"] = subdir, ["fn"] = Path.GetFileName(package.Url), ["url"] = package.Url,
                ["depends"] = Array.Empty<string>(), ["files"] = Array.Empty<string>(),
            };
            record[package.Hash.Length == 32 ? "md5" : "sha256"] = package.Hash.Length > 0 ? package.Hash : new string('a', 64);
            File.WriteAllText(Path.Combine(Meta, $"{package.Name}-{package.Version}-{package.Build}.json"), JsonSerializer.Serialize(record));
            if (package.Name == "python")
            {
                AddPython();
            }
        }

        /// <summary>The environment's Python is this program again.</summary>
        private void AddPython()
        {
            string bin = Directory.CreateDirectory(OperatingSystem.IsWindows() ? Prefix : Path.Combine(Prefix, "bin")).FullName;
            foreach (string file in Directory.GetFiles(AppContext.BaseDirectory).Where(static f => Path.GetFileName(f).StartsWith("standin.", StringComparison.Ordinal)))
            {
                File.Copy(file, Path.Combine(bin, Path.GetFileName(file)), overwrite: true);
            }

            File.Copy(Environment.ProcessPath!, Path.Combine(bin, OperatingSystem.IsWindows() ? "python.exe" : "python"), overwrite: true);
        }
    }
}
