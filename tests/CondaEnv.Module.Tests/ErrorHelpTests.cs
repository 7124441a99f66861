using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace CondaEnv.Tests;

/// <summary>The errors as the help tells them, against the code: the ids, their categories, and which cmdlet raises which.</summary>
public sealed partial class ErrorHelpTests : IDisposable
{
    private static readonly string s_docs = Path.Combine(Repository.Root, "module", "docs");
    private readonly RaisedErrors _raised = new();

    public static TheoryData<string> Cmdlets => [.. Manifest()];

    public void Dispose() => _raised.Dispose();

    [Fact]
    public void The_topic_of_errors_has_every_id_with_its_category()
    {
        string table = File.ReadAllText(Path.Combine(Repository.Root, "src", "CondaEnv", "Errors", "ErrorRecords.cs"));
        string[] code =
        [
            .. TableLine().Matches(table).Select(static m => $"{m.Groups["kind"].Value} ({m.Groups["category"].Value})"),
            .. RaisedErrors.OwnIds().Select(static o => $"{o.Id} ({o.Category})").Distinct(),
        ];
        Assert.True(code.Length > RaisedErrors.Kinds().Count(), "No id of a cmdlet's own was found.");
        Assert.Equal(RaisedErrors.Kinds().Order(StringComparer.Ordinal), TableLine().Matches(table).Select(static m => m.Groups["kind"].Value).Order(StringComparer.Ordinal));

        string[] help = [.. File.ReadLines(Path.Combine(s_docs, "about_CondaEnv_Errors.md")).Where(static l => l.StartsWith("### ", StringComparison.Ordinal)).Select(static l => l[4..])];
        Assert.Equal(code.Order(StringComparer.Ordinal), help.Order(StringComparer.Ordinal));
    }

    /// <summary>In one place: lists of ids elsewhere went out of date.</summary>
    [Fact]
    public void The_readme_leads_to_the_topic_and_lists_no_ids()
    {
        string readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.Contains("(module/docs/about_CondaEnv_Errors.md)", readme, StringComparison.Ordinal);
        Assert.DoesNotContain(RaisedErrors.Kinds().Concat(RaisedErrors.OwnIds().Select(static o => o.Id)), id => readme.Contains($"`{id}`", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_notes_of_a_cmdlet_name_the_errors_that_it_raises(string cmdlet)
    {
        IReadOnlySet<string> raised = _raised.Of(cmdlet);
        HashSet<string> named = [.. Notes(cmdlet)];
        Assert.True(raised.Count > 0, "Nothing was found that the cmdlet raises.");
        string[] missing = [.. raised.Except(named).Where(id => !NotRaised(cmdlet, id)).Order(StringComparer.Ordinal)];
        string[] extra = [.. named.Except(raised).Order(StringComparer.Ordinal)];
        Assert.True(missing.Length == 0 && extra.Length == 0, $"The notes lack: {string.Join(", ", missing)}. No code was found for: {string.Join(", ", extra)}.");
        Assert.Equal(named.Count, Notes(cmdlet).Count());
    }

    [Fact]
    public void The_topic_of_the_module_lists_the_cmdlets_of_the_manifest()
    {
        string topic = File.ReadAllText(Path.Combine(s_docs, "about_CondaEnv.md"));
        int start = topic.IndexOf("The cmdlets are:", StringComparison.Ordinal);
        string list = topic[start..topic.IndexOf("## ", start, StringComparison.Ordinal)];
        Assert.Equal(Manifest(), CmdletItem().Matches(list).Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        string links = topic[topic.IndexOf("## See also", StringComparison.Ordinal)..];
        Assert.Equal(Manifest(), CmdletItem().Matches(links).Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.Equal(Manifest(), _raised.Commands.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>What the cmdlet's code reaches and its parameters rule out.</summary>
    private static bool NotRaised(string cmdlet, string id) => (cmdlet, id) switch
    {
        // There is always a target: the parameters are mandatory, or none means all environments.
        ("Get-CondaEnv" or "Remove-CondaEnv" or "Compare-CondaEnv", "NoActiveEnvironment") => true,

        // Wildcards list the environments of this machine; only Get-CondaEnv has a SearchPath, whose folder may be missing.
        ("Get-CondaEnvHistory" or "Find-CondaEnvIssue" or "Test-CondaEnv", "PathNotFound") => true,

        // The code that New-CondaEnv and Update-CondaEnv share refuses to change what it does not make anew.
        ("New-CondaEnv", "EnvironmentFrozen") => true,
        _ => false,
    };

    private static IEnumerable<string> Notes(string cmdlet)
    {
        string document = File.ReadAllText(Path.Combine(s_docs, cmdlet + ".md"));
        int start = document.IndexOf("\n## NOTES", StringComparison.Ordinal);
        string notes = document[start..document.IndexOf("\n## ", start + 4, StringComparison.Ordinal)];
        return NotesItem().Matches(notes).SelectMany(static m => Quoted().Matches(m.Value).Select(static q => q.Groups[1].Value));
    }

    private static IEnumerable<string> Manifest() =>
        Quote().Matches(ExportedCmdlets().Match(File.ReadAllText(Path.Combine(Repository.Root, "CondaEnv.psd1"))).Value).Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"CondaErrorKind\.(?<kind>\w+) => ErrorCategory\.(?<category>\w+)")]
    private static partial Regex TableLine();

    /// <summary>An item of the list of ids: one or several in backticks, then a colon.</summary>
    [GeneratedRegex(@"^- (?:`\w+`(?:, )?)+:", RegexOptions.Multiline)]
    private static partial Regex NotesItem();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?m)^- (\w+-Conda\w+)")]
    private static partial Regex CmdletItem();

    [GeneratedRegex(@"CmdletsToExport\s*=.*")]
    private static partial Regex ExportedCmdlets();

    [GeneratedRegex(@"'([\w-]+)'")]
    private static partial Regex Quote();
}
