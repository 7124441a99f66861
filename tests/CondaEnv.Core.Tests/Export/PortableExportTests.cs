using System;
using System.IO;
using System.Linq;
using CondaEnv.Compare;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.History;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.PipLines;
using CondaEnv.Tests.Support;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Export;

/// <summary>The file to share.</summary>
public sealed class PortableExportTests
{
    private static readonly ExportOptions s_portable = new() { Style = ExportStyle.Portable };

    [Fact]
    public void The_seeds_environments_give_back_what_their_author_wrote()
    {
        Assert.Equal(
            """
            name: packaging-env
            channels:
              - conda-forge
              - nodefaults
            dependencies:
              - python=3.12
              - pytest
              - sphinx
              - blackd
              - setuptools

            """,
            Export(MiniEnv.Read(Fixtures.Env("packaging-env"))).Text);
        Assert.Equal(
            """
            name: mkdocs-env
            channels:
              - defaults
            dependencies:
              - python=3.12
              - pip
              - pip:
                  - mkdocs
                  - mkdocs-material
                  - mkdocstrings[python]

            """,
            Export(MiniEnv.Read(Fixtures.Env("mkdocs-env"))).Text);
    }

    [Theory]
    [InlineData(null, "1.26.4", PinPrecision.AsRequested, "x")]
    [InlineData(null, "1.26.4", PinPrecision.None, "x")]
    [InlineData(null, "1.26.4", PinPrecision.Major, "x=1")]
    [InlineData(null, "1.26.4", PinPrecision.Minor, "x=1.26")]
    [InlineData(null, "1.26.4", PinPrecision.Patch, "x=1.26.4")]
    [InlineData(null, "1.26.4.1", PinPrecision.Patch, "x=1.26.4")]
    [InlineData(null, "1.26.4", PinPrecision.Exact, "x==1.26.4")]
    [InlineData(null, "1.26.4", PinPrecision.Build, "x==1.26.4=h0_0")]
    [InlineData(null, "9e", PinPrecision.Minor, "x=9e")]
    [InlineData(null, "1!2.3.4", PinPrecision.Minor, "x=1!2.3")]
    [InlineData(null, "2.1.0+cu118", PinPrecision.Patch, "x=2.1.0")]
    [InlineData("x=1", "1.26.4", PinPrecision.AsRequested, "x=1")]
    [InlineData("x=1", "1.26.4", PinPrecision.None, "x=1")]
    [InlineData("x=1", "1.26.4", PinPrecision.Minor, "x=1.26")]
    [InlineData("x=1.26.4", "1.26.4", PinPrecision.Minor, "x=1.26.4")]
    [InlineData("x==1.26.4", "1.26.4", PinPrecision.Major, "x==1.26.4")]
    [InlineData("x==1.26", "1.26.0", PinPrecision.Exact, "x==1.26")]
    [InlineData("x=1.2", "1.26.4", PinPrecision.Minor, "x=1.2")]
    [InlineData("x=1.2", "1.26.4", PinPrecision.Exact, "x=1.2")]
    [InlineData("x>=2.7,<2.8", "3.12.1", PinPrecision.Minor, "x>=2.7,<2.8")]
    [InlineData("x<2|>=4", "3.12.1", PinPrecision.Major, "x<2|>=4")]
    [InlineData("x=1.26.4,!=1.26.3", "1.26.4", PinPrecision.Minor, "x=1.26.4,!=1.26.3,1.26.*")]
    [InlineData("x=1.2*4", "1.26.4", PinPrecision.Minor, "x=1.2*4*,1.26.*")]
    [InlineData("x=1.2*4", "1.26.4", PinPrecision.None, "x=1.2*4*")]
    [InlineData("x>=1.20", "1.26.4", PinPrecision.Minor, "x=1.26")]
    [InlineData("x>=1.26.3", "1.26.4", PinPrecision.Minor, "x>=1.26.3,1.26.*")]
    [InlineData("x>=1.20,<2", "1.26.4", PinPrecision.Minor, "x=1.26")]
    [InlineData("x>=1.20,<1.26.9", "1.26.4", PinPrecision.Minor, "x<1.26.9,1.26.*")]
    [InlineData("x>1.26", "1.26.4", PinPrecision.Minor, "x>1.26,1.26.*")]
    [InlineData("x!=1.26.3", "1.26.4", PinPrecision.Minor, "x!=1.26.3,1.26.*")]
    [InlineData("x!=1.25", "1.26.4", PinPrecision.Minor, "x=1.26")]
    [InlineData("x~=1.26.1", "1.26.4", PinPrecision.Major, "x~=1.26.1,1.*")]
    [InlineData("x=1.25|=1.26", "1.26.4", PinPrecision.Minor, "x=1.26")]
    [InlineData("x>=1.26.3|<1", "1.26.4", PinPrecision.Minor, "x>=1.26.3,1.26.*|<1,1.26.*")]
    [InlineData("x>=1.20,<2", "1.26.4", PinPrecision.Exact, "x==1.26.4")]
    [InlineData("x=1.26.4=h0*", "1.26.4", PinPrecision.AsRequested, "x[version='==1.26.4',build='h0*']")]
    [InlineData("x[build=h0_0]", "1.26.4", PinPrecision.Minor, "x[version='1.26.*',build='h0_0']")]
    [InlineData("x=1.26.4=h0_0", "1.26.4", PinPrecision.None, "x==1.26.4=h0_0")]
    [InlineData("conda-forge::x>=1", "1.26.4", PinPrecision.AsRequested, "conda-forge::x>=1")]
    [InlineData("conda-forge/linux-64::x", "1.26.4", PinPrecision.Major, "conda-forge::x=1")]
    [InlineData("x[license=MIT]", "1.26.4", PinPrecision.Major, "x=1[license='mit']")]
    public void A_pin_adds_what_is_installed_and_never_loosens(string? asked, string installed, PinPrecision pin, string expected)
    {
        MatchSpec? spec = asked is null ? null : MatchSpec.Parse(asked);
        string text = CondaPin.Write(new CondaRoot(Conda("x", installed), spec, spec is not null), pin, allowLooser: false).ToString();
        Assert.Equal(expected, text);

        // What is written is a spec, and says the same when it is read again.
        Assert.Equal(MatchSpec.Parse(expected).ToString(), MatchSpec.Parse(text).ToString());
    }

    [Theory]
    [InlineData("x==1.26.4", PinPrecision.Minor, "x=1.26")]
    [InlineData("x=1.26", PinPrecision.None, "x")]
    [InlineData("x=1.26", PinPrecision.AsRequested, "x=1.26")]
    [InlineData("bioconda::x=1.26.4=h0_0", PinPrecision.Major, "bioconda::x=1")]
    public void A_looser_pin_must_be_allowed(string asked, PinPrecision pin, string expected) =>
        Assert.Equal(expected, CondaPin.Write(new CondaRoot(Conda("x", "1.26.4"), MatchSpec.Parse(asked), IsRequested: true), pin, allowLooser: true).ToString());

    [Theory]
    [InlineData("1.26.4", 1, "~=1.0")]
    [InlineData("1.26.4", 2, "~=1.26.0")]
    [InlineData("1.26.4", 3, "~=1.26.4.0")]
    [InlineData("24.1", 3, "~=24.1.0")]
    [InlineData("1!2.3.4", 2, "~=1!2.3.0")]
    [InlineData("2.1.0+cu118", 2, "~=2.1.0")]
    [InlineData("2.9.0.post0", 2, "~=2.9.0")]
    [InlineData("1.0rc1", 2, "==1.0rc1")]
    [InlineData("1.0.dev3", 1, "==1.0.dev3")]
    [InlineData("not a version", 2, "===not a version")]
    public void A_pin_of_pip_is_a_specifier_of_pep_440(string installed, int parts, string expected) => Assert.Equal(expected, Pep440Pin.Compatible(installed, parts));

    [Fact]
    public void The_history_is_the_start_and_the_leaves_where_it_says_nothing()
    {
        CondaPackage[] packages = [Conda("app", depends: ["lib >=1"]), Conda("lib"), Conda("other"), Conda("libgcc-ng")];
        ExportText history = Export(Of(packages, requested: ["lib"]));
        Assert.Equal(["lib"], Dependencies(history));
        Assert.Contains(history.Losses, static l => l.Code == "RootsChosen" && l.Detail.Contains("1 package by the history"));

        ExportText leaves = Export(Of(packages));
        Assert.Equal(["app", "other"], Dependencies(leaves));
        Assert.Contains(leaves.Losses, static l => l.Code == "PlatformBound" && l.Package == "libgcc-ng" && l.Severity == LossSeverity.Warning);

        Assert.Equal(["lib", "app", "other"], Dependencies(Export(Of(packages, requested: ["lib"]), s_portable with { Roots = ExportRoots.Both })));
        Assert.Equal(["app", "other"], Dependencies(Export(Of(packages, requested: ["lib=1"]), s_portable with { Roots = ExportRoots.Leaves })));
        Assert.Empty(Dependencies(Export(Of(packages), s_portable with { Roots = ExportRoots.History })));
        Assert.DoesNotContain(Export(Of(packages), s_portable with { Roots = ExportRoots.Both }).Losses, static l => l.Code == "RootsChosen");
    }

    [Fact]
    public void An_explicit_file_says_what_was_installed_and_not_what_was_wanted()
    {
        CondaPackage[] packages = [Conda("app", depends: ["lib"]), Conda("lib"), Conda("tool", "2.0"), Conda("hand", "3.1")];
        string[] requested = ["conda-forge/linux-64::app==1.0=h0_0", "conda-forge/linux-64::lib==1.0=h0_0", "conda-forge/linux-64::tool==2.0=h0_0", "hand=3"];
        Assert.Equal(["hand=3", "app", "tool"], Dependencies(Export(Of(packages, requested))));

        // Who asks for the history gets it.
        Assert.Equal(4, Dependencies(Export(Of(packages, requested), s_portable with { Roots = ExportRoots.History })).Length);
    }

    [Fact]
    public void Of_packages_that_need_each_other_one_is_named()
    {
        CondaPackage[] packages = [Conda("a", depends: ["b"]), Conda("b", depends: ["a", "deep"]), Conda("deep", depends: ["deeper"]), Conda("deeper"), Conda("x", depends: ["x"])];
        Assert.Equal(["a", "x"], Dependencies(Export(Of(packages))));
    }

    [Fact]
    public void A_package_that_is_pinned_by_name_is_listed()
    {
        CondaPackage[] packages = [Conda("app", depends: ["python"]), Conda("python", "3.12.4"), Conda("numpy", "1.26.4")];
        ExportOptions options = s_portable with
        {
            Pin = PinPrecision.Exact,
            PinPackages = [new("n*", PinPrecision.Major), new("python", PinPrecision.Minor)],
        };
        Assert.Equal(["app==1.0", "numpy=1", "python=3.12"], Dependencies(Export(Of(packages), options)));
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Export(Of(packages), options with { PinPackages = [new("nunpy", PinPrecision.Major)] }));
        Assert.Equal(CondaErrorKind.PackageNotFound, error.Kind);
        Assert.Contains("Did you mean 'numpy'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pips_part_has_what_was_asked_for_and_what_nothing_requires()
    {
        CondaPackage[] packages =
        [
            Conda("python"),
            Conda("condaapp", depends: ["needed-by-conda"]),
            Pip("asked", requested: true, requires: ["lib>=1", "opt; extra == 'never'"]),
            Pip("lib"),
            Pip("needed-by-conda"),
            Pip("old-pip-wrote-no-mark", "2.5"),
        ];
        Assert.Equal(["asked", "old-pip-wrote-no-mark"], PipLines(Export(Of(packages))));
        Assert.Equal(["asked~=1.0.0", "old-pip-wrote-no-mark~=2.5.0"], PipLines(Export(Of(packages), s_portable with { Pin = PinPrecision.Minor })));
        Assert.Equal(["asked", "lib", "needed-by-conda", "old-pip-wrote-no-mark"], PipLines(Export(Of(packages), s_portable with { Pip = PipSelection.All })));
        ExportText none = Export(Of(packages), s_portable with { Pip = PipSelection.None });
        Assert.DoesNotContain("pip", none.Text, StringComparison.Ordinal);
        Assert.Contains(none.Losses, static l => l.Code == "PipPackagesOmitted");
    }

    [Fact]
    public void An_extra_that_installed_a_package_is_named_in_its_place()
    {
        CondaPackage[] packages =
        [
            Conda("python", "3.12.1"),
            Pip("docs", requested: true, requires: ["base", "handler_py>=0.5; extra == \"python\"", "handler-crystal; extra == \"crystal\"", "handler-py; extra == 'all'", "handler-crystal; extra == 'all'"]),
            Pip("base", requires: ["tool[fast]>=2"]),
            Pip("tool", requires: ["speedups; extra == 'fast'", "plain; python_version > '3'"]),
            Pip("handler-py"),
            Pip("speedups"),
            Pip("plain"),
        ];
        Assert.Equal(["docs[python]"], PipLines(Export(Of(packages))));

        // Two extras, and one whose other half is missing.
        CondaPackage[] more = [.. packages, Pip("web", requested: true, requires: ["srv; extra == 'standard'", "gone; extra == 'standard'", "tls; extra == 'tls'", "cli; extra == 'cli' and sys_platform == 'linux'"]), Pip("srv"), Pip("tls"), Pip("cli")];
        Assert.Equal(["docs[python]", "srv", "web[cli,tls]"], PipLines(Export(Of(more))));
    }

    [Fact]
    public void Each_extra_that_explains_a_package_is_named_once()
    {
        CondaPackage[] parts = [.. Enumerable.Range(10, 60).Select(static i => Pip($"p{i}"))];
        CondaPackage all = Pip("app", requested: true, requires: [.. parts.SelectMany(static p => new[] { $"{p.Name}; extra == 'x-{p.Name}'", $"{p.Name}; extra == 'all'" })]);
        Assert.Equal([$"app[{string.Join(",", parts.Select(static p => "x-" + p.Name))}]"], PipLines(Export(Of([Conda("python", "3.12.1"), all, .. parts]))));
    }

    /// <summary>Whoever gets the file has no such folder.</summary>
    [Theory]
    [InlineData("file:///srv/chan", true)]
    [InlineData("/srv/chan", true)]
    [InlineData("local", true)]
    [InlineData("https://conda.example.org/local", false)]
    [InlineData("conda-forge", false)]
    public void A_channel_of_this_machine_is_a_loss_that_counts(string channel, bool isLocal)
    {
        ExportText text = Export(Of([Conda("python")]), s_portable with { Channels = [channel] });
        Assert.Equal(isLocal ? [LossSeverity.Error] : [], text.Losses.Where(static l => l.Code == "LocalChannel").Select(static l => l.Severity));
    }

    [Fact]
    public void Installs_from_addresses_are_written_as_pip_needs_them()
    {
        CondaPackage[] packages =
        [
            Conda("python"),
            PipFrom("here", """{"url": "file:///src/here", "dir_info": {"editable": true}}"""),
            PipFrom("repo", """{"url": "https://example.org/repo.git", "vcs_info": {"vcs": "git", "commit_id": "0123abc", "requested_revision": "main"}}"""),
            PipFrom("wheel-file", """{"url": "file:///w/wheel_file-1.0-py3-none-any.whl", "archive_info": {}}"""),
            PipFrom("archive", """{"url": "https://example.org/a.zip", "archive_info": {"hashes": {"sha256": "ab"}}, "subdirectory": "x"}"""),
        ];
        ExportText text = Export(Of(packages), s_portable with { Pin = PinPrecision.Exact });
        Assert.Equal(
            ["archive @ https://example.org/a.zip#sha256=ab&subdirectory=x", "-e file:///src/here", "repo @ git+https://example.org/repo.git@0123abc", "wheel-file @ file:///w/wheel_file-1.0-py3-none-any.whl"],
            PipLines(text));
        Assert.Equal(["EditableInstall here", "LocalFile wheel-file"], text.Losses.Where(static l => l.Severity == LossSeverity.Error).Select(static l => l.Code + " " + l.Package));
    }

    [Theory]
    [InlineData("file:///C:/src/tool", "-e file:///C:/src/tool")]
    [InlineData("file:///C:/src/my%20tool", "-e file:///C:/src/my%20tool")]
    [InlineData("file:///src/my tool", "-e file:///src/my%20tool")]
    [InlineData("file:///src/it's", "-e file:///src/it%27s")]
    [InlineData("file:///C:\\src\\tool", "-e file:///C:/src/tool")]
    [InlineData("file://server/share/tool", "-e file://server/share/tool")]
    [InlineData("file:////server/share/my%23tool", "-e file:////server/share/my%23tool")]
    public void An_editable_install_is_an_address_that_pip_reads_as_one_word_and_that_compares_as_equal(string address, string expected)
    {
        CondaPackage package = PipFrom("tool", "{\"url\": \"" + address.Replace("\\", "\\\\", StringComparison.Ordinal) + "\", \"dir_info\": {\"editable\": true}}");
        EnvironmentContents contents = Of([Conda("python"), package]);
        Assert.Equal([expected], PipLines(Export(contents)));
        Check(package, expected);

        // The same, where the folder is all that is known: an install by 'setup.py develop'.
        CondaPackage developed = Pip("tool", editable: true, location: package.Location);
        string line = Assert.Single(PipLines(Export(Of([Conda("python"), developed]))));
        Check(developed, line);

        static void Check(CondaPackage package, string line)
        {
            PipRequirementLine parsed = PipRequirementLineParser.Parse(line);
            Assert.True(parsed.IsEditable);
            Assert.Equal(line[3..], parsed.Location);
            Assert.True(PipExpectation.IsFrom(package, parsed.Location!, Path.GetTempPath()));
        }
    }

    [Fact]
    public void Any_number_of_channels_have_the_order_of_their_commands()
    {
        string[] names = [.. Enumerable.Range(100, 300).Select(static i => $"c{i}").Reverse()];
        string[] commands = [.. names.Select((n, i) => $"conda install -c {n}" + (i + 1 < names.Length ? $" -c {names[i + 1]} x" : " x")), "conda install -c " + string.Join(" -c ", names)];
        EnvironmentContents contents = Of([.. names.Select(static n => Conda("p" + n, channel: $"https://conda.anaconda.org/{n}/linux-64"))], commands: commands);
        Assert.Equal([.. names, "nodefaults"], Channels(Export(contents)));
    }

    [Fact]
    public void Channels_have_the_order_of_commands_and_configuration_and_never_the_alphabets()
    {
        static CondaPackage From(string name, string channel) => Conda(name, channel: $"https://conda.anaconda.org/{channel}/linux-64");
        CondaPackage[] packages = [From("a", "zeta"), From("b", "mid"), From("c", "alpha"), From("d", "alpha"), From("e", "rare"), From("f", "labelled/label/dev")];
        EnvironmentContents contents = Of(packages, commands: ["conda create -c zeta --channel=mid python", "conda install -c labelled/label/dev -c mid x", "conda install -cunused y"]);
        Assert.Equal(
            ["zeta", "labelled/label/dev", "mid", "rare", "alpha", "nodefaults"],
            Channels(Export(contents, s_portable with { ConfiguredChannels = ["mid", "rare", "defaults"] })));

        // By the number of packages where nobody says.
        Assert.Equal(["alpha", "zeta", "mid", "rare", "labelled/label/dev", "nodefaults"], Channels(Export(Of(packages))));
        Assert.Equal(["defaults"], Channels(Export(Of([Conda("a", channel: "https://repo.anaconda.com/pkgs/main/linux-64")]))));
        Assert.Equal(["first", "alpha", "zeta", "mid", "rare", "labelled/label/dev", "nodefaults"], Channels(Export(Of(packages), s_portable with { Channels = ["first"] })));
    }

    [Fact]
    public void Credentials_of_channels_become_names_of_variables()
    {
        CondaPackage[] packages =
        [
            Conda("a", channel: "https://private.example.com/team/linux-64"),
            Conda("b", channel: "https://conda.anaconda.org/org/linux-64", url: "https://conda.anaconda.org/t/<TOKEN>/org/linux-64/b-1.0-h0_0.conda"),
        ];
        EnvironmentContents contents = Of(packages, requested: ["a"], commands: ["conda create -c https://me:s3cret@private.example.com/team a"]);
        ExportText text = Export(contents);
        Assert.Equal(
            ["https://${CONDA_USER_PRIVATE_EXAMPLE_COM}:${CONDA_PASSWORD_PRIVATE_EXAMPLE_COM}@private.example.com/team", "https://conda.anaconda.org/t/${CONDA_TOKEN_CONDA_ANACONDA_ORG}/org", "nodefaults"],
            Channels(text));
        Assert.Equal(2, text.Losses.Count(static l => l.Code == "SecretRemoved"));
        Assert.DoesNotContain("s3cret", text.Text + string.Join("\n", text.Losses), StringComparison.Ordinal);
        Assert.Contains("https://me:s3cret@private.example.com/team", Export(contents, s_portable with { IncludeSecret = true }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_for_and_exists_for_one_system_is_reported()
    {
        CondaPackage[] packages = [Conda("pywin32"), Conda("unixy", noarch: "python", depends: ["__unix", "python"]), Conda("anywhere", noarch: "python"), Conda("readline")];
        ExportText text = Export(Of(packages, requested: ["pywin32", "unixy", "anywhere", "readline"]), s_portable with { TargetPlatforms = ["linux-64", "win-64"] });
        Assert.Equal(["pywin32 linux-64", "readline win-64"], Bound(text));
        Assert.Contains("platforms:\n  - linux-64\n  - win-64\n", text.Text, StringComparison.Ordinal);
        Assert.Equal(["pywin32 osx-arm64"], Bound(Export(Of(packages, requested: ["pywin32", "readline"]), s_portable with { TargetPlatforms = ["osx-arm64"] })));
        Assert.Equal(["pywin32 ", "readline "], Bound(Export(Of(packages, requested: ["pywin32", "unixy", "anywhere", "readline"]))));

        static string[] Bound(ExportText text) =>
            [.. text.Losses.Where(static l => l.Code == "PlatformBound" && l.Severity == LossSeverity.Warning).Select(static l => l.Package + " " + (l.Detail.Split("not for ") is [_, var rest] ? rest.Split(';')[0] : "")).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData(ExportRoots.Leaves)]
    [InlineData(ExportRoots.Both)]
    public void A_noarch_package_of_a_pair_is_a_leaf_as_any_other(ExportRoots roots)
    {
        CondaPackage[] packages = [Conda("click", noarch: "python", depends: ["__unix", "python"]), Conda("ca-certificates", noarch: "generic", depends: ["__unix"]), Conda("python", "3.12.4")];
        ExportText text = Export(Of(packages, requested: []), s_portable with { Roots = roots });
        Assert.Contains("dependencies:\n  - ca-certificates\n  - click\n  - python=3.12\n", text.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Losses, static l => l.Code == "PlatformBound");
    }

    [Fact]
    public void What_is_left_out_of_the_file_to_share_is_a_warning()
    {
        ExportText text = Export(Of([Conda("libgcc"), Conda("a")], requested: []), s_portable with { Roots = ExportRoots.Leaves });
        Assert.Equal((LossSeverity.Warning, "libgcc"), Assert.Single(text.Losses.Where(static l => l.Code == "PlatformBound").Select(static l => (l.Severity, l.Package))));
    }

    [Theory]
    [InlineData(null, "python=3.12")]
    [InlineData("python", "python")]
    [InlineData("python>=3.10", "python>=3.10")]
    public void Python_is_written_whoever_asked_for_it(string? asked, string expected)
    {
        string[] requested = asked is null ? ["a"] : ["a", asked];
        Assert.Contains($"  - {expected}\n", Export(Of([Conda("a", depends: ["python"]), Conda("python", "3.12.4")], requested: requested)).Text, StringComparison.Ordinal);
        Assert.Contains("  - python\n", Export(Of([Conda("a"), Conda("python", "3.12.4")], requested: ["a"]), s_portable with { Pin = PinPrecision.None }).Text, StringComparison.Ordinal);
        Assert.Contains("  - python==3.12.4\n", Export(Of([Conda("a"), Conda("python", "3.12.4")], requested: ["a"]), s_portable with { Pin = PinPrecision.Exact }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_variables_pins_and_builds_are_reported()
    {
        EnvironmentContents contents = Of([Conda("a")], requested: ["a=1=h0_0"], variables: [new("API_KEY", "abc123")], pinned: ["python 3.12.*"]);
        ExportText text = Export(contents);
        Assert.DoesNotContain("variables:", text.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("abc123", text.Text + string.Join("\n", text.Losses), StringComparison.Ordinal);
        Assert.Equal(["BuildPinned", "PinnedFile", "VariableWithheld"], text.Losses.Where(static l => l.Severity == LossSeverity.Warning).Select(static l => l.Code).Order(StringComparer.Ordinal));
        Assert.Contains("variables:\n  API_KEY: abc123\n", Export(contents, s_portable with { IncludeSecret = true }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Pins_are_reported_whatever_the_format_and_style()
    {
        EnvironmentContents contents = Of([Conda("a")], requested: ["a"], pinned: ["python 3.12.*"]);
        Assert.All(FormatCatalog.All.SelectMany(static f => f.Styles, static (f, style) => new ExportOptions { Format = f.Format, Style = style }), options =>
            Assert.Contains("python 3.12.*", Assert.Single(Export(contents, options).Losses, static l => l.Code == "PinnedFile").Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_asked_for_and_is_not_what_is_installed_is_reported()
    {
        ExportLoss loss = Assert.Single(Export(Of([Conda("a", "3.1")], requested: ["a<3"]), s_portable with { Pin = PinPrecision.Exact }).Losses, static l => l.Severity == LossSeverity.Error);
        Assert.Equal(("RequestViolated", "a"), (loss.Code, loss.Package));
        Assert.Contains("a==3.1\n", Export(Of([Conda("a", "3.1")], requested: ["a<3"]), s_portable with { Pin = PinPrecision.Exact, AllowLooserPin = true }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_a_path_gives_its_last_part_and_there_is_no_prefix() =>
        Assert.StartsWith("name: env\n", Export(MiniEnv.Read(Fixtures.Env("pip-mixed")) is { } c ? Renamed(c, "/scratch/me/env/") : throw new InvalidOperationException()).Text, StringComparison.Ordinal);

    [Fact]
    public void The_other_formats_say_the_same()
    {
        EnvironmentContents contents = Of([Conda("a", "1.2.3"), Pip("p", requested: true)], requested: ["a"]);
        Assert.Contains("\"dependencies\": [", Export(contents, s_portable with { Format = ExportFormat.EnvironmentJson }).Text, StringComparison.Ordinal);
        ExportText lines = Export(contents, s_portable with { Format = ExportFormat.CondaRequirements, Pin = PinPrecision.Minor });
        Assert.EndsWith("\na=1.2\npip\n", lines.Text, StringComparison.Ordinal);
        Assert.Contains(lines.Losses, static l => l.Code == "PipPackagesOmitted");
    }

    [Theory]
    [InlineData("conda create -n x -c a --channel b --channel=c -cd -c=e python", "a b c d e")]
    [InlineData("conda install -c 'with blank' -c", "with blank")]
    [InlineData("", "")]
    public void Command_lines_name_channels(string command, string expected) => Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), string.Join(" ", CommandLine.Channels(command)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void A_refusal_names_what_would_be_lost()
    {
        ExportText bad = Export(Of([Conda("python"), Pip("here", editable: true, location: "/src/here")]));
        CondaEnvironment environment = new(null!) { Name = "e", Prefix = "/envs/e" };
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => bad.RefuseErrors(environment));
        Assert.Equal(CondaErrorKind.LossRefused, error.Kind);
        Assert.Contains("EditableInstall (here)", error.Message, StringComparison.Ordinal);
        Export(Of([Conda("python")])).RefuseErrors(environment);
    }

    private static ExportText Export(EnvironmentContents contents, ExportOptions? options = null) => EnvironmentExporter.Export(contents, options ?? s_portable);

    private static EnvironmentContents Renamed(EnvironmentContents contents, string name) => new()
    {
        Name = name,
        Prefix = contents.Prefix,
        Packages = contents.Packages,
        Clobbered = contents.Clobbered,
        Problems = [],
        RequestedSpecs = contents.RequestedSpecs,
        StateVariables = [],
        Platform = contents.Platform,
    };

    private static string[] Items(ExportText text, string start, string indent) => [.. text.Text.Split('\n')
        .SkipWhile(l => l != start).Skip(1).TakeWhile(l => l.StartsWith(indent, StringComparison.Ordinal)).Select(l => l[indent.Length..].Trim('\''))];

    private static string[] Dependencies(ExportText text) => [.. Items(text, "dependencies:", "  - ").Where(static l => l != "pip:")];

    private static string[] Channels(ExportText text) => Items(text, "channels:", "  - ");

    private static string[] PipLines(ExportText text) => Items(text, "  - pip:", "      - ");
}
