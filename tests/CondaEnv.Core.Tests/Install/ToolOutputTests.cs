using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Install;
using Xunit;

namespace CondaEnv.Tests.Install;

public sealed class ToolOutputTests
{
    private readonly List<CreateProgress> _progress = [];
    private readonly List<string> _lines = [];

    [Fact]
    public void Condas_JSON_tells_how_far_the_download_is()
    {
        ToolOutput output = Json(total: 2);
        output.Hear("{\"fetch\":\"numpy-1.9 | 3.2 MB | \",\"finished\":false,\"maxval\":1,\"progress\":0.500000}", false);
        output.Hear("\0{\"fetch\":\"numpy-1.9 | 3.2 MB | \",\"finished\":true,\"maxval\":1,\"progress\":1}", false);
        output.Hear("\0{\"fetch\":\"zlib-1.3 | 90 KB | \",\"finished\":true,\"maxval\":1,\"progress\":1}", false);
        output.Hear("\0{\"success\": true}", false);
        output.SeeLinked(1);
        Assert.Equal(
            [(CreatePhase.Solve, "", -1), (CreatePhase.Download, "numpy-1.9", 25), (CreatePhase.Download, "numpy-1.9", 50), (CreatePhase.Download, "zlib-1.3", 100), (CreatePhase.Link, "", 50)],
            _progress.Select(static p => (p.Phase, p.Activity, p.Percent)));
        Assert.Equal(["{\"success\": true}"], _lines);
    }

    [Fact]
    public void Micromambas_text_tells_the_phases()
    {
        ToolOutput output = new(isJson: false, CreatePhase.Solve, 0, _progress.Add, _lines.Add);
        foreach (string line in (string[])["  Install: 2 packages", "Transaction starting", "Linking zlib-1.3-h1_0", "Linking numpy-1.9-h2_0", "Installing pip packages: mkdocs", "Collecting mkdocs"])
        {
            output.Hear(line, false);
        }

        Assert.Equal(
            [
                (CreatePhase.Solve, "", -1), (CreatePhase.Download, "", -1), (CreatePhase.Link, "zlib-1.3-h1_0", 50), (CreatePhase.Link, "numpy-1.9-h2_0", 100),
                (CreatePhase.Pip, "", -1), (CreatePhase.Pip, "Collecting mkdocs", -1),
            ],
            _progress.Select(static p => (p.Phase, p.Activity, p.Percent)));
    }

    [Fact]
    public void Condas_text_tells_the_phases()
    {
        ToolOutput output = new(isJson: false, CreatePhase.Solve, 0, _progress.Add, _lines.Add);
        foreach (string line in (string[])["Solving environment: ...working... done", "Downloading and Extracting Packages: ...working... done", "Executing transaction: ...working... done", "Installing pip dependencies: ...working... done"])
        {
            output.Hear(line, false);
        }

        Assert.Equal([CreatePhase.Solve, CreatePhase.Solve, CreatePhase.Download, CreatePhase.Link, CreatePhase.Pip], _progress.Select(static p => p.Phase));
    }

    [Fact]
    public void No_credentials_come_out()
    {
        ToolOutput output = Json();
        output.Hear("\0{\"error\": \"no https://me:secret@host/t/abc-123/chan\"}", false);
        output.Hear("Retrying https://me:secret@host/t/abc-123/chan", true);
        output.Hear("{\"fetch\":\"https://me:secret@host/x | \",\"finished\":true,\"maxval\":1,\"progress\":1}", false);
        string all = string.Join("\n", [.. _lines, .. output.Tail, .. _progress.Select(static p => p.Activity)]);
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("abc-123", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_last_lines_are_kept()
    {
        ToolOutput output = new(isJson: false, CreatePhase.Solve, 0, _progress.Add, _lines.Add);
        for (int i = 0; i < 100; i++)
        {
            output.Hear($"line {i}", false);
        }

        Assert.Equal(100, _lines.Count);
        Assert.Equal("line 99", output.Tail.Last());
        Assert.Equal("line 85", output.Tail.First());
    }

    [Theory]
    [InlineData("""{"success":true,"actions":{"FETCH":[{"name":"x"}],"LINK":[{"name":"zlib","version":"1.3","build_string":"h1_0","build_number":0,"channel":"conda-forge","platform":"linux-64"}],"PREFIX":"/p"},"dry_run":true}""")]
    [InlineData("""{"actions":{"LINK":[{"build":"h1_0","build_string":"h1_0","channel":"conda-forge","name":"zlib","subdir":"linux-64","url":"https://h/zlib.conda","version":"1.3","depends":["a"]}]},"dry_run":true}""")]
    [InlineData("warn: x\n{\"actions\":{\"LINK\":[{\"name\":\"zlib\",\"version\":\"1.3\",\"build_string\":\"h1_0\",\"channel\":\"conda-forge\",\"platform\":\"linux-64\"}]}}\n")]
    public void A_dry_run_tells_the_packages(string text)
    {
        PlannedPackage package = Assert.Single(ToolReport.Parse(text).Links!);
        Assert.Equal(("zlib", "1.3", "h1_0", "conda-forge", "linux-64"), (package.Name, package.Version, package.Build, package.Channel, package.Subdir));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Killed")]
    [InlineData("{")]
    [InlineData("{\"actions\":{\"LINK\":[{\"name\":\"zlib\"")]
    [InlineData("[]")]
    [InlineData("{\"actions\":7,\"message\":null}")]
    public void What_is_no_report_says_nothing(string text)
    {
        ToolReport report = ToolReport.Parse(text);
        Assert.Null(report.Links);
        Assert.Null(report.Error);
    }

    [Theory]
    [InlineData("PackagesNotFoundInChannelsError: The following packages are not available from current channels", "a package")]
    [InlineData("error    libmamba Could not solve for environment specs\nnonesuch does not exist (perhaps a typo or a missing channel).", "a package")]
    [InlineData("ERROR: No matching distribution found for nonesuch", "a package")]
    [InlineData("UnavailableInvalidChannel: HTTP 404 UNAVAILABLE OR INVALID for channel nochan", "a channel")]
    [InlineData("CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://h/x>", "'h' did not answer")]
    [InlineData("error    libmamba Download error (37) Could not read a file:// file [file:////srv/nowhere/linux-64/repodata.json.zst]\nCouldn't open file /srv/nowhere/linux-64/repodata.json.zst", "a channel is a folder that does not exist")]
    [InlineData("critical libmamba Couldn't read a file:// file [file:///srv/nowhere/noarch/repodata.json]", "a channel is a folder that does not exist")]
    [InlineData("UnavailableInvalidChannel: HTTP 404 NOT FOUND for channel nowhere <file:///srv/nowhere>", "a channel is a folder that does not exist")]
    [InlineData("critical libmamba Download error (6) Could not resolve hostname", "the network")]
    [InlineData("CondaError: Unable to create prefix directory '/x'.\nCheck that you have sufficient permissions.", "you do not have permission")]
    [InlineData("EnvironmentNotWritableError: The current user does not have write permissions", "you do not have permission")]
    [InlineData("UnsatisfiableError: The following specifications were found to be incompatible with each other", "the pins")]
    [InlineData("ERROR: ResolutionImpossible: for help visit", "the pins")]
    public void The_common_causes_get_a_hint(string text, string hint) => Assert.StartsWith(hint, FailureHint.Of(text)!, StringComparison.Ordinal);

    [Fact]
    public void No_hint_is_better_than_a_wrong_one() => Assert.Null(FailureHint.Of("Segmentation fault"));

    private ToolOutput Json(int total = 0) => new(isJson: true, CreatePhase.Solve, total, _progress.Add, _lines.Add);
}
