using System;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Lint;

/// <summary>Rules for the channels of an environment.yml.</summary>
internal static class ChannelRules
{
    public static void Check(AuditedFile file)
    {
        if (file.Document is not { } document)
        {
            return;
        }

        YamlScalar? defaults = null;
        bool forge = false;
        bool any = false;
        foreach (YamlScalar item in file.Items("channels"))
        {
            string channel = item.Value;
            any |= channel != "nodefaults";
            if (channel.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            {
                file.Find("InsecureUrl", item, $"the channel {SpecErrors.Quote(channel)} is used over http", "Use https.");
            }

            string name = Channel.TryParse(channel, file.Configuration, out Channel? parsed) ? parsed.CanonicalName : channel;
            defaults ??= name is "defaults" || name.StartsWith("pkgs/", StringComparison.Ordinal) || channel.Contains("repo.anaconda.com/pkgs") ? item : null;
            forge |= name == "conda-forge";
        }

        if (defaults is not null && forge)
        {
            file.Find("DefaultsMixed", defaults, $"{SpecErrors.Quote(defaults.Value)} is mixed with 'conda-forge'", "Keep one of them. To use conda-forge alone, add 'nodefaults'.");
        }

        if (!any && file.File.PackageCount > 0)
        {
            YamlNode? at = document.Find("channels")?.Key;
            const string Message = "no channel is named: conda takes those of the machine, or none";
            const string Suggestion = "Add 'channels: [conda-forge]', or those that you use.";
            if (at is null)
            {
                file.Find("MissingChannels", Message, Suggestion);
            }
            else
            {
                file.Find("MissingChannels", at, Message, Suggestion);
            }
        }
    }
}
