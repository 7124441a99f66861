using System;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Terminal;

namespace CondaEnv;

/// <summary>
/// The one exception of this library: every failure that input, the file system or the machine can cause.
/// Anything else that escapes is a bug.
/// </summary>
public sealed class CondaEnvException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What is wrong, where, and what to do next. Credentials in addresses are taken out, control characters are masked.</param>
    /// <param name="target">The path, name or text that is at fault; data, for the error record's TargetObject.</param>
    /// <param name="innerException">The cause, where the system gave one.</param>
    public CondaEnvException(CondaErrorKind kind, string message, string? target = null, Exception? innerException = null)
        : base(PlainText.Lines(SecretRedactor.Redact(message)), innerException)
    {
        Kind = kind;
        Target = SecretRedactor.RedactOrNull(target);
    }

    /// <summary>What went wrong.</summary>
    public CondaErrorKind Kind { get; }

    /// <summary>The path, name or text that is at fault.</summary>
    public string? Target { get; }

    /// <summary>Zero-based offset, in characters, of the fault in <see cref="Target"/>, for texts that were parsed; else -1.</summary>
    public int Offset { get; init; } = -1;

    /// <summary>True if nothing is missing from what was read, whatever is wrong: conda sees the same.</summary>
    internal bool LeavesNothingOut { get; init; }

    /// <summary>True if nothing failed: something lies where this machine cannot look, and that is a warning.</summary>
    internal bool IsWarning { get; init; }

    /// <summary>One-based line of the fault in the file <see cref="Target"/>; 0 where it is not known.</summary>
    public int Line { get; init; }

    /// <summary>One-based column of the fault in the file <see cref="Target"/>; 0 where it is not known.</summary>
    public int Column { get; init; }
}
