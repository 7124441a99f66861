using System;
using System.Collections.Generic;
using CondaEnv.Specs;

namespace CondaEnv.Compare;

/// <summary>
/// Which of the packages that a file of specs does not name are a difference from it. In a file that names what was
/// wanted, the packages that came along with these are none; in one that names everything, they are.
/// </summary>
/// <remarks>
/// A file means to name everything where most of what would have come along is named all the same: where more of the
/// packages it names are required by others of them than there are required packages that it does not name.
/// </remarks>
internal static class ExtraPackages
{
    /// <summary>Divides the packages that are not named.</summary>
    /// <param name="packages">All packages of the environment.</param>
    /// <param name="named">Those that the file names.</param>
    /// <param name="brought">Normalised names that an extra which the file names brings, and whose extra that is.</param>
    /// <returns>Those that are a difference, and those that came along, with what brought them.</returns>
    public static (IReadOnlyList<CondaPackage> Extra, IReadOnlyList<KeyValuePair<CondaPackage, string>> ComeAlong) Divide(
        IReadOnlyList<CondaPackage> packages, HashSet<CondaPackage> named, IReadOnlyDictionary<string, string> brought)
    {
        // Names as both managers spell them: a pip package may require one of conda's.
        HashSet<string> present = new(StringComparer.Ordinal);
        foreach (CondaPackage package in named)
        {
            present.Add(PipName.Normalize(package.Name));
        }

        int needless = 0;
        foreach (CondaPackage package in named)
        {
            needless += Bringer(package, present, brought) is null ? 0 : 1;
        }

        List<CondaPackage> rest = [];
        foreach (CondaPackage package in packages)
        {
            if (!named.Contains(package))
            {
                rest.Add(package);
            }
        }

        List<KeyValuePair<CondaPackage, string>> comeAlong = [];
        List<CondaPackage> extra = rest;
        for (bool isGrowing = true; isGrowing;)
        {
            isGrowing = false;
            List<CondaPackage> left = [];
            foreach (CondaPackage package in extra)
            {
                if (Bringer(package, present, brought) is { } bringer)
                {
                    comeAlong.Add(new KeyValuePair<CondaPackage, string>(package, bringer));
                    present.Add(PipName.Normalize(package.Name));
                    isGrowing = true;
                }
                else
                {
                    left.Add(package);
                }
            }

            extra = left;
        }

        return needless > comeAlong.Count ? (rest, []) : (extra, comeAlong);
    }

    /// <summary>The name of a package that is there and requires this one; null where none does.</summary>
    private static string? Bringer(CondaPackage package, HashSet<string> present, IReadOnlyDictionary<string, string> brought)
    {
        foreach (string dependent in package.RequiredBy ?? [])
        {
            if (present.Contains(PipName.Normalize(dependent)))
            {
                return dependent;
            }
        }

        if (brought.TryGetValue(PipName.Normalize(package.Name), out string? extra))
        {
            return extra;
        }

        // conda gives each python its pip (add_pip_as_python_dependency).
        return package is { Name: "pip", Manager: PackageManager.Conda } && present.Contains("python") ? "python" : null;
    }
}
