using System;
using System.IO;
using System.Linq;
using CondaEnv.HelpBuilder;
using Xunit;

namespace CondaEnv.Tests;

public sealed class HelpBuilderTests
{
    private static readonly string s_docs = Path.Combine(Repository.Root, "module", "docs");
    private static readonly string s_command = File.ReadAllText(Path.Combine(s_docs, "Get-CondaEnv.md")).ReplaceLineEndings("\n");

    [Theory]
    [InlineData("schema: 2.0.0", "schema: 1.0.0", "schema: 2.0.0")]
    [InlineData("# Get-CondaEnv\n", "# Get-CondaEnvs\n", "the file is called")]
    [InlineData("## SYNOPSIS", "## SUMMARY", "no section 'SYNOPSIS'")]
    [InlineData("## NOTES", "##### NOTES", "of level 5")]
    [InlineData("## NOTES", "# NOTES", "second heading of level 1")]
    [InlineData("### Example 2:", "### Example 3:", "### Example 2:")]
    [InlineData("```powershell\nGet-CondaEnv\n```\n", "", "language is 'powershell'")]
    [InlineData("Required: False\n", "Required: no\n", "True or False")]
    [InlineData("Required: False\n", "", "'Required' is missing")]
    [InlineData("Required: False\n", "Required\n", "not 'Key: value'")]
    [InlineData("Required: False\n", "Required: False\nRequired: False\n", "twice")]
    [InlineData("Required: False\n", "Required: False\nRequierd: False\n", "not known")]
    [InlineData("Position: 0", "Position: first", "'Named' or a number")]
    [InlineData("input: True (ByValue)", "input: True", "'Accept pipeline input'")]
    [InlineData("### -Depth", "### Depth", "'### -Name'")]
    [InlineData("[-Depth <Int32>]", "[-Deep <Int32>]", "-Deep, which PARAMETERS does not have")]
    [InlineData(" [-Depth <Int32>]", "", "does not name -Depth")]
    [InlineData("## NOTES\n", "## NOTES\nText.\n\n## RELATED LINKS\n\n[A](A.md)\n\n## Notes\n", "The heading 'Notes' is already in line ")]
    [InlineData("## EXAMPLES\n", "## EXAMPLES\n\n## EXAMPLES\n", "The heading 'EXAMPLES' is already in line ")]
    [InlineData("### -Depth\n", "### -Depth\n\n### -Depth\n", "The heading '-Depth' is already in line ")]
    [InlineData("## INPUTS\n", "## INPUTS\n\nText.\n", "below a heading of level 3 only")]
    [InlineData("Finds the conda,", "<b>Finds</b> the conda,", "not Html")]
    [InlineData("## NOTES\n", "## NOTES\n> Quote.\n\n", "not a Quote")]
    public void A_fault_is_named_with_its_line(string right, string wrong, string message)
    {
        int at = s_command.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, right);
        string text = s_command[..at] + wrong + s_command[(at + right.Length)..];

        DocumentException error = Assert.Throws<DocumentException>(() => CommandParser.Parse(Document.Parse("Get-CondaEnv.md", text)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("Get-CondaEnv.md", error.File);
        Assert.InRange(error.Line, 1, text.Count(static c => c == '\n'));
    }

    [Fact]
    public void The_line_is_that_of_the_fault()
    {
        string[] lines = s_command.Split('\n');
        int at = Array.FindIndex(lines, static line => line.StartsWith("Required: False", StringComparison.Ordinal));
        lines[at] = "Required: maybe: no";
        DocumentException error = Assert.Throws<DocumentException>(() => CommandParser.Parse(Document.Parse("Get-CondaEnv.md", string.Join('\n', lines))));
        Assert.InRange(error.Line, at - 5, at + 1);
        lines[at] = "Required";
        error = Assert.Throws<DocumentException>(() => CommandParser.Parse(Document.Parse("Get-CondaEnv.md", string.Join('\n', lines))));
        Assert.Equal(at + 1, error.Line);
    }

    [Fact]
    public void A_heading_that_stands_twice_is_named_with_the_line_of_the_second()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => Document.Parse("docs/about_X.md", "# about_X\n\n## More\nText.\n\n## Less\nText.\n\n## More\nText.\n"));
        Assert.Equal(("docs/about_X.md", 9), (error.File, error.Line));
        Assert.Equal("The heading 'More' is already in line 3; remove or rename one of them.", error.Message);

        // Below different headings a title may stand again.
        Document.Parse("about_X.md", "# about_X\n\n## More\n\n### Inner\nText.\n\n## Less\n\n### Inner\nText.\n");
    }

    [Theory]
    [InlineData("# about_X\n\n## Long description\nText.\n", "no section 'Short description'")]
    [InlineData("# about_X\n\n## Long description\nText.\n\n## Short description\nText.\n", "must come first")]
    [InlineData("# about_X\n\n## Short description\nText.\n\n```\n1234567890123456789012345678901234567890123456789012345678901234567890123\n```\n", "one paragraph")]
    [InlineData("# about_X\n\n## Short description\nText.\n\n## More\n```\n1234567890123456789012345678901234567890123456789012345678901234567890123\n```\n", "too long")]
    [InlineData("# about_X\n\n## Short description\nText.\n\n## More\nText.\n\n## more\nText.\n", "The heading 'more' is already in line 6")]
    [InlineData("# about_Y\n", "the file is called")]
    [InlineData("Text.\n", "before the first heading")]
    [InlineData("", "no heading")]
    public void A_topic_with_a_fault_is_refused(string text, string message)
    {
        DocumentException error = Assert.Throws<DocumentException>(() => AboutWriter.Write(Document.Parse("about_X.md", text)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_is_wrapped_in_the_form_of_PowerShell()
    {
        string words = string.Join(' ', Enumerable.Repeat("word", 20));
        string text = AboutWriter.Write(Document.Parse("about_X.md", $"# about_X\n\n## Short description\nBrief.\n\n## More\n{words}\n\n- {words}\n\n### Inner\n```powershell\nGet-X\n```\n"));
        Assert.Equal(
            """
            TOPIC
                about_X

            SHORT DESCRIPTION
                Brief.

            MORE
                word word word word word word word word word word word word word word word
                word word word word word

                - word word word word word word word word word word word word word word word
                  word word word word word

              Inner
                    Get-X

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Members_of_a_type_are_listed_once_and_shown_with_every_cmdlet_that_returns_it()
    {
        const string Heading = "### CondaEnv.CondaEnvironment\n";
        int list = s_command.IndexOf("\n- Name: ", StringComparison.Ordinal);
        string other = s_command[..list] + s_command[s_command.IndexOf("## NOTES", list, StringComparison.Ordinal)..];
        other = other.Replace("# Get-CondaEnv\n", "# Get-Other\n", StringComparison.Ordinal).Replace("title: Get-CondaEnv\n", "title: Get-Other\n", StringComparison.Ordinal);
        Assert.Contains(Heading, other, StringComparison.Ordinal);
        CommandHelp one = CommandParser.Parse(Document.Parse("Get-CondaEnv.md", s_command));
        CommandHelp two = CommandParser.Parse(Document.Parse("Get-Other.md", other));
        CommandHelp[] shared = OutputMembers.Share([two, one]);
        Assert.Single(two.Outputs[0].Description);
        Assert.Equal(one.Outputs[0].Description[1], shared[0].Outputs[0].Description[1]);
        Assert.StartsWith("- Name: ", shared[0].Outputs[0].Description[1], StringComparison.Ordinal);

        DocumentException error = Assert.Throws<DocumentException>(() => OutputMembers.Share([one, one with { Name = "Get-Other" }]));
        Assert.Contains("'CondaEnv.CondaEnvironment' are listed in Get-CondaEnv.md already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_where_a_document_has_a_fault_and_a_topic_without_document_goes()
    {
        string folder = Directory.CreateTempSubdirectory("condaenv-help-").FullName;
        try
        {
            string source = Path.Combine(folder, "docs");
            string target = Path.Combine(folder, "en-US");
            Directory.CreateDirectory(source);
            File.Copy(Path.Combine(s_docs, "Get-CondaEnv.md"), Path.Combine(source, "Get-CondaEnv.md"));
            File.WriteAllText(Path.Combine(source, "about_X.md"), "# about_X\n");
            Assert.Throws<DocumentException>(() => HelpFolder.Build(source, target));
            Assert.False(Directory.Exists(target));

            File.WriteAllText(Path.Combine(source, "about_X.md"), "# about_X\n\n## Short description\nBrief.\n");
            HelpFolder.Build(source, target);
            Assert.Equal(["CondaEnv.dll-Help.xml", "about_X.help.txt"], Directory.EnumerateFiles(target).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

            File.Delete(Path.Combine(source, "about_X.md"));
            HelpFolder.Build(source, target);
            Assert.Equal(["CondaEnv.dll-Help.xml"], Directory.EnumerateFiles(target).Select(static f => Path.GetFileName(f)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
