using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Toml;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Formats.PixiToml;

/// <summary>
/// Writes <c>pixi.toml</c>: a workspace with the requested packages, which pixi solves for each of its platforms.
/// </summary>
internal static class PixiTomlWriter
{
    /// <summary>Writes the view.</summary>
    /// <param name="view">The content of a portable export.</param>
    /// <param name="source">The environment; its configuration resolves channel names.</param>
    /// <param name="losses">Receives what pixi cannot represent.</param>
    public static ExportText Write(ExportSource source, LossReport losses, PortableView view)
    {
        TomlWriter toml = new();
        toml.Comment("created-by: " + Product.NameAndVersion);
        toml.Table("workspace").Pair("name", view.Name)
            .Pair("channels", TomlValue.Array(Channels(view.Channels, source)))
            .Pair("platforms", TomlValue.Array(view.Platforms.Count > 0 ? view.Platforms : [view.InstalledPlatform ?? source.Platform]));
        if (view.Packages.Count > 0)
        {
            toml.Table("dependencies");
            foreach (PortableSpec package in view.Packages)
            {
                toml.Pair(package.Name, Conda(package, source));
                foreach (MatchSpecField field in package.OtherFields)
                {
                    losses.RequirementChanged(package.Name, $"'{field.Name}={field.Value}' was requested, but is not in the text");
                }
            }
        }

        int pip = Pip(toml, view, losses);
        if (view.Variables.Count > 0)
        {
            toml.Table("activation", "env");
            foreach (KeyValuePair<string, string> variable in view.Variables)
            {
                toml.Pair(variable.Key, variable.Value);
            }
        }

        return new ExportText(toml.ToString(), view.Packages.Count, pip, losses.Rows);
    }

    /// <summary>
    /// pixi resolves names in only one place, and no channel stands for several others. Channels elsewhere are written
    /// as URLs, and <c>nodefaults</c>, which pixi does not need, is omitted.
    /// </summary>
    private static List<string> Channels(IEnumerable<string> names, ExportSource source)
    {
        List<string> channels = [];
        foreach (string channel in names.Where(static n => n != "nodefaults").SelectMany(n => Channel(n, source)).Where(c => !channels.Contains(c)))
        {
            channels.Add(source.Options.IncludeSecret ? channel : SecretRedactor.Redact(channel));
        }

        return channels;
    }

    private static IEnumerable<string> Channel(string text, ExportSource source)
    {
        const string Home = "https://conda.anaconda.org/";
        if (!Specs.Channels.Channel.TryParse(text, source.Options.ChannelConfiguration, out Channel? channel))
        {
            return [text];
        }

        if (channel.IsMultichannel)
        {
            return source.Options.ChannelConfiguration.CustomMultichannels
                .Where(m => m.Key == channel.Name)
                .Select(static m => m.Value)
                .FirstOrDefault() is { } members
                ? members.SelectMany(m => m == text ? [m] : Channel(m, source))
                : source.Options.ChannelConfiguration.DefaultChannels;
        }

        return channel.BaseUrl is not { } url ? [text]
            : url.StartsWith(Home, StringComparison.Ordinal) ? [url.Substring(Home.Length)]
            : [text.IndexOf("://", StringComparison.Ordinal) > 0 ? text : url];
    }

    private static TomlValue Conda(PortableSpec package, ExportSource source)
    {
        string version = Version(package.Version);
        return package is { Build: null, Channel: null }
            ? version
            : TomlValue.Table(
                ("version", version),
                ("build", TomlValue.Optional(package.Build)),
                ("channel", TomlValue.Optional(package.Channel is { } channel ? Channel(channel, source).First() : null)));
    }

    /// <summary>
    /// conda's <c>=1.26</c> is written as <c>1.26.*</c>, which pixi and conda interpret in the same way.
    /// </summary>
    private static string Version(string? version)
    {
        if (string.IsNullOrEmpty(version))
        {
            return "*";
        }

        return string.Join("|", version!.Split('|').Select(static any => string.Join(",", any.Split(',').Select(Term))));

        static string Term(string term)
        {
            bool fuzzy = term.Length > 1 && term[0] == '=' && term[1] != '=';
            string bare = fuzzy ? term.Substring(1) : term;
            return fuzzy && bare.IndexOf('*') < 0 ? bare + ".*" : bare;
        }
    }

    private static int Pip(TomlWriter toml, PortableView view, LossReport losses)
    {
        List<(string Name, TomlValue Value)> rows = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string line in view.PipRequirements)
        {
            if (PixiRequirement.Of(line) is { } row && names.Add(row.Name))
            {
                rows.Add((row.Name, row.Value));
                if (row.MarkerLost)
                {
                    losses.RequirementChanged(row.Name, $"the condition of '{line}' is not in the text: pixi has no words for it");
                }
            }
            else
            {
                losses.RequirementChanged(null, $"'{line}' is not in the text: pixi needs the name of a package, once", LossSeverity.Error);
            }
        }

        if (rows.Count > 0)
        {
            toml.Table("pypi-dependencies");
            rows.ForEach(r => toml.Pair(r.Name, r.Value));
        }

        return rows.Count;
    }
}
