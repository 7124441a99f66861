using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Packages.Matching;

/// <summary>What the user asked for, as installed packages remember it.</summary>
internal static class Requests
{
    /// <summary>The spec that the user gave for a package; null if there is none, or it is not a MatchSpec. What was read from a file has its text.</summary>
    public static MatchSpec? SpecOf(CondaPackage package) => package.RequestedSpecSource switch
    {
        MatchSpec spec => spec,
        string text when package.Manager == PackageManager.Conda && MatchSpec.TryParse(text, null, out MatchSpec? spec) => spec,
        _ => null,
    };

    /// <summary>True if somebody asked for a package by its name, and not for all lines of an explicit file.</summary>
    public static bool IsByHand(CondaPackage package) => package.Requested && !(SpecOf(package) is { } spec && IsFromExplicitFile(spec, package));

    /// <summary>
    /// conda notes every line of an explicit file as a request: <c>channel/subdir::name==version=build</c>. Nobody
    /// types that, so it says what was installed and not what was wanted.
    /// </summary>
    public static bool IsFromExplicitFile(MatchSpec spec, CondaPackage package) =>
        spec is { Subdir: not null, Version.IsExact: true, Build: { } build } && build == package.Build;
}
