using System.Linq;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Versions;
using Xunit;

namespace CondaEnv.Tests.Specs.Versions;

public sealed class VersionSpecTests
{
    [Theory]
    [InlineData("*", "*", false)]
    [InlineData(" 1.0 ", "1.0", true)]
    [InlineData("==1.0", "==1.0", true)]
    [InlineData("=1.0", "=1.0", false)]
    [InlineData("1.0*", "1.0.*", false)]
    [InlineData("1.0.*", "1.0.*", false)]
    [InlineData("**", "*.*", false)]
    [InlineData(">=1 , < 2", null, false)]
    [InlineData(">=1 , <2 | 3", ">=1,<2|3", false)]
    [InlineData("(1|2),>0", "1|2,>0", false)]
    [InlineData("((1.5|((1.6|1.7), 1.8), 1.9 |2.0))|2.1", "1.5|1.6|1.7,1.8,1.9|2.0|2.1", false)]
    [InlineData("((1.0))", "1.0", true)]
    [InlineData("(1)(2)", "1", true)]
    [InlineData("^1,2.*$|3", "^1,2.*$|3", false)]
    [InlineData("1.*.2", "1.*.2", false)]
    [InlineData("a@b", "a@b", true)]
    [InlineData("!=1.0.*", "!=1.0.*", false)]
    public void A_version_spec_prints_as_conda_prints_it(string text, string? printed, bool exact)
    {
        Assert.Equal(printed is not null, VersionSpec.TryParse(text, out VersionSpec? spec));
        Assert.Equal((printed, exact), (spec?.ToString(), spec?.IsExact ?? false));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(">=", 0)]
    [InlineData("1.0,>=", 4)]
    [InlineData(">=1, <>2", 5)]
    [InlineData("1.0)", 3)]
    [InlineData("(1.0", 4)]
    [InlineData("1.0,,2", 4)]
    [InlineData("1.0|", 4)]
    [InlineData("()", 0)]
    [InlineData("~=1.0.*", 5)]
    [InlineData("^1.0", 0)]
    [InlineData("2|^1(.0$", 2)]
    [InlineData("^1$|^1|^1", 4)]
    [InlineData("^*$", 0)]
    [InlineData(">=1.0,<2;0", 8)]
    [InlineData("1.[*.1", 0)]
    public void What_is_no_version_spec_is_refused_with_its_place(string text, int offset)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => VersionSpec.Parse(text));
        Assert.Equal((CondaErrorKind.SpecInvalid, text, offset), (error.Kind, error.Target, error.Offset));
    }

    [Fact]
    public void The_tree_is_what_the_text_says()
    {
        VersionSpec spec = VersionSpec.Parse("(1.*|!=2.*),>=1!3");
        Assert.Equal((VersionSpecKind.All, 2), (spec.Kind, spec.Terms.Count));
        Assert.Equal(VersionSpecKind.AnyOf, spec.Terms[0].Kind);
        Assert.Equal([VersionRelation.StartsWith, VersionRelation.NotStartsWith], spec.Terms[0].Terms.Select(static t => t.Relation));
        Assert.Equal(["1", "2"], spec.Terms[0].Terms.Select(static t => t.Version!.Text));
        Assert.Equal((VersionRelation.GreaterOrEqual, "1!3"), (spec.Terms[1].Relation, spec.Terms[1].Version!.Text));
    }

    [Fact]
    public void A_spec_that_is_nested_without_end_is_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("1|(2,(", 900)) + "3" + new string(')', 1800);
        Assert.Throws<CondaEnvException>(() => VersionSpec.Parse(deep));
        Assert.Equal(4001, VersionSpec.Parse("1" + string.Concat(Enumerable.Repeat("|1", 4000))).Terms.Count);
    }

    [Theory]
    [InlineData("^a++b$", "^a+b$")]
    [InlineData("^a{,3}$", "^a{0,3}$")]
    [InlineData("^(?P<x>a)(?P=x)$", "^(?<x>a)\\k<x>$")]
    [InlineData("^[a-z-[aeiou]]$", "^[a-z-\\[aeiou]]$")]
    [InlineData("^a\\_b\\Z$", "^a_b\\z$")]
    [InlineData("^(?:a|b)*?$", "^(?:a|b)*?$")]
    [InlineData("^[\\_\\d]$", "^[_\\d]$")]
    [InlineData("^(?i)a$", null)]
    [InlineData("^a**$", null)]
    [InlineData("^*a$", null)]
    [InlineData("^(|*a)$", null)]
    [InlineData("^(?<x>a)$", null)]
    [InlineData("^\\y$", null)]
    [InlineData("^(a$", null)]
    [InlineData("^[a$", null)]
    public void Regular_expressions_mean_what_they_mean_in_Python(string python, string? dotNet)
    {
        Assert.Equal(dotNet is not null, SpecExpression.TryParse(python, out _));
        if (dotNet is not null)
        {
            Assert.Equal(dotNet, PythonRegex.Rewrite(python));
        }
    }
}
