using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using CondaEnv.Foundation.Json;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Ours = CondaEnv.Foundation.Json.JsonReader;

namespace CondaEnv.Tests.Foundation.Json;

public sealed class JsonReaderTests
{
    [Fact]
    public void Every_record_of_the_fixtures_reads_as_System_Text_Json_reads_it()
    {
        int files = 0;
        foreach (string file in Fixtures.Envs.SelectMany(static e => Directory.EnumerateFiles(Path.Combine(e, "conda-meta"), "*.json")))
        {
            byte[] data = File.ReadAllBytes(file);
            Assert.Equal(Reference(data), Tokens(data));
            files++;
        }

        Assert.True(files > 100);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(" [ ] ")]
    [InlineData("[1,-0,0.5,1e9,-1.5E-3,123456789012345678901234567890]")]
    [InlineData("\"\\u00e9\\n\\/\\ud83d\\ude00\"")]
    [InlineData("{\"a\":{\"b\":[{},[],\"\",null,true,false]},\"a\":2}")]
    [InlineData("{\"ключ\":\"žluťoučký\\tkůň\"}")]
    public void Good_text_reads_as_System_Text_Json_reads_it(string text)
    {
        byte[] data = Encoding.UTF8.GetBytes(text);
        Assert.Equal(Reference(data), Tokens(data));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("[1 2]")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("tru")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("{}{}")]
    [InlineData("[}")]
    [InlineData("// c\n{}")]
    public void Bad_text_is_refused_as_System_Text_Json_refuses_it(string text)
    {
        byte[] data = Encoding.UTF8.GetBytes(text);
        Assert.Null(Reference(data));
        Assert.Null(Tokens(data));
    }

    [Fact]
    public void As_in_Python_NaN_Infinity_and_lone_surrogates_are_taken()
    {
        Assert.Equal(["[", "n:NaN", "n:Infinity", "n:-Infinity", "s:\ud800", "]"], Tokens(Encoding.UTF8.GetBytes("[NaN,Infinity,-Infinity,\"\\ud800\"]")));
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        byte[] data = Encoding.ASCII.GetBytes(new string('[', 100_000));
        Assert.Null(Tokens(data));
        Ours reader = new();
        reader.Reset(data, 0, data.Length);
        reader.Read();
        Assert.Throws<JsonSyntaxException>(reader.Skip);
    }

    [Fact]
    public void Mutated_text_gives_the_same_verdict_and_the_same_tokens_as_System_Text_Json()
    {
        Fuzz.Check(FuzzTexts.Json, 40_000, static text =>
        {
            byte[] data = Encoding.UTF8.GetBytes(text.Text);
            List<string>? expected = Reference(data);
            if (expected is null && Encoding.UTF8.GetString(data).Contains("\\u", StringComparison.Ordinal))
            {
                // System.Text.Json refuses lone surrogates, Python does not.
                return;
            }

            Assert.True(Same(expected, Tokens(data)), Encoding.UTF8.GetString(data));
        });

        static bool Same(List<string>? a, List<string>? b) => a is null ? b is null : b is not null && a.SequenceEqual(b);
    }

    [Fact]
    public void Skipping_ends_where_reading_ends() =>
        Fuzz.Check(Value(0).ToArbitrary(), 6_000, static value => value, static value =>
        {
            byte[] data = Encoding.UTF8.GetBytes("{\"skip\":" + value + ",\"after\":\"here\"}");
            Ours reader = new();
            reader.Reset(data, 0, data.Length);
            reader.Read();
            reader.Read();
            reader.Skip(out int body, out int strings, out bool backslash);
            if (body > 0)
            {
                List<string> inside = Tokens(Encoding.UTF8.GetBytes(value))!;
                Assert.Equal(inside.Count(static t => t.StartsWith("s:", StringComparison.Ordinal) || t.StartsWith("k:", StringComparison.Ordinal)), strings);
                Assert.True(backslash || !value.Contains('\\'), value);
            }

            Assert.True(reader.Read() && reader.Token == JsonToken.Name && reader.GetString() == "after", value);
            Assert.True(reader.Read() && reader.GetString() == "here");
            Assert.True(reader.Read() && reader.Token == JsonToken.EndObject);
            Assert.False(reader.Read());
        });

    private static Gen<string> Value(int depth)
    {
        Gen<string> number = Gen.Choose(0, 999).Select(static n => n.ToString());
        Gen<string> text = Gen.Choose(0, 89).SelectMany(static n => Gen.Frequency(
                (1, Gen.Elements("\\\"", "\\\\", "[", "}", "é", "\\u00e9")), (1, Gen.Constant("lib/x"))).ArrayOf(n))
            .Select(static pieces => "\"" + string.Concat(pieces) + "\"");
        if (depth > 4)
        {
            return Gen.Frequency((1, number), (2, text));
        }

        // Made when it is asked for: the generators of all depths at once would be too many.
        Gen<string[]> inner = Gen.Choose(0, 5).SelectMany(n => Value(depth + 1).ArrayOf(n));
        return Gen.Frequency(
            (1, number),
            (2, text),
            (1, inner.Select(static values => "[" + string.Join(", ", values) + " ]")),
            (1, inner.Select(static values => "{" + string.Join(",\n  ", values.Select(static (v, n) => $"\"k{n}\": " + v)) + "}")));
    }

    /// <summary>The tokens as text; null where the reader refuses.</summary>
    private static List<string>? Tokens(byte[] data)
    {
        List<string> tokens = [];
        Ours reader = new();
        reader.Reset(data, 0, data.Length);
        try
        {
            while (reader.Read())
            {
                tokens.Add(reader.Token switch
                {
                    JsonToken.StartObject => "{",
                    JsonToken.EndObject => "}",
                    JsonToken.StartArray => "[",
                    JsonToken.EndArray => "]",
                    JsonToken.Name => "k:" + reader.GetString(),
                    JsonToken.String => "s:" + reader.GetString(),
                    JsonToken.Number => "n:" + reader.GetString(),
                    JsonToken.True => "true",
                    JsonToken.False => "false",
                    _ => "null",
                });
            }

            return tokens;
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private static List<string>? Reference(byte[] data)
    {
        List<string> tokens = [];
        Utf8JsonReader reader = new(data, new JsonReaderOptions { MaxDepth = 512 });
        try
        {
            while (reader.Read())
            {
                tokens.Add(reader.TokenType switch
                {
                    JsonTokenType.StartObject => "{",
                    JsonTokenType.EndObject => "}",
                    JsonTokenType.StartArray => "[",
                    JsonTokenType.EndArray => "]",
                    JsonTokenType.PropertyName => "k:" + reader.GetString(),
                    JsonTokenType.String => "s:" + reader.GetString(),
                    JsonTokenType.Number => "n:" + Encoding.ASCII.GetString(reader.ValueSpan),
                    JsonTokenType.True => "true",
                    JsonTokenType.False => "false",
                    _ => "null",
                });
            }

            return tokens;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
