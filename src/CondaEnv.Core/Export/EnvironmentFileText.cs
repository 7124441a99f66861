using System.Collections.Generic;
using System.Linq;
using CondaEnv.Json;

namespace CondaEnv.Export;

/// <summary>
/// <c>environment.yml</c> and its twin in JSON (CEP 24), keys in conda's order: name, channels, dependencies,
/// variables, prefix (<c>to_dict</c> in <c>conda/plugins/environment_exporters/environment_yml.py</c>). Channels,
/// variables and the pip section are absent where empty; dependencies never are.
/// </summary>
internal static class EnvironmentFileText
{
    public static ExportText Write(ExportSource source, LossReport losses)
    {
        IReadOnlyList<string> channels = source.ChannelNames(losses);
        IReadOnlyList<string> dependencies = Dependencies(source, losses);
        IReadOnlyList<string> pip = [];

        // Without a single conda package conda writes no pip section either (a plain venv).
        if (source.IsFull && source.CondaPackages.Count > 0)
        {
            pip = [.. source.PythonPackages.Select(static p => $"{p.Name}=={p.Version}")];
            losses.PipSection();
        }
        else
        {
            losses.PipPackagesOmitted();
        }

        if (source.Contents.StateVariables.Count > 0)
        {
            losses.VariableValues();
        }

        string text = source.Options.Format == ExportFormat.EnvironmentJson
            ? Json(source, channels, dependencies, pip)
            : Yaml(source, channels, dependencies, pip);
        return new ExportText(text, dependencies.Count, pip.Count, losses.Rows);
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

        // Nothing was asked for: conda falls back to every record, as recorded.
        return [.. source.Records.Select(static p => SpecWriter.AsRecorded(p))];
    }

    private static string Yaml(ExportSource source, IReadOnlyList<string> channels, IReadOnlyList<string> dependencies, IReadOnlyList<string> pip)
    {
        YamlEmitter yaml = new();
        yaml.StartMapping();
        yaml.Pair("name", source.Contents.Name);
        if (channels.Count > 0)
        {
            yaml.Scalar("channels");
            Items(channels);
            yaml.End();
        }

        yaml.Scalar("dependencies");
        Items(dependencies);
        if (pip.Count > 0)
        {
            yaml.StartMapping();
            yaml.Scalar("pip");
            Items(pip);
            yaml.End();
            yaml.End();
        }

        yaml.End();
        if (source.Contents.StateVariables.Count > 0)
        {
            yaml.Scalar("variables");
            yaml.StartMapping();
            foreach (KeyValuePair<string, string> variable in source.Contents.StateVariables)
            {
                yaml.Pair(variable.Key, variable.Value);
            }

            yaml.End();
        }

        if (source.Options.IncludePrefix)
        {
            yaml.Pair("prefix", source.Contents.Prefix);
        }

        yaml.End();
        return yaml.ToString();

        void Items(IReadOnlyList<string> items)
        {
            yaml.StartSequence();
            foreach (string item in items)
            {
                yaml.Scalar(item);
            }
        }
    }

    private static string Json(ExportSource source, IReadOnlyList<string> channels, IReadOnlyList<string> dependencies, IReadOnlyList<string> pip)
    {
        JsonWriter json = new();
        json.StartObject().Name("name").Value(source.Contents.Name);
        if (channels.Count > 0)
        {
            json.Name("channels").Value(channels);
        }

        json.Name("dependencies").StartArray();
        foreach (string dependency in dependencies)
        {
            json.Value(dependency);
        }

        if (pip.Count > 0)
        {
            json.StartObject().Name("pip").Value(pip).EndObject();
        }

        json.EndArray();
        if (source.Contents.StateVariables.Count > 0)
        {
            json.Name("variables").StartObject();
            foreach (KeyValuePair<string, string> variable in source.Contents.StateVariables)
            {
                json.Name(variable.Key).Value(variable.Value);
            }

            json.EndObject();
        }

        if (source.Options.IncludePrefix)
        {
            json.Name("prefix").Value(source.Contents.Prefix);
        }

        return json.EndObject() + "\n";
    }
}
