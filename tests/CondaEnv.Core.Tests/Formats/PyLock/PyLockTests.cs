using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;
using Xunit;
using static CondaEnv.Tests.Support.Environments;

namespace CondaEnv.Tests.Formats.PyLock;

public sealed class PyLockTests
{
    private static readonly ExportOptions s_options = new() { Format = ExportFormat.PyLock };

    [Fact]
    public void The_text()
    {
        ExportText text = EnvironmentExporter.Export(
            Of([
                Conda("python"),
                PipFrom("A_.b", """{"url":"https://h/a-1.0-py3-none-any.whl","archive_info":{"hash":"sha256=aa","hashes":{"sha256":"aa","md5":"bb"}}}"""),
                PipFrom("edit", """{"url":"file:///src/e%20f","dir_info":{"editable":true}}"""),
                PipFrom("file", """{"url":"file:///w/file-1.0.whl","archive_info":{"hashes":{"sha256":"cc"}}}"""),
                PipFrom("git", """{"url":"https://h/r.git","vcs_info":{"vcs":"git","requested_revision":"main","commit_id":"c8fc"},"subdirectory":"sub"}"""),
                PipFrom("nohash", """{"url":"https://h/nohash-1.0.whl","archive_info":{}}"""),
                Pip("index-only"),
            ]),
            s_options);
        Assert.Equal(
            """
            lock-version = "1.0"
            created-by = "PRODUCT"

            [[packages]]
            name = "a-b"
            version = "1.0"

            [packages.archive]
            url = "https://h/a-1.0-py3-none-any.whl"
            hashes = { sha256 = "aa", md5 = "bb" }

            [[packages]]
            name = "edit"

            [packages.directory]
            path = "/src/e f"
            editable = true

            [[packages]]
            name = "file"
            version = "1.0"

            [packages.archive]
            path = "/w/file-1.0.whl"
            hashes = { sha256 = "cc" }

            [[packages]]
            name = "git"
            version = "1.0"

            [packages.vcs]
            type = "git"
            url = "https://h/r.git"
            requested-revision = "main"
            commit-id = "c8fc"
            subdirectory = "sub"

            """,
            text.Text.Replace(Product.NameAndVersion, "PRODUCT", System.StringComparison.Ordinal));
        Assert.Equal(
            ["CondaPackagesOmitted  Information", "EditableInstall edit Warning", "LocalInstall file Warning", "ArtifactUnknown index-only Error", "HashMissing nohash Error"],
            text.Losses.Select(static l => $"{l.Code} {l.Package} {l.Severity}"));
        Assert.Equal((0, 4), (text.PackageCount, text.PipPackageCount));
    }

    [Fact]
    public void Without_a_package_there_is_an_empty_list() =>
        Assert.EndsWith("\npackages = []\n", EnvironmentExporter.Export(Of([Pip("index-only")]), s_options).Text);

    [Theory]
    [InlineData(">=3.8, !=3.9.*", true)]
    [InlineData(">=3.8.*", false)]
    [InlineData("3.8", false)]
    [InlineData("", false)]
    [InlineData("[x]>=3.8", false)]
    [InlineData(">=3.8; x", false)]
    public void Requires_python_is_written_where_readers_can_read_it(string python, bool written)
    {
        DirectUrl direct = DirectUrl.Parse("""{"url":"file:///src/e","dir_info":{}}"""u8.ToArray());
        Assert.Equal(written, EnvironmentExporter.Export(Of([Pip("a", direct: direct, requiresPython: python)]), s_options).Text.Contains("requires-python", System.StringComparison.Ordinal));
    }
}
