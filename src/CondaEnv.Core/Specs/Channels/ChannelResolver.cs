using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Specs.Channels;

/// <summary>
/// Converts texts to channels under one configuration. Results are cached, because each record names its channel.
/// </summary>
internal sealed class ChannelResolver
{
    // An environment has only a few channels. Beyond this number something else is being parsed, and caching would not
    // help.
    private const int LargestCache = 256;

    private static readonly string[] s_packageExtensions = [".conda", ".tar.bz2"];
    private static readonly string[] s_indexExtensions = [".json", ".json.zst"];

    private readonly ChannelConfiguration _configuration;
    private readonly ConcurrentDictionary<string, Channel> _cache = new(StringComparer.Ordinal);
    private readonly Channel _alias;
    private readonly Channel _unknown;
    private readonly List<Channel> _migratedAliases;
    private readonly OrderedMap<List<Channel>> _multichannels = new();
    private readonly OrderedMap<Channel> _customChannels = new();
    private readonly List<KeyValuePair<string, Channel>> _customLongestFirst;
    private readonly List<KeyValuePair<string, string>> _formerLongestFirst;
    private int _cached;

    /// <summary>
    /// Reads the configuration. Malformed addresses were reported when it was loaded; here they are ignored without an
    /// error.
    /// </summary>
    public ChannelResolver(ChannelConfiguration configuration)
    {
        _configuration = configuration;
        _alias = FromAddress(CondaUrl.IsMalformedAddress(configuration.ChannelAlias) ? ChannelConfiguration.Default.ChannelAlias : configuration.ChannelAlias);
        _migratedAliases = [.. configuration.MigratedChannelAliases.Where(IsWellFormed).Select(FromAddress)];
        foreach (KeyValuePair<string, IReadOnlyList<string>> multichannel in configuration.CustomMultichannels)
        {
            _multichannels.Set(multichannel.Key, [.. multichannel.Value.Where(IsWellFormed).Select(url => Simple(url, null))]);
        }

        if (!_multichannels.TryGet("defaults", out _))
        {
            _multichannels.Set("defaults", [.. configuration.DefaultChannels.Where(IsWellFormed).Select(url => Simple(url, null))]);
        }

        // The name is reserved. It stands for folders of conda-build on the machine, which are not relevant here.
        _multichannels.Set("local", []);
        foreach (KeyValuePair<string, List<Channel>> multichannel in _multichannels.All)
        {
            foreach (Channel channel in multichannel.Value)
            {
                _customChannels.Set(channel.Name, channel);
            }
        }

        foreach (KeyValuePair<string, string> custom in configuration.CustomChannels.Where(static c => IsWellFormed(c.Value)))
        {
            Channel channel = Simple(custom.Value, custom.Key);
            _customChannels.Set(channel.Name, channel);
        }

        _customLongestFirst = LongestFirst(_customChannels.All);
        _formerLongestFirst = LongestFirst([.. configuration.MigratedCustomChannels.Where(static c => IsWellFormed(c.Value))
            .Select(static c => new KeyValuePair<string, string>(c.Key, CondaUrl.Join(CondaUrl.SplitSchemeAuthToken(c.Value).Location, c.Key)))]);
        _unknown = Named(new Channel(null, null, null, null, Channel.Unknown));
    }

    /// <summary>
    /// Sorted by descending length, keeping the order of equal ones. Indexes are sorted, because sorting pairs with
    /// Linq is not compiled ahead of time and costs milliseconds at process start.
    /// </summary>
    private static List<KeyValuePair<string, T>> LongestFirst<T>(IReadOnlyList<KeyValuePair<string, T>> entries)
        where T : class
    {
        int[] places = new int[entries.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        Array.Sort(places, (a, b) => entries[a].Key.Length != entries[b].Key.Length ? entries[b].Key.Length.CompareTo(entries[a].Key.Length) : a.CompareTo(b));
        List<KeyValuePair<string, T>> sorted = new(places.Length);
        foreach (int place in places)
        {
            sorted.Add(entries[place]);
        }

        return sorted;
    }

    /// <summary>Parses a name, a URL, a path, or null for the unknown channel.</summary>
    public Channel Resolve(string? text)
    {
        if (text is null or Channel.Unknown or "None:///<unknown>" or "None")
        {
            return _unknown;
        }

        if (_cache.TryGetValue(text, out Channel? known))
        {
            return known;
        }

        bool path = LocalPaths.IsPath(text);
        Channel channel = Named(path ? FromUrl(LocalPaths.ToUrl(text, _configuration)) : FromText(WithLowerScheme(text)));
        if (string.IsNullOrEmpty(channel.Auth) && string.IsNullOrEmpty(channel.Token) && SecretRedactor.Redact(text) is { } clean && clean != text)
        {
            // A secret in a form that conda does not recognize has become part of the name.
            channel.CanonicalName = Resolve(clean).CanonicalName;
        }

        if (!path && Volatile.Read(ref _cached) < LargestCache && _cache.TryAdd(text, channel))
        {
            // A path is not cached, because its meaning changes with the current directory.
            Interlocked.Increment(ref _cached);
        }

        return channel;
    }

    /// <summary>
    /// Whether the channel is not at the channel alias (or a former one), so that only its URL identifies it.
    /// </summary>
    public bool IsElsewhere(Channel channel) => !string.IsNullOrEmpty(channel.Location) && !IsAliasLocation(channel.Location);

    /// <summary>The extension of a package file's name; null if the text is not such a name.</summary>
    public static string? PackageExtension(string text)
    {
        foreach (string extension in s_packageExtensions)
        {
            if (text.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return extension;
            }
        }

        return null;
    }

    /// <summary>
    /// Converts the scheme to lower case: conda treats <c>HTTPS://user:password@host</c> as a name, and shows it.
    /// </summary>
    private static string WithLowerScheme(string text)
    {
        int end = text.IndexOf("://", StringComparison.Ordinal);
        string lower = end > 0 ? text.Substring(0, end).ToLowerInvariant() + text.Substring(end) : text;
        return CondaUrl.HasScheme(lower) ? lower : text;
    }

    private Channel FromText(string text)
    {
        if (CondaUrl.HasScheme(text))
        {
            return FromUrl(text.StartsWith("file:", StringComparison.Ordinal) ? WithSlashes(text) : text);
        }

        if (PackageExtension(text) is not null)
        {
            return FromUrl(text);
        }

        (string name, string? subdir) = CondaUrl.SplitSubdir(text);
        return _multichannels.TryGet(name, out _)
            ? new Channel(null, null, null, null, name) { IsMultichannel = true, Subdir = subdir }
            : FromName(text);
    }

    // Converts file:\\server\share and similar. An escaped space keeps its backslash.
    private static string WithSlashes(string url)
    {
        if (url.Contains("\\"))
        {
            char[] characters = url.ToCharArray();
            for (int i = 0; i < characters.Length; i++)
            {
                if (characters[i] == '\\' && (i + 1 == characters.Length || characters[i + 1] != ' '))
                {
                    characters[i] = '/';
                }
            }

            url = new string(characters);
        }

        return url.Replace(":////", "://");
    }

    private Channel FromName(string text)
    {
        (string name, string? subdir) = CondaUrl.SplitSubdir(text);
        for (string part = name; ;)
        {
            if (_customChannels.TryGet(part, out Channel? custom))
            {
                return custom.With(name, subdir);
            }

            int slash = part.LastIndexOf('/');
            if (slash < 0)
            {
                return _alias.With(name, subdir);
            }

            part = part.Substring(0, slash);
        }
    }

    private Channel FromUrl(string text)
    {
        (string rest, string? token) = CondaUrl.SplitToken(text);
        (rest, string? subdir) = CondaUrl.SplitSubdir(rest);
        string? file = null;
        int slash = rest.LastIndexOf('/');
        if (slash >= 0 && (PackageExtension(rest) is not null || s_indexExtensions.Any(e => rest.EndsWith(e, StringComparison.Ordinal))))
        {
            file = PythonText.PercentDecode(rest.Substring(slash + 1));
            rest = rest.Substring(0, slash);
        }

        CondaUrl url = CondaUrl.TryParse(rest) ?? throw CondaUrl.Malformed(text);
        Channel place = Locate(url, text);
        return new Channel(
            string.IsNullOrEmpty(place.Scheme) ? "https" : place.Scheme,
            url.Auth ?? place.Auth,
            place.Location,
            string.IsNullOrEmpty(token) ? place.Token : token,
            PythonText.PercentDecode(place.Name))
        {
            Subdir = subdir,
            PackageFileName = file,
        };
    }

    // Determines which part of an address is the location and which is the name; the configuration takes precedence.
    private Channel Locate(CondaUrl url, string text)
    {
        string path = url.Path.TrimEnd('/');
        string address = CondaUrl.Print(url.Host, url.Port, path);
        if (path.Length == 0)
        {
            return new Channel(url.Scheme, null, CondaUrl.Print(url.Host, url.Port, null).TrimEnd('/'), null, null);
        }

        foreach (KeyValuePair<string, string> migrated in _formerLongestFirst)
        {
            string former = migrated.Value;
            if (IsBelow(address, former))
            {
                string name = CondaUrl.Join(migrated.Key, PythonText.RemoveFirst(address, former).Trim('/'));
                Channel now = FromName(name);
                return new Channel(now.Scheme, now.Auth, now.Location, now.Token, name);
            }
        }

        foreach (Channel former in _migratedAliases)
        {
            if (former.Location is not null && address.StartsWith(former.Location, StringComparison.Ordinal))
            {
                string name = PythonText.RemoveFirst(address, former.Location).Trim('/');
                return new Channel(_alias.Scheme, _alias.Auth, _alias.Location, _alias.Token, name);
            }
        }

        foreach (KeyValuePair<string, Channel> custom in _customLongestFirst)
        {
            string known = CondaUrl.Join(custom.Value.Location, custom.Value.Name);
            if (SamePartsAsFar(address, known))
            {
                string name = CondaUrl.Join(custom.Value.Name, PythonText.RemoveFirst(address, known).Trim('/'));
                return new Channel(url.Scheme, custom.Value.Auth, custom.Value.Location, custom.Value.Token, name);
            }
        }

        if (!string.IsNullOrEmpty(_alias.Location) && SamePartsAsFar(address, _alias.Location!))
        {
            string name = PythonText.RemoveFirst(address, _alias.Location!).Trim('/');
            return new Channel(url.Scheme, _alias.Auth, _alias.Location, _alias.Token, name);
        }

        return LocateUnconfigured(url, address, path, text);
    }

    private static Channel LocateUnconfigured(CondaUrl url, string address, string path, string text)
    {
        if (url.Host is null)
        {
            if (url.Port is not null)
            {
                throw CondaUrl.Malformed(text);
            }

            int slash = address.LastIndexOf('/');
            return new Channel("file", null, slash == 0 ? "/" : address.Substring(0, slash), null, address.Substring(slash + 1));
        }

        // Anaconda's own server product provides channels below /conda.
        string name = path.Trim('/');
        string? bump = null;
        if (name == "conda" || name.StartsWith("conda/", StringComparison.Ordinal))
        {
            bump = "conda";
            name = name.Length == bump.Length ? string.Empty : name.Substring(bump.Length + 1).Trim('/');
        }

        return new Channel(url.Scheme, null, CondaUrl.Print(url.Host, url.Port, bump).TrimEnd('/'), null, name);
    }

    private Channel Named(Channel channel)
    {
        channel.CanonicalName = channel.IsMultichannel ? channel.Name : CanonicalName(channel);
        return channel;
    }

    private string CanonicalName(Channel channel)
    {
        foreach (KeyValuePair<string, List<Channel>> multichannel in _multichannels.All)
        {
            if (multichannel.Value.Any(c => c.Name == channel.Name))
            {
                return multichannel.Key;
            }
        }

        if ((channel.Name.Length > 0 && _customChannels.All.Any(c => SamePartsAsFar(channel.Name, c.Key))) || IsAliasLocation(channel.Location))
        {
            return channel.Name;
        }

        string address = CondaUrl.Join(channel.Location, channel.Name);
        return string.IsNullOrEmpty(channel.Scheme) ? address.TrimStart('/') : channel.Scheme + "://" + address;
    }

    private bool IsAliasLocation(string? location) => _alias.Location == location || _migratedAliases.Any(a => a.Location == location);

    private static bool IsWellFormed(string address) => !CondaUrl.IsMalformedAddress(address);

    private static Channel FromAddress(string address)
    {
        (string? location, string? scheme, string? auth, string? token) = CondaUrl.SplitSchemeAuthToken(address);
        return new Channel(scheme, auth, location, token, null);
    }

    private Channel Simple(string address, string? name)
    {
        (string? location, string? scheme, string? auth, string? token) = CondaUrl.SplitSchemeAuthToken(address);
        if (string.IsNullOrEmpty(scheme))
        {
            string bare = name?.Trim('/') is { Length: > 0 } given ? given : address.Trim('/');
            return new Channel(_alias.Scheme, _alias.Auth, _alias.Location, _alias.Token, bare);
        }

        if (!string.IsNullOrEmpty(name))
        {
            return new Channel(scheme, auth, location, token, name!.Trim('/'));
        }

        if (!string.IsNullOrEmpty(_alias.Location) && location!.StartsWith(_alias.Location!, StringComparison.Ordinal))
        {
            return new Channel(scheme, auth, _alias.Location, token, PythonText.RemoveFirst(location, _alias.Location!).Trim('/'));
        }

        // The location contains an IPv6 address without its brackets.
        CondaUrl url = CondaUrl.TryParse(location!) ?? CondaUrl.TryParse(CondaUrl.SplitToken(address).Remainder) ?? throw CondaUrl.Malformed(address);
        return new Channel(scheme, auth, CondaUrl.Print(url.Host, url.Port, null), token, url.Path.Trim('/'));
    }

    // Compares as many parts as both have, so a shorter address matches, as in conda.
    private static bool SamePartsAsFar(string left, string right)
    {
        string[] x = left.Split('/');
        string[] y = right.Split('/');
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (x[i] != y[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBelow(string address, string former)
    {
        if (CondaUrl.TryParse(address) is not { } x || CondaUrl.TryParse(former) is not { } y || x.Host != y.Host || x.Port != y.Port)
        {
            return false;
        }

        string left = x.Path.Trim('/');
        string right = y.Path.Trim('/');
        return SamePartsAsFar(left.Length == 0 ? "/" : left, right.Length == 0 ? "/" : right);
    }

    /// <summary>
    /// A map with the order of a Python dict: a repeated key keeps its position and gets the new value.
    /// </summary>
    private sealed class OrderedMap<T>
        where T : class
    {
        private readonly List<KeyValuePair<string, T>> _all = [];
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public IReadOnlyList<KeyValuePair<string, T>> All => _all;

        public void Set(string key, T value)
        {
            if (_places.TryGetValue(key, out int place))
            {
                _all[place] = new KeyValuePair<string, T>(key, value);
                return;
            }

            _places.Add(key, _all.Count);
            _all.Add(new KeyValuePair<string, T>(key, value));
        }

        public bool TryGet(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        {
            value = _places.TryGetValue(key, out int place) ? _all[place].Value : null;
            return value is not null;
        }
    }
}
