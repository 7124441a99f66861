using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Yaml;

/// <summary>Every string of <c>yaml_scalars.jsonl</c>, which the real conda 26.7.1 wrote, in the three places where conda writes one.</summary>
public sealed class YamlEmitterTableTests
{
    [Fact]
    public void Every_scalar_is_written_as_conda_writes_it()
    {
        string path = Fixtures.TablePath("yaml_scalars.jsonl");
        List<string> different = [];
        int count = 0;
        foreach (string line in File.ReadLines(path, Encoding.UTF8))
        {
            using JsonDocument row = JsonDocument.Parse(line);
            string value = Text(row.RootElement.GetProperty("value"));
            Compare(row, "variable", YamlDocuments.Variable(value));
            Compare(row, "dependency", YamlDocuments.PipDependency(value));
            Compare(row, "name", YamlDocuments.Name(value));
        }

        Assert.True(count >= 3888, $"{count} comparisons");
        Assert.Empty(different);

        void Compare(JsonDocument row, string context, string actual)
        {
            count++;
            string expected = Text(row.RootElement.GetProperty(context));
            if (expected != actual)
            {
                different.Add($"{context}\nconda:\n{expected}\nours:\n{actual}");
            }
        }
    }

    // GetString refuses a lone surrogate; the raw text keeps it as an escape.
    private static string Text(JsonElement element)
    {
        string raw = element.GetRawText();
        StringBuilder text = new();
        for (int i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)Convert.ToInt32(raw.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var c => c });
            }
        }

        return text.ToString();
    }
}

/// <summary>The documents that the table's three columns are.</summary>
internal static class YamlDocuments
{
    public static string Variable(string value) => Write(yaml =>
    {
        yaml.Pair("name", "n");
        yaml.Scalar("variables");
        yaml.StartMapping();
        yaml.Pair("K", value);
        yaml.End();
    });

    public static string PipDependency(string value) => Write(yaml =>
    {
        yaml.Pair("name", "n");
        yaml.Scalar("dependencies");
        yaml.StartSequence();
        yaml.Scalar("a");
        yaml.StartMapping();
        yaml.Scalar("pip");
        yaml.StartSequence();
        yaml.Scalar(value);
        yaml.End();
        yaml.End();
        yaml.End();
    });

    public static string Name(string value) => Write(yaml =>
    {
        yaml.Pair("name", value);
        yaml.Scalar("dependencies");
        yaml.StartSequence();
        yaml.End();
    });

    public static string Write(Action<YamlEmitter> content)
    {
        YamlEmitter yaml = new();
        yaml.StartMapping();
        content(yaml);
        yaml.End();
        return yaml.ToString();
    }
}
