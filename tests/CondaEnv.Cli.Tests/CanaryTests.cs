using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Cli.Tests.Support;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Cli.Tests;

/// <summary>A secret, in every form that one can take in an address, in every place that is read: no verb, format or stream shows it.</summary>
public sealed class CanaryTests
{
    private const string Canary = "CANARY";

    private static readonly string[] s_schemes = ["https", "HTTPS", "http", "Http", "ftp", "s3", "git+https", "hg+http", "svn+https", "bzr+https", "GIT+HTTPS", "ssh", "git+ssh"];

    /// <summary>Forms that hold the canary, for a host and what follows.</summary>
    public static TheoryData<string> Forms =>
    [
        .. s_schemes.Select(static s => $"{s}://user:{Canary}@host.example/c"),
        .. s_schemes.Where(static s => !s.EndsWith("ssh", StringComparison.Ordinal)).Select(static s => $"{s}://{Canary}@host.example/c"),
        .. new[] { "pa'", "pa\"", "p@", "pa/", "p%40", "p%2F", "p:", "pä" }.Select(static p => $"https://user:{p}{Canary}@host.example/c"),
        .. new[] { "https", "HTTPS", "http" }.Select(static s => $"{s}://host.example/t/{Canary}/c"),
        $"https://host.example:8443/t/{Canary}/c", $"https://host.example/T/{Canary}/c", $"https://host.example/t/{Canary}", $"https://host.example/x/t/{Canary}/c",
        $"host.example/t/{Canary}/c", $"//host.example/t/{Canary}/c", $"host/t/{Canary}/c", $"user:{Canary}@host.example/c", $"//user:{Canary}@host.example/c",
        $"https://host.example/c?token={Canary}", $"https://host.example/c?a=b&x={Canary}", $"https://host.example/c?{Canary}", $"https://host.example/c?ref=main&sig={Canary}",
        $"https://host.example/c?path=/t/abc&token={Canary}", $"https://host.example/c;jsessionid={Canary}/d", $"https://host.example/c;a={Canary}",
        $"https://host.example/c#token={Canary}", $"https://host.example/c#access_token={Canary}&egg=x", $"https://host.example/c#a=b&c={Canary}",
        $"https%3A%2F%2Fuser%3A{Canary}%40host.example%2Fc", $"https://host.example/%74/{Canary}/c", $"https://host.example%2Ft%2F{Canary}%2Fc", $"https://user%3A{Canary}%40host.example/c",
        $"https%253A%252F%252Fuser%253A{Canary}%2540host.example", $"https:\\\\user:{Canary}@host.example\\c", $"https:\\/\\/user:{Canary}@host.example\\/c",
        $"https://host.example\\t\\{Canary}\\c", $"https://a.example/https://user:{Canary}@host.example/c", $"https://a.example,https://user:{Canary}@host.example/c",
    ];

    [Fact]
    public void There_are_enough_forms() => Assert.True(Forms.Count >= 60, $"{Forms.Count} forms");

    [Theory]
    [MemberData(nameof(Forms))]
    public void Nothing_shows_it(string form)
    {
        using TempFolder folder = new();
        using Support.Cli cli = new(Path.Combine(folder.Path, "envs"));
        string json = JsonSerializer.Serialize(form);
        string prefix = Environment(folder, form, json);
        string[] files = [.. SourceFiles(folder, form, json)];
        folder.Write("condarc", $"channels: [{json}]\ndefault_channels: [{json}]\ncustom_channels: {{x: {json}}}\nchannel_alias: {json}\n{json}: 1\n");
        cli.Set("CONDARC", Path.Combine(folder.Path, "condarc"));

        List<string[]> runs =
        [
            ["list", "--verbose"], ["list", "--json", "--full"], ["list", "-p", prefix],
            ["packages", "-p", prefix], ["packages", "-p", prefix, "--json"], ["packages", "-p", prefix, "--csv"], ["packages", "-p", prefix, "--channel", form], ["packages", form, "-p", prefix],
            .. new[] { "text", "dot", "mermaid", "json" }.Select(f => new[] { "tree", "-p", prefix, "--include-optional", "--as", f }),
            ["tree", "-p", prefix, "--csv", "--all"], ["tree", "-p", prefix, "--reverse", "--json"], ["tree", form, "-p", prefix], ["tree", "-p", prefix, "--summary", "--json"],
            ["history", "-p", prefix], ["history", "-p", prefix, "--json"],
            ["export", "-p", prefix, "--channel", form],
            ["record", "-p", prefix, "-o", Path.Combine(folder.Path, "records")],
            .. new[] { "environment-yaml", "environment-json", "explicit", "requirements", "conda-lock", "pixi-lock", "pixi-toml", "pip-requirements", "pylock", "conda-list" }
                .SelectMany(f => new[] { "full", "no-builds", "history", "portable" }.Select(s => new[] { "export", "-p", prefix, "--format", f, "--style", s })),
            .. files.SelectMany(f => new[] { new[] { "check", f }, ["check", f, "--json"], ["check", f, "--csv"], ["tree", "-f", f], ["compare", f, prefix], ["compare", f, prefix, "--json"] }),
        ];
        List<string> leaks = [];
        foreach (string[] run in runs)
        {
            CliResult result = cli.Run(run);
            leaks.AddRange(result.Lines.Concat(result.Errors).Where(static l => l.Contains(Canary, StringComparison.OrdinalIgnoreCase)).Select(l => $"{string.Join(" ", run.Where(a => a != form))}: {l}"));
            Assert.DoesNotContain(result.Errors, static e => e.Contains("Internal", StringComparison.Ordinal));
        }

        if (Directory.Exists(Path.Combine(folder.Path, "records")))
        {
            leaks.AddRange(Directory.EnumerateFiles(Path.Combine(folder.Path, "records"), "*", SearchOption.AllDirectories)
                .SelectMany(static f => File.ReadLines(f).Where(static l => l.Contains(Canary, StringComparison.OrdinalIgnoreCase)).Select(l => $"{Path.GetFileName(f)}: {l}")));
        }

        Assert.True(leaks.Count == 0, $"{leaks.Count} lines show it, such as:\n{string.Join("\n", leaks.Distinct().Take(12))}");
    }

    private static string Environment(TempFolder folder, string form, string json)
    {
        const string site = "envs/e/lib/python3.12/site-packages/";
        folder.Write("envs/e/conda-meta/python-3.12.4-h0_cpython.json", "{\"name\":\"python\",\"version\":\"3.12.4\",\"build\":\"h0_cpython\",\"build_number\":0,\"channel\":\"https://conda.anaconda.org/conda-forge\",\"subdir\":\"linux-64\",\"url\":\"https://conda.anaconda.org/conda-forge/linux-64/python-3.12.4-h0_cpython.conda\",\"depends\":[],\"files\":[]}");
        folder.Write("envs/e/conda-meta/a-1.0-0.json", $"{{\"name\":\"a\",\"version\":\"1.0\",\"build\":\"0\",\"build_number\":0,\"channel\":{json},\"subdir\":\"linux-64\",\"url\":{JsonSerializer.Serialize(form + "/linux-64/a-1.0-0.conda")},\"depends\":[{json}],\"constrains\":[{json}],\"license\":{json},\"requested_spec\":{json},\"files\":[]}}");
        folder.Write("envs/e/conda-meta/b-1.0-0.json", $"{{\"name\":\"b\",\"version\":\"1.0\",\"build\":\"0\",\"build_number\":0,\"schannel\":{json},\"subdir\":\"linux-64\",\"depends\":[],\"files\":[]");
        folder.Write("envs/e/conda-meta/history", $"==> 2026-01-01 00:00:00 <==\n# cmd: conda create -c {form} --token {Canary} --password={Canary} a\n+{form}::a-1.0-0\n# update specs: [{json}]\n==> 2026-01-02 00:00:00 <==\n# update specs: {form}\n");
        folder.Write("envs/e/conda-meta/pinned", form + "\n");
        folder.Write("envs/e/conda-meta/frozen", $"{{\"message\":{json}}}");
        folder.Write(site + "p-1.0.dist-info/METADATA", $"Metadata-Version: 2.1\nName: p\nVersion: 1.0\nLicense: {form}\nRequires-Python: {form}\nRequires-Dist: q @ {form}\nRequires-Dist: {form}\n");
        folder.Write(site + "p-1.0.dist-info/RECORD", "");
        folder.Write(site + "p-1.0.dist-info/INSTALLER", form + "\n");
        folder.Write(site + "p-1.0.dist-info/direct_url.json", $"{{\"url\":{json},\"subdirectory\":{json},\"vcs_info\":{{\"vcs\":\"git\",\"commit_id\":\"0123456789abcdef0123456789abcdef01234567\",\"requested_revision\":{json}}}}}");
        folder.Write(site + "r-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: r\nVersion: 1.0\n");
        folder.Write(site + "r-1.0.dist-info/RECORD", "");
        folder.Write(site + "r-1.0.dist-info/direct_url.json", $"{{\"url\":{json},\"archive_info\":{{}}");
        folder.Write(site + "z.egg-link", form + "\n");
        folder.Write(site + "conda.pth", form + "\n");
        folder.Write("envs/e/.condarc", $"channels: [{json}]\n{json}: [\n");
        return Path.Combine(folder.Path, "envs", "e");
    }

    private static IEnumerable<string> SourceFiles(TempFolder folder, string form, string json)
    {
        yield return folder.Write("environment.yml", $"name: e\nchannels:\n- {json}\ndependencies:\n- {json}\n- {JsonSerializer.Serialize(form + "::a=1")}\n- pip:\n  - {json}\n  - {JsonSerializer.Serialize("p @ " + form)}\n  - {JsonSerializer.Serialize("--index-url " + form)}\n- {json}: [x]\n{json}: 1\n");
        yield return folder.Write("second.yml", $"name: {json}\nchannels: {json}\nprefix: {json}\ndependencies: [a, {json}\n");
        yield return folder.Write("explicit.txt", $"@EXPLICIT\n{form}/linux-64/a-1.0-0.conda\n{form}\n");
        yield return folder.Write("requirements.txt", $"--index-url {form}\np @ {form}\n-e {form}#egg=p\n{form}\n-r {form}\n");
        yield return folder.Write("conda-lock.yml", $"version: 1\nmetadata:\n  platforms: [linux-64]\n  channels: [{{url: {json}, used_env_vars: []}}]\npackage:\n- {{name: a, version: '1.0', manager: conda, platform: linux-64, url: {json}, dependencies: {{{json}: {json}}}, hash: {{md5: {json}}}}}\n");
        yield return folder.Write("pixi.lock", $"version: 6\nenvironments:\n  default:\n    channels: [{{url: {json}}}]\n    packages:\n      linux-64: [{{conda: {json}}}]\npackages:\n- {{conda: {json}, license: {json}, depends: [{json}]}}\n");
        yield return folder.Write("list.csv", $"Name,Version,Channel,Manager,Url,License\na,1.0,\"{form.Replace("\"", "\"\"")}\",Conda,\"{form.Replace("\"", "\"\"")}\",\"{form.Replace("\"", "\"\"")}\"\n\"{form.Replace("\"", "\"\"")}\",\"{form.Replace("\"", "\"\"")}\",x,Conda,,\n");
        yield return folder.Write("list.json", $"[{{\"name\":\"a\",\"version\":{json},\"channel\":{json},\"base_url\":{json},\"build_string\":{json}}}]");
    }
}
