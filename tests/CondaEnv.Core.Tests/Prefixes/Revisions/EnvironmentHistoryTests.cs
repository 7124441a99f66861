using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Prefixes.History;
using CondaEnv.Prefixes.Revisions;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.Revisions;

public sealed class EnvironmentHistoryTests
{
    private const string Early = """
        ==> 2020-01-01 10:00:00 <==
        # cmd: /opt/conda/bin/conda create -n e a=1.9 b
        # conda version: 4.8.0
        +conda-forge/linux-64::a-1.9-h1_0
        +conda-forge/noarch::b-1.0-py_0
        # update specs: ['a=1.9', 'b']
        ==> 2020-01-02 10:00:00 <==
        # cmd: conda update a
        # conda version: 4.8.0
        -conda-forge/linux-64::a-1.9-h1_0
        +conda-forge/linux-64::a-1.10-h1_0
        # update specs: ['a']
        ==> 2020-01-02 11:00:00 <==
        # cmd: conda remove b
        -conda-forge/noarch::b-1.0-py_0
        # remove specs: ['b']

        """;

    [Fact]
    public void From_1_9_to_1_10_is_up_whatever_conda_says()
    {
        CondaEnvDifference change = Assert.Single(Revisions(Early)[1].Changed);
        Assert.Equal(PackageChange.Upgraded, change.Change);
        Assert.Equal(ChangeLevel.Minor, change.Level);
        Assert.Equal(("a", "1.9", "1.10", "<>"), (change.Name, change.ReferenceVersion!.Text, change.DifferenceVersion!.Text, change.SideIndicator));
        Assert.Equal(("env@0", "env@1"), (change.Reference, change.Difference));
        Assert.True(change.Requested);
    }

    [Fact]
    public void Each_block_is_a_revision_with_all_that_it_says()
    {
        IReadOnlyList<CondaEnvRevision> revisions = Revisions(Early);
        Assert.Equal([0, 1, 2], revisions.Select(static r => r.Revision));
        Assert.Equal(["create", "update", "remove"], revisions.Select(static r => r.Action!));
        Assert.Equal([2, 2, 1], revisions.Select(static r => r.PackageCount));
        Assert.Equal(new DateTime(2020, 1, 1, 10, 0, 0), revisions[0].Date);
        Assert.Equal(DateTimeKind.Unspecified, revisions[0].Date!.Value.Kind);
        Assert.Equal(["a=1.9", "b"], revisions[0].Specs);
        Assert.Equal(["b"], revisions[2].Specs);
        Assert.Equal("/opt/conda/bin/conda create -n e a=1.9 b", revisions[0].Command);
        Assert.Equal(["/opt/conda/bin/conda", "create", "-n", "e", "a=1.9", "b"], revisions[0].Arguments);
        Assert.Equal(("conda", "4.8.0"), (revisions[0].Tool, revisions[0].ToolVersion));
        Assert.Equal(["a==1.9=h1_0", "b==1.0=py_0"], revisions[0].Added.Select(static p => p.ToString()));
        Assert.Equal("b==1.0=py_0", Assert.Single(revisions[2].Removed).ToString());
        Assert.Null(revisions[0].Drift);
        CondaPackage b = revisions[0].Added[1];
        Assert.Equal(("conda-forge", "noarch", 0L, PackageManager.Conda, "env", "machine"), (b.Channel, b.Subdir, b.BuildNumber, b.Manager, b.EnvironmentName, b.ComputerName));
    }

    [Fact]
    public void A_block_of_comments_changes_nothing()
    {
        // conda's own replay makes the state empty.
        IReadOnlyList<CondaEnvRevision> revisions = Revisions(Early + "==> 2020-01-03 00:00:00 <==\n# update specs: ['c']\n==> 2020-01-04 00:00:00 <==\n");
        Assert.Equal([2, 2, 1, 1, 1], revisions.Select(static r => r.PackageCount));
        Assert.Equal("update", revisions[3].Action);
        Assert.Null(revisions[4].Action);
    }

    [Fact]
    public void A_block_without_signs_is_the_whole_state()
    {
        IReadOnlyList<CondaEnvRevision> revisions = Revisions("""
            ==> 2012-01-01 00:00:00 <==
            numpy-1.6.2-py27_0
            python-2.7.3-5.tar.bz2
            ==> 2012-02-01 00:00:00 <==
            numpy-1.7.0-py27_0
            scipy-0.11.0-np17py27_0
            mkl@
            ==> 2012-03-01 00:00:00 <==
            -numpy-1.7.0-py27_0
            """);
        Assert.Equal([2, 2, 1], revisions.Select(static r => r.PackageCount));
        Assert.Equal(["scipy"], revisions[1].Added.Select(static p => p.Name));
        Assert.Equal(["python"], revisions[1].Removed.Select(static p => p.Name));
        Assert.Equal(["numpy 1.6.2 -> 1.7.0"], revisions[1].Changed.Select(static c => c.ToString()));
        Assert.Equal("<unknown>", revisions[0].Added[0].Channel);
    }

    [Theory]
    [InlineData("a-1.0-py27_3", "a", "1.0", "py27_3", 3L, "<unknown>", null)]
    [InlineData("conda-forge::a-b-1.0-0", "a-b", "1.0", "0", 0L, "conda-forge", null)]
    [InlineData("conda-forge/linux-64::A-1.0-habeac84_101_cp314", "a", "1.0", "habeac84_101_cp314", 101L, "conda-forge", "linux-64")]
    [InlineData("defaults/win-64::a-1.0-vc14.conda", "a", "1.0", "vc14", null, "defaults", "win-64")]
    [InlineData("https://repo.anaconda.com/pkgs/main/linux-64::a-1.0-0", "a", "1.0", "0", 0L, "defaults", "linux-64")]
    [InlineData("myorg/label/dev/noarch::a-1.0-0", "a", "1.0", "0", 0L, "myorg/label/dev", "noarch")]
    [InlineData("https://me:s3cret@host/t/tk-1/c/linux-64::a-1.0-0", "a", "1.0", "0", 0L, "https://host/c", "linux-64")]
    [InlineData("https://conda.anaconda.org/bioconda/linux-64/a-1.0-0.tar.bz2", "a", "1.0", "0", 0L, "bioconda", "linux-64")]
    [InlineData("<unknown>/linux-64::a-1.0-0", "a", "1.0", "0", 0L, "<unknown>", "linux-64")]
    [InlineData("file:///srv/c/noarch::a-1.0-0", "a", "1.0", "0", 0L, "file:///srv/c", "noarch")]
    public void Packages_are_named_in_every_form(string dist, string name, string version, string build, long? number, string channel, string? subdir)
    {
        CondaPackage package = DistString.Parse(dist, Histories.Owner("/envs/e"))!;
        Assert.Equal((name, version, build, number, channel, subdir), (package.Name, package.Version.Text, package.Build, package.BuildNumber, package.Channel, package.Subdir));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a-1.0")]
    [InlineData("-1.0-0")]
    [InlineData("a--0")]
    [InlineData("")]
    [InlineData("a b-1.0-0")]
    public void What_names_no_package_is_said_and_passed_over(string dist)
    {
        List<CondaEnvException> problems = [];
        CondaEnvRevision revision = Assert.Single(Revisions($"==> 2020-01-01 00:00:00 <==\n+{dist}\n+c::z-1-0\n", problems));
        Assert.Equal(1, revision.PackageCount);
        CondaEnvException problem = Assert.Single(problems);
        Assert.Equal((CondaErrorKind.HistoryInvalid, 2), (problem.Kind, problem.Line));
    }

    [Fact]
    public void A_line_without_a_sign_among_changes_is_said_and_passed_over()
    {
        List<CondaEnvException> problems = [];
        Assert.Equal(1, Assert.Single(Revisions("==> 2020-01-01 00:00:00 <==\nb-1-0\n+c::z-1-0\n", problems)).PackageCount);
        Assert.Equal(2, Assert.Single(problems).Line);
    }

    [Fact]
    public void Other_words_for_the_same_package_are_no_change()
    {
        // conda 4.4 and 4.6 wrote the whole environment anew, with the channel, then with the platform.
        IReadOnlyList<CondaEnvRevision> revisions = Revisions("""
            ==> 2017-01-01 00:00:00 <==
            +a-1.0-0
            ==> 2018-01-01 00:00:00 <==
            -a-1.0-0
            +defaults::a-1.0-0
            ==> 2019-01-01 00:00:00 <==
            -defaults::a-1.0-0
            +defaults/linux-64::a-1.0-0
            ==> 2020-01-01 00:00:00 <==
            -a-1.0-0
            """);
        Assert.Equal([1, 1, 1, 0], revisions.Select(static r => r.PackageCount));
        Assert.All(revisions.Take(3).Skip(1), static r => Assert.Empty(r.Added.Concat(r.Removed)));
        Assert.All(revisions, static r => Assert.Empty(r.Changed));
        Assert.Equal("a", Assert.Single(revisions[3].Removed).Name);
    }

    [Fact]
    public void The_order_of_the_lines_in_a_block_means_nothing_and_a_name_is_held_once()
    {
        IReadOnlyList<CondaEnvRevision> revisions = Revisions("""
            ==> 2017-01-01 00:00:00 <==
            +c::a-1.0-0
            ==> 2018-01-01 00:00:00 <==
            +c::a-2.0-0
            -c::a-1.0-0
            ==> 2019-01-01 00:00:00 <==
            +c::a-3.0-0
            """);
        Assert.All(revisions, static r => Assert.Equal(1, r.PackageCount));
        Assert.Equal(["a 2.0 -> 3.0"], revisions[2].Changed.Select(static c => c.ToString()));
    }

    [Theory]
    [InlineData("/home/u/miniforge3/bin/conda install -n x numpy", "conda", "install")]
    [InlineData(@"C:\Program Files\conda\Scripts\conda-script.py create -n x", "conda", "create")]
    [InlineData(@"C:\conda\Scripts\conda.exe update --all", "conda", "update")]
    [InlineData("/opt/conda/lib/python3.12/site-packages/conda/__main__.py uninstall numpy", "conda", "remove")]
    [InlineData("/opt/conda/bin/conda env create -f create.yml", "conda", "create")]
    [InlineData("/opt/conda/bin/conda-env update -f x.yml", "conda", "update")]
    [InlineData("micromamba -r /m create -n x", "micromamba", "create")]
    [InlineData("/x/bin/mamba upgrade x", "mamba", "update")]
    [InlineData("/x/_conda install --offline --file env.txt -yp /x", "conda", "install")]
    [InlineData("/usr/bin/thing install conda", null, null)]
    [InlineData("micromamba", "micromamba", null)]
    public void Commands_say_who_did_what(string command, string? tool, string? action)
    {
        HistoryCommand read = HistoryCommand.Read(command);
        Assert.Equal((tool, action), (read.Tool, read.Action));
    }

    [Theory]
    [InlineData("/home/o'brien/bin/conda create -p /home/o'brien/e a", "/home/o'brien/bin/conda|create|-p|/home/o'brien/e|a")]
    [InlineData("conda install 'a b' --channel=\"c d\" it's \"x", "conda|install|a b|--channel=c d|it's|\"x")]
    public void A_quote_within_a_word_is_a_character(string command, string expected) => Assert.Equal(expected.Split('|'), HistoryCommand.Read(command).Arguments);

    [Fact]
    public void Micromamba_is_no_conda_of_the_version_that_it_writes()
    {
        CondaEnvRevision revision = Assert.Single(Revisions("==> 2024-01-01 00:00:00 <==\n# cmd: micromamba install x\n# conda version: 3.8.0\n+c::x-1-0\n"));
        Assert.Equal(("micromamba", null), (revision.Tool, revision.ToolVersion));
        revision = Assert.Single(Revisions("==> 2024-01-01 00:00:00 <==\n# cmd: micromamba install x\n# micromamba version: 2.1.0\n"));
        Assert.Equal(("micromamba", "2.1.0"), (revision.Tool, revision.ToolVersion));
    }

    [Fact]
    public void Credentials_show_nowhere()
    {
        const string Text = """
            ==> 2024-01-01 00:00:00 <==
            # cmd: conda install -c https://me:s3cret@host/t/tk-123/c https://me:s3cret@host/c::x
            +https://me:s3cret@host/t/tk-123/c/linux-64::x-1-0
            +https://me:s3cret@host/nothing
            # update specs: ['https://me:s3cret@host/t/tk-123/c::x']
            """;
        List<CondaEnvException> problems = [];
        CondaEnvRevision revision = Assert.Single(Revisions(Text, problems));
        string all = string.Join("\n", [revision.Command!, .. revision.Arguments, .. revision.Specs, revision.Added[0].Channel!, revision.Added[0].RequestedSpec!, .. problems.Select(static p => p.Message)]);
        Assert.DoesNotContain("s3cret", all);
        Assert.DoesNotContain("tk-123", all);
        Assert.Contains("host/c", all);
    }

    [Fact]
    public void Drift_is_what_conda_meta_holds_otherwise()
    {
        using MiniEnv env = new();
        env.Write("conda-meta/history", Early + "==> 2020-02-01 00:00:00 <==\n+conda-forge/linux-64::gone-1-0\n+conda-forge/linux-64::same-1-0\n+conda-forge/linux-64::damaged-1-0\n+other::moved-1-0\n");
        env.Record("a", "1.11", "h1_0");
        env.Record("same", "1");
        env.Record("moved", "1");
        env.Record("new", "2.0");
        env.Write("conda-meta/damaged-1-0.json", "{");
        IReadOnlyList<CondaEnvRevision> revisions = Histories.Revisions(env.Prefix);
        Assert.All(revisions.Take(3), static r => Assert.Null(r.Drift));
        Assert.Equal(
            ["Upgraded a", "Removed gone", "ChannelChanged moved", "Added new"],
            revisions[3].Drift!.Select(static d => $"{d.Change} {d.Name}"));
        Assert.Equal(("env@3", "env"), (revisions[3].Drift![0].Reference, revisions[3].Drift![0].Difference));
    }

    [Fact]
    public void There_is_no_drift_where_both_agree()
    {
        using MiniEnv env = new();
        env.Write("conda-meta/history", "==> 2020-02-01 00:00:00 <==\n+conda-forge/linux-64::x-1.0-0\n+y-1.0-0\n");
        env.Record("x");
        env.Record("y");
        Assert.Empty(Assert.Single(Histories.Revisions(env.Prefix)).Drift!);
    }

    [Theory]
    [InlineData(0, "a==1.9=h1_0 b==1.0=py_0")]
    [InlineData(1, "a==1.10=h1_0 b==1.0=py_0")]
    [InlineData(2, "a==1.10=h1_0")]
    [InlineData(-1, "a==1.10=h1_0")]
    [InlineData(-3, "a==1.9=h1_0 b==1.0=py_0")]
    public void Packages_at_a_revision(int revision, string expected)
    {
        using MiniEnv env = Make(Early);
        IReadOnlyList<CondaPackage> packages = Histories.PackagesAfter(env.Prefix, revision);
        Assert.Equal(expected.Split(' '), packages.Select(static p => p.ToString()));
        Assert.Equal(revision is 0 or -3 ? "a=1.9" : "a", packages[0].RequestedSpec);
    }

    [Theory]
    [InlineData("2020-01-01", 0)] // the whole day
    [InlineData("2020-01-01 10:00:00", 0)]
    [InlineData("2020-01-02", 2)]
    [InlineData("2020-01-02 10:30:00", 1)]
    [InlineData("2030-01-01", 2)]
    [InlineData("9999-12-31", 2)]
    public void The_revision_of_a_date(string date, int expected)
    {
        using MiniEnv env = Make(Early);
        Assert.Equal(expected, Histories.Read(env.Prefix).Find(DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Where_dates_are_out_of_order_or_none_the_number_decides()
    {
        using MiniEnv env = Make("==> 2020-05-01 00:00:00 <==\n==> 2020-01-01 00:00:00 <==\n==> someday <==\n==> 2020-03-01 00:00:00 <==\n");
        EnvironmentHistory history = Histories.Read(env.Prefix);
        Assert.Equal(2, history.Find(new DateTime(2020, 2, 1)));
        Assert.Equal(3, history.Find(new DateTime(2020, 6, 1)));
    }

    [Theory]
    [InlineData(Early, 3, "'env' has no revision 3; it has 0 to 2.")]
    [InlineData(Early, -4, "'env' has no revision -4; it has 0 to 2.")]
    [InlineData("==> 2020 <==\n", 1, "'env' has no revision 1; its only one is 0.")]
    [InlineData("", 0, "has none")]
    public void A_revision_that_is_not_there(string text, int revision, string message)
    {
        using MiniEnv env = Make(text);
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Histories.Read(env.Prefix).Find(revision));
        Assert.Equal(CondaErrorKind.RevisionNotFound, error.Kind);
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData(Early, "does not go back to 2019-12-31; it begins at 2020-01-01 10:00:00.")]
    [InlineData("==> someday <==\n", "has no dates")]
    [InlineData("", "has no dates")]
    public void A_date_before_the_history(string text, string message)
    {
        using MiniEnv env = Make(text);
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Histories.Read(env.Prefix).Find(new DateTime(2019, 12, 31)));
        Assert.Equal(CondaErrorKind.RevisionNotFound, error.Kind);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void An_environment_without_a_history_has_no_revisions()
    {
        using TempFolder folder = new();
        Assert.Empty(Histories.Revisions(folder.Path));
    }

    [Fact]
    public void Reading_what_is_installed_keeps_no_lines()
    {
        using MiniEnv env = Make(Early);
        Assert.All(env.Read().History, static b => Assert.Empty(b.Lines));
    }

    [Fact]
    public void No_text_makes_anything_but_a_named_error()
    {
        using MiniEnv env = new();
        Fuzz.Check(FuzzTexts.History(Early), 3_000, text =>
        {
            env.Write("conda-meta/history", text.Text);
            List<CondaEnvException> problems = [];
            EnvironmentHistory history = Histories.Read(env.Prefix, problems);
            IReadOnlyList<CondaEnvRevision> revisions = history.Revisions(env.Read(), problems.Add, CancellationToken.None);
            if (revisions.Count > 0)
            {
                CondaEnvRevision last = revisions[revisions.Count - 1];
                Assert.Equal(last.PackageCount, history.PackagesAfter(history.Find(-1), problems.Add, CancellationToken.None).Count);
            }

            Assert.All(problems, static p => Assert.Equal(CondaErrorKind.HistoryInvalid, p.Kind));
        });
    }

    private static IReadOnlyList<CondaEnvRevision> Revisions(string text, List<CondaEnvException>? problems = null)
    {
        using MiniEnv env = Make(text);
        return Histories.Revisions(env.Prefix, problems);
    }

    private static MiniEnv Make(string text)
    {
        MiniEnv env = new();
        env.Write("conda-meta/history", text);
        return env;
    }
}
