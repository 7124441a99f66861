using System;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.CondaList;

/// <summary>
/// What <c>conda list --json</c> prints: an object for each conda and pip package, by name (<c>list_packages</c> in
/// <c>conda/cli/main_list.py</c>, <c>dist_fields_dump</c> in <c>conda/models/records.py</c>).
/// </summary>
internal static class CondaListWriter
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        losses.PipSection();
        losses.VariablesOmitted();
        int pip = 0;
        JsonWriter json = new();
        json.StartArray();
        CondaPackage[] packages = [.. source.Contents.Packages.Concat(source.Contents.Provided).OrderBy(static p => p.Name, StringComparer.Ordinal)];
        foreach (CondaPackage package in packages)
        {
            // conda's list never has credentials either.
            Channel channel = source.CleanChannelOf(package);
            if (package.Manager == PackageManager.Pip)
            {
                pip++;
            }
            else if (channel.CanonicalName == Channel.Unknown)
            {
                losses.ChannelUnknown(package);
            }

            json.StartObject()
                .Name("base_url").Value(SecretRedactor.RedactOrNull(channel.BaseUrl))
                .Name("build_number").Value(package.BuildNumber ?? 0)
                .Name("build_string").Value(package.Build)
                .Name("channel").Value(SecretRedactor.Redact(channel.Name))
                .Name("dist_name").Value($"{package.Name}-{package.Version}-{package.Build}")
                .Name("name").Value(package.Name)
                .Name("platform").Value(package.Manager == PackageManager.Pip ? "pypi" : package.Subdir)
                .Name("version").Value(package.Version.Text)
                .EndObject();
        }

        return new ExportText(json.EndArray() + "\n", packages.Length - pip, pip, losses.Rows);
    }
}
