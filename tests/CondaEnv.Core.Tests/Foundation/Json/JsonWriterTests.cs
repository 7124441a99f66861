using System;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CondaEnv.Foundation.Json;
using CondaEnv.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CondaEnv.Tests.Foundation.Json;

public sealed class JsonWriterTests
{
    [Fact]
    public void Text_is_what_python_prints_with_indent_2_and_without_ascii_escapes()
    {
        JsonWriter json = new();
        json.StartObject()
            .Name("name").Value("ünï \U0001F600 \u2028\u007f\u0085")
            .Name("esc").Value("\"\\/\b\f\n\r\t\0\u001f")
            .Name("none").StartArray().EndArray()
            .Name("nothing").StartObject().EndObject()
            .Name("null").Value((string?)null)
            .Name("list").StartArray().Value("a").Value(1L).Value((long?)null).Value(true)
            .StartObject().Name("pip").Value(["b", "c"]).EndObject().EndArray()
            .EndObject();
        Assert.Equal(
            """
            {
              "name": "ünï 😀 LSDELNEL",
              "esc": "\"\\/\b\f\n\r\t\u0000\u001f",
              "none": [],
              "nothing": {},
              "null": null,
              "list": [
                "a",
                1,
                null,
                true,
                {
                  "pip": [
                    "b",
                    "c"
                  ]
                }
              ]
            }
            """.ReplaceLineEndings("\n").Replace("LSDELNEL", "\u2028\u007f\u0085"),
            json.ToString());
    }

    [Fact]
    public void Lone_surrogates_are_escaped_and_pairs_are_not()
    {
        Assert.Equal("\"\\ud83d\"", new JsonWriter().Value("\ud83d").ToString());
        Assert.Equal("\"\\ude00\\ud83dx\"", new JsonWriter().Value("\ude00\ud83dx").ToString());
        Assert.Equal("\"\U0001F600\"", new JsonWriter().Value("\U0001F600").ToString());
    }

    [Fact]
    public void Times()
    {
        DateTime time = new(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        Assert.Equal("\"2024-02-03T04:05:06Z\"", new JsonWriter().Value(time).ToString());
        Assert.Equal("\"2024-02-03T04:05:06\"", new JsonWriter().Value(DateTime.SpecifyKind(time, DateTimeKind.Unspecified)).ToString());
        Assert.Equal("null", new JsonWriter().Value((DateTime?)null).ToString());
    }

    [Fact]
    public void Random_documents_are_those_of_System_Text_Json()
    {
        Fuzz.Check(Node(0).ToArbitrary(), 2000, static _ => "a document", static write =>
        {
            JsonWriter ours = new();
            using System.IO.MemoryStream stream = new();
            using (Utf8JsonWriter theirs = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                write(ours, theirs);
            }

            Assert.Equal(Encoding.UTF8.GetString(stream.ToArray()), ours.ToString());
        });

        // What is written, into both.
        static Gen<Action<JsonWriter, Utf8JsonWriter>> Node(int depth)
        {
            Gen<Action<JsonWriter, Utf8JsonWriter>> plain = Gen.OneOf(
                Text().Select(static text => Both(o => o.Value(text), t => t.WriteStringValue(text))),
                Gen.Choose(0, 0x3FFFFF).ArrayOf(3).Select(static n => ((long)n[0] << 42) | ((long)n[1] << 21) | (uint)n[2]).Select(static number => Both(o => o.Value(number), t => t.WriteNumberValue(number))),
                Gen.Constant(Both(static o => o.Value(true), static t => t.WriteBooleanValue(true))),
                Gen.Constant(Both(static o => o.Value((string?)null), static t => t.WriteNullValue())));
            if (depth > 4)
            {
                return plain;
            }

            Gen<(string Name, Action<JsonWriter, Utf8JsonWriter> Write)[]> inner = Gen.Choose(0, 3).SelectMany(n => Text().Zip(Node(depth + 1)).ArrayOf(n));
            return Gen.Frequency(
                (4, plain),
                (1, inner.Select(static nodes => Around(
                    Both(static o => o.StartArray(), static t => t.WriteStartArray()), nodes, static (_, _, _) => { }, Both(static o => o.EndArray(), static t => t.WriteEndArray())))),
                (1, inner.Select(static nodes => Around(
                    Both(static o => o.StartObject(), static t => t.WriteStartObject()),
                    nodes,
                    static (ours, theirs, name) =>
                    {
                        ours.Name(name);
                        theirs.WritePropertyName(name);
                    },
                    Both(static o => o.EndObject(), static t => t.WriteEndObject())))));
        }

        static Action<JsonWriter, Utf8JsonWriter> Both(Action<JsonWriter> one, Action<Utf8JsonWriter> other) => (ours, theirs) =>
        {
            one(ours);
            other(theirs);
        };

        static Action<JsonWriter, Utf8JsonWriter> Around(
            Action<JsonWriter, Utf8JsonWriter> start,
            (string Name, Action<JsonWriter, Utf8JsonWriter> Write)[] nodes,
            Action<JsonWriter, Utf8JsonWriter, string> name,
            Action<JsonWriter, Utf8JsonWriter> end) => (ours, theirs) =>
        {
            start(ours, theirs);
            for (int i = 0; i < nodes.Length; i++)
            {
                name(ours, theirs, i + nodes[i].Name);
                nodes[i].Write(ours, theirs);
            }

            end(ours, theirs);
        };
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<InvalidOperationException>(static () => new JsonWriter().Name("x"));
        Assert.Throws<InvalidOperationException>(static () => new JsonWriter().StartObject().Value("x"));
        Assert.Throws<InvalidOperationException>(static () => new JsonWriter().StartObject().Name("x").EndObject());
        Assert.Throws<InvalidOperationException>(static () => new JsonWriter().StartArray().EndObject());
        Assert.Throws<InvalidOperationException>(static () => new JsonWriter().StartArray().ToString());
        Assert.Throws<InvalidOperationException>(static () => new JsonWriter().Value("x").Value("y"));
    }

    // Nothing that the two escape differently.
    private static Gen<string> Text() =>
        Gen.Choose(0, 5).SelectMany(static n => Gen.Elements("abc äž\"\\/\t\n\b日".ToCharArray()).ArrayOf(n)).Select(static signs => new string(signs));
}
