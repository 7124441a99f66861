using System.IO;
using System.Linq;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Text;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Csv;

/// <summary>What is written for a spreadsheet is text there, and reads back as it was.</summary>
public sealed class CsvRowsTests
{
    private static readonly Column<string>[] s_columns = [new("A", static s => s), new("B", static _ => "b")];

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\",\"x\")", "\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("'=1", "''=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("'a", "'a")]
    [InlineData("", "")]
    public void A_safe_cell_is_no_formula(string cell, string written) => Assert.Equal($"A,B\n{written},b\n", Text(cell, safe: true));

    [Theory]
    [InlineData("=1")]
    [InlineData("'=1")]
    [InlineData("''-1")]
    [InlineData("'a")]
    [InlineData("\r\n@x")]
    [InlineData("[\"=1\"]")]
    public void A_cell_reads_back_as_it_was(string cell)
    {
        foreach (bool safe in new[] { false, true })
        {
            using TempFolder folder = new();
            string path = folder.Write("a.csv", Text(cell, safe));
            Assert.Equal([cell, "b"], CsvReader.Read(SourceText.Read(path)).Last().Fields);
        }
    }

    [Fact]
    public void Without_the_option_a_formula_stays() => Assert.Equal("A,B\n=1,b\n", Text("=1", safe: false));

    private static string Text(string cell, bool safe)
    {
        StringWriter output = new();
        CsvRows.Write(output, [cell], s_columns, safe);
        return output.ToString();
    }
}
