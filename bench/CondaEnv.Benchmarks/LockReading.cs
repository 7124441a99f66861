using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CondaEnv.Adapters;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using YamlDotNet.Core;

namespace CondaEnv.Benchmarks;

/// <summary>A pixi.lock of 1.5 MB and more: its import, against reading its bytes and going through the events of the YAML library.</summary>
internal static class LockReading
{
    /// <summary>Prints the ratios.</summary>
    public static void Run(EnvironmentContents contents)
    {
        string path = Path.Combine(Path.GetTempPath(), "condaenv-bench-pixi.lock");
        File.WriteAllText(path, Text(contents, 1_500_000), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        try
        {
            EnvironmentFileReader reader = new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, static e => throw e);
            int packages = reader.Read(path).Dependencies.Count;
            double whole = PairedRatio.Of(() => reader.Read(path), () => Scan(path), 31);
            double nodes = PairedRatio.Of(() => new YamlDotNetReader().Read(File.ReadAllText(path), path), () => Scan(path), 31);
            double bytes = PairedRatio.Of(() => Scan(path), () => File.ReadAllBytes(path), 31);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"pixi.lock of {new FileInfo(path).Length / 1e6:F1} MB, {packages} packages: import {whole:F2} of reading and the library's events, of which the nodes are {nodes:F2}; the events alone {bytes:F0} times the bytes (medians of 31 pairs)"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The export of an environment, its packages again under other names until the file is long enough.</summary>
    private static string Text(EnvironmentContents contents, int length)
    {
        string once = EnvironmentExporter.Export(contents, new ExportOptions { Format = ExportFormat.PixiLock, Style = ExportStyle.Full }).Text;
        int packages = once.IndexOf("\npackages:\n", StringComparison.Ordinal) + 1;
        string[] head = once[..packages].Split('\n');
        string body = once[(packages + "packages:\n".Length)..];
        IEnumerable<string> references = head.Where(static l => l.TrimStart().StartsWith("- conda: ", StringComparison.Ordinal));
        StringBuilder text = new(string.Join("\n", head).TrimEnd() + "\n");
        StringBuilder rest = new("packages:\n" + body);
        for (int i = 1; text.Length + rest.Length < length; i++)
        {
            string host = string.Create(CultureInfo.InvariantCulture, $"- conda: https://mirror{i}.");
            text.Append(string.Join("\n", references).Replace("- conda: https://", host, StringComparison.Ordinal)).Append('\n');
            rest.Append(body.Replace("- conda: https://", host, StringComparison.Ordinal));
        }

        return text.Append(rest).ToString();
    }

    private static int Scan(string path)
    {
        Parser parser = new(new Scanner(new StringReader(File.ReadAllText(path)), skipComments: true));
        int events = 0;
        while (parser.MoveNext())
        {
            events++;
        }

        return events;
    }
}
