using System;
using System.Globalization;
using CondaEnv.Foundation.Toml;
using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;
#if !NET
#endif

namespace CondaEnv.Adapters;

/// <summary>
/// Reads TOML with Tomlyn's syntax tree, which keeps lines and columns and needs no reflection.
/// <see cref="TomlComposer"/> interprets the document (which headers and dotted keys refer to one table, and which ones
/// redefine it), because Tomlyn's own validation quotes values in its messages.
/// </summary>
internal sealed class TomlynReader : ITomlReader
{
    /// <summary>Tomlyn counts the document itself as a level.</summary>
    private static readonly TomlSerializerOptions s_options = new() { MaxDepth = TomlNode.MaximumDepth + 1 };

    private const char Replacement = '\uFFFD';

    /// <inheritdoc/>
    public TomlTable Read(string text, string path)
    {
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            text = text.Substring(1);
        }

        // Tomlyn treats a replacement character as a lone surrogate and rejects it; TOML allows it.
        char standIn = StandIn(text);
        text = text.Replace(Replacement, standIn);
        try
        {
            DocumentSyntax document = SyntaxParser.Parse(text, s_options, sourceName: "", validate: false);
            if (document.HasErrors)
            {
                throw Invalid(path, document.Diagnostics);
            }

            return new TomlComposer(path, standIn).Compose(document);
        }
        catch (TomlException error)
        {
            // Thrown only for nesting, without a position.
            throw TomlComposer.Invalid(path, $"it is nested deeper than {TomlNode.MaximumDepth} levels", Deepest(text), error);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or IndexOutOfRangeException or OverflowException or NullReferenceException or FormatException)
        {
            // Malformed input that the library does not detect.
            throw TomlComposer.Invalid(path, "it cannot be parsed", TextPosition.Eof, error);
        }
    }

    /// <summary>
    /// A character that the text contains neither directly nor in an escape; the replacement character itself if the
    /// text does not contain it.
    /// </summary>
    private static char StandIn(string text)
    {
        char standIn = Replacement;
        if (text.Contains(Replacement.ToString()))
        {
            // The private use area has more characters than any text uses.
            standIn = '\uE000';
            string upper = text.ToUpperInvariant();
            while (text.Contains(standIn.ToString()) || upper.Contains(((int)standIn).ToString("X4", CultureInfo.InvariantCulture)))
            {
                standIn++;
            }
        }

        return standIn;
    }

    /// <summary>The error for the first problem; later problems are usually its consequences.</summary>
    private static CondaEnvException Invalid(string path, DiagnosticsBag diagnostics)
    {
        foreach (DiagnosticMessage message in diagnostics)
        {
            if (message.Kind == DiagnosticMessageKind.Error)
            {
                return TomlComposer.Invalid(path, Describe(message.Message), message.Span.Start);
            }
        }

        return TomlComposer.Invalid(path, "it cannot be parsed", TextPosition.Eof);
    }

    /// <summary>
    /// The library's message up to the first quote from the document, which may contain secrets; the position shows
    /// where it is.
    /// </summary>
    private static string Describe(string message)
    {
        int quote = message.IndexOfAny(['`', '[', '\'', '"', '\r', '\n', '(']);
        message = (quote >= 0 ? message.Substring(0, quote) : message).TrimEnd(' ', '.', ':');
        return message.Length == 0 ? "it cannot be parsed" : char.ToLowerInvariant(message[0]) + message.Substring(1);
    }

    /// <summary>
    /// Position where the nesting exceeds the limit; in this mode, the lexer returns a separate token for each bracket.
    /// </summary>
    private static TextPosition Deepest(string text)
    {
        TomlLexer lexer = TomlLexer.Create(text, "");
        lexer.Mode = TomlLexerMode.Value;
        for (int depth = 0; lexer.MoveNext();)
        {
            depth += lexer.Current.Kind switch
            {
                TokenKind.OpenBracket or TokenKind.OpenBrace => 1,
                TokenKind.CloseBracket or TokenKind.CloseBrace => -1,
                _ => 0,
            };
            if (depth > TomlNode.MaximumDepth)
            {
                return new TextPosition(0, lexer.Current.Start.Line, lexer.Current.Start.Column);
            }
        }

        return TextPosition.Eof;
    }
}
