using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Source;
using CondaEnv.Prefixes;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats.CondaLock;

/// <summary>conda-lock.yml against the rules of CEP 37, by a validator that is not ours.</summary>
public sealed class CondaLockSchemaTests
{
    private const string Schema = "conda-lock.schema.json";

    [Fact]
    public void The_files_of_all_environments_fit()
    {
        string fixtures = Path.Combine(Fixtures.Root, "envs");
        IEnumerable<string> prefixes = Directory.GetDirectories(fixtures)
            .Concat(Oracle.Root is null ? [] : Directory.GetDirectories(Path.Combine(Oracle.Root, "envs")))
            .Where(static p => Directory.Exists(Path.Combine(p, "conda-meta")));
        Dictionary<string, object?> documents = [];
        foreach (string prefix in prefixes)
        {
            documents[prefix] = Document(MiniEnv.Read(prefix));
        }

        Assert.True(documents.Count > 4);
        Assert.Equal([], SchemaCheck.Run(Schema, documents).Select(static w => $"{w.Key}: {string.Join("; ", w.Value)}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{documents.Count} files fit the schema.");
    }

    /// <summary>A schema that lets everything pass would be no test.</summary>
    [Fact]
    public void What_does_not_fit_is_found()
    {
        (string Wrong, string Message, Func<string, string> Break)[] faults =
        [
            ("version", "/version", static t => t.Replace("version: 1\n", "version: 2\n", StringComparison.Ordinal)),
            ("key", "/metadata/more", static t => t.Replace("  platforms:", "  more: 1\n  platforms:", StringComparison.Ordinal)),
            ("hash", "/package/0/hash/md5", static t => t.Replace("md5: 0", "md5: X", StringComparison.Ordinal)),
            ("number", "/package/0/version", static t => t.Replace("version: '1.0'", "version: 1.0", StringComparison.Ordinal)),
            ("optional", "/package/0/optional", static t => t.Replace("optional: false", "optional: 'false'", StringComparison.Ordinal)),
            ("platform", "/package/0/platform", static t => t.Replace("    platform: linux-64", "    platform: noarch", StringComparison.Ordinal)),
            ("url", "/package/0", static t => t.Replace("    url:", "    link:", StringComparison.Ordinal)),
        ];
        string right = EnvironmentExporter.Export(
            Environments.Of([Environments.Conda("a", md5: "0123456789abcdef0123456789abcdef")]), new ExportOptions { Format = ExportFormat.CondaLock }).Text;
        IReadOnlyDictionary<string, string[]> wrong = SchemaCheck.Run(
            Schema, faults.ToDictionary(static f => f.Wrong, f => YamlTree.Parse(f.Break(right)).ToPlain()).Append(new("right", YamlTree.Parse(right).ToPlain())).ToDictionary());
        Assert.All(faults, f => Assert.Contains(wrong[f.Wrong], m => m.StartsWith(f.Message + ":", StringComparison.Ordinal)));
        Assert.Equal(faults.Length, wrong.Count);
    }

    private static object? Document(EnvironmentContents contents) =>
        YamlTree.Parse(EnvironmentExporter.Export(contents, new ExportOptions { Format = ExportFormat.CondaLock }).Text).ToPlain();
}
