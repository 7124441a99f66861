using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Install;
using CondaEnv.Lint;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Snapshots;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats.Record;

/// <summary>A record whose files are not those that were recorded.</summary>
public sealed class RecordHashTests : IDisposable
{
    private readonly RecordedMachine _machine = new();
    private readonly List<CondaEnvException> _reported = [];
    private readonly List<string> _warnings = [];
    private readonly string _folder;

    public RecordHashTests()
    {
        _machine.Set("CONDA_ENVS_DIRS", Path.Combine(Fixtures.Root, "envs"));
        _folder = _machine.Record(Fixtures.Env("packaging-env")).Path;
    }

    private EnvironmentFileReader Reader() => new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, _reported.Add, _warnings.Add);

    private IEnumerable<CondaEnvIssue> Mismatches() => FileAudit.Check(Reader(), ChannelConfiguration.Default, _folder).Where(static i => i.RuleName == "HashMismatch");

    private void Change(string name) => File.AppendAllText(Path.Combine(_folder, name), "# more\n");

    [Fact]
    public void An_untouched_record_says_nothing()
    {
        Assert.Empty(Mismatches());
        Assert.Empty(Reader().Read(_folder).ChangedFiles);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("explicit.txt")]
    [InlineData("environment.yml")]
    public void A_changed_file_is_a_finding_and_a_warning(string name)
    {
        Change(name);
        CondaEnvIssue issue = Assert.Single(Mismatches());
        Assert.Equal(IssueSeverity.Error, issue.Severity);
        Assert.Contains($"'{name}'", issue.Message, StringComparison.Ordinal);
        Assert.Equal([name], Reader().Read(_folder).ChangedFiles);
        Assert.Contains(name, Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Empty(_reported);
    }

    [Fact]
    public void A_missing_file_is_one_too()
    {
        File.Delete(Path.Combine(_folder, "explicit.txt"));
        Assert.Contains("missing", Assert.Single(Mismatches()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_ends_of_Windows_change_nothing()
    {
        string path = Path.Combine(_folder, "explicit.txt");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Empty(Mismatches());
    }

    [Fact]
    public void A_name_that_leads_out_of_the_folder_is_not_followed()
    {
        string path = Path.Combine(_folder, "record.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"explicit.txt\"", "\"../explicit.txt\"", StringComparison.Ordinal));
        Assert.Empty(Mismatches());
    }

    [Fact]
    public void Nothing_is_made_of_a_changed_record_unless_asked_for()
    {
        Change("explicit.txt");
        EnvironmentService service = new(_machine.Machine.Machine(), static () => new YamlDotNetReader(), static _ => { }, static _ => { });
        CondaEnvFile file = service.ImportFile(_folder);
        using Workspace workspace = new();
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => new InstallPlanner(service, workspace, "linux-64", solve: false).Of(file));
        Assert.Equal((CondaErrorKind.HashMismatch, true), (error.Kind, error.Message.Contains("'explicit.txt'", StringComparison.Ordinal)));
        Assert.Equal(CreateStyle.Exact, new InstallPlanner(service, workspace, "linux-64", solve: false, skipHashCheck: true).Of(file).Style);
    }

    public void Dispose() => _machine.Dispose();
}
