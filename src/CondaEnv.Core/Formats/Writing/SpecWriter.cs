using System;
using System.Collections.Generic;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Formats.Writing;

/// <summary>
/// Writes an installed package as a spec. conda parses <c>channel::name=version=build</c> as a MatchSpec and prints
/// that (<c>Environment.from_prefix</c>), which does not change ordinary texts. Those use a fast path here.
/// </summary>
internal sealed class SpecWriter
{
    private readonly ExportSource _source;
    private readonly LossReport _losses;
    private readonly bool _build;
    private readonly Dictionary<string, string?> _prefixes = new(StringComparer.Ordinal);

    public SpecWriter(ExportSource source, LossReport losses)
    {
        _source = source;
        _losses = losses;
        _build = source.Options.Style != ExportStyle.NoBuilds;
    }

    /// <summary><c>PackageRecord.spec</c>: <c>name=version=build</c> as recorded.</summary>
    public static string AsRecorded(CondaPackage package, bool build = true) =>
        build && package.Build is not null ? $"{package.Name}={package.Version}={package.Build}" : $"{package.Name}={package.Version}";

    /// <summary>The form in YAML and JSON: <c>MatchSpec.conda_env_form()</c>, which has no channel.</summary>
    public string EnvironmentForm(CondaPackage package)
    {
        string spec = AsRecorded(package, _build);
        string? channel = ChannelName(package);
        if (IsOrdinary(package) && (channel is null || IsOrdinaryChannel(channel)))
        {
            return spec;
        }

        return Parse(package, channel, spec)?.ToCondaEnvForm() ?? spec;
    }

    /// <summary>
    /// The form in conda's requirements: <c>str(MatchSpec)</c>, such as <c>conda-forge::name==version=build</c>.
    /// </summary>
    public string CanonicalForm(CondaPackage package)
    {
        string spec = AsRecorded(package, _build);
        string? channel = ChannelName(package);
        if (IsOrdinary(package) && Prefix(channel) is { } prefix)
        {
            // With a build the version is exact, without one it is a prefix: "==1.2=0" and "=1.2".
            return _build && package.Build is not null ? $"{prefix}{package.Name}=={package.Version}={package.Build}" : prefix + spec;
        }

        return Parse(package, channel, spec)?.ToString() ?? (channel is null ? spec : channel + "::" + spec);
    }

    private string? ChannelName(CondaPackage package)
    {
        Channel channel = _source.ChannelOf(package);

        // A secret in a form that conda does not recognize is part of the name; the canonical name was created without
        // it.
        bool hasSecret = !_source.Options.IncludeSecret && string.IsNullOrEmpty(channel.Auth) && string.IsNullOrEmpty(channel.Token)
            && package.ChannelSource is { } recorded && SecretRedactor.Redact(recorded) != recorded;
        string? name = _source.Options.IgnoreChannels ? null : hasSecret ? channel.CanonicalName : channel.Name;
        return string.IsNullOrEmpty(name) ? null : name;
    }

    private MatchSpec? Parse(CondaPackage package, string? channel, string spec)
    {
        try
        {
            return MatchSpec.Parse(channel is null ? spec : channel + "::" + spec, _source.Options.ChannelConfiguration);
        }
        catch (CondaEnvException e)
        {
            _losses.SpecInvalid(package, e.Message);
            return null;
        }
    }

    /// <summary>
    /// The form in which MatchSpec prints a channel name, determined with a package that is certainly ordinary; null if
    /// that fails.
    /// </summary>
    private string? Prefix(string? channel)
    {
        const string probe = "x=1=0";
        const string printed = "x==1=0";
        if (channel is null)
        {
            return "";
        }

        if (!_prefixes.TryGetValue(channel, out string? prefix))
        {
            try
            {
                string text = MatchSpec.Parse(channel + "::" + probe, _source.Options.ChannelConfiguration).ToString();
                prefix = text.EndsWith("::" + printed, StringComparison.Ordinal) ? text.Substring(0, text.Length - printed.Length) : null;
            }
            catch (CondaEnvException)
            {
                prefix = null;
            }

            _prefixes.Add(channel, prefix);
        }

        return prefix;
    }

    /// <summary>
    /// True if MatchSpec prints the text unchanged: a name of CEP 26 in lower case, a version of digits and letters
    /// separated by single dots or underscores, a build without operators, and no ending that looks like a package
    /// file.
    /// </summary>
    private bool IsOrdinary(CondaPackage package)
    {
        string version = package.Version.Text;
        string last = _build && package.Build is not null ? package.Build : version;
        return IsOrdinaryName(package.Name)
            && IsOrdinaryVersion(version)
            && (!_build || package.Build is null || IsOrdinaryBuild(package.Build))
            && !last.EndsWith(".conda", StringComparison.OrdinalIgnoreCase)
            && !last.EndsWith(".tar.bz2", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOrdinaryName(string name)
    {
        bool separator = false;
        for (int i = 0; i < name.Length; i++)
        {
            bool wasSeparator = separator;
            char c = name[i];
            separator = c is '.' or '_' or '-';
            if ((!separator && c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')))
                || (separator && (wasSeparator || (i == 0 && c != '_'))))
            {
                return false;
            }
        }

        return name.Length > 0 && !separator;
    }

    private static bool IsOrdinaryVersion(string version)
    {
        bool separator = true;
        foreach (char c in version)
        {
            bool wasSeparator = separator;
            separator = c is '.' or '_';
            if ((separator && wasSeparator) || (!separator && !IsLetterOrDigit(c)))
            {
                return false;
            }
        }

        // One underscore at the end is significant (CEP 33, "1.0.1_"), a dot is not.
        return version.Length > 0 && version[version.Length - 1] != '.';
    }

    private static bool IsOrdinaryBuild(string build)
    {
        foreach (char c in build)
        {
            if (!IsLetterOrDigit(c) && c is not ('_' or '.'))
            {
                return false;
            }
        }

        return build.Length > 0;
    }

    private static bool IsOrdinaryChannel(string channel)
    {
        foreach (char c in channel)
        {
            if (!IsLetterOrDigit(c) && c is not ('_' or '.' or '-' or '/' or '<' or '>'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetterOrDigit(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');
}
