using System;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CondaEnv.Foundation.Json;
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
        Random random = new(7);
        for (int i = 0; i < 2000; i++)
        {
            JsonWriter ours = new();
            using System.IO.MemoryStream stream = new();
            using (Utf8JsonWriter theirs = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Node(ours, theirs, random, depth: 0);
            }

            Assert.Equal(Encoding.UTF8.GetString(stream.ToArray()), ours.ToString());
        }

        void Node(JsonWriter ours, Utf8JsonWriter theirs, Random random, int depth)
        {
            switch (random.Next(depth > 4 ? 4 : 6))
            {
                case 0:
                    string text = Text(random);
                    ours.Value(text);
                    theirs.WriteStringValue(text);
                    break;
                case 1:
                    long number = random.NextInt64(long.MinValue, long.MaxValue);
                    ours.Value(number);
                    theirs.WriteNumberValue(number);
                    break;
                case 2:
                    ours.Value(true);
                    theirs.WriteBooleanValue(true);
                    break;
                case 3:
                    ours.Value((string?)null);
                    theirs.WriteNullValue();
                    break;
                case 4:
                    ours.StartArray();
                    theirs.WriteStartArray();
                    for (int i = random.Next(4); i > 0; i--)
                    {
                        Node(ours, theirs, random, depth + 1);
                    }

                    ours.EndArray();
                    theirs.WriteEndArray();
                    break;
                default:
                    ours.StartObject();
                    theirs.WriteStartObject();
                    for (int i = random.Next(4); i > 0; i--)
                    {
                        string name = i + Text(random);
                        ours.Name(name);
                        theirs.WritePropertyName(name);
                        Node(ours, theirs, random, depth + 1);
                    }

                    ours.EndObject();
                    theirs.WriteEndObject();
                    break;
            }
        }
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
    private static string Text(Random random)
    {
        StringBuilder text = new();
        for (int i = random.Next(6); i > 0; i--)
        {
            text.Append("abc äž\"\\/\t\n\b日"[random.Next(13)]);
        }

        return text.ToString();
    }
}
