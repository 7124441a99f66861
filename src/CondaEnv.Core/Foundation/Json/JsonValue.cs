using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Foundation.Json;

/// <summary>
/// JSON as plain values: null, string, bool, long, double, a list, or a dictionary. For texts without need for
/// positions.
/// </summary>
internal static class JsonValue
{
    /// <summary>Parses a text.</summary>
    /// <returns>False if the text is not JSON.</returns>
    public static bool TryParse(string text, out object? value)
    {
        byte[] data = Encoding.UTF8.GetBytes(text);
        JsonReader reader = new();
        reader.Reset(data, 0, data.Length);
        try
        {
            reader.Read();
            value = Read(reader);

            // Nothing may follow the value.
            reader.Read();
            return true;
        }
        catch (JsonSyntaxException)
        {
            value = null;
            return false;
        }
    }

    /// <summary>
    /// Reads the current value; afterwards, the reader is at the end of that value. If a member name is repeated, the
    /// last one counts.
    /// </summary>
    /// <exception cref="JsonSyntaxException">The text is malformed.</exception>
    public static object? Read(JsonReader reader)
    {
        switch (reader.Token)
        {
            case JsonToken.StartObject:
                Dictionary<string, object?> members = new(StringComparer.Ordinal);
                while (reader.Read() && reader.Token == JsonToken.Name)
                {
                    string name = reader.GetString();
                    reader.Read();
                    members[name] = Read(reader);
                }

                return members;
            case JsonToken.StartArray:
                List<object?> items = [];
                while (reader.Read() && reader.Token != JsonToken.EndArray)
                {
                    items.Add(Read(reader));
                }

                return items;
            case JsonToken.String:
                return reader.GetString();
            case JsonToken.True:
                return true;
            case JsonToken.False:
                return false;
            case JsonToken.Number:
                return reader.TryGetInt64(out long number) ? number : reader.GetDouble();
            default:
                return null;
        }
    }
}
