namespace CondaEnv.Specs.Versions;

/// <summary>conda's order of versions, for normalized texts.</summary>
internal static class CondaVersionOrder
{
    /// <summary>Compares epoch and main part, then the local part.</summary>
    public static int Compare(string left, string right)
    {
        int order = Compare(CondaVersionCursor.Main(left), CondaVersionCursor.Main(right));
        return order != 0 ? order : Compare(CondaVersionCursor.Local(left), CondaVersionCursor.Local(right));
    }

    /// <summary>
    /// Whether <paramref name="version"/> matches <paramref name="prefix"/> up to the prefix's last run. If that run is
    /// a text, it only has to be a prefix of the corresponding run. If the prefix has a local part, the main parts must
    /// be equal.
    /// </summary>
    public static bool StartsWith(string version, string prefix)
    {
        if (CondaVersionCursor.Local(prefix).IsLastComponent)
        {
            return StartsWith(CondaVersionCursor.Main(version), CondaVersionCursor.Main(prefix));
        }

        return Compare(CondaVersionCursor.Main(version), CondaVersionCursor.Main(prefix)) == 0
            && StartsWith(CondaVersionCursor.Local(version), CondaVersionCursor.Local(prefix));
    }

    /// <summary>A hash that is equal for all versions that compare as equal; trailing zeros are ignored.</summary>
    public static int Hash(string normalized) => HashOf(CondaVersionCursor.Local(normalized), HashOf(CondaVersionCursor.Main(normalized), 17));

    private static int Compare(CondaVersionCursor left, CondaVersionCursor right)
    {
        while (true)
        {
            bool more = left.NextComponent();
            more |= right.NextComponent();
            if (!more)
            {
                return 0;
            }

            while (true)
            {
                bool moreRuns = left.NextRun(out VersionRun x);
                moreRuns |= right.NextRun(out VersionRun y);
                if (!moreRuns)
                {
                    break;
                }

                int order = x.OrderTo(y);
                if (order != 0)
                {
                    return order;
                }
            }
        }
    }

    private static bool StartsWith(CondaVersionCursor version, CondaVersionCursor prefix)
    {
        while (prefix.NextComponent())
        {
            version.NextComponent();
            bool lastComponent = prefix.IsLastComponent;
            while (true)
            {
                bool moreRuns = version.NextRun(out VersionRun mine);
                if (lastComponent)
                {
                    // The rest of the version after the prefix is not restricted.
                    prefix.NextRun(out VersionRun last);
                    if (prefix.IsLastRun)
                    {
                        return last.Kind == VersionRunKind.Text ? mine.StartsWith(last) : mine.OrderTo(last) == 0;
                    }

                    if (mine.OrderTo(last) != 0)
                    {
                        return false;
                    }

                    continue;
                }

                moreRuns |= prefix.NextRun(out VersionRun other);
                if (!moreRuns)
                {
                    break;
                }

                if (mine.OrderTo(other) != 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static int HashOf(CondaVersionCursor cursor, int hash)
    {
        int component = 0;
        while (cursor.NextComponent())
        {
            component++;
            int run = 0;
            while (cursor.NextRun(out VersionRun value))
            {
                run++;
                if (!value.IsZero)
                {
                    // The position is hashed together with the value, so that leading zeros count and trailing ones do
                    // not.
                    hash = value.AddTo(unchecked((((hash * 31) + component) * 31) + run));
                }
            }
        }

        return unchecked((hash * 31) + 1);
    }
}
