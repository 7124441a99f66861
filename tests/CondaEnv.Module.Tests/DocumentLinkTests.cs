using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace CondaEnv.Tests;

/// <summary>The links between the documents: a page that is moved or renamed leaves none behind.</summary>
public sealed partial class DocumentLinkTests
{
    [Fact]
    public void Every_relative_link_leads_to_a_file_or_folder()
    {
        string[] documents =
        [
            .. Directory.EnumerateFiles(Repository.Root, "*.md"),
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "module", "docs"), "*.md"),
        ];
        (string Document, string Link)[] links = [.. documents.SelectMany(Links)];
        Assert.Contains(links, static l => l.Link == "docs/formats.md");
        Assert.Equal([], links.Where(static l => !Path.Exists(Path.Combine(Path.GetDirectoryName(l.Document)!, l.Link))));
    }

    /// <summary>A page that nothing links to is one that nobody finds.</summary>
    [Fact]
    public void The_readme_leads_to_every_page_of_docs_and_every_topic()
    {
        string readme = Path.Combine(Repository.Root, "README.md");
        HashSet<string> links = [.. Links(readme).Select(static l => l.Link)];
        IEnumerable<string> pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(static f => "docs/" + Path.GetFileName(f));
        IEnumerable<string> topics = Directory.EnumerateFiles(Path.Combine(Repository.Root, "module", "docs"), "about_CondaEnv_*.md").Select(static f => "module/docs/" + Path.GetFileName(f));
        Assert.Equal([], pages.Concat(topics).Where(page => !links.Contains(page)));
    }

    private static IEnumerable<(string Document, string Link)> Links(string document) =>
        Link().Matches(File.ReadAllText(document))
            .Select(static m => m.Groups[1].Value)
            .Where(static link => !link.Contains("://", StringComparison.Ordinal))
            .Select(link => (document, link));

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
