using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Compare;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Machines.Host;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Matching;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.History;
using CondaEnv.Prefixes.Revisions;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Benchmarks;

/// <summary>Inputs that look harmless but invite work that grows with the square: much of one kind, in one place.</summary>
internal static class GrowthInputs
{
    private const string Url = "https://conda.anaconda.org/conda-forge/linux-64";
    private static readonly string s_md5 = new('0', 32);

    public static IReadOnlyList<GrowthInput> All { get; } =
    [
        // TOML, as it is read before it is understood.
        Toml("TOML: tables", 2000, static n => Many(static i => $"[t{i}]\nk = 1\n", n)),
        Toml("TOML: array of tables", 2000, static n => Many(static i => $"[[t]]\nk = {i}\n", n)),
        Toml("TOML: keys", 4000, static n => Many(static i => $"k{i} = {i}\n", n)),
        Toml("TOML: items", 4000, static n => "a = [" + string.Join(",", Enumerable.Range(0, n)) + "]\n"),
        Toml("TOML: one long line", 100_000, static n => "a = \"" + Many("x", n) + "\"\n"),

        // Specs. Their length has a limit, and 8n stays below it.
        Spec("spec: expressions without an end", 340, static n => "a " + Many("^1|", n) + "1"),
        Spec("spec: keys in brackets", 90, static n => "a[" + Many(static i => $"k{i}=1,", n) + "md5=ff]"),
        Spec("spec: fault behind a long version", 1000, static n => "a ==" + Many("1", n) + "$"),
        Spec("spec: fault behind many clauses", 500, static n => "a " + Many("1,", n) + "1_."),
        Spec("spec: parentheses", 500, static n => "a " + Many("(", n) + "1" + Many(")", n)),
        Spec("spec: clauses", 150, static n => "a " + string.Join(",", Enumerable.Range(0, n).Select(static i => $">{i}"))),
        Spec("spec: groups of an expression", 40, static n => "^" + Many("(a*)*", n) + "Q$"),
        Spec("spec: asterisks", 500, static n => "a " + Many("*1", n) + "*"),
        Spec("spec: slashes of a channel", 500, static n => "https://h/" + Many("a/", n) + "linux-64::a"),
        Spec("spec: parts of a version", 500, static n => "a ==" + Many("1.", n) + "1"),
        Pip("pip line: clauses", 150, static n => "a " + string.Join(",", Enumerable.Range(0, n).Select(static i => $">{i}"))),
        Pip("pip line: extras", 150, static n => "a[" + string.Join(",", Enumerable.Range(0, n).Select(static i => $"x{i}")) + "]"),
        Pip("pip line: conditions", 40, static n => "a; " + Many("os_name == 'nt' and ", n) + "os_name == 'nt'"),
        Pip("pip line: parentheses of a condition", 12, static n => "a; " + Many("(", n) + "os_name == 'nt'" + Many(")", n)),
        Pip("pip line: hashes", 2000, static n => "a==1" + Many(" --hash=sha256:00", n)),
        Pip("pip line: number signs", 500, static n => "a==1" + Many("#x", n)),

        new("settings: channels of their own", 500, static (_, n) => () => Channel.Parse("https://h/x", new ChannelConfiguration
        {
            CustomChannels = [.. Enumerable.Range(0, n).Select(static i => new KeyValuePair<string, string>($"c{i}", "https://h"))],
        })),

        // Texts with secrets.
        Secret("redactor: addresses", 300, static n => Many("https://u:p@h/t/k/x ", n)),
        Secret("redactor: addresses joined", 300, static n => Many("https://u:p@h/t/k/x", n)),
        Secret("redactor: colons", 2000, static n => "https://" + Many("u:", n) + "@h"),
        Secret("redactor: at signs", 2000, static n => "https://u:p" + Many("@", n) + "h"),
        Secret("redactor: tokens", 8000, static n => "https://h" + Many("/t/k", n)),
        Secret("redactor: percent signs", 1000, static n => "https://" + Many("%2525", n) + "u%3Ap%40h"),
        Secret("redactor: equals signs", 1000, static n => Many("a=b//", n) + "u:p@h"),
        Secret("redactor: options", 300, static n => Many("--token ", n)),
        Secret("redactor: quotes", 1000, static n => Many("https://u:p'", n) + "@h"),
        Secret("redactor: questions", 1000, static n => "https://h/x" + Many("?a=/t/b&", n)),

        // Files, read and checked.
        File("environment.yml: dependencies", "environment.yml", 500, static n => Yaml(Many(static i => $"  - p{i} >=1.{i},<2\n", n))),
        File("environment.yml: pins of one package", "environment.yml", 500, static n => Yaml(Many(static i => $"  - a >{i}\n", n))),
        File("environment.yml: clauses that no version fits", "environment.yml", 60, static n =>
            Yaml(Many("  - a " + string.Join(",", Enumerable.Range(0, n).Select(static i => $">={i}")) + "\n", 4) + "  - a <0.0.0a0\n")),
        File("environment.yml: specs with expressions without an end", "environment.yml", 10, static n => Yaml(Many(static i => $"  - p{i} {Many("^1|", 2000)}1\n", n))),
        File("environment.yml: brackets side by side", "environment.yml", 1000, static n => Many("[]", n)),
        File("environment.yml: brackets inside of each other", "environment.yml", 60, static n => Many("[", n) + Many("]", n)),
        File("environment.yml: brackets of a spec", "environment.yml", 1000, static n => Yaml("  - 'a" + Many("[", n) + Many("]", n) + "'\n")),
        File("environment.yml: keys", "environment.yml", 500, static n => Yaml("  - a\n") + Many(static i => $"k{i}: 1\n", n)),
        File("environment.yml: one key again and again", "environment.yml", 500, static n => Yaml("  - a\n") + Many("k: 1\n", n)),
        File("environment.yml: variables", "environment.yml", 500, static n => Yaml("  - a\n") + "variables:\n" + Many(static i => $"  V{i}: 1\n", n)),
        File("environment.yml: channels", "environment.yml", 500, static n => "channels:\n" + Many(static i => $"  - c{i}\n", n) + Yaml("  - a\n")),
        File("environment.yml: channels of specs", "environment.yml", 500, static n => Yaml(Many(static i => $"  - c{i}::p{i}\n", n))),
        File("environment.yml: anchors", "environment.yml", 500, static n => Yaml(Many(static i => $"  - &a{i} p{i}\n  - *a{i}\n", n))),
        File("environment.yml: comments", "environment.yml", 1000, static n => Yaml(Many(static i => $"  - p{i}  # [linux]\n", n))),
        File("environment.yml: pip", "environment.yml", 500, static n => Yaml("  - pip\n  - pip:\n" + Many(static i => $"    - p{i}>=1; os_name == 'nt'\n", n))),
        File("environment.yml: one package again and again", "environment.yml", 500, static n => Yaml(Many("  - a\n", n))),
        File("environment.yml: odd characters", "environment.yml", 500, static n => Yaml(Many(static i => $"  - p{i} \u2013 \u00a0\n", n))),
        File("environment.yml: tabs", "environment.yml", 1000, static n => Yaml("  - a\n") + "x:\t" + Many("\t", n) + "1\n"),
        File("environment.yml: one long line", "environment.yml", 20_000, static n => Yaml("  - 'a " + Many(" ", n) + "1'\n")),
        File("explicit file: packages", "explicit.txt", 500, static n => "@EXPLICIT\n" + Many(static i => $"{Url}/p{i}-1-0.conda#{s_md5}\n", n)),
        File("requirements file: packages", "requirements.txt", 500, static n => Many(static i => $"p{i}==1\n", n)),
        File("requirements file: continued lines", "requirements.txt", 500, static n => "a==1 \\\n" + Many(" --hash=sha256:00 \\\n", n)),
        File("conda list: packages", "list.txt", 500, static n => "# packages in environment at /x:\n#\n# Name Version Build Channel\n" + Many(static i => $"p{i} 1 0 conda-forge\n", n)),
        File("conda list --json: packages", "list.json", 500, static n => "[" + string.Join(",\n", Enumerable.Range(0, n).Select(static i => $$"""{"name": "p{{i}}", "version": "1", "build_string": "0", "base_url": "{{Url}}"}""")) + "]"),
        File("pixi.lock: packages", "pixi.lock", 300, static n => PixiLock("    - url: https://c/\n", n)),
        File("pixi.lock: channels", "pixi.lock", 1000, static n => PixiLock(Many(static i => $"    - url: https://c{i}/\n", n), 1)),
        File("pixi.lock: platforms", "pixi.lock", 2000, static n =>
            "version: 6\nenvironments:\n  default:\n    channels:\n    - url: https://c/\n    packages:\n" + Many(static i => $"      p{i}-64: []\n", n) + "packages: []\n"),
        File("pixi.lock: platforms of each environment", "pixi.lock", 40, static n =>
            "version: 6\nenvironments:\n" + Many(i => $"  e{i}:\n    channels:\n    - url: https://c/\n    packages:\n" + Many(static p => $"      p{p}-64: []\n", 50), n) + "packages: []\n"),
        File("pixi.lock: environments", "pixi.lock", 300, static n =>
            "version: 6\nenvironments:\n" + Many(static i => $"  e{i}:\n    channels:\n    - url: https://c/\n    packages:\n      linux-64: []\n", n) + "packages: []\n"),
        File("conda-lock.yml: packages", "conda-lock.yml", 300, static n =>
            "version: 1\nmetadata:\n  platforms: [linux-64]\n  channels: [{url: c, used_env_vars: []}]\npackage:\n"
            + Many(static i => $"- {{name: p{i}, version: '1', manager: conda, platform: linux-64, url: {Url}/p{i}-1-0.conda, hash: {{md5: {s_md5}}}}}\n", n)),
        File("conda-lock.yml: dependencies of one package", "conda-lock.yml", 500, static n =>
            "version: 1\nmetadata:\n  platforms: [linux-64]\n  channels: [{url: c, used_env_vars: []}]\npackage:\n"
            + $"- name: a\n  version: '1'\n  manager: conda\n  platform: linux-64\n  url: {Url}/a-1-0.conda\n  hash: {{md5: {s_md5}}}\n  dependencies:\n" + Many(static i => $"    p{i}: '*'\n", n)),

        File("explicit file: platforms", "explicit.txt", 2000, static n => Many(static i => $"# platform: p{i}-64\n", n) + "@EXPLICIT\n" + Many(static i => $"{Url}/p{i}-1-0.conda\n", n)),
        File("requirements file: clauses with reversed signs", "requirements.txt", 20, static n => Many(static i => $"p{i}=1{Many(",>1", 2000)}\n", n)),

        // Environments, read with all that is asked of them.
        Prefix("environment: packages, each needing the one before", 100, static (prefix, n) => Records(prefix, n, static i => i == 0 ? "" : $"\"p{i - 1} >=1\"")),
        Prefix("environment: packages, each of a channel of its own", 100, static (prefix, n) => Records(prefix, n, static _ => "", static i => $"https://h{i}.example/c/linux-64")),
        Prefix("environment: dependencies of one package", 1000, static (prefix, n) => Record(prefix, "a", string.Join(",", Enumerable.Range(0, n).Select(static i => $"\"p{i} >=1\"")))),
        Prefix("environment: one dependency again and again", 1000, static (prefix, n) => Record(prefix, "a", string.Join(",", Enumerable.Range(0, n).Select(static i => $"\"b >{i}\"")))),
        Prefix("record: -info in one file name", 5000, static (prefix, n) => Record(prefix, "a", "", files: "\"" + Many("-info", n) + "\"")),
        Prefix("record: files", 5000, static (prefix, n) => Record(prefix, "a", "", files: string.Join(",", Enumerable.Range(0, n).Select(static i => $"\"lib/python3.12/site-packages/p{i}.dist-info/RECORD\"")))),
        Prefix("state: variables", 2000, static (prefix, n) => Put(prefix, "conda-meta/state", "{\"env_vars\":{" + string.Join(",", Enumerable.Range(0, n).Select(static i => $"\"V{i}\":\"1\"")) + "}}")),
        Prefix("history: clauses of a spec", 5000, static (prefix, n) => Put(prefix, "conda-meta/history", "==> 2026-01-01 10:00:00 <==\n# cmd: conda install x\n# update specs: python" + Many(",>1", n) + "\n")),
        Prefix("history: specs of a request", 1000, static (prefix, n) =>
            Put(prefix, "conda-meta/history", "==> 2026-01-01 10:00:00 <==\n# cmd: conda install x\n# update specs: [" + Many(static i => $"'p{i}', ", n) + "]\n")),
        Prefix("history: literals side by side", 1000, static (prefix, n) => Put(prefix, "conda-meta/history", "==> 2026-01-01 10:00:00 <==\n# cmd: conda install x\n# update specs: [" + Many("'a' ", n) + "]\n")),
        Prefix("history: revisions", 300, static (prefix, n) => Put(prefix, "conda-meta/history", Many(static i =>
            $"==> 2026-01-01 10:00:00 <==\n# cmd: conda install p{i}\n+conda-forge/linux-64::p{i}-1-0\n# update specs: ['p{i}']\n", n))),
        Prefix("history: changes of a revision", 1000, static (prefix, n) =>
            Put(prefix, "conda-meta/history", "==> 2026-01-01 10:00:00 <==\n# cmd: conda install x\n" + Many(static i => $"+conda-forge/linux-64::p{i}-1-0\n", n))),
        Prefix("history: quotes of a command", 2000, static (prefix, n) => Put(prefix, "conda-meta/history", "==> 2026-01-01 10:00:00 <==\n# cmd: conda install " + Many(" \"a\" '", n) + "\n")),
        Prefix("METADATA: lines of one header", 20_000, static (prefix, n) => Distribution(prefix, "Metadata-Version: 2.1\nName: a\nVersion: 1\nLicense: x\n" + Many(" y\n", n) + "\nbody")),
        Prefix("METADATA: requirements", 500, static (prefix, n) => Distribution(prefix, "Metadata-Version: 2.1\nName: a\nVersion: 1\n" + Many(static i => $"Requires-Dist: p{i}>=1; extra == 'x{i}'\n", n) + "\nbody")),
        Prefix("METADATA: extras of itself", 200, static (prefix, n) => Distribution(
            prefix, "Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: a[x0]\n" + Many(static i => $"Requires-Dist: a[x{i + 1}]; extra == 'x{i}'\n", n) + "\nbody")),
        Prefix("METADATA: extras of itself, compared by !=", 100, static (prefix, n) => Distribution(
            prefix, "Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: a[x0]\n" + Many(static i => $"Requires-Dist: a[x{i + 1}]; extra == 'x{i}'\nRequires-Dist: a; extra != 'x{i}'\n", n) + "\nbody")),
        Prefix("METADATA: extras of one condition", 30, static (prefix, n) => Distribution(
            prefix, "Metadata-Version: 2.1\nName: a\nVersion: 1\nRequires-Dist: a; (" + string.Join(" or ", Enumerable.Range(0, n).Select(static i => $"extra == 'x{i}'")) + ") and os_name == 'nt'\n\nbody")),
        Prefix("direct_url.json: hashes", 500, static (prefix, n) =>
        {
            Distribution(prefix, "Metadata-Version: 2.1\nName: a\nVersion: 1\n");
            Put(prefix, "lib/python3.12/site-packages/a-1.dist-info/direct_url.json", "{\"url\": \"https://h/a-1-py3-none-any.whl\", \"archive_info\": {\"hashes\": {" + string.Join(",", Enumerable.Range(0, n).Select(static i => $"\"h{i}\": \"00\"")) + "}}}");
        }),
        Prefix("environment: pip packages", 100, static (prefix, n) =>
        {
            Python(prefix);
            for (int i = 0; i < n; i++)
            {
                Distribution(prefix, $"Metadata-Version: 2.1\nName: p{i}\nVersion: 1\nRequires-Dist: p{i + 1}\n", $"p{i}");
            }
        }),

        // What is made of environments.
        .. Enum.GetValues<ExportFormat>().Select(static format => new GrowthInput($"export: packages as {format}", 400, (_, n) => Export(Environment(n), format))),
        .. new[] { ExportFormat.Explicit, ExportFormat.CondaLock, ExportFormat.PixiLock }.Select(static format => new GrowthInput($"export: dependencies of one package as {format}", 500, (_, n) => Export(
            Contents([Conda("a", [.. Enumerable.Range(0, n).Select(static i => $"p{i} >=1")])]), format))),
        new("export: extras that explain a package each, portable", 50, static (_, n) => Export(Contents(
            [Conda("python", []), Pip("a", [.. Enumerable.Range(0, n).Select(static i => $"p{i}; extra == 'x{i}'")]), .. Enumerable.Range(0, n).Select(static i => Pip($"p{i}", []))]), ExportFormat.EnvironmentYaml, ExportStyle.Portable)),
        new("export: channels of a command, portable", 1000, static (_, n) => Export(
            Contents([Conda("a", [])], [new HistoryBlock { Date = "", Line = 1, Command = "conda install a" + Many(static i => $" -c c{i}", n) }]), ExportFormat.EnvironmentYaml, ExportStyle.Portable)),
        new("export: channels of packages, portable", 1600, static (_, n) => Export(
            Contents([.. Enumerable.Range(0, n).Select(static i => Conda($"p{i}", [], $"https://h{i}.example/c/linux-64"))]), ExportFormat.EnvironmentYaml, ExportStyle.Portable)),
        new("export: channels of packages", 1600, static (_, n) => Export(
            Contents([.. Enumerable.Range(0, n).Select(static i => Conda($"p{i}", [], $"https://h{i}.example/c/linux-64"))]), ExportFormat.EnvironmentYaml)),
        new("environment: packages of one name, needed by others", 400, static (_, n) =>
        {
            CondaPackage[] packages = [.. Enumerable.Range(0, n).Select(static i => Conda("p", [$"q{i}"])), .. Enumerable.Range(0, n).Select(static i => Conda($"q{i}", []))];
            return () =>
            {
                PackageGraph graph = new(packages);
                foreach (CondaPackage package in packages)
                {
                    graph.RequiredBy(package);
                }
            };
        }),
        new("export: packages, portable", 400, static (_, n) => Export(Environment(n), ExportFormat.EnvironmentYaml, ExportStyle.Portable)),
        new("compare: packages, all others", 400, static (_, n) =>
        {
            CondaPackage[] one = [.. Enumerable.Range(0, n).Select(static i => Conda($"p{i}", []))];
            CondaPackage[] other = [.. Enumerable.Range(0, n).Select(static i => Conda($"q{i}", []))];
            return () => EnvironmentComparer.Compare(ComparedSide.Of(one), ComparedSide.Of(other), includeEqual: true);
        }),
    ];

    private static string Many(string part, int n) => new StringBuilder(part.Length * n).Insert(0, part, n).ToString();

    private static string Many(Func<int, string> part, int n) => string.Concat(Enumerable.Range(0, n).Select(part));

    private static string Yaml(string dependencies) => "name: a\ndependencies:\n" + dependencies;

    private static string PixiLock(string channels, int packages) =>
        "version: 6\nenvironments:\n  default:\n    channels:\n" + channels + "    packages:\n      linux-64:\n" + Many(static i => $"      - conda: {Url}/p{i}-1-0.conda\n", packages)
        + "packages:\n" + Many(static i => $"- conda: {Url}/p{i}-1-0.conda\n  md5: {s_md5}\n", packages);

    private static GrowthInput Toml(string name, int size, Func<int, string> text) => new(name, size, (_, n) =>
    {
        string toml = text(n);
        return () => new TomlynReader().Read(toml, "file.toml");
    });

    private static GrowthInput Spec(string name, int size, Func<int, string> text) => new(name, size, (folder, n) =>
    {
        string spec = text(n);
        CondaPackage package = Conda(new string('a', 100), []);
        return () => _ = MatchSpec.TryParse(spec, ChannelConfiguration.Default, out MatchSpec? match) && match.Matches(package);
    });

    private static GrowthInput Pip(string name, int size, Func<int, string> text) => new(name, size, (folder, n) =>
    {
        string line = text(n);
        return () => _ = PipRequirementLine.TryParse(line, out PipRequirementLine? _);
    });

    private static GrowthInput Secret(string name, int size, Func<int, string> text) => new(name, size, (_, n) =>
    {
        string secret = text(n);
        return () => SecretRedactor.Redact(secret);
    });

    private static GrowthInput File(string name, string fileName, int size, Func<int, string> text) => new(name, size, (folder, n) =>
    {
        string path = Put(folder, fileName, text(n));
        EnvironmentService service = new(Machine.Current, static () => new YamlDotNetReader(), static _ => { }, static _ => { });
        return () => service.FindIssues(path);
    });

    private static GrowthInput Prefix(string name, int size, Action<string, int> write) => new(name, size, (prefix, n) =>
    {
        Put(prefix, "conda-meta/history", "");
        write(prefix, n);
        return () =>
        {
            Reading.AllPackages(prefix);
            EnvironmentContents contents = PrefixReader.Read(prefix, "e", EnvironmentKind.Conda, "", ChannelConfiguration.Default, CancellationToken.None);
            PackageGraph graph = contents.Graph;
            for (int i = 0; i < graph.Packages.Count; i++)
            {
                _ = DependencyStates.Of(graph, i).Count;
            }

            EnvironmentFacts.ChannelsOf(contents);
            RecordOwner owner = new() { EnvironmentName = "e", Prefix = prefix, ComputerName = "", Channels = ChannelConfiguration.Default };
            EnvironmentHistory.Read(owner, static _ => { }).Revisions(contents, static _ => { }, CancellationToken.None);
        };
    });

    private static Action Export(EnvironmentContents contents, ExportFormat format, ExportStyle style = ExportStyle.Full)
    {
        style = FormatCatalog.IsSupported(style, format) ? style : FormatCatalog.Of(format).DefaultStyle;
        return () => EnvironmentExporter.Export(contents, new ExportOptions { Format = format, Style = style, Platform = "linux-64" });
    }

    private static string Put(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }

    private static void Records(string prefix, int n, Func<int, string> depends, Func<int, string>? channel = null)
    {
        for (int i = 0; i < n; i++)
        {
            Record(prefix, string.Create(CultureInfo.InvariantCulture, $"p{i}"), depends(i), channel: channel?.Invoke(i) ?? Url);
        }
    }

    private static void Record(string prefix, string name, string depends, string files = "", string channel = Url, string version = "1") => Put(prefix, $"conda-meta/{name}-{version}-0.json", $$"""
        {"name": "{{name}}", "version": "{{version}}", "build": "0", "build_number": 0, "channel": "{{channel}}", "subdir": "linux-64",
         "fn": "{{name}}-{{version}}-0.conda", "url": "{{channel}}/{{name}}-{{version}}-0.conda", "depends": [{{depends}}], "files": [{{files}}]}
        """);

    private static void Python(string prefix) => Record(prefix, "python", "", version: "3.12.1");

    private static void Distribution(string prefix, string metadata, string name = "a")
    {
        Python(prefix);
        Put(prefix, $"lib/python3.12/site-packages/{name}-1.dist-info/METADATA", metadata);
        Put(prefix, $"lib/python3.12/site-packages/{name}-1.dist-info/RECORD", "a.py,,\n");
    }

    private static EnvironmentContents Environment(int n) => Contents(
        [.. Enumerable.Range(0, n).Select(static i => i % 2 == 0 ? Conda($"p{i}", i == 0 ? [] : [$"p{i - 2} >=1"]) : Pip($"p{i}", [$"p{i + 2}>=1"]))]);

    private static EnvironmentContents Contents(IReadOnlyList<CondaPackage> packages, IReadOnlyList<HistoryBlock>? history = null) => new()
    {
        History = history ?? [],
        Name = "e",
        Prefix = "/envs/e",
        Packages = packages,
        Clobbered = [],
        Problems = [],
        RequestedSpecs = [],
        StateVariables = [],
        Platform = "linux-64",
    };

    private static CondaPackage Conda(string name, string[] depends, string channel = Url) => new()
    {
        Name = name,
        RawName = name,
        Version = CondaVersion.FromRecord("1"),
        Build = "0",
        Md5 = s_md5,
        Subdir = "linux-64",
        FileName = $"{name}-1-0.conda",
        ChannelSource = channel,
        UrlSource = $"{channel}/{name}-1-0.conda",
        Depends = depends,
        Manager = PackageManager.Conda,
    };

    private static CondaPackage Pip(string name, string[] requires) => new()
    {
        Name = PipName.CondaSpelling(name),
        RawName = name,
        Version = CondaVersion.FromRecord("1"),
        Build = "pypi_0",
        Subdir = "pypi",
        Requires = requires,
        Manager = PackageManager.Pip,
    };
}
