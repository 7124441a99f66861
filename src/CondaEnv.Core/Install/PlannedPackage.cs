using CondaEnv.Foundation.Secrets;

namespace CondaEnv.Install;

/// <summary>A package that a tool would install.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Version of the package.</param>
/// <param name="Build">Build string of the package.</param>
/// <param name="BuildNumber">Build number of the package.</param>
/// <param name="Channel">The channel as named by the tool.</param>
/// <param name="Subdir">Platform folder of the package.</param>
/// <param name="Url">Address of the archive, credentials removed.</param>
/// <param name="Md5">MD5 of the archive.</param>
/// <param name="Sha256">SHA-256 of the archive.</param>
internal sealed record PlannedPackage(string Name, string Version, string? Build, long? BuildNumber, string? Channel, string? Subdir, string? Url, string? Md5, string? Sha256)
{
    /// <summary>Converts the package to a row.</summary>
    public CondaPackage ToPackage(string environmentName, string prefix, string computerName) => new()
    {
        Name = Name,
        RawName = Name,
        Version = CondaVersion.FromRecord(Version),
        Build = Build,
        BuildNumber = BuildNumber,
        Channel = SecretRedactor.RedactOrNull(Channel),
        Subdir = Subdir,
        Url = Url,
        UrlSource = Url,
        Md5 = Md5,
        Sha256 = Sha256,
        Manager = PackageManager.Conda,
        EnvironmentName = environmentName,
        Prefix = prefix,
        ComputerName = computerName,
    };
}
