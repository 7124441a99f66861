using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;

namespace CondaEnv.Formats.Reading;

/// <summary>Packages that files of several kinds list, as dependencies.</summary>
internal static class ListedPackage
{
    private const string PyPi = "pypi";
    private const string Develop = "<develop>";

    /// <summary>conda lists pip's packages among its own; the build string that it makes up for them tells them apart, in old versions <c>&lt;pip&gt;</c>.</summary>
    public static bool IsPip(string? build, string? channel) =>
        build is "pypi_0" or "<pip>" || (build == "dev_0" && (channel is null or Develop or PyPi));

    /// <summary>A package by what <c>conda list</c> says of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="build">Its build string; null where nothing says it.</param>
    /// <param name="channel">Canonical name of its channel; null where nothing says it.</param>
    /// <param name="subdir">Its platform folder; null where nothing says it.</param>
    /// <param name="buildNumber">Its build number; null where nothing says it.</param>
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

    /// <summary>A package as a dependency of a file that records packages.</summary>
    /// <param name="package">The package.</param>
    /// <param name="text">What the file says of it.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="line">Where it stands.</param>
    /// <param name="column">Where it starts.</param>
    /// <param name="match">The same as a spec, where the text is one.</param>
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

    /// <summary>A spec as a dependency of a file that asks.</summary>
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

    /// <summary>A path became an address of a folder of this machine, in which an address that lacks its scheme is hard to tell: credentials go before.</summary>
    private static string? Shown(string? url, string text)
    {
        string clean = SecretRedactor.Redact(text);
        return url is null || clean == text || CondaUrl.IsUrl(text) ? url
            : url.EndsWith(text, System.StringComparison.Ordinal) ? url.Substring(0, url.Length - text.Length) + clean
            : clean;
    }

    /// <summary>The one version that the spec leaves; else null.</summary>
    public static CondaVersion? ExactVersion(MatchSpec spec) => spec.Version is { IsExact: true } version ? version.Version ?? CondaVersion.FromRecord(version.Text) : null;

    /// <summary>The one build string that the spec leaves; else null.</summary>
    public static string? ExactBuild(MatchSpec spec) => spec.Build is { } build && !MatchSpec.IsPattern(build) ? build : null;

    /// <summary>The file of the dependencies, counted.</summary>
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

    /// <summary>The platform that a comment <c># platform: linux-64</c> names; null for another line.</summary>
    public static string? PlatformOf(string comment)
    {
        const string Key = "platform:";
        string text = PythonText.Strip(comment.TrimStart('#', ' '));
        string platform = text.StartsWith(Key, System.StringComparison.Ordinal) ? PythonText.Strip(text.Substring(Key.Length)) : string.Empty;
        return platform.Length == 0 ? null : platform;
    }
}
