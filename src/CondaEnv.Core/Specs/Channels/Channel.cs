using System.Diagnostics.CodeAnalysis;

namespace CondaEnv.Specs.Channels;

/// <summary>
/// A channel, a platform folder of one, or a package file in one, taken apart as conda does:
/// <c>scheme://auth@location/t/token/name/subdir/packageFileName</c>. Read only.
/// </summary>
internal sealed class Channel
{
    /// <summary>What conda calls the channel of a package whose origin nobody knows.</summary>
    public const string Unknown = "<unknown>";

    private string? _baseUrl;

    /// <summary>Creates a channel; <see cref="ChannelResolver"/> does.</summary>
    internal Channel(string? scheme, string? auth, string? location, string? token, string? name)
    {
        Scheme = scheme;
        Auth = auth;
        Location = location;
        Token = token;
        Name = name ?? string.Empty;
    }

    /// <summary>The scheme; null for a channel that stands for others (<c>defaults</c>) and for the unknown one.</summary>
    public string? Scheme { get; }

    /// <summary><c>user:password</c>. A secret.</summary>
    public string? Auth { get; }

    /// <summary>Host, port and what stands before the name: <c>conda.anaconda.org</c>, <c>host:8080/conda</c>, <c>/opt</c>.</summary>
    public string? Location { get; }

    /// <summary>The token of an Anaconda server. A secret.</summary>
    public string? Token { get; }

    /// <summary>The name at its location: <c>conda-forge</c>, <c>pkgs/main</c>, <c>org/label/dev</c>; empty for a bare location.</summary>
    public string Name { get; }

    /// <summary>The platform folder; null where the text has none.</summary>
    public string? Subdir { get; init; }

    /// <summary>The package file; null where the text names none.</summary>
    public string? PackageFileName { get; init; }

    /// <summary>True for a channel that stands for others: <c>defaults</c>.</summary>
    public bool IsMultichannel { get; init; }

    /// <summary>The name that conda prints: that of the multichannel it belongs to, its own, or (elsewhere than at the alias) its URL.</summary>
    public string CanonicalName { get; internal set; } = string.Empty;

    /// <summary>The URL without credentials and platform folder; null where there is not one such URL.</summary>
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
    /// <param name="text">The channel as a record, a file or a person names it.</param>
    /// <param name="configuration">What the names mean; what conda has with no configuration, where it is null.</param>
    /// <exception cref="CondaEnvException">Host or port of a URL is malformed (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static Channel Parse(string? text, ChannelConfiguration? configuration = null) =>
        (configuration ?? ChannelConfiguration.Default).Resolver.Resolve(text);

    /// <summary>As <see cref="Parse"/>; false where the text is malformed.</summary>
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

    /// <summary>The URL (or name, where there is none) with the platform folder, without credentials and package file.</summary>
    public override string ToString()
    {
        string text = BaseUrl ?? Name;
        return Subdir is null ? text : CondaUrl.Join(text, Subdir);
    }

    /// <summary>A copy with another name and platform folder.</summary>
    internal Channel With(string name, string? subdir) => new(Scheme, Auth, Location, Token, name) { Subdir = subdir };
}
