using System;

namespace CondaEnv.Specs.Versions;

/// <summary>What a run of a version is.</summary>
internal enum VersionRunKind
{
    /// <summary>Anything but digits; less than any number.</summary>
    Text,

    /// <summary>Digits, as many as there are.</summary>
    Number,

    /// <summary>The word <c>post</c>: greater than any number.</summary>
    Post,
}

/// <summary>One run of a version: a slice of its normalised text.</summary>
internal readonly struct VersionRun(VersionRunKind kind, string source, int start, int length)
{
    /// <summary>What a missing run counts as.</summary>
    public static VersionRun Zero { get; } = new(VersionRunKind.Number, string.Empty, 0, 0);

    /// <summary>What the run is.</summary>
    public VersionRunKind Kind { get; } = kind;

    /// <summary>True for the number 0, however many zeros it is written with.</summary>
    public bool IsZero => Kind == VersionRunKind.Number && length == 0;

    /// <summary>Compares as the remarks of <see cref="CondaVersion"/> say.</summary>
    public int OrderTo(VersionRun other)
    {
        if (Kind != other.Kind)
        {
            return Kind < other.Kind ? -1 : 1;
        }

        if (Kind == VersionRunKind.Number && length != other.Length)
        {
            // Numbers carry no leading zeros here, so the longer one is the greater one, of whatever size.
            return length < other.Length ? -1 : 1;
        }

        int order = string.CompareOrdinal(source, start, other.Source, other.Start, Math.Min(length, other.Length));
        return order != 0 ? order : length.CompareTo(other.Length);
    }

    /// <summary>Whether this is a text that begins with the text of <paramref name="prefix"/>.</summary>
    public bool StartsWith(VersionRun prefix) =>
        Kind == VersionRunKind.Text && prefix.Kind == VersionRunKind.Text && length >= prefix.Length
        && string.CompareOrdinal(source, start, prefix.Source, prefix.Start, prefix.Length) == 0;

    /// <summary>Mixes the run into a hash.</summary>
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
