using CondaEnv.Specs.Pep508;
using Xunit;

namespace CondaEnv.Tests.Specs.Pep508;

public sealed class Pep508RequirementTests
{
    [Fact]
    public void A_requirement_is_of_a_length_that_a_person_writes()
    {
        Assert.True(Pep508Requirement.TryParse("a[" + new string('x', 8000) + "]", out _));
        Assert.Contains("at most 8192 are read", Assert.Throws<CondaEnvException>(static () => Pep508Requirement.Parse("a[" + new string('x', 8190) + "]")).Message);
    }

    [Theory]
    [InlineData("A", "A")]
    [InlineData(" A.B-C_D ", "A.B-C_D")]
    [InlineData("name>=1, <2", "name<2,>=1")]
    [InlineData("name (>=1,<2)", "name<2,>=1")]
    [InlineData("name (>=1,)", "name>=1")]
    [InlineData("name ()", "name")]
    [InlineData("name [b , a] ~= 1.4.2", "name[a,b]~=1.4.2")]
    [InlineData("name[]", "name")]
    [InlineData("name===any_text/here", "name===any_text/here")]
    [InlineData("name@http://foo.com", "name @ http://foo.com")]
    [InlineData("name [q]@ file:///x ; os_name=='nt'", "name[q] @ file:///x ; os_name == \"nt\"")]
    [InlineData("name==1.0.*; python_version<'2.7' and platform.version != \"2\"", "name==1.0.*; python_version < \"2.7\" and platform_version != \"2\"")]
    [InlineData("n; (os_name=='a' or os_name=='b') and extra == 'c'", "n; (os_name == \"a\" or os_name == \"b\") and extra == \"c\"")]
    [InlineData("n; ((os_name=='a')) or (os_name=='b' and '3' in extra)", "n; os_name == \"a\" or os_name == \"b\" and \"3\" in extra")]
    [InlineData("n; extra == 'c' and (os_name=='a' or os_name=='b')", "n; extra == \"c\" and (os_name == \"a\" or os_name == \"b\")")]
    [InlineData("n; (extra not  in 'x')", "n; extra not in \"x\"")]
    [InlineData("n; extra == 'say \"x\"'", "n; extra == 'say \"x\"'")]
    public void A_requirement_prints_canonically(string text, string printed)
    {
        Pep508Requirement requirement = Pep508Requirement.Parse(text);
        Assert.Equal(printed, requirement.ToString());
        Assert.Equal(printed, Pep508Requirement.Parse(printed).ToString());
    }

    [Fact]
    public void The_parts_of_a_requirement_can_be_had()
    {
        Pep508Requirement requirement = Pep508Requirement.Parse("Requests[security,socks] >= 2.8.1, == 2.8.* ; python_version < \"2.7\"");
        Assert.Equal("Requests", requirement.Name);
        Assert.Equal(["security", "socks"], requirement.Extras);
        Assert.Equal([">=2.8.1", "==2.8.*"], requirement.Specifier);
        Assert.Equal("python_version < \"2.7\"", requirement.Marker);
        Assert.Null(requirement.Url);
        Assert.Equal("git+https://h/x.git@v1", Pep508Requirement.Parse("x @ git+https://h/x.git@v1").Url);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("-e .", 0)]
    [InlineData("name-", 4)]
    [InlineData("name[a", 6)]
    [InlineData("name[a,]", 7)]
    [InlineData("name 1.0", 5)]
    [InlineData("name>=", 6)]
    [InlineData("name>=1,x", 8)]
    [InlineData("name>=1 <2", 8)]
    [InlineData("name (>=1", 9)]
    [InlineData("name @ ", 7)]
    [InlineData("name @ x y", 9)]
    [InlineData("name; ", 6)]
    [InlineData("name; os_nam == 'x'", 6)]
    [InlineData("name; os_name 'x'", 14)]
    [InlineData("name; os_name == 'x", 17)]
    [InlineData("name; (os_name == 'x'", 21)]
    [InlineData("name; os_name == 'x' extra", 21)]
    [InlineData("name # comment", 5)]
    public void What_is_no_requirement_is_refused_with_its_place(string text, int offset)
    {
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Pep508Requirement.Parse(text));
        Assert.Equal((CondaErrorKind.SpecInvalid, text, offset), (error.Kind, error.Target, error.Offset));
        Assert.False(Pep508Requirement.TryParse(text, out _));
    }

    [Fact]
    public void A_marker_that_is_nested_without_end_is_refused() =>
        Assert.Throws<CondaEnvException>(() => Pep508Requirement.Parse("a; " + new string('(', 100_000)));
}
