using System;

namespace CondaEnv.Specs.Errors;

/// <summary>A part of a spec is malformed. Whoever knows the whole text turns it into a named error.</summary>
internal sealed class SpecProblemException : FormatException
{
    public SpecProblemException(int offset, string problem)
        : base(problem) => Offset = offset;

    /// <summary>Zero-based offset of the fault in the part.</summary>
    public int Offset { get; }
}
