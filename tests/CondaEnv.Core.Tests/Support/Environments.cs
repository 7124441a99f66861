using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Rows;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.History;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;

namespace CondaEnv.Tests.Support;

/// <summary>Environments made by hand.</summary>
internal static class Environments
{
    public static CondaPackage Conda(
        string name, string version = "1.0", string? build = "h0_0", string? channel = "https://conda.anaconda.org/conda-forge/linux-64",
        string? url = null, string? type = null, string? noarch = null, string? md5 = null, string? sha256 = null, string subdir = "linux-64", params string[] depends) => new()
        {
            Name = name,
            RawName = name,
            Version = CondaVersion.FromRecord(version),
            Build = build,
            Md5 = md5,
            Sha256 = sha256,
            Subdir = subdir,
            FileName = $"{name}-{version}-{build}.conda",
            ChannelSource = channel,
            UrlSource = url ?? (channel is null || channel[0] == '<' ? null : $"{channel}/{name}-{version}-{build}.conda"),
            PackageType = type,
            Noarch = noarch,
            Depends = depends,
            Manager = PackageManager.Conda,
        };

    /// <summary>A pip package whose direct_url.json holds the text.</summary>
    public static CondaPackage PipFrom(string name, string directUrl, string version = "1.0", params string[] requires)
    {
        DirectUrl direct = DirectUrl.Parse(System.Text.Encoding.UTF8.GetBytes(directUrl));
        return Pip(name, version, editable: direct.Editable, directUrl: direct.Url, direct: direct, requires: requires);
    }

    public static CondaPackage Pip(
        string name, string version = "1.0", string build = "pypi_0", bool editable = false, string? directUrl = null, DirectUrl? direct = null, string? location = null,
        string? installer = null, string? requiresPython = null, bool requested = false, params string[] requires) => new()
    {
        Requested = requested,
        Name = PipName.CondaSpelling(name),
        RawName = name,
        Location = location ?? direct?.Folder,
        Installer = installer,
        DirectUrlSource = direct,
        RequestedRevision = direct?.RequestedRevision,
        Requires = requires,
        RequiresPython = requiresPython,
        Version = CondaVersion.FromRecord(version),
        Build = build,
        Subdir = "pypi",
        Editable = editable,
        DirectUrl = directUrl,
        Manager = PackageManager.Pip,
    };

    public static EnvironmentContents Of(
        IEnumerable<CondaPackage> packages,
        IEnumerable<string>? requested = null,
        IEnumerable<KeyValuePair<string, string>>? variables = null,
        IReadOnlyList<CondaEnvException>? problems = null,
        IReadOnlyList<CondaPackage>? clobbered = null,
        string? platform = "linux-64",
        IEnumerable<string>? commands = null,
        IReadOnlyList<string>? pinned = null) => new()
        {
            History = [.. (commands ?? []).Select(static c => new HistoryBlock { Date = "", Line = 1, Command = c })],
            PinnedSpecs = pinned ?? [],
            Name = "e",
            Prefix = "/envs/e",
            Packages = [.. packages],
            Clobbered = clobbered ?? [],
            Problems = problems ?? [],
            RequestedSpecs = [.. (requested ?? []).Select(static s => new KeyValuePair<string, MatchSpec>(NameOf(s), MatchSpec.Parse(s)))],
            StateVariables = [.. variables ?? []],
            Platform = platform,
        };

    private static string NameOf(string spec)
    {
        string text = spec.Split("::")[^1];
        int end = text.IndexOfAny(['=', '>', '<', ' ', '[']);
        return end < 0 ? text : text[..end];
    }
}
