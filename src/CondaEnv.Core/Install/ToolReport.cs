using System.Collections.Generic;
using System.Text;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;

namespace CondaEnv.Install;

/// <summary>
/// The final report of a tool with <c>--json</c>: packages that it would link, or an error. The reports of conda and
/// micromamba differ only in a few names.
/// </summary>
internal sealed class ToolReport
{
    /// <summary>The error's message; null if there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>conda's name of the error; null if there is none.</summary>
    public string? ErrorName { get; private set; }

    /// <summary>The packages to be linked; null if the report does not list them.</summary>
    public IReadOnlyList<PlannedPackage>? Links { get; private set; }

    /// <summary>Parses the final output of a tool; an empty report if it is not JSON.</summary>
    public static ToolReport Parse(string text)
    {
        ToolReport report = new();
        int start = text.StartsWith("{", System.StringComparison.Ordinal) ? 0 : text.IndexOf("\n{", System.StringComparison.Ordinal) + 1;
        if (start == 0 && (text.Length == 0 || text[0] != '{'))
        {
            return report;
        }

        byte[] data = Encoding.UTF8.GetBytes(text.Substring(start));
        JsonReader reader = new();
        reader.Reset(data, 0, data.Length);
        try
        {
            reader.Read();
            report.ReadRoot(reader);
        }
        catch (JsonSyntaxException)
        {
            // The output was truncated or is followed by other text; the values read so far are used.
        }

        return report;
    }

    private void ReadRoot(JsonReader reader)
    {
        while (reader.Read() && reader.Token == JsonToken.Name)
        {
            string name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "message" or "error" when reader.Token == JsonToken.String:
                    // conda writes both, and the error repeats its own name; micromamba writes only one of them.
                    Error = name == "message" || Error is null ? reader.GetString() : Error;
                    break;
                case "exception_name" when reader.Token == JsonToken.String:
                    ErrorName = reader.GetString();
                    break;
                case "actions" when reader.Token == JsonToken.StartObject:
                    ReadActions(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadActions(JsonReader reader)
    {
        while (reader.Read() && reader.Token == JsonToken.Name)
        {
            string name = reader.GetString();
            reader.Read();
            if (name == "LINK" && reader.Token == JsonToken.StartArray)
            {
                List<PlannedPackage> links = [];
                while (reader.Read() && reader.Token != JsonToken.EndArray)
                {
                    if (reader.Token == JsonToken.StartObject)
                    {
                        links.Add(ReadLink(reader));
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                Links = links;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static PlannedPackage ReadLink(JsonReader reader)
    {
        Dictionary<string, string> texts = new(System.StringComparer.Ordinal);
        long? number = null;
        while (reader.Read() && reader.Token == JsonToken.Name)
        {
            string name = reader.GetString();
            reader.Read();
            if (reader.Token == JsonToken.String)
            {
                texts[name] = reader.GetString();
            }
            else if (name == "build_number" && reader.Token == JsonToken.Number && reader.TryGetInt64(out long value))
            {
                number = value;
            }
            else
            {
                reader.Skip();
            }
        }

        return new PlannedPackage(
            Text("name") ?? "", Text("version") ?? "", Text("build_string") ?? Text("build"), number, Text("channel"), Text("subdir") ?? Text("platform"),
            SecretRedactor.RedactOrNull(Text("url")), Text("md5"), Text("sha256"));

        string? Text(string name) => texts.TryGetValue(name, out string? text) && text.Length > 0 ? text : null;
    }
}
