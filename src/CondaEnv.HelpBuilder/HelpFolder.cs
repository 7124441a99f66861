using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;

namespace CondaEnv.HelpBuilder;

/// <summary>Creates a help folder, such as <c>en-US</c>, from a folder of Markdown files.</summary>
internal static class HelpFolder
{
    private const string AboutPrefix = "about_";
    private const string AboutSuffix = ".help.txt";

    /// <summary>Reads all documents before writing; topics without a document are deleted.</summary>
    /// <exception cref="DocumentException">A document is invalid.</exception>
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

        // Line ends in code are part of the text, so they are kept as LF.
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n" };
        using XmlWriter writer = XmlWriter.Create(Path.Combine(target, CommandParser.HelpFile), settings);
        MamlWriter.Write(commands).Save(writer);
    }
}
