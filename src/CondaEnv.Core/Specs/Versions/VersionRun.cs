using System;

namespace CondaEnv.Specs.Versions;

/// <summary>Type of a run in a version.</summary>
internal enum VersionRunKind
{
    /// <summary>Any characters except digits; less than any number.</summary>
    Text,

    /// <summary>Any number of digits.</summary>
    Number,

    /// <summary>The word <c>post</c>: greater than any number.</summary>
    Post,
}

/// <summary>One run of a version: a slice of its normalized text.</summary>
internal readonly struct VersionRun(VersionRunKind kind, string source, int start, int length)
{
    /// <summary>The value of a missing run.</summary>
    public static VersionRun Zero { get; } = new(VersionRunKind.Number, string.Empty, 0, 0);

    public VersionRunKind Kind { get; } = kind;

    /// <summary>True for the number 0, regardless of the number of digits.</summary>
    public bool IsZero => Kind == VersionRunKind.Number && length == 0;

    /// <summary>Compares as described in the remarks of <see cref="CondaVersion"/>.</summary>
    public int OrderTo(VersionRun other)
    {
        if (Kind != other.Kind)
        {
            return Kind < other.Kind ? -1 : 1;
        }

        if (Kind == VersionRunKind.Number && length != other.Length)
        {
            // Numbers have no leading zeros here, so the longer one is greater, at any size.
            return length < other.Length ? -1 : 1;
        }

        int order = string.CompareOrdinal(source, start, other.Source, other.Start, Math.Min(length, other.Length));
        return order != 0 ? order : length.CompareTo(other.Length);
    }

    /// <summary>Whether this is a text that starts with the text of <paramref name="prefix"/>.</summary>
    public bool StartsWith(VersionRun prefix) =>
        Kind == VersionRunKind.Text && prefix.Kind == VersionRunKind.Text && length >= prefix.Length
        && string.CompareOrdinal(source, start, prefix.Source, prefix.Start, prefix.Length) == 0;

    /// <summary>Adds the run to a hash.</summary>
    public int AddTo(int hash)
    {
        hash = unchecked((hash * 31) + (int)Kind);
        for (int i = start; i < start + length; i++)
        {
            hash = unchecked((hash * 31) + source[i]);
        }

        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        VersionRunKind.Post => "post",
        VersionRunKind.Number when length == 0 => "0",
        _ => source.Substring(start, length),
    };

    private string Source => source;

    private int Start => start;

    private int Length => length;
}
