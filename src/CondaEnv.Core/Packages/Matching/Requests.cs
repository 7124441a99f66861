using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Packages.Matching;

/// <summary>The requests of the user, as recorded with the installed packages.</summary>
internal static class Requests
{
    /// <summary>The spec that the user gave for a package; null if there is none, or if it is not a MatchSpec. Packages read from a file have its text.</summary>
    public static MatchSpec? SpecOf(CondaPackage package) => package.RequestedSpecSource switch
    {
        MatchSpec spec => spec,
        string text when package.Manager == PackageManager.Conda && MatchSpec.TryParse(text, null, out MatchSpec? spec) => spec,
        _ => null,
    };

    /// <summary>True if the user requested the package by its name, not by a line of an explicit file.</summary>
    public static bool IsByHand(CondaPackage package) => package.Requested && !(SpecOf(package) is { } spec && IsFromExplicitFile(spec, package));

    /// <summary>
    /// conda notes every line of an explicit file as a request: <c>channel/subdir::name==version=build</c>. Nobody
    /// types that, so it says what was installed and not what was wanted.
    /// </summary>
    public static bool IsFromExplicitFile(MatchSpec spec, CondaPackage package) =>
        spec is { Subdir: not null, Version.IsExact: true, Build: { } build } && build == package.Build;
}
