using System;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Yaml;
using YamlDotNet.Core;

namespace CondaEnv.Adapters;

/// <summary>
/// Reads YAML from YamlDotNet's event stream, which has lines and columns, duplicate keys and anchors, and needs no
/// reflection. (Its deserializer does, and its representation model throws on duplicate keys.)
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
            // Comments are skipped here and found in the text later, because the parser's comment events fail on
            // documents that are valid without comments.
            Parser parser = new(new Scanner(StopSignal.Reader(text), skipComments: true));
            return new YamlComposer(parser, text, path).Compose();
        }
        catch (YamlException error)
        {
            throw YamlComposer.Invalid(path, Describe(error), Place(error), error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NullReferenceException)
        {
            // Malformed input that the scanner does not detect.
            throw YamlComposer.Invalid(path, "it cannot be parsed", Mark.Empty, error);
        }
    }

    /// <summary>
    /// Position to report: the scanner's start is that of the scalar, and its end, which may be lines below, is where
    /// it failed.
    /// </summary>
    private static Mark Place(YamlException error) => error.End.Line > error.Start.Line ? error.End : error.Start;

    /// <summary>The library's message, for use inside a sentence.</summary>
    private static string Describe(YamlException error)
    {
        string message = error.Message.TrimEnd('.', ' ');

        // The messages of the scanner and the parser are fixed. Others quote names from the document, which may contain
        // secrets; the position is reported separately.
        int quote = message.StartsWith("While ", StringComparison.Ordinal) ? -1 : message.IndexOfAny(['\r', '\n', '\'', '"']);
        if (quote >= 0)
        {
            message = message.Substring(0, quote).TrimEnd();
        }

        return message.Length == 0 ? "it cannot be parsed" : char.ToLowerInvariant(message[0]) + message.Substring(1);
    }
}
