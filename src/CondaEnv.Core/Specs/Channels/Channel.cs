using System.Diagnostics.CodeAnalysis;

namespace CondaEnv.Specs.Channels;

/// <summary>
/// A channel, a platform folder of a channel, or a package file in a channel, split into components as in conda:
/// <c>scheme://auth@location/t/token/name/subdir/packageFileName</c>. Immutable.
/// </summary>
internal sealed class Channel
{
    /// <summary>conda's name for the channel of a package of unknown origin.</summary>
    public const string Unknown = "<unknown>";

    private string? _baseUrl;

    /// <summary>Creates a channel; called by <see cref="ChannelResolver"/>.</summary>
    internal Channel(string? scheme, string? auth, string? location, string? token, string? name)
    {
        Scheme = scheme;
        Auth = auth;
        Location = location;
        Token = token;
        Name = name ?? string.Empty;
    }

    /// <summary>The scheme; null for a multichannel (<c>defaults</c>) and for the unknown channel.</summary>
    public string? Scheme { get; }

    /// <summary>The credentials, <c>user:password</c>. A secret.</summary>
    public string? Auth { get; }

    /// <summary>
    /// Host, port and the part before the name: <c>conda.anaconda.org</c>, <c>host:8080/conda</c>, <c>/opt</c>.
    /// </summary>
    public string? Location { get; }

    /// <summary>The token of an Anaconda server. A secret.</summary>
    public string? Token { get; }

    /// <summary>
    /// The name at its location: <c>conda-forge</c>, <c>pkgs/main</c>, <c>org/label/dev</c>; empty for a location
    /// without a name.
    /// </summary>
    public string Name { get; }

    /// <summary>The platform folder; null if the text has none.</summary>
    public string? Subdir { get; init; }

    /// <summary>The package file; null if the text has none.</summary>
    public string? PackageFileName { get; init; }

    /// <summary>True for a multichannel, which stands for several channels, such as <c>defaults</c>.</summary>
    public bool IsMultichannel { get; init; }

    /// <summary>
    /// The name that conda prints: that of the multichannel that contains it, otherwise its own, or its URL if the
    /// channel is not at the channel alias.
    /// </summary>
    public string CanonicalName { get; internal set; } = string.Empty;

    /// <summary>The URL without credentials and platform folder; null if there is no single URL.</summary>
    public string? BaseUrl
    {
        get
        {
            if (_baseUrl is null && !IsMultichannel && CanonicalName != Unknown)
            {
                _baseUrl = Scheme + "://" + CondaUrl.Join(Location, Name);
            }

            return _baseUrl;
        }
    }

    /// <summary>Parses a name, a URL, a path, or null for the unknown channel.</summary>
    /// <param name="text">The channel as written in a record, in a file or by a user.</param>
    /// <param name="configuration">How channel names are resolved; null for conda's defaults.</param>
    /// <exception cref="CondaEnvException">The host or port of a URL is malformed
    /// (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static Channel Parse(string? text, ChannelConfiguration? configuration = null) =>
        (configuration ?? ChannelConfiguration.Default).Resolver.Resolve(text);

    /// <summary>As <see cref="Parse"/>; false if the text is malformed.</summary>
    public static bool TryParse(string? text, ChannelConfiguration? configuration, [NotNullWhen(true)] out Channel? channel)
    {
        try
        {
            channel = Parse(text, configuration);
            return true;
        }
        catch (CondaEnvException)
        {
            channel = null;
            return false;
        }
    }

    /// <summary>
    /// The URL (or the name, if there is no URL) with the platform folder, without credentials and package file.
    /// </summary>
    public override string ToString()
    {
        string text = BaseUrl ?? Name;
        return Subdir is null ? text : CondaUrl.Join(text, Subdir);
    }

    /// <summary>A copy with another name and platform folder.</summary>
    internal Channel With(string name, string? subdir) => new(Scheme, Auth, Location, Token, name) { Subdir = subdir };
}
