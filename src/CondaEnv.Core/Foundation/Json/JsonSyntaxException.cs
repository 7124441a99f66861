using System;

namespace CondaEnv.Foundation.Json;

/// <summary>The text is no JSON, or not of the shape that was asked for. Callers turn it into a named error.</summary>
internal sealed class JsonSyntaxException : FormatException
{
    public JsonSyntaxException(string message, int offset)
        : base(message) => Offset = offset;

    /// <summary>Zero-based byte offset of the fault.</summary>
    public int Offset { get; }
}
