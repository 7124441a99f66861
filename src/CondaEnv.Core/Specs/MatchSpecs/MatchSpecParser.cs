using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Specs.MatchSpecs;

/// <summary>
/// Parses specs as conda's classic parser does, step by step in the same order, because the order determines the
/// meaning of unusual texts.
/// </summary>
/// <remarks>
/// CEP 29: <c>(channel(/subdir):(namespace):)name(version(build))[key1=value1,key2=value2]</c>. Older and looser forms
/// (<c>name=version=build</c>, <c>name version build</c>, a URL or path of a package file, <c>feature@</c>) are
/// accepted as in conda. Keys in brackets override other parts, except for the name.
/// </remarks>
internal sealed class MatchSpecParser
{
    private const string What = "a package spec";

    // Most specs have no brackets; a list is created only for those that do.
    private static readonly List<KeyValuePair<string, string>> s_none = [];

    private static readonly char[] s_joiners = ['=', ',', '|'];

    private readonly string _text;
    private readonly ChannelConfiguration _channels;
    private List<KeyValuePair<string, string>> _brackets = s_none;

    private MatchSpecParser(string text, ChannelConfiguration channels)
    {
        _text = text;
        _channels = channels;
    }

    public static MatchSpec Parse(string text, ChannelConfiguration channels)
    {
        StopSignal.Check();
        return text.Length > SpecErrors.LongestSpec ? throw SpecErrors.TooLong(text, What) : new MatchSpecParser(text, channels).Parse();
    }

    private MatchSpec Parse()
    {
        if (_text.Length == 0)
        {
            return new MatchSpec(_text, _channels);
        }

        if (_text[_text.Length - 1] == '@')
        {
            string feature = PythonText.Strip(_text.Substring(0, _text.Length - 1));
            return Assemble("*", null, null, null, null, [new MatchSpecField("track_features", feature)]);
        }

        string rest = Before(Before(_text, "#"), " if ");
        if (ChannelResolver.PackageExtension(rest) is not null)
        {
            return ParsePackageFile(rest);
        }

        rest = TakeBrackets(rest);

        // A group in parentheses was formerly "(target=…,optional)". It is removed regardless of its content.
        rest = PythonText.LastEnclosed(rest, '(', ')') is { } parentheses ? rest.Replace(parentheses, string.Empty) : rest;
        (string? channel, string? subdir) = TakeChannel(rest, out int start);
        string name = TakeName(ref rest, start);
        (string? version, string? build) = SplitVersion(rest);
        return Complete(name, version, build, channel, subdir, _brackets);
    }

    private static string Before(string text, string sign)
    {
        int at = text.IndexOf(sign, StringComparison.Ordinal);
        return at < 0 ? text : text.Substring(0, at);
    }

    private MatchSpec ParsePackageFile(string text)
    {
        // conda also expands shell variables here. A spec from someone else's file must not read this user's variables.
        string url = CondaUrl.IsUrl(text) ? text : PythonText.PercentDecode(LocalPaths.ToUrl(text, _channels));
        Channel channel = ParseChannel(url);
        if (channel.Subdir is null || channel.PackageFileName is null)
        {
            string fileName = url.StartsWith("file://", StringComparison.Ordinal) ? PythonText.PercentDecode(Before(url, "?")) : url;
            fileName = fileName.Substring(fileName.LastIndexOf('/') + 1);
            return Complete("*", null, null, null, null, [new("fn", fileName), new("url", url)]);
        }

        string file = channel.PackageFileName;
        string stem = file.Substring(0, file.Length - (ChannelResolver.PackageExtension(file)?.Length ?? 0));
        int build = stem.LastIndexOf('-');
        int version = build <= 0 ? -1 : stem.LastIndexOf('-', build - 1);
        if (version < 0)
        {
            throw Error(file, "a package file is named name-version-build");
        }

        return Complete(
            stem.Substring(0, version),
            stem.Substring(version + 1, build - version - 1),
            stem.Substring(build + 1),
            channel.CanonicalName,
            channel.Subdir,
            [new("fn", file), new("url", url)]);
    }

    private string TakeBrackets(string text)
    {
        if (PythonText.LastEnclosed(text, '[', ']') is not { } brackets)
        {
            return text;
        }

        _brackets = [];
        foreach (KeyValuePair<string, string> pair in MatchSpecBrackets.Read(brackets.Substring(1, brackets.Length - 2)))
        {
            if (pair.Value.Length == 0)
            {
                throw Error(pair.Key + "=", "a key in brackets has no value");
            }

            string value = pair.Key == "version" ? Sanitize(pair.Value, null) : pair.Value;
            _brackets.Add(new KeyValuePair<string, string>(pair.Key, value));
        }

        // The last pair of a key counts, at its own position.
        HashSet<string> later = new(StringComparer.Ordinal);
        _brackets.Reverse();
        _brackets.RemoveAll(p => !later.Add(p.Key));
        _brackets.Reverse();

        return text.Replace(brackets, string.Empty);
    }

    // channel:namespace:rest; the namespace has no meaning.
    private (string? Channel, string? Subdir) TakeChannel(string text, out int end)
    {
        int second = text.LastIndexOf(':');
        int first = second <= 0 ? -1 : text.LastIndexOf(':', second - 1);
        (string? channel, string? subdir) = first <= 0 ? (null, null) : ChannelText(text.Substring(0, first));
        if (TakeKey("channel") is { } inBrackets)
        {
            (string? name, string? folder) = ChannelText(inBrackets);
            channel = string.IsNullOrEmpty(name) ? channel : name;
            subdir = string.IsNullOrEmpty(folder) ? subdir : folder;
        }

        end = second + 1;
        return (channel, TakeKey("subdir") ?? subdir);
    }

    private (string? Channel, string? Subdir) ChannelText(string text)
    {
        Channel channel = ParseChannel(text);
        bool byUrl = CondaUrl.IsUrl(text) && _channels.Resolver.IsElsewhere(channel);
        return (byUrl ? channel.BaseUrl ?? channel.CanonicalName : channel.CanonicalName, channel.Subdir);
    }

    private string? TakeKey(string key)
    {
        if (_brackets.Count == 0)
        {
            return null;
        }

        int at = IndexOfKey(key);
        if (at < 0)
        {
            return null;
        }

        string value = _brackets[at].Value;
        _brackets.RemoveAt(at);
        return value;
    }

    // Separate method, so that the closure is created only if there are brackets.
    private int IndexOfKey(string key) => _brackets.FindIndex(p => p.Key == key);

    // The name ends at the first relation operator; the rest of the line is version and build.
    private string TakeName(ref string text, int start)
    {
        int end = start;
        while (end < text.Length && text[end] is not (' ' or '=' or '<' or '>' or '!' or '~'))
        {
            end++;
        }

        end = end == text.Length ? -1 : end;
        string name = text.Substring(start, (end < 0 ? text.Length : end) - start);
        if (name.Length == 0)
        {
            throw Error(text.Substring(start), "the package name before the version is missing");
        }

        if (!name.Contains("*"))
        {
            string lower = name.ToLowerInvariant();
            int odd = PackageName.FirstOddCharacter(lower);
            if (odd >= 0)
            {
                throw Error(name, "a package name may have letters, digits and . _ - only", Math.Min(odd, name.Length));
            }

            if (!PackageName.IsValid(lower))
            {
                throw Error(name, "the package name has separators where they are not allowed");
            }
        }

        int line = end < 0 ? -1 : text.IndexOf('\n', end);
        text = end < 0 ? string.Empty : text.Substring(end, (line < 0 ? text.Length : line) - end);
        text = text.Length > 1 ? PythonText.Strip(text) : string.Empty;
        return name;
    }

    private (string? Version, string? Build) SplitVersion(string text)
    {
        if (text.Length == 0)
        {
            return (null, null);
        }

        if (text.Contains("["))
        {
            throw SpecErrors.SpecInvalid(_text, _text.IndexOf('['), What, "only one pair of brackets is allowed, at the end, with key=value pairs");
        }

        int split = FindBuild(text);
        string version = text.Substring(0, split).Replace(" ", string.Empty);
        string? build = split == text.Length ? null : PythonText.Strip(text.Substring(split + 1));
        return (Sanitize(version, build), build);
    }

    // Position of the space or equals sign that separates the build; the end if there is none. It does not follow a
    // relation character, and the build contains none. conda uses a regular expression, which tries two characters
    // before one.
    private static int FindBuild(string text)
    {
        int buildStart = text.Length;
        while (buildStart > 0 && text[buildStart - 1] is not ('-' or '=' or ',' or '|' or '<' or '>' or '~'))
        {
            buildStart--;
        }

        for (int length = 1; length < text.Length; length++)
        {
            if (text[length] is not ('>' or '<' or '!' or ',' or '|') && Splits(text, length + 1, buildStart))
            {
                return length + 1;
            }

            if (Splits(text, length, buildStart))
            {
                return length;
            }
        }

        return text.Length;
    }

    private static bool Splits(string text, int at, int buildStart) =>
        at == text.Length
        || (text[at] is ' ' or '=' && at + 1 >= buildStart && at + 1 < text.Length
            && text[at - 1] is not ('=' or '!' or '|' or ',' or '<' or '>' or '~'));

    // "=1.2" means 1.2.*, unless a build follows; "==1.2" means 1.2.
    private static string Sanitize(string version, string? build)
    {
        if (version is "==" or "=" || version[0] != '=')
        {
            return version;
        }

        string bare = version.TrimStart('=');
        if (version.StartsWith("==", StringComparison.Ordinal) && build is null)
        {
            return bare;
        }

        if (bare.IndexOfAny(s_joiners) >= 0)
        {
            return version;
        }

        return build is null && !bare.EndsWith("*", StringComparison.Ordinal) ? bare + "*" : bare;
    }

    private MatchSpec Complete(
        string name, string? version, string? build, string? channel, string? subdir, List<KeyValuePair<string, string>> keys)
    {
        List<MatchSpecField>? fields = null;
        foreach (KeyValuePair<string, string> key in keys)
        {
            switch (key.Key)
            {
                case "version":
                    version = key.Value;
                    break;
                case "build":
                    build = key.Value;
                    break;
                case "name" or "optional" or "target" or "_original_spec_str":
                    // The name outside takes precedence: tensorflow[name=*,md5=…] would look like a different package.
                    // The others are arguments of conda's constructor that a spec can reach but that have no effect on
                    // matching.
                    break;
                default:
                    (fields ??= []).Add(MatchSpecFields.Create(key.Key, key.Value, (problem) => Error(key.Key, problem)));
                    break;
            }
        }

        fields?.Sort(static (x, y) => MatchSpecFields.Rank(x.Name).CompareTo(MatchSpecFields.Rank(y.Name)));
        return Assemble(name, version, build, channel, subdir, fields);
    }

    private MatchSpec Assemble(string name, string? version, string? build, string? channel, string? subdir, List<MatchSpecField>? fields)
    {
        bool pattern = channel is not null && MatchSpec.IsPattern(channel);
        Channel? parsed = channel is null || pattern ? null : ParseChannel(channel);
        return new MatchSpec(_text, _channels)
        {
            NamePattern = CheckPattern(name.ToLowerInvariant()),
            Version = version is null ? null : ParseVersion(version),
            Build = build is null ? null : CheckPattern(build),
            BuildNumber = fields?.Find(static f => f.Name == "build_number")?.Value,
            Channel = parsed,
            ChannelPattern = pattern ? CheckChannelPattern(channel!) : null,
            ChannelText = parsed is null ? channel : _channels.Resolver.IsElsewhere(parsed) ? parsed.BaseUrl ?? parsed.CanonicalName : parsed.CanonicalName,
            Subdir = subdir,
            OtherFields = fields ?? (IReadOnlyList<MatchSpecField>)[],
        };
    }

    private VersionSpec ParseVersion(string text)
    {
        try
        {
            return VersionSpecParser.Parse(text);
        }
        catch (SpecProblemException e)
        {
            throw Error(text, e.Message, e.Offset);
        }
    }

    private string CheckPattern(string value) =>
        !MatchSpec.IsRegex(value) || SpecExpression.TryParse(value, out _) ? value : throw Error(value, "it has an invalid regular expression");

    // In a channel pattern, only the asterisk is replaced, so the rest must also be a valid regular expression.
    private string CheckChannelPattern(string value)
    {
        string pattern = MatchSpec.IsRegex(value) ? value : "^(?:" + value.Replace("*", ".*") + ")$";
        return SpecExpression.TryParse(pattern, out _) ? value : throw Error(value, "the pattern for the channel is invalid");
    }

    private Channel ParseChannel(string text)
    {
        try
        {
            return _channels.Resolver.Resolve(text);
        }
        catch (CondaEnvException)
        {
            throw Error(text, "the host or port of its channel is malformed");
        }
    }

    private CondaEnvException Error(string part, string problem, int offset = 0) =>
        SpecErrors.SpecInvalid(_text, PartPlace.Of(_text, part, offset), What, problem);
}
