using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Prefixes.History;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Prefixes.History;

public sealed class HistoryParserTests
{
    [Theory]
    [InlineData("['python=3.12', 'numpy']", "python=3.12", "numpy")]
    [InlineData("[\"a[version='>=1,<2']\", 'b']", "a[version='>=1,<2']", "b")]
    [InlineData("[\"b[version=\\\">=1\\\"]\"]", "b[version=\">=1\"]")]
    [InlineData("[u'a', r'b', ]", "a", "b")]
    [InlineData("['a' 'b']", "ab")]
    [InlineData("['it\\'s', '\\x41\\u00e9']", "it's", "Aé")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("param >=1.5.1,<2.0", "param >=1.5.1,<2.0")]
    [InlineData("python>=3.5.1,jupyter >=1.0.0,<2.0,matplotlib", "python>=3.5.1", "jupyter >=1.0.0,<2.0", "matplotlib")]
    [InlineData("['mkl@', 'numpy']", "numpy")]
    [InlineData("['a' 'b' 'c', 'd', 'e' 'f']", "abc", "d", "ef")]
    [InlineData("python,>=3,<4", "python,>=3,<4")]
    [InlineData(">=3,python", ">=3", "python")]
    public void Lists_of_specs_in_every_form(string text, params string[] expected)
    {
        Assert.True(SpecList.TryParse(text, 0, text.Length, out List<string> specs));
        Assert.Equal(expected, specs);
    }

    /// <summary>A file that was overwritten is not an environment in which nothing was requested.</summary>
    [Theory]
    [InlineData("\0\0\0\0", "null characters", 1)]
    [InlineData("==> 2026-01-01 10:00:00 <==\n# update specs: ['a']\n\0\0\n", "null characters", 3)]
    [InlineData("total garbage\nno headers\n", "no revision", 1)]
    [InlineData("# update specs: ['a']\n", "no revision", 1)]
    [InlineData("", null, 0)]
    [InlineData(" \n\n", null, 0)]
    [InlineData("==> 2026-01-01 10:00:00 <==\n", null, 0)]
    public void A_damaged_history_is_said_once(string text, string? problem, int line)
    {
        List<CondaEnvException> problems = [];
        HistoryParser.Parse(text, "history", problems.Add);
        Assert.Equal(problem is null ? [] : [(CondaErrorKind.HistoryInvalid, (int?)line)], problems.Select(static p => (p.Kind, (int?)p.Line)));
        Assert.All(problems, p => Assert.Contains(problem!, p.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("['a', b]", "a")]
    [InlineData("['a', 'b", "a")]
    [InlineData("['a'] x", "a")]
    [InlineData("['a' 'b', 'c' 'd' x", "ab", "cd")]
    [InlineData("numpy[version='>=1,<2'],foo", "numpy[version='>=1,<2']", "foo")]
    public void What_makes_conda_fail_is_read_all_the_same_and_said(string text, params string[] expected)
    {
        Assert.False(SpecList.TryParse(text, 0, text.Length, out List<string> specs));
        Assert.Equal(expected, specs);
    }

    [Fact]
    public void The_map_is_folded_as_conda_folds_it()
    {
        const string Text = """
            # update specs: ['before-any-header']
            ==> 2020-01-01 00:00:00 <==
            # cmd: conda create -n x python=3.8 numpy scipy
            +defaults/linux-64::python-3.8.1-0
            # update specs: ['python=3.8', 'numpy', 'scipy']
            ==> 2020-01-02 00:00:00 <==
            # cmd: conda install numpy=1.20
            # update specs: ['first-of-two']
            # update specs: ['numpy=1.20']
            ==> 2020-01-03 00:00:00 <==
            # update specs: ['no-command']
            ==> 2020-01-04 00:00:00 <==
            ==> 2020-01-05 00:00:00 <==
            # cmd: conda remove scipy
            # remove specs: ['scipy']
            ==> 2020-01-06 00:00:00 <==
            # cmd: conda install scipy
            # neutered specs: ['python']
            # update specs: ['scipy']
            """;
        Assert.Equal(["python", "numpy=1.20", "scipy"], Fold(Text, out List<CondaEnvException> problems));
        Assert.Empty(problems);
    }

    [Fact]
    public void A_spec_that_does_not_parse_is_one_error_and_the_rest_holds()
    {
        Assert.Equal(["zlib"], Fold("==> 2020 <==\n# cmd: x\n# update specs: ['numpy==', 'zlib']\n", out List<CondaEnvException> problems));
        CondaEnvException problem = Assert.Single(problems);
        Assert.Equal(CondaErrorKind.HistoryInvalid, problem.Kind);
        Assert.Contains("numpy==", problem.Message);
    }

    [Fact]
    public void Credentials_in_a_bad_spec_are_not_repeated()
    {
        Fold("==> 2020 <==\n# cmd: x\n# update specs: ['https://me:s3cret@host/t/tk-123/c::numpy==']\n", out List<CondaEnvException> problems);
        Assert.DoesNotContain("s3cret", Assert.Single(problems).Message);
        Assert.DoesNotContain("tk-123", problems[0].Message);
    }

    [Fact]
    public void No_text_makes_anything_but_a_named_error() =>
        Fuzz.Check(FuzzTexts.HistorySpecs, 20_000, static text =>
        {
            Fold(text.Text, out List<CondaEnvException> problems);
            Assert.All(problems, static p => Assert.Equal(CondaErrorKind.HistoryInvalid, p.Kind));
        });

    private static string[] Fold(string text, out List<CondaEnvException> problems)
    {
        problems = [];
        IReadOnlyList<HistoryBlock> blocks = HistoryParser.Parse(text, "history", problems.Add);
        return [.. RequestedSpecFolder.Fold(blocks, "history", ChannelConfiguration.Default, problems.Add).Select(static e => e.Value.ToString())];
    }
}
