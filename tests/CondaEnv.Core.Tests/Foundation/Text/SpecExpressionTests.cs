using System;
using System.Linq;
using System.Threading.Tasks;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;
using Xunit;

namespace CondaEnv.Tests.Foundation.Text;

public sealed class SpecExpressionTests
{
    private const string Slow = "^(?=.)(((((x+)+)+)+)|.*)*Q$";

    [Theory]
    [InlineData("^(.*)*(.*)*(.*)*(.*)*(.*)*Q$")]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a{0,100}){0,100}$")]
    public void An_expression_that_backtracks_for_ever_ends(string pattern)
    {
        Assert.True(SpecExpression.TryParse(pattern, out SpecExpression? expression));
        string text = new string('a', 5000) + "!";
        for (int i = 0; i < 20; i++)
        {
            try
            {
                Assert.False(expression.IsMatch(text));
            }
            catch (CondaEnvException e)
            {
                // A framework without linear matching.
                Assert.Equal(CondaErrorKind.SpecInvalid, e.Kind);
            }
        }
    }

    /// <summary>A time-out is never "no match", and all of a run share one budget.</summary>
    [Fact]
    public async Task What_takes_too_long_is_an_error_that_names_the_spec()
    {
        await Task.Run(
            () =>
            {
                MatchBudget.Begin();
                string text = new('x', 100);
                SpecExpression[] all = [.. Enumerable.Range(0, 500).Select(static i => SpecExpression.TryParse(Slow.Replace("Q", "Q" + i), out SpecExpression? e) ? e : null!)];
                foreach (SpecExpression expression in all)
                {
                    CondaEnvException error = Assert.Throws<CondaEnvException>(() => expression.IsMatch(text));
                    Assert.Equal(CondaErrorKind.SpecInvalid, error.Kind);
                    Assert.Contains("^(?=.)", error.Message, StringComparison.Ordinal);
                }

                Assert.True(MatchBudget.Current!.IsSpent);
                MatchBudget.Begin();
                Assert.True(SpecExpression.TryParse("^(?=a)a$", out SpecExpression? quick));
                Assert.True(quick.IsMatch("a"));
            },
            TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_spec_is_of_a_length_that_a_person_writes()
    {
        string text = "a " + string.Join("|", Enumerable.Repeat("1", 5000));
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => MatchSpec.Parse(text));
        Assert.Contains("it has 10001 characters, and at most 8192 are read", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 400);
        Assert.False(VersionSpec.TryParse(text, out _));
        Assert.True(MatchSpec.TryParse("a " + string.Join("|", Enumerable.Repeat("1", 4000)), null, out _));
    }
}
