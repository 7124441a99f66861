using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Schema;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Snapshots;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Packages.Schema;

/// <summary>What a schema writes comes back from it, property by property: a new property is covered by its line in the schema.</summary>
public sealed class RowSchemaTests : IDisposable
{
    private readonly RecordedMachine _machine = new();

    public static TheoryData<string> Types => [.. Names().Keys.Select(static type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_schema_names_every_property(string type)
    {
        KeyValuePair<Type, string[]> row = Names().Single(pair => pair.Key.Name == type);
        Assert.Equal(row.Key.GetProperties().Select(static p => p.Name).Order(StringComparer.Ordinal), row.Value.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_property_of_a_package_is_read_back() => Assert.All(CondaPackage.Schema.All, static field => Assert.NotNull(field.Set));

    [Fact]
    public void Shipped_environments_come_back() => Assert.True(Check(Path.Combine(Fixtures.Root, "envs"), Fixtures.Envs, onlyHealthy: false) > 300);

    [Fact]
    public void Every_healthy_environment_of_the_oracle_comes_back()
    {
        string root = Path.Combine(Oracle.Require(), "envs");
        Assert.True(Check(root, Directory.EnumerateDirectories(root).Where(static p => Directory.Exists(Path.Combine(p, "conda-meta"))), onlyHealthy: true) > 1500);
    }

    [Fact]
    public void Any_content_of_a_property_comes_back()
    {
        string[] texts = ["x; extra == \"python\"", "a, b", "\"", "'", "[1, 2]", "{\"Name\": 1}", "line\r\nline\nline", "", " ", "\\", "é😀\t\u0001", "null", "a==1=b", "=1+1", "true", "2026-01-31T12:00:00Z"];
        DateTime time = new DateTime(2024, 7, 1, 12, 34, 3, DateTimeKind.Utc).AddMilliseconds(45);
        foreach (string text in texts)
        {
            string? value = text.Length == 0 ? null : text;
            CondaPackage inner = Full(value, texts, time);
            CondaPackage package = Full(value, texts, time);
            package.Replaces = inner;
            foreach (CondaPackage back in (CondaPackage[])[OfCsv([package])[0], OfJson(package), OfJsonFile([package])[0]])
            {
                AssertSame(package, back, text);
                Assert.Equal(texts, back.Requires);
                Assert.Equal(time, back.Replaces!.Timestamp?.ToUniversalTime());
            }
        }
    }

    [Fact]
    public void A_list_is_known_from_none()
    {
        CondaPackage none = Environments.Conda("one");
        Assert.Null(OfCsv([none])[0].RequiredBy);
        Assert.Null(OfJson(none).RequiredBy);
        CondaPackage empty = Environments.Conda("one");
        empty.RequiredBySource = static _ => [];
        Assert.Equal([], OfCsv([empty])[0].RequiredBy);
        Assert.Equal("[]", empty.RequiredBy!.ToString());
        Assert.Equal("[\"a; b\", \"c\\\"\"]", ValueList<string>.Of(["a; b", "c\""]).ToString());
    }

    [Theory]
    [InlineData("python==3.12.13=h0_0", "python 3.12.13 h0_0 Conda")]
    [InlineData("idna==3.10", "idna 3.10  Pip")]
    public void A_package_inside_a_row_is_told_by_its_text(string text, string expected)
    {
        CondaPackage package = CondaPackage.Read(name => name switch { "Name" => "a", "Version" => "1", "Replaces" => text, _ => null })!;
        Assert.Equal(expected, $"{package.Replaces!.Name} {package.Replaces.Version} {package.Replaces.Build} {package.Replaces.Manager}");
        Assert.Equal(text, package.Replaces.ToString());
    }

    [Theory]
    [InlineData("BuildNumber", "x", "'BuildNumber' must be a whole number, but is 'x'")]
    [InlineData("Size", "1.5", "'Size' must be a whole number, but is '1.5'")]
    [InlineData("Editable", "yes", "'Editable' must be true or false, but is 'yes'")]
    [InlineData("Timestamp", "yesterday", "'Timestamp' must be a time such as 2026-01-31T12:00:00Z, but is 'yesterday'")]
    [InlineData("Depends", "python >=3; pip", "'Depends' must be a JSON array of strings, but is 'python >=3; pip'")]
    [InlineData("Depends", "[1, [2]]", "'Depends' must be a JSON array of strings, but is '[1, [2]]'")]
    [InlineData("Depends", "[\"a\"", "'Depends' must be a JSON array of strings, but is '[\"a\"'")]
    [InlineData("Manager", "npm", "'Manager' must be one of the known names, but is 'npm'")]
    [InlineData("Manager", "7", "'Manager' must be one of the known names, but is '7'")]
    [InlineData("Replaces", "other", "'Replaces' must be a JSON object, but is 'other'")]
    [InlineData("Depends", "https://me:secret@host/x", "'Depends' must be a JSON array of strings, but is 'https://host/x'")]
    public void A_value_of_another_kind_is_named(string property, string value, string expected)
    {
        List<string> problems = [];
        Assert.NotNull(CondaPackage.Read(name => name switch { "Name" => "a", "Version" => "1", _ => name == property ? value : null }, problems.Add));
        Assert.Equal([expected], problems);

        // In a record it is an error, with its line.
        CondaEnvRecord record = _machine.Record(_machine.Env("envs/one"));
        string path = Path.Combine(record.Path, "packages.csv");
        string[] lines = File.ReadAllLines(path);
        int column = Array.IndexOf(lines[0].Split(','), property);
        string quoted = "\"" + value.Replace("\"", "\"\"") + "\"";
        File.WriteAllText(path, lines[0] + "\n" + string.Join(",", lines[0].Split(',').Select((name, i) => i == column ? quoted : name is "Name" or "Version" ? "1" : "")) + "\n");
        CondaEnvException error = Assert.Throws<CondaEnvException>(() => Reader(static _ => { }).Read(record.Path));
        Assert.Equal((CondaErrorKind.FileInvalid, 2), (error.Kind, error.Line));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _machine.Dispose();

    private static Dictionary<Type, string[]> Names() => new()
    {
        [typeof(CondaPackage)] = NamesOf(CondaPackage.Schema),
        [typeof(CondaEnvironment)] = NamesOf(CondaEnvironment.Schema),
        [typeof(CondaEnvRevision)] = NamesOf(CondaEnvRevision.Schema),
        [typeof(CondaEnvDifference)] = NamesOf(CondaEnvDifference.Schema),
        [typeof(CondaEnvComparison)] = NamesOf(CondaEnvComparison.Schema),
        [typeof(CondaEnvRecord)] = NamesOf(CondaEnvRecord.Schema),
        [typeof(ExportLoss)] = NamesOf(ExportLoss.Schema),
        [typeof(CondaEnvIssue)] = NamesOf(CondaEnvIssue.Schema),
        [typeof(CondaPackageDependency)] = NamesOf(CondaPackageDependency.Schema),
        [typeof(CondaDependencySummary)] = NamesOf(CondaDependencySummary.Schema),
        [typeof(CondaEnvMeasure)] = NamesOf(CondaEnvMeasure.Schema),
        [typeof(CondaEnvFileDependency)] = NamesOf(CondaEnvFileDependency.Schema),
    };

    private static string[] NamesOf<T>(RowSchema<T> schema) => [.. schema.All.Select(static field => field.Name)];

    private int Check(string root, IEnumerable<string> prefixes, bool onlyHealthy)
    {
        _machine.Set("CONDA_ENVS_DIRS", root);
        int problems = 0;
        EnvironmentService service = new(_machine.Machine.Machine(), static () => new YamlDotNetReader(), _ => problems++, static _ => { });
        int count = 0;
        foreach (string prefix in prefixes)
        {
            problems = 0;
            CondaPackage[] packages = [.. service.Read(service.Locate(prefix), CancellationToken.None).Packages];
            if (problems > 0 && onlyHealthy)
            {
                continue;
            }

            CondaEnvRecord record = _machine.Record(prefix, allowPartial: true);
            CondaPackage[] recorded = [.. Reader().Read(record.Path).Dependencies.Select(static d => d.Package!)];
            CondaPackage[] csv = OfCsv(packages);
            CondaPackage[] json = OfJsonFile(packages);
            Assert.Equal((packages.Length, packages.Length, packages.Length), (recorded.Length, csv.Length, json.Length));
            for (int i = 0; i < packages.Length; i++)
            {
                AssertSame(packages[i], recorded[i], prefix);
                AssertSame(packages[i], csv[i], prefix);
                AssertSame(packages[i], json[i], prefix);
                AssertSame(packages[i], OfJson(packages[i]), prefix);
                count++;
            }
        }

        return count;
    }

    private static EnvironmentFileReader Reader(Action<CondaEnvException>? report = null) => new(static () => new YamlDotNetReader(), ChannelConfiguration.Default, report ?? (static e => throw e));

    private static void AssertSame(CondaPackage expected, CondaPackage actual, string where)
    {
        foreach (Field<CondaPackage> field in CondaPackage.Schema.All)
        {
            Assert.Equal($"{where}: {expected}: {Text(field, expected)}", $"{where}: {expected}: {Text(field, actual)}");
        }
    }

    private static string Text(Field<CondaPackage> field, CondaPackage row)
    {
        JsonWriter json = new(isCompact: true);
        json.StartObject();
        field.Write(json, row, withNulls: true);
        json.EndObject();
        return json.ToString();
    }

    private static CondaPackage[] OfCsv(IReadOnlyList<CondaPackage> packages)
    {
        StringWriter csv = new();
        CsvRows.Write(csv, packages, CondaPackage.Schema.All);
        byte[] data = new UTF8Encoding(false).GetBytes(csv.ToString());
        string[][] rows = [.. CsvReader.Read(SourceText.Of("/packages.csv", data, data.Length)).Select(static row => row.Fields)];
        return [.. rows.Skip(1).Select(row => CondaPackage.Read(name => row[Array.IndexOf(rows[0], name)], static problem => throw new InvalidDataException(problem))!)];
    }

    private static CondaPackage OfJson(CondaPackage package)
    {
        JsonWriter json = new();
        CondaPackage.Schema.Write(json, package, withNulls: false);
        Assert.True(JsonValue.TryParse(json.ToString(), out object? value));
        Assert.True(FieldValue.TryMembers(value!, out Func<string, object?> members));
        return CondaPackage.Read(members, static problem => throw new InvalidDataException(problem))!;
    }

    /// <summary>What <c>condaenv packages --json</c> prints, imported as a file.</summary>
    private static CondaPackage[] OfJsonFile(IReadOnlyList<CondaPackage> packages)
    {
        JsonWriter json = new();
        json.StartArray();
        foreach (CondaPackage package in packages)
        {
            CondaPackage.Schema.Write(json, package, withNulls: true);
        }

        json.EndArray();
        byte[] data = new UTF8Encoding(false).GetBytes(json.ToString());
        return [.. Reader().Read(SourceText.Of("/packages.json", data, data.Length)).Dependencies.Select(static d => d.Package!)];
    }

    /// <summary>A package with every property set, by the schema itself.</summary>
    private static CondaPackage Full(string? text, string[] texts, DateTime time) => CondaPackage.Read(name => CondaPackage.Schema.Find(name)!.Kind switch
    {
        _ when name is nameof(CondaPackage.Name) => "name",
        FieldKind.Text => text,
        FieldKind.Version => "1!2.0+local",
        FieldKind.Number => 123456L,
        FieldKind.Flag => true,
        FieldKind.Time => time,
        FieldKind.List => texts,
        FieldKind.Choice => "Pip",
        _ => null,
    })!;
}
