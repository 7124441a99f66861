using System;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Packages.Changes;

/// <summary>What lies between two states of one package: comparison and history say it in the same words.</summary>
internal static class PackageStep
{
    /// <summary>The change from one package to the other, and how large the step of the version is.</summary>
    /// <param name="reference">The package as it was.</param>
    /// <param name="difference">The package as it is; of the same name.</param>
    /// <remarks>
    /// The first that differs is what is said: who installed it, version, build, channel, source, hash. What one side
    /// does not know (a list without builds, a record without a hash) does not differ.
    /// </remarks>
    public static (PackageChange Change, ChangeLevel? Level) Between(CondaPackage reference, CondaPackage difference)
    {
        int order = Order(reference, difference);
        ChangeLevel? level = order == 0 ? null : LevelOf(reference.Version, difference.Version);
        if (reference.Manager != difference.Manager)
        {
            return (PackageChange.SourceChanged, level);
        }

        if (order != 0)
        {
            return (order < 0 ? PackageChange.Upgraded : PackageChange.Downgraded, level);
        }

        return reference.Manager == PackageManager.Conda ? BetweenBuilds(reference, difference) : BetweenSources(reference, difference);
    }

    /// <summary>How large the step between two versions is; null where they are equal.</summary>
    /// <remarks>
    /// The first number that differs says so. Where a letter differs before it (<c>1.0rc1</c> and <c>1.0</c>, <c>2026b</c> and
    /// <c>2026c</c>), or only the local part does, the step is the smallest one; and so where a text is no version.
    /// </remarks>
    public static ChangeLevel? LevelOf(CondaVersion reference, CondaVersion difference)
    {
        if (reference.Equals(difference))
        {
            return null;
        }

        if (!reference.IsValid || !difference.IsValid)
        {
            return ChangeLevel.Patch;
        }

        CondaVersionCursor left = CondaVersionCursor.Main(reference.Normalized);
        CondaVersionCursor right = CondaVersionCursor.Main(difference.Normalized);

        // The component before the first is the epoch.
        for (int component = 0; component < 3; component++)
        {
            left.NextComponent();
            right.NextComponent();
            left.NextRun(out VersionRun x);
            right.NextRun(out VersionRun y);
            if (x.OrderTo(y) != 0)
            {
                return component < 2 ? ChangeLevel.Major : ChangeLevel.Minor;
            }

            bool more;
            do
            {
                more = left.NextRun(out x) | right.NextRun(out y);
                if (x.OrderTo(y) != 0)
                {
                    return ChangeLevel.Patch;
                }
            }
            while (more);
        }

        return ChangeLevel.Patch;
    }

    /// <summary>Which version comes first. The one place that knows whose order holds.</summary>
    private static int Order(CondaPackage reference, CondaPackage difference) =>
        reference.Manager == PackageManager.Pip && difference.Manager == PackageManager.Pip
        && Pep440Version.TryParse(reference.Version.Text, out Pep440Version? left) && Pep440Version.TryParse(difference.Version.Text, out Pep440Version? right)
            ? left.CompareTo(right)
            : reference.Version.CompareTo(difference.Version);

    private static (PackageChange Change, ChangeLevel? Level) BetweenBuilds(CondaPackage reference, CondaPackage difference)
    {
        // 1.1 and 1.1.0 are the same version, but not the same package; nor are two platforms' of the same build.
        if (reference.Version.Text != difference.Version.Text || Differs(reference.Build, difference.Build) || Differs(reference.Subdir, difference.Subdir))
        {
            return (PackageChange.Rebuilt, ChangeLevel.Build);
        }

        if (reference.Channel != Channel.Unknown && difference.Channel != Channel.Unknown && Differs(reference.Channel, difference.Channel))
        {
            return (PackageChange.ChannelChanged, null);
        }

        return (HashOrNothing(reference, difference), null);
    }

    private static (PackageChange Change, ChangeLevel? Level) BetweenSources(CondaPackage reference, CondaPackage difference)
    {
        bool known = KnowsSource(reference) && KnowsSource(difference);
        return known && (reference.DirectUrl != difference.DirectUrl || reference.Editable != difference.Editable)
            ? (PackageChange.SourceChanged, null)
            : (HashOrNothing(reference, difference), null);
    }

    /// <summary>False for a row of a mere list of names and versions.</summary>
    private static bool KnowsSource(CondaPackage package) => package.DirectUrl is not null || package.Location is not null || package.Editable;

    private static PackageChange HashOrNothing(CondaPackage reference, CondaPackage difference)
    {
        // Two archives of one build (.conda, .tar.bz2) have hashes that say nothing of each other.
        bool sameArchive = !Differs(Extension(reference), Extension(difference));
        bool differs = !string.IsNullOrEmpty(reference.Sha256) && !string.IsNullOrEmpty(difference.Sha256)
            ? Differs(reference.Sha256, difference.Sha256)
            : Differs(reference.Md5, difference.Md5);
        return sameArchive && differs ? PackageChange.HashChanged : PackageChange.Unchanged;
    }

    private static string? Extension(CondaPackage package) =>
        package.FileName is { } name ? ChannelResolver.PackageExtension(name) : null;

    private static bool Differs(string? left, string? right) =>
        !string.IsNullOrEmpty(left) && !string.IsNullOrEmpty(right) && !string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
