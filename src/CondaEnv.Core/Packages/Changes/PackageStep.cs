using System;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Packages.Changes;

/// <summary>
/// Classifies the difference between two states of one package, for comparisons and the history alike.
/// </summary>
internal static class PackageStep
{
    /// <summary>Returns how one package differs from another, and how large the step of the version is.</summary>
    /// <param name="reference">The package before.</param>
    /// <param name="difference">The package after; it has the same name.</param>
    /// <remarks>
    /// The first difference decides, in this order: manager, version, build, channel, source, hash. A value that one
    /// side does not have (a list without builds, a record without a hash) is not a difference.
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

    /// <summary>Returns how large the step between two versions is; null if they are equal.</summary>
    /// <remarks>
    /// The first number that differs decides. The step is the smallest one if a letter differs before that
    /// (<c>1.0rc1</c> and <c>1.0</c>, <c>2026b</c> and <c>2026c</c>), if only the local part differs, or if a text is
    /// not a version.
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

    /// <summary>
    /// Compares two versions: by PEP 440 if both are pip packages with valid versions, otherwise by conda's order. The
    /// only place that chooses between the two.
    /// </summary>
    private static int Order(CondaPackage reference, CondaPackage difference) =>
        reference.Manager == PackageManager.Pip && difference.Manager == PackageManager.Pip
        && Pep440Version.TryParse(reference.Version.Text, out Pep440Version? left) && Pep440Version.TryParse(difference.Version.Text, out Pep440Version? right)
            ? left.CompareTo(right)
            : reference.Version.CompareTo(difference.Version);

    private static (PackageChange Change, ChangeLevel? Level) BetweenBuilds(CondaPackage reference, CondaPackage difference)
    {
        // 1.1 and 1.1.0 are the same version, but not the same package. Nor are packages of two platforms with the same
        // build string.
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

    /// <summary>False for a row that comes from a plain list of names and versions.</summary>
    private static bool KnowsSource(CondaPackage package) => package.DirectUrl is not null || package.Location is not null || package.Editable;

    private static PackageChange HashOrNothing(CondaPackage reference, CondaPackage difference)
    {
        // The two archive formats of one build (.conda, .tar.bz2) have unrelated hashes.
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
