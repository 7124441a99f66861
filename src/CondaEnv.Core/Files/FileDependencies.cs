using System;
using CondaEnv.Prefix;
using CondaEnv.Specs;

namespace CondaEnv.Files;

/// <summary>Makes dependencies out of specs, whatever file they stand in.</summary>
internal static class FileDependencies
{
    /// <summary>A dependency on a conda package.</summary>
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

    /// <summary>A dependency that pip shall install.</summary>
    public static CondaEnvFileDependency OfPip(PipRequirementLine requirement, string path, int line, int column, string? environment = null) => new()
    {
        Name = requirement.Name is null ? null : PipPackageReader.NormalizeName(requirement.Name),
        Manager = PackageManager.Pip,
        Section = "pip",
        Spec = requirement.Text,
        SourceText = requirement.Text,
        Version = ExactVersion(requirement.Requirement),
        Condition = requirement.Requirement?.Marker,
        Url = requirement.Location,
        Sha256 = requirement.Hashes.Count == 1 && requirement.Hashes[0].StartsWith("sha256:", StringComparison.Ordinal) ? requirement.Hashes[0].Substring(7) : null,
        Environment = environment,
        Requirement = requirement,
        Path = path,
        Line = line,
        Column = column,
    };

    /// <summary>The one version that pip may install; null where it has a choice.</summary>
    public static CondaVersion? ExactVersion(Pep508Requirement? requirement)
    {
        if (requirement is not { Specifier.Count: 1 } || !requirement.Specifier[0].StartsWith("==", StringComparison.Ordinal))
        {
            return null;
        }

        string version = requirement.Specifier[0].TrimStart('=').Trim();
        return version.Length == 0 || version.EndsWith("*", StringComparison.Ordinal) ? null : CondaVersion.FromRecord(version);
    }

    private static CondaVersion? ExactVersion(VersionSpec? spec) =>
        spec is { IsExact: true } ? spec.Version ?? CondaVersion.FromRecord(spec.Text.TrimStart('=')) : null;
}
