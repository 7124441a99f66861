using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;

namespace CondaEnv.Formats.Reading;

/// <summary>Converts packages of listings in several formats to dependencies.</summary>
internal static class ListedPackage
{
    private const string PyPi = "pypi";
    private const string Develop = "<develop>";

    /// <summary>
    /// conda lists pip packages together with its own. They have a special build string, <c>&lt;pip&gt;</c> in old
    /// versions.
    /// </summary>
    public static bool IsPip(string? build, string? channel) =>
        build is "pypi_0" or "<pip>" || (build == "dev_0" && (channel is null or Develop or PyPi));

    /// <summary>Creates a package from a row of <c>conda list</c>.</summary>
    /// <param name="name">Name of the package.</param>
    /// <param name="version">Version of the package.</param>
    /// <param name="build">Build string; null if unknown.</param>
    /// <param name="channel">Canonical name of the channel; null if unknown.</param>
    /// <param name="subdir">Platform folder; null if unknown.</param>
    /// <param name="buildNumber">Build number; null if unknown.</param>
    public static CondaPackage Create(string name, string version, string? build, string? channel = null, string? subdir = null, long? buildNumber = null)
    {
        StopSignal.Check();
        bool pip = IsPip(build, channel);
        bool editable = pip && (build == "dev_0" || channel == Develop);
        return new CondaPackage
        {
            Name = pip ? PipName.CondaSpelling(name) : name,
            RawName = name,
            Version = CondaVersion.FromRecord(version),
            Build = build,
            BuildNumber = pip ? 0 : buildNumber,
            Channel = pip ? (editable ? Develop : PyPi) : channel,
            Subdir = pip ? PyPi : subdir,
            Manager = pip ? PackageManager.Pip : PackageManager.Conda,
            Editable = editable,
        };
    }

    /// <summary>Converts a package to a dependency of a file that records packages.</summary>
    /// <param name="package">The package.</param>
    /// <param name="text">Text of the entry in the file.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="line">One-based line.</param>
    /// <param name="column">One-based column where the entry starts.</param>
    /// <param name="match">The entry as a spec; null if it is not a valid one.</param>
    public static CondaEnvFileDependency Dependency(CondaPackage package, string text, string path, int line, int column, MatchSpec? match = null) => new()
    {
        Name = package.Name,
        Manager = package.Manager,
        Section = package.Manager == PackageManager.Pip ? "pip" : "conda",
        Spec = text,
        SourceText = text,
        Version = package.Version,
        Build = package.Build,
        Channel = package.Channel,
        Platform = package.Manager == PackageManager.Pip ? null : package.Subdir,
        Url = package.Url ?? package.UrlSource,
        Md5 = package.Md5,
        Sha256 = package.Sha256,
        Path = path,
        Line = line,
        Column = column,
        Match = match,
        Package = package,
    };

    /// <summary>Converts a spec to a dependency of a file that requests packages.</summary>
    public static CondaEnvFileDependency Dependency(MatchSpec spec, string text, string path, int line, int column) => new()
    {
        Name = spec.ExactName,
        Manager = PackageManager.Conda,
        Spec = text,
        SourceText = text,
        Version = ExactVersion(spec),
        Build = ExactBuild(spec),
        Channel = spec.Channel?.CanonicalName,
        Platform = spec.Subdir,
        Url = Shown(spec.Field("url"), text),
        Md5 = spec.Field("md5"),
        Sha256 = spec.Field("sha256"),
        Path = path,
        Line = line,
        Column = column,
        Match = spec,
    };

    /// <summary>
    /// Redacts before a path is converted to the URL of a local folder: in the result, an address without a scheme is
    /// hard to recognize.
    /// </summary>
    private static string? Shown(string? url, string text)
    {
        string clean = SecretRedactor.Redact(text);
        return url is null || clean == text || CondaUrl.IsUrl(text) ? url
            : url.EndsWith(text, System.StringComparison.Ordinal) ? url.Substring(0, url.Length - text.Length) + clean
            : clean;
    }

    /// <summary>The version, if the spec allows exactly one; otherwise null.</summary>
    public static CondaVersion? ExactVersion(MatchSpec spec) => spec.Version is { IsExact: true } version ? version.Version ?? CondaVersion.FromRecord(version.Text) : null;

    /// <summary>The build string, if the spec allows exactly one; otherwise null.</summary>
    public static string? ExactBuild(MatchSpec spec) => spec.Build is { } build && !MatchSpec.IsPattern(build) ? build : null;

    /// <summary>Creates the file from its dependencies and counts them.</summary>
    public static CondaEnvFile File(
        string path, CondaEnvFileKind kind, bool isExact, IReadOnlyList<CondaEnvFileDependency> dependencies, IReadOnlyList<string> platforms, string? prefix = null)
    {
        int pip = 0;
        foreach (CondaEnvFileDependency dependency in dependencies)
        {
            pip += dependency.Manager == PackageManager.Pip ? 1 : 0;
        }

        return new CondaEnvFile
        {
            Path = path,
            Kind = kind,
            IsExact = isExact,
            Prefix = prefix,
            Dependencies = dependencies,
            Platforms = platforms,
            PackageCount = dependencies.Count - pip,
            PipPackageCount = pip,
        };
    }

    /// <summary>The platform in a comment <c># platform: linux-64</c>; null for other lines.</summary>
    public static string? PlatformOf(string comment)
    {
        const string Key = "platform:";
        string text = PythonText.Strip(comment.TrimStart('#', ' '));
        string platform = text.StartsWith(Key, System.StringComparison.Ordinal) ? PythonText.Strip(text.Substring(Key.Length)) : string.Empty;
        return platform.Length == 0 ? null : platform;
    }
}
