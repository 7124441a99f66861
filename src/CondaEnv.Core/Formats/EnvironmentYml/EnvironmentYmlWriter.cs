using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;

namespace CondaEnv.Formats.EnvironmentYml;

/// <summary>
/// Writes <c>environment.yml</c> and its JSON equivalent (CEP 24), with keys in conda's order: name, channels,
/// dependencies, variables, prefix (<c>to_dict</c> in <c>conda/plugins/environment_exporters/environment_yml.py</c>).
/// Channels, variables and the pip section are omitted if empty; dependencies never are.
/// </summary>
internal static class EnvironmentYmlWriter
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        IReadOnlyList<string> channels = ChannelList.Of(source, losses);
        IReadOnlyList<string> dependencies = Dependencies(source, losses);
        IReadOnlyList<string> pip = [];

        // If there is no conda package (a plain venv), conda writes no pip section either.
        if (source.IsFull && source.CondaPackages.Count > 0)
        {
            pip = [.. source.PipSection.Select(static p => $"{p.Name}=={p.Version}")];
            losses.PipSection();
        }
        else
        {
            losses.PipPackagesOmitted();
        }

        bool withheld = source.Options is { WithholdVariables: true, IncludeSecret: false };
        if (source.Contents.StateVariables.Count > 0)
        {
            if (withheld)
            {
                losses.VariablesWithheld();
            }
            else
            {
                losses.VariableValues();
            }
        }

        EnvironmentDocument document = new()
        {
            Name = source.Contents.Name,
            Channels = channels,
            Dependencies = dependencies,
            Pip = pip,
            Variables = withheld ? [] : source.Contents.StateVariables,
            Literals = source.Contents.StateLiterals,
            Prefix = source.Options.IncludePrefix ? source.Contents.Prefix : null,
        };
        return new ExportText(document.ToText(source.Options.Format), dependencies.Count, pip.Count, losses.Rows);
    }

    /// <summary>Writes the portable view: the requested packages, for any platform.</summary>
    public static ExportText WritePortable(ExportSource source, LossReport losses, PortableView view)
    {
        string[] dependencies = [.. view.Packages.Select(static p => p.ToString())];
        EnvironmentDocument document = new()
        {
            Name = view.Name,
            Channels = view.Channels,
            Platforms = view.Platforms,
            Dependencies = dependencies,
            Pip = view.PipRequirements,
            Variables = view.Variables,
            Prefix = source.Options.IncludePrefix ? source.Contents.Prefix : null,
        };
        return new ExportText(document.ToText(source.Options.Format), dependencies.Length, view.PipRequirements.Count, losses.Rows);
    }

    private static IReadOnlyList<string> Dependencies(ExportSource source, LossReport losses)
    {
        if (source.IsFull && source.CondaPackages.Count > 0)
        {
            losses.OtherPackages();
            SpecWriter specs = new(source, losses);
            return [.. source.CondaPackages.Select(specs.EnvironmentForm)];
        }

        if (!source.IsFull && source.Contents.RequestedSpecs.Count > 0)
        {
            return RequestedSpecs.Write(source, losses, static spec => spec.ToCondaEnvForm());
        }

        // If no package was requested, conda lists every record as recorded.
        return [.. source.Records.Select(static p => SpecWriter.AsRecorded(p))];
    }
}
