using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.CondaList;
using CondaEnv.Formats.CondaRequirements;
using CondaEnv.Formats.Explicit;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats.Reading;

/// <summary>What conda printed of the oracle's environments holds the packages that are in them.</summary>
public sealed class ListedFilesTests
{
    private static readonly ChannelConfiguration s_channels = new() { IsWindows = false, CurrentDirectory = "/tmp", HomeDirectory = "/home/user" };

    [Fact]
    public void Exported_lists() => Compare(
        "list_export",
        static (text, report) => CondaRequirementsFile.Parse(text, "/x/list.txt", s_channels, report),
        static p => $"{p.Manager} {p.Name} {p.Version} {p.Build}",
        static p => p.Name.Length > 0,
        static p => p.Name.Length == 0);

    [Fact]
    public void Lists_in_JSON() => Compare(
        "list_json",
        static (text, report) => CondaListFile.Parse(text, "/x/list.json", s_channels, report),
        static p => $"{p.Manager} {p.Name} {p.Version} {p.Build} {p.BuildNumber} {Known(p.Channel)} {p.Subdir}",
        static p => p.Name.Length > 0,
        static p => p.Name.Length == 0);

    [Fact]
    public void Canonical_lists_in_JSON() => Compare(
        "list_canonical_json",
        static (text, report) => CondaListFile.Parse(text, "/x/list.json", s_channels, report),
        static p => $"{p.Manager} {p.Name} {p.Version} {p.Build}",
        static p => p.Name.Length > 0,
        static p => p.Name.Length == 0);

    [Fact]
    public void Lists_as_tables() => Compare(
        "list_show-channel-urls",
        static (text, report) => CondaListFile.Parse(text, "/x/list.txt", s_channels, report),
        static p => $"{p.Manager} {p.Name} {p.Version} {p.Build} {Known(p.Channel)}",
        static p => p.Name.Length > 0,
        static p => p.Name.Length == 0);

    [Theory]
    [InlineData("list_explicit", 0)]
    [InlineData("list_explicit_md5", 1)]
    [InlineData("list_explicit_sha256", 2)]
    [InlineData("list_explicit_auth", 0)]
    [InlineData("list_explicit_json", 0)]
    [InlineData("export_format-explicit", 0)]
    public void Explicit_lists(string command, int hash) => Compare(
        command,
        static (text, report) => ExplicitFile.Parse(text, "/x/list.txt", s_channels, report),
        p => $"{p.Name} {p.Version} {p.Build} {p.Subdir} {SecretRedactor.RedactOrNull(p.UrlSource)} {(hash == 1 ? p.Md5 : hash == 2 ? p.Sha256 : "")}",

        // A record without an address, or with one that is no package file's, is nothing that conda could install again.
        static p => p.Manager == PackageManager.Conda && ChannelResolver.PackageExtension(p.UrlSource ?? "") is not null,
        static p => p.UrlSource is { } url && ChannelResolver.PackageExtension(url) is null,

        // conda does not look for pip's packages here.
        clobbered: command != "export_format-explicit");

    private static string? Known(string? channel) => channel is Channel.Unknown ? null : channel;

    private static void Compare(
        string command, Func<string, Action<CondaEnvException>, CondaEnvFile> parse, Func<CondaPackage, string> print,
        Func<CondaPackage, bool> counts, Func<CondaPackage, bool> refused, bool clobbered = false)
    {
        string root = Oracle.Require();
        List<string> different = [];
        int compared = 0;
        foreach (string name in Oracle.Cases())
        {
            GoldenCommand? golden = Oracle.Commands(name).FirstOrDefault(c => c.Name == command);
            if (golden is not { ExitCode: 0 })
            {
                continue;
            }

            EnvironmentContents contents = MiniEnv.Read(golden.Prefix);
            CondaPackage[] packages = [.. contents.Packages, .. clobbered ? contents.Clobbered.Concat(contents.Packages.Select(static p => p.Replaces).OfType<CondaPackage>()) : []];
            List<CondaEnvException> errors = [];
            CondaEnvFile file = parse(golden.Output, errors.Add);
            Assert.True(file.IsExact || file.Dependencies.Count == 0, name);

            // Folders of projects under development are not part of the oracle.
            string[] expected = [.. packages.Where(counts).Where(static p => p.Build != "dev_0").Select(print).Order(StringComparer.Ordinal)];
            string[] actual = [.. file.Dependencies.Where(static d => d.Build != "dev_0").Select(d => print(d.Package!)).Order(StringComparer.Ordinal)];
            compared++;
            different.AddRange(expected.Except(actual).Select(l => $"{name}: not in the file: {l}"));
            different.AddRange(actual.Except(expected).Select(l => $"{name}: not in the environment: {l}"));
            different.AddRange(errors.Skip(packages.Count(refused)).Select(e => $"{name}: {e.Message}"));
            Assert.Equal(file.Dependencies.Count, file.PackageCount + file.PipPackageCount);
            Assert.All(file.Dependencies, static d => Assert.True(d.Line > 0 && d.Column > 0));
        }

        Assert.True(compared > 10, $"{compared} outputs of {command} were compared.");
        Assert.True(different.Count == 0, $"{different.Count} differences below {root}:\n{string.Join("\n", different.Take(30))}");
    }
}
