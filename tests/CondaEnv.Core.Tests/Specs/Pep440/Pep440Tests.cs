using System.Linq;
using CondaEnv.Specs.Pep440;
using CondaEnv.Specs.Pep508;
using Xunit;

namespace CondaEnv.Tests.Specs.Pep440;

/// <summary>What the tables made by <c>packaging</c> do not ask, or where it is wrong.</summary>
public sealed class Pep440Tests
{
    /// <summary>The summary of permitted suffixes and relative ordering of the PEP.</summary>
    [Fact]
    public void The_order_of_the_PEP()
    {
        string[] sorted =
        [
            "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456",
            "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1!0.1",
        ];
        Assert.Equal(sorted, sorted.Reverse().Select(Pep440Version.Parse).Order().Select(static v => v.Text));
    }

    [Theory]

    // packaging says 1: it takes the suffix for a number of the release, and asks for 1.2.* and not for 1.*.
    [InlineData("~=1.2.c1", "1.3", true)]
    [InlineData("~=1.2.rev1", "1.3", true)]

    // packaging compares the normal form only, and fails on a text that is no version.
    [InlineData("===1.0-1", "1.0-1", true)]
    [InlineData("===1.0.post1", "1.0-1", true)]
    [InlineData("===2004Dec", "2004dec", true)]
    [InlineData("===2004d", "2004e", false)]
    [InlineData("!=1.0", "2004d", false)]
    [InlineData("", "2004d", true)]
    public void Specifiers(string specifier, string version, bool matches)
    {
        Assert.True(Pep440Specifier.TryParse(specifier, out Pep440Specifier? parsed));
        Assert.Equal(matches, parsed.Matches(version));
    }

    [Theory]
    [InlineData("x==1.2", "1.2")]
    [InlineData("x===abc", "abc")]
    [InlineData("x==1.2.*", null)]
    [InlineData("x==1.2,!=1.3", null)]
    [InlineData("x", null)]
    public void The_one_version(string requirement, string? version) => Assert.Equal(version, Pep508Requirement.Parse(requirement).Versions!.ExactVersion);

    [Fact]
    public void A_clause_that_is_none_of_the_PEP_gives_no_specifier() => Assert.Null(Pep508Requirement.Parse("x>=2004d").Versions);

    [Theory]

    // packaging fails where only the right side is a version: this compares texts, as the PEP says.
    [InlineData("platform_release >= '5.4'", false)]
    [InlineData("'5.4' >= platform_release", true)]
    [InlineData("sys_platform ~= 'linux'", false)]
    [InlineData("'a' == 'a'", true)]
    [InlineData("os.name == 'posix' and python_implementation == 'CPython'", true)]
    [InlineData("'all-x' in extras", true)]
    [InlineData("'all_X' in extras", true)]
    [InlineData("'other' not in extras", true)]
    [InlineData("python_full_version >= '3.12'", true)]
    public void Markers(string marker, bool holds) =>
        Assert.Equal(holds, Pep508Requirement.Parse("x; " + marker).Condition!.Holds(new MarkerEnvironment("linux-64", "3.12.8"), "all_x"));

    [Theory]
    [InlineData("x", "", true)]
    [InlineData("x; extra == 'a'", "", false)]
    [InlineData("x; extra == 'a'", "b A", true)]
    [InlineData("x; extra == 'a' and os_name == 'nt'", "a", false)]
    public void Requirements_apply_for_extras(string requirement, string extras, bool applies) =>
        Assert.Equal(applies, Pep508Requirement.Parse(requirement).Applies(new MarkerEnvironment("linux-64", "3.12.8"), extras.Split(' ')));
}
