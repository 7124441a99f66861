using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep440;

namespace CondaEnv.Packages.Matching;

/// <summary>
/// Selects packages by name, wildcard or MatchSpec (<c>numpy</c>, <c>lib*</c>, <c>'numpy&gt;=1.20,&lt;2'</c>,
/// <c>'conda-forge::*'</c>), by channel, and by manager.
/// </summary>
internal sealed class PackageFilter
{
    private readonly IReadOnlyList<Func<CondaPackage, bool>> _names;
    private readonly IReadOnlyList<Func<string, bool>> _channels;

    /// <summary>Parses the criteria.</summary>
    /// <param name="names">Names, patterns or specs; a package must match one of them. Empty for all packages.</param>
    /// <param name="channels">Names, addresses or hosts of channels, with wildcards; a package must match one of them.
    /// Empty for all channels.</param>
    /// <param name="configuration">How the channel names of specs are resolved.</param>
    /// <param name="pattern">Creates a test from a pattern, because each front end has its own wildcards. Null for
    /// <c>*</c> and <c>?</c>.</param>
    /// <exception cref="CondaEnvException">SpecInvalid if a spec cannot be parsed.</exception>
    public PackageFilter(
        IEnumerable<string> names, IEnumerable<string> channels, ChannelConfiguration configuration, Func<string, Func<string, bool>>? pattern = null)
    {
        pattern ??= static text => name => Wildcard.Fits(text, name);
        _names = [.. names.Select(text => IsSpec(text) ? BySpec(MatchSpec.Parse(text, configuration)) : ByName(pattern(text)))];
        _channels = [.. channels.Select(static text => text.TrimEnd('/')).Select(text => ByChannel(text, pattern(text)))];
    }

    /// <summary>Managers to include; all if empty.</summary>
    public IReadOnlyCollection<PackageManager> Managers { get; init; } = [];

    /// <summary>True to include only packages that were requested by name.</summary>
    public bool Requested { get; init; }

    /// <summary>True if the filter selects packages by name.</summary>
    public bool HasNames => _names.Count > 0;

    /// <summary>Whether the filter includes the package.</summary>
    public bool Matches(CondaPackage package) =>
        (_names.Count == 0 || _names.Any(fits => fits(package)))
        && (_channels.Count == 0 || ChannelTexts(package).Any(text => _channels.Any(fits => fits(text))))
        && (Managers.Count == 0 || Managers.Contains(package.Manager))
        && (!Requested || package.Requested);

    /// <summary>
    /// Whether the text is a spec: it contains a character that package names do not have, such as a relation, a
    /// channel separator or a space.
    /// </summary>
    public static bool IsSpec(string text) => text.Trim().IndexOfAny(['=', '<', '>', '!', '~', ':', ' ', ',', '|', '^']) >= 0;

    private static Func<CondaPackage, bool> ByName(Func<string, bool> fits) => package =>
        fits(package.Name) || fits(package.RawName) || package.Provides.Any(text => fits(text.Substring(0, text.IndexOf('=') is var end and >= 0 ? end : text.Length)));

    private static Func<CondaPackage, bool> BySpec(MatchSpec spec)
    {
        Pep440Specifier? specifier = spec.Version is { } version && Pep440Specifier.TryParse(version.Text, out Pep440Specifier? parsed) ? parsed : null;
        MatchSpec rest = spec.WithoutNameAndVersion();
        return package => package.Manager == PackageManager.Conda
            ? spec.Matches(package)
            : NameFits(spec.NamePattern, package) && rest.Matches(package) && (spec.Version is null || VersionFits(spec, specifier, package));
    }

    /// <summary>
    /// Compares names as pip does (PEP 503): a spec for <c>ruamel.yaml</c> matches pip's <c>ruamel-yaml</c>.
    /// </summary>
    private static bool NameFits(string? pattern, CondaPackage package) =>
        pattern is null || Wildcard.Fits(PipName.Normalize(pattern), PipName.Normalize(package.Name));

    /// <summary>
    /// Compares by PEP 440 if both the spec and the version are valid there, otherwise by conda's rules.
    /// </summary>
    private static bool VersionFits(MatchSpec spec, Pep440Specifier? specifier, CondaPackage package) =>
        specifier is not null && Pep440Version.TryParse(package.Version.Text, out _)
            ? specifier.Matches(package.Version.Text)
            : spec.Version!.Matches(package.Version);

    /// <summary>
    /// The texts that can name a package's channel: its name, host, address, and trailing parts of the address.
    /// </summary>
    private static IEnumerable<string> ChannelTexts(CondaPackage package)
    {
        if (package.Channel is { } name)
        {
            yield return name;
        }

        string? address = package.Url is { } url && package.Manager == PackageManager.Conda ? Parent(Parent(url)) : package.Channel;
        int start = address?.IndexOf("://", StringComparison.Ordinal) ?? -1;
        if (start < 0)
        {
            yield break;
        }

        yield return address!;
        string rest = address!.Substring(start + 3);
        int slash = rest.IndexOf('/');
        string host = slash < 0 ? rest : rest.Substring(0, slash);
        yield return host;
        yield return host.Split(':')[0];
        while ((slash = rest.IndexOf('/')) >= 0)
        {
            rest = rest.Substring(slash + 1);
            yield return rest;
        }
    }

    private static string? Parent(string? address) => address?.LastIndexOf('/') is int slash and > 0 ? address.Substring(0, slash) : null;

    private static Func<string, bool> ByChannel(string text, Func<string, bool> fits) => candidate => fits(candidate) || string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase);
}
