using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Trees;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Packages.Trees;

public sealed class TreeFormatTests
{
    private const string Evil = "a\u001b[31m\"b\\n&lt;`*\u202e\nc";

    [Fact]
    public void Dot_names_each_package_and_each_dependency_once() => Assert.Equal(
        """
        digraph dependencies {
          rankdir=LR;
          node [shape=box];
          p0 [label="app\n1.0", style="bold"];
          p1 [label="lib\n1.0"];
          p2 [label="gone", style="dashed"];
          p3 [label="tool\n1.0", style="rounded"];
          p0 -> p1 [label=">=1"];
          p1 -> p0;
          p1 -> p2 [label="<2", color=red];
          p3 -> p1 [label="; extra == \"x\"", style=dashed];
        }

        """.ReplaceLineEndings("\n"),
        TreeFormats.Write(Sample(), DependencyFormat.Dot));

    [Fact]
    public void Mermaid_names_each_package_and_each_dependency_once() => Assert.Equal(
        """
        flowchart LR
          classDef requested stroke-width:3px
          p0["app 1.0"]:::requested
          p1["lib 1.0"]
          p2["gone"]
          p3("tool 1.0")
          p0 -->|"#gt;=1"| p1
          p1 --> p0
          p1 --x|"#lt;2"| p2
          p3 -.->|"; extra == #quot;x#quot;"| p1

        """.ReplaceLineEndings("\n"),
        TreeFormats.Write(Sample(), DependencyFormat.Mermaid));

    /// <summary>An arrow leads from a package to what it needs, whichever way the tree goes.</summary>
    [Theory]
    [InlineData(DependencyFormat.Dot, "  p1 -> p0 [label=\">=1\"];\n")]
    [InlineData(DependencyFormat.Mermaid, "  p1 -->|\"#gt;=1\"| p0\n")]
    public void Arrows_lead_to_what_is_needed_in_a_reverse_tree_too(DependencyFormat format, string arrow)
    {
        DependencyTree tree = new(new PackageGraph([Conda("app", depends: ["lib >=1"]), Conda("lib")]), new("e", "", ""));
        Assert.Contains(arrow, TreeFormats.Write(tree.Rows(new() { Reverse = true }, [1]), format), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_every_property()
    {
        using JsonDocument json = JsonDocument.Parse(TreeFormats.Write(Sample(), DependencyFormat.Json));
        Assert.Equal(Sample().Count, json.RootElement.GetArrayLength());
        Assert.Equal(typeof(CondaPackageDependency).GetProperties().Select(static p => p.Name), json.RootElement[0].EnumerateObject().Select(static p => p.Name));
        Assert.Equal(["", "└─ ", "   ├─ ", "   └─ ", "", "└─ "], json.RootElement.EnumerateArray().Select(static r => r.GetProperty("Branch").GetString()!));
    }

    /// <summary>Names and requirements are other people's data.</summary>
    [Theory]
    [InlineData(DependencyFormat.Text, "a?[31m\"b\\n&lt;`*??c 1.0\n└─ d [>=?] (unmet)\n")]
    [InlineData(DependencyFormat.Dot, "[label=\"a?[31m\\\"b\\\\n&amp;lt;`*??c\\n1.0\"]")]
    [InlineData(DependencyFormat.Mermaid, "p0[\"a?[31m#quot;b\\n#amp;lt;#96;#42;??c 1.0\"]\n")]
    public void No_name_breaks_out_of_a_text(DependencyFormat format, string expected) =>
        Assert.Contains(expected, TreeFormats.Write(new DependencyTree(new PackageGraph([Conda(Evil, depends: ["d >=\u0007"])]), new("e", "", "")).Rows(new(), null), format), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("numpy >=1.20", "numpy", ">=1.20")]
    [InlineData("numpy", "numpy", null)]
    [InlineData("Ruamel_YAML>=0.17", "ruamel.yaml", ">=0.17")]
    [InlineData("numpy-base >=1", "numpy", "numpy-base >=1")]
    [InlineData("conda-forge::numpy >=1", "numpy", "conda-forge::numpy >=1")]
    [InlineData("server[fast]; extra == 'x'", "server", "[fast]; extra == 'x'")]
    [InlineData(null, "a", null)]
    public void The_name_is_left_out_of_a_constraint(string? requirement, string name, string? expected) => Assert.Equal(expected, CondaPackageDependency.ConstraintOf(requirement, name));

    [Theory]
    [InlineData("│  ├─ ", "short", 20, "│  ├─ short")]
    [InlineData("│  ├─ ", "a-package-of-a-long-name", 20, "│  ├─ a-package-of-|│  │  a-long-name")]
    [InlineData("│  └─ ", "a-package-of-a-long-name", 20, "│  └─ a-package-of-|│     a-long-name")]
    [InlineData("│  │  │  │  │  │  └─ ", "package", 18, "│  └─ package")]
    [InlineData("", "a-package-of-a-long-name", 13, "a-package-of-|a-long-name")]
    public void A_name_is_wrapped_beside_its_lines(string branch, string name, int width, string expected)
    {
        string text = TreeText.Fit(branch, name, width, ColumnText.Wrap).Replace("\n", "|");
        Assert.Equal(expected, text);
        Assert.All(text.Split('|'), line => Assert.True(line.Length <= width));
    }

    [Fact]
    public void Lines_have_a_form_in_ascii() => Assert.Equal("|  |-    `- a", TreeText.InAscii("│  ├─    └─ a"));

    private static IReadOnlyList<CondaPackageDependency> Sample()
    {
        CondaPackage app = Conda("app", depends: ["lib >=1"]);
        app.Requested = true;
        return new DependencyTree(new PackageGraph([app, Conda("lib", depends: ["app", "gone <2"]), Pip("tool", requires: ["lib; extra == \"x\""])]), new("e", "", "")).Rows(new(), null);
    }
}
