using System.Collections.Generic;

namespace CondaEnv.Packages.Rows;

/// <summary>Determines the platform that packages are for.</summary>
internal static class PackagePlatform
{
    /// <summary>
    /// The subdir of the first conda package that is not noarch; all packages of an environment have the same platform.
    /// Null if all are noarch.
    /// </summary>
    public static string? Of(IEnumerable<CondaPackage> packages)
    {
        foreach (CondaPackage package in packages)
        {
            if (package.Manager == PackageManager.Conda && package.Subdir is { Length: > 0 } subdir && subdir is not ("noarch" or "pypi"))
            {
                return subdir;
            }
        }

        return null;
    }
}
