using System;

namespace CondaEnv.HelpBuilder;

/// <summary>A document is not as it must be.</summary>
/// <param name="file">Path of the document.</param>
/// <param name="line">One-based line of the fault.</param>
/// <param name="message">One sentence.</param>
internal sealed class DocumentException(string file, int line, string message) : Exception(message)
{
    /// <summary>Path of the document.</summary>
    public string File { get; } = file;

    /// <summary>One-based line of the fault.</summary>
    public int Line { get; } = line;
}
