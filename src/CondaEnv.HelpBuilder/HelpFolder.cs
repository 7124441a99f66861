using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace CondaEnv.HelpBuilder;

/// <summary>Makes the folder of help, such as <c>en-US</c>, from the folder of Markdown.</summary>
internal static class HelpFolder
{
    private const string AboutPrefix = "about_";
    private const string AboutSuffix = ".help.txt";

    /// <summary>Reads all documents before anything is written; topics whose document is gone go, too.</summary>
    /// <exception cref="DocumentException">A document is not as it must be.</exception>
    public static void Build(string source, string target)
    {
        string[] files = [.. Directory.EnumerateFiles(source, "*.md").Select(Path.GetFullPath).Order(StringComparer.Ordinal)];
        ILookup<bool, Document> documents = files.Select(Document.Load).ToLookup(static d => d.Top.Title.StartsWith(AboutPrefix, StringComparison.Ordinal));
        CommandHelp[] commands = OutputMembers.Share([.. documents[false].Select(CommandParser.Parse)]);
        Dictionary<string, string> topics = documents[true].ToDictionary(static d => d.Top.Title + AboutSuffix, AboutWriter.Write, StringComparer.Ordinal);

        Directory.CreateDirectory(target);
        foreach (string stale in Directory.EnumerateFiles(target, AboutPrefix + "*" + AboutSuffix).Where(f => !topics.ContainsKey(Path.GetFileName(f))))
        {
            File.Delete(stale);
        }

        foreach ((string name, string text) in topics)
        {
            File.WriteAllText(Path.Combine(target, name), text);
        }

        // Line ends in code are text as well: they are kept as LF.
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" };
        using XmlWriter writer = XmlWriter.Create(Path.Combine(target, CommandParser.HelpFile), settings);
        MamlWriter.Write(commands).Save(writer);
    }
}
