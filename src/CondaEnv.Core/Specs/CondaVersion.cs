#pragma warning disable CA1036, MA0097
using System;

namespace CondaEnv;

/// <summary>Stub.</summary>
public sealed class CondaVersion : IComparable<CondaVersion>, IComparable, IEquatable<CondaVersion>
{
    private CondaVersion(string text) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>False where the text is no version.</summary>
    public bool IsValid => throw new NotSupportedException();

    /// <summary>Parses.</summary>
    public static CondaVersion Parse(string text) => throw new NotSupportedException();

    /// <summary>Takes any text without parsing it: what is installed is shown whatever its version says.</summary>
    internal static CondaVersion FromRecord(string text) => new(text);

    /// <inheritdoc/>
    public int CompareTo(CondaVersion? other) => throw new NotSupportedException();

    /// <inheritdoc/>
    public int CompareTo(object? obj) => throw new NotSupportedException();

    /// <inheritdoc/>
    public bool Equals(CondaVersion? other) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CondaVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string ToString() => Text;
}
