using System.Linq;
using CondaEnv.Packages.Trees;
using Xunit;

namespace CondaEnv.Tests.Packages.Trees;

public sealed class DependencyQueryTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Reverse Depth All IncludeOptional As", "")]
    [InlineData("Leaf As", "")]
    [InlineData("Leaf Cycle", "-Leaf and -Cycle cannot be combined.")]
    [InlineData("Cycle Summary", "-Cycle and -Summary cannot be combined.")]
    [InlineData("Leaf Reverse", "-Leaf and -Reverse cannot be combined.")]
    [InlineData("Cycle Depth", "-Cycle and -Depth cannot be combined.")]
    [InlineData("Summary All IncludeOptional", "-Summary and -All cannot be combined. -Summary and -IncludeOptional cannot be combined.")]
    [InlineData("Summary As", "-Summary and -As cannot be combined.")]
    [InlineData("Negative", "-Depth takes 0 or a larger number, not -1.")]
    public void What_does_not_go_together_is_told(string given, string expected)
    {
        string[] words = given.Split(' ');
        DependencyQuery query = new()
        {
            Reverse = words.Contains("Reverse"),
            Depth = words.Contains("Depth") ? 2 : words.Contains("Negative") ? -1 : null,
            All = words.Contains("All"),
            IncludeOptional = words.Contains("IncludeOptional"),
            Leaf = words.Contains("Leaf"),
            Cycle = words.Contains("Cycle"),
            Summary = words.Contains("Summary"),
            As = words.Contains("As") ? DependencyFormat.Dot : null,
        };
        Assert.Equal(expected, string.Join(" ", query.Problems(static (option, value) => $"-{option}{(value is null ? "" : " " + value)}")));
    }
}
