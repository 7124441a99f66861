using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CondaEnv.Adapters;
using CondaEnv.Formats.Catalog;
using CondaEnv.Specs.Channels;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Formats.EnvironmentYml;

/// <summary>What conda's own classes made of environment files, good and bad, against what we make of them.</summary>
public sealed class EnvironmentFileOracleTests
{
    /// <summary>Where conda is wrong, and we are not.</summary>
    private static readonly Dictionary<string, string> s_bugs = new(StringComparer.Ordinal)
    {
        ["33-pip-string.yml"] = "conda hands pip each letter of the text; we read it as the one requirement, and report it",
        ["36-channels-string.yml"] = "conda takes each letter for a channel; we read the one channel, and report it",
        ["47-yaml-tag.yml"] = "conda's classes carry the list as a name, and its command line falls over it; we refuse a name that is none",
    };

    public static IEnumerable<TheoryDataRow<string>> Files() => Oracle.Root is { } root
        ? Directory.EnumerateFiles(Path.Combine(root, "envfiles")).Select(static f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).Select(static f => new TheoryDataRow<string>(f))
        : [new TheoryDataRow<string>("")];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_conda_makes_of_a_file_is_what_we_make_of_it(string name)
    {
        string root = Oracle.Require();
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "golden-envfiles", "26.7.1", name + ".json")));
        JsonElement? model = golden.RootElement.TryGetProperty("model", out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : null;
        List<CondaEnvException> reported = [];
        CondaEnvFile? file = null;
        CondaEnvException? refused = null;
        try
        {
            file = new EnvironmentFileReader(static () => new YamlDotNetReader(), ChannelConfiguration.Default, reported.Add).Read(Path.Combine(root, "envfiles", name));
        }
        catch (CondaEnvException error)
        {
            refused = error;
            Assert.Equal(CondaErrorKind.FileInvalid, error.Kind);
            Assert.True(error.Line > 0, error.Message);
        }

        if (s_bugs.ContainsKey(name))
        {
            Assert.True(refused is not null || reported.Count > 0);
            return;
        }

        Assert.True(model is null == (file is null), refused?.Message ?? "conda refuses it");
        if (file is null || model is not { } expected)
        {
            return;
        }

        Assert.Equal(Text(expected.GetProperty("name")), file.Name);
        Assert.Equal(Text(expected.GetProperty("prefix")), file.Prefix);
        Assert.Equal(Texts(expected.GetProperty("channels")), file.Channels);
        Assert.Equal(Texts(expected.GetProperty("requested")), file.Dependencies.Where(static d => d.Manager == PackageManager.Conda).Select(static d => d.Match!.ToString()));
        Assert.Equal(
            expected.GetProperty("external").TryGetProperty("pip", out JsonElement pip) ? Texts(pip) : [],
            file.Dependencies.Where(static d => d.Manager == PackageManager.Pip).Select(static d => d.SourceText));
        JsonElement variables = expected.GetProperty("variables");
        Assert.Equal(
            variables.ValueKind == JsonValueKind.Object ? variables.EnumerateObject().Select(static v => v.Name + "=" + (Text(v.Value) ?? "")) : [],
            file.VariableNames.Select(v => v + "=" + file.GetVariables()[v]));
        Assert.All(file.Dependencies, static d => Assert.True(d is { Line: > 0, Column: > 0 }));
    }

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(Text);

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
