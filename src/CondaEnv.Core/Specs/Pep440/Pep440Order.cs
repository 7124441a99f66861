using System;

namespace CondaEnv.Specs.Pep440;

/// <summary>The order of PEP 440 versions.</summary>
internal static class Pep440Order
{
    /// <summary>Compares two versions, with or without their local parts.</summary>
    public static int Compare(Pep440Parts left, Pep440Parts right, bool withLocal)
    {
        int order = CompareNumbers(left.Epoch, right.Epoch);
        order = order != 0 ? order : CompareReleases(left.Release, right.Release);
        order = order != 0 ? order : ComparePhases(left, right);
        return order != 0 || !withLocal ? order : CompareLocals(left.Local, right.Local);
    }

    /// <summary>
    /// Whether both versions have the same release (the base version in the PEP), such as 1.0a1 and 1.0.post2.
    /// </summary>
    public static bool SameBase(Pep440Parts left, Pep440Parts right) => left.Epoch == right.Epoch && CompareReleases(left.Release, right.Release) == 0;

    /// <summary>Whether the release starts with the given numbers; missing numbers count as 0.</summary>
    public static bool StartsWith(Pep440Parts version, Pep440Parts prefix, int length)
    {
        bool same = version.Epoch == prefix.Epoch;
        for (int i = 0; i < length && same; i++)
        {
            same = (i < version.Release.Length ? version.Release[i] : "") == prefix.Release[i];
        }

        return same;
    }

    /// <summary>Hash that is equal for equal versions.</summary>
    public static int Hash(Pep440Parts parts)
    {
        int length = parts.Release.Length;
        while (length > 0 && parts.Release[length - 1].Length == 0)
        {
            length--;
        }

        int hash = StringComparer.Ordinal.GetHashCode(parts.Epoch);
        for (int i = 0; i < length; i++)
        {
            hash = unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(parts.Release[i]));
        }

        foreach (string? part in new[] { parts.PreLabel, parts.Pre, parts.Post, parts.Dev })
        {
            hash = unchecked((hash * 31) + (part is null ? 1 : StringComparer.Ordinal.GetHashCode(part)));
        }

        foreach (string part in parts.Local ?? [])
        {
            hash = unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(part));
        }

        return hash;
    }

    private static int CompareReleases(string[] left, string[] right)
    {
        for (int i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            int order = CompareNumbers(i < left.Length ? left[i] : "", i < right.Length ? right[i] : "");
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static int ComparePhases(Pep440Parts left, Pep440Parts right)
    {
        int order = PreRank(left).CompareTo(PreRank(right));
        order = order != 0 ? order : CompareNumbers(left.Pre, right.Pre);
        order = order != 0 ? order : CompareOptional(left.Post, right.Post, missing: -1);
        return order != 0 ? order : CompareOptional(left.Dev, right.Dev, missing: 1);
    }

    // 1.0.dev1 precedes 1.0a1, whereas 1.0a1.dev1 and 1.0.post1.dev1 are next to their pre-release and post-release.
    private static int PreRank(Pep440Parts parts) => parts.PreLabel switch
    {
        "a" => 1,
        "b" => 2,
        "rc" => 3,
        _ => parts.Post is null && parts.Dev is not null ? 0 : 4,
    };

    private static int CompareOptional(string? left, string? right, int missing)
    {
        if (left is null || right is null)
        {
            return left is not null ? -missing : right is not null ? missing : 0;
        }

        return CompareNumbers(left, right);
    }

    // A number is greater than a text, and a local version is greater than its own prefix.
    private static int CompareLocals(string[]? left, string[]? right)
    {
        if (left is null || right is null)
        {
            return left is not null ? 1 : right is not null ? -1 : 0;
        }

        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            bool number = Pep440Parts.IsNumber(left[i]);
            bool other = Pep440Parts.IsNumber(right[i]);
            int order = number != other ? (number ? 1 : -1) : number ? CompareNumbers(left[i], right[i]) : string.CompareOrdinal(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    // Without leading zeros, the longer number is greater.
    private static int CompareNumbers(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
}
