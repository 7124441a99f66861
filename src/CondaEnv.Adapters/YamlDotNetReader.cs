using System;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Yaml;
using YamlDotNet.Core;

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
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            text = text.Substring(1);
        }

        try
        {
            // Comments are skipped here and found again in the text: the parser's own comment events break off
            // documents that are valid without them.
            Parser parser = new(new Scanner(StopSignal.Reader(text), skipComments: true));
            return new YamlComposer(parser, text, path).Compose();
        }
        catch (YamlException error)
        {
            throw YamlComposer.Invalid(path, Describe(error), Place(error), error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // Malformed input that the scanner's own checks miss.
            throw YamlComposer.Invalid(path, "it cannot be parsed", Mark.Empty, error);
        }
    }

    /// <summary>Where to look: the scanner puts the start of a scalar first, and where it stumbled, lines below, last.</summary>
    private static Mark Place(YamlException error) => error.End.Line > error.Start.Line ? error.End : error.Start;

    /// <summary>The library's sentence, in the middle of ours.</summary>
    private static string Describe(YamlException error)
    {
        string message = error.Message.TrimEnd('.', ' ');

        // The scanner's and the parser's own sentences are fixed. Others quote names of the document, which may hold
        // secrets; the place is told apart.
        int quote = message.StartsWith("While ", StringComparison.Ordinal) ? -1 : message.IndexOfAny(['\r', '\n', '\'', '"']);
        if (quote >= 0)
        {
            message = message.Substring(0, quote).TrimEnd();
        }

        return message.Length == 0 ? "it cannot be parsed" : char.ToLowerInvariant(message[0]) + message.Substring(1);
    }
}
