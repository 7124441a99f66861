using System;

namespace CondaEnv.Foundation.Json;

/// <summary>
/// The text is not valid JSON, or does not have the expected structure. Callers convert it to a
/// <see cref="CondaEnvException"/>.
/// </summary>
internal sealed class JsonSyntaxException : FormatException
{
    public JsonSyntaxException(string message, int offset)
        : base(message) => Offset = offset;

    /// <summary>Zero-based byte offset of the error.</summary>
    public int Offset { get; }
}
