using System;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv;

/// <summary>
/// The only exception type of this library, for all failures caused by input, the file system or the machine. Any other
/// exception is a bug.
/// </summary>
public sealed class CondaEnvException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">Type of the error.</param>
    /// <param name="message">What is wrong, where, and what to do next. Credentials in addresses are removed, and
    /// control characters are masked.</param>
    /// <param name="target">The path, name or text that caused the error; used as TargetObject of the
    /// ErrorRecord.</param>
    /// <param name="innerException">The underlying exception of the system, if there is one.</param>
    public CondaEnvException(CondaErrorKind kind, string message, string? target = null, Exception? innerException = null)
        : base(PlainText.Lines(SecretRedactor.Redact(message)), innerException)
    {
        Kind = kind;
        Target = SecretRedactor.RedactOrNull(target);
    }

    /// <summary>Type of the error.</summary>
    public CondaErrorKind Kind { get; }

    /// <summary>The path, name or text that caused the error.</summary>
    public string? Target { get; }

    /// <summary>
    /// For parsed text, the zero-based offset of the error in <see cref="Target"/>, in characters; otherwise -1.
    /// </summary>
    public int Offset { get; init; } = -1;

    /// <summary>True if the read is complete in spite of the problem: conda returns the same result.</summary>
    internal bool LeavesNothingOut { get; init; }

    /// <summary>
    /// True if nothing failed, but something cannot be accessed from this machine; this is a warning.
    /// </summary>
    internal bool IsWarning { get; init; }

    /// <summary>One-based line of the error in the file <see cref="Target"/>; 0 if unknown.</summary>
    public int Line { get; init; }

    /// <summary>One-based column of the error in the file <see cref="Target"/>; 0 if unknown.</summary>
    public int Column { get; init; }
}
