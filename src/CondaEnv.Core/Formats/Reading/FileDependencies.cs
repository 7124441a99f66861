using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Formats.Reading;

/// <summary>Creates dependencies from specs of any file format.</summary>
internal static class FileDependencies
{
    /// <summary>Creates a dependency on a conda package.</summary>
    public static CondaEnvFileDependency OfSpec(
        string text, MatchSpec match, string path, int line, int column, string? condition = null, string section = "conda", PackageManager? manager = PackageManager.Conda, bool isImplied = false) => new()
        {
            Name = match.ExactName,
            Manager = manager,
            Section = section,
            Spec = text,
            SourceText = text,
            Version = ExactVersion(match.Version),
            Build = match.Build is { } build && !MatchSpec.IsPattern(build) ? build : null,
            Channel = match.Channel?.CanonicalName,
            Platform = match.Subdir,
            Condition = condition,
            Url = match.Field("url"),
            Md5 = match.Field("md5"),
            Sha256 = match.Field("sha256"),
            Match = match,
            IsImplied = isImplied,
            Path = path,
            Line = line,
            Column = column,
        };

    private static CondaVersion? ExactVersion(VersionSpec? spec) =>
        spec is { IsExact: true } ? spec.Version ?? CondaVersion.FromRecord(spec.Text.TrimStart('=')) : null;
}
