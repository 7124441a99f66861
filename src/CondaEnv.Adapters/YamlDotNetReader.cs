using System;
using System.IO;
using CondaEnv.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace CondaEnv.Adapters;

/// <summary>
/// YAML in, on YamlDotNet's event stream: lines and columns, duplicate keys and anchors stay visible, and nothing
/// needs reflection (its deserialiser does, and its representation model throws on duplicate keys).
/// </summary>
internal sealed class YamlDotNetReader : IYamlReader
{
    /// <inheritdoc/>
    public YamlNode Read(string text, string path)
    {
        try
        {
            // Comments are skipped here and found again in the text: the parser's own comment events break off
            // documents that are valid without them.
            Parser parser = new(new Scanner(new StringReader(text), skipComments: true));
            return new YamlComposer(parser, text, path).Compose();
        }
        catch (YamlException error)
        {
            throw YamlComposer.Invalid(path, Describe(error), error.Start, error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // Malformed input that the scanner's own checks miss.
            throw YamlComposer.Invalid(path, "it cannot be parsed", Mark.Empty, error);
        }
    }

    /// <summary>The library's sentence, in the middle of ours.</summary>
    private static string Describe(YamlException error)
    {
        string message = error.Message.TrimEnd('.', ' ');

        // Some messages quote the document, and a document may hold secrets; the place is told apart.
        int end = message.IndexOfAny(['\r', '\n', '\'', '"']);
        if (end >= 0)
        {
            message = message.Substring(0, end).TrimEnd();
        }

        return message.Length == 0 ? "it cannot be parsed" : char.ToLowerInvariant(message[0]) + message.Substring(1);
    }
}
