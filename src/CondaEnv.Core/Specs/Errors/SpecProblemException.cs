using System;

namespace CondaEnv.Specs.Errors;

/// <summary>
/// A part of a spec is malformed. The code that has the whole text converts it to a <see cref="CondaEnvException"/>.
/// </summary>
internal sealed class SpecProblemException : FormatException
{
    public SpecProblemException(int offset, string problem)
        : base(problem) => Offset = offset;

    /// <summary>Zero-based offset of the error in the part.</summary>
    public int Offset { get; }
}
