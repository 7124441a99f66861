using CondaEnv.Foundation.Secrets;

namespace CondaEnv.Install;

/// <summary>A package that a tool would install.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Build">Its build string.</param>
/// <param name="BuildNumber">Its build number.</param>
/// <param name="Channel">The channel, as the tool names it.</param>
/// <param name="Subdir">The platform.</param>
/// <param name="Url">Its address, credentials removed.</param>
/// <param name="Md5">Its MD5.</param>
/// <param name="Sha256">Its SHA-256.</param>
internal sealed record PlannedPackage(string Name, string Version, string? Build, long? BuildNumber, string? Channel, string? Subdir, string? Url, string? Md5, string? Sha256)
{
    /// <summary>The package as a row.</summary>
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
