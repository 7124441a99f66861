using System;

namespace CondaEnv.HelpBuilder;

/// <summary>A document is invalid.</summary>
/// <param name="file">Path of the document.</param>
/// <param name="line">One-based line of the error.</param>
/// <param name="message">One sentence that describes the error.</param>
internal sealed class DocumentException(string file, int line, string message) : Exception(message)
{
    public string File { get; } = file;

    /// <summary>One-based line of the error.</summary>
    public int Line { get; } = line;
}
