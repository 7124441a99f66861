using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Formats.EnvironmentYml;

/// <summary>
/// <c>environment.yml</c> and its JSON equivalent (CEP 24), with keys in conda's order: name, channels, dependencies,
/// variables, prefix (<c>to_dict</c> in <c>conda/plugins/environment_exporters/environment_yml.py</c>). Empty values
/// are omitted, except for the dependencies.
/// </summary>
internal sealed class EnvironmentDocument
{
    public required string Name { get; init; }

    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>An extension that conda-lock reads and conda ignores.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    public IReadOnlyList<string> Dependencies { get; init; } = [];

    public IReadOnlyList<string> Pip { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>
    /// Names of the variables whose value is not a string: a number in Python's notation, <c>true</c>, <c>false</c>, or
    /// empty for <c>null</c>.
    /// </summary>
    public IReadOnlyCollection<string> Literals { get; init; } = [];

    public string? Prefix { get; init; }

    /// <summary>
    /// Formats the document as <see cref="ExportFormat.EnvironmentYaml"/> or
    /// <see cref="ExportFormat.EnvironmentJson"/>.
    /// </summary>
    public string ToText(ExportFormat format) => format == ExportFormat.EnvironmentJson ? Json() : Yaml();

    private string Yaml()
    {
        YamlEmitter yaml = new();
        yaml.StartMapping();
        yaml.Pair("name", Name);
        if (Channels.Count > 0)
        {
            yaml.Scalar("channels");
            Items(Channels);
            yaml.End();
        }

        if (Platforms.Count > 0)
        {
            yaml.Scalar("platforms");
            Items(Platforms);
            yaml.End();
        }

        yaml.Scalar("dependencies");
        Items(Dependencies);
        if (Pip.Count > 0)
        {
            yaml.StartMapping();
            yaml.Scalar("pip");
            Items(Pip);
            yaml.End();
            yaml.End();
        }

        yaml.End();
        if (Variables.Count > 0)
        {
            yaml.Scalar("variables");
            yaml.StartMapping();
            foreach (KeyValuePair<string, string> variable in Variables)
            {
                if (Literals.Contains(variable.Key))
                {
                    yaml.Literal(variable.Key, variable.Value is "inf" or "-inf" or "nan" ? variable.Value.Insert(variable.Value.Length - 3, ".") : variable.Value);
                    continue;
                }

                yaml.Pair(variable.Key, variable.Value);
            }

            yaml.End();
        }

        if (Prefix is not null)
        {
            yaml.Pair("prefix", Prefix);
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

    private string Json()
    {
        JsonWriter json = new();
        json.StartObject().Name("name").Value(Name);
        if (Channels.Count > 0)
        {
            json.Name("channels").Value(Channels);
        }

        if (Platforms.Count > 0)
        {
            json.Name("platforms").Value(Platforms);
        }

        json.Name("dependencies").StartArray();
        foreach (string dependency in Dependencies)
        {
            json.Value(dependency);
        }

        if (Pip.Count > 0)
        {
            json.StartObject().Name("pip").Value(Pip).EndObject();
        }

        json.EndArray();
        if (Variables.Count > 0)
        {
            json.Name("variables").StartObject();
            foreach (KeyValuePair<string, string> variable in Variables)
            {
                json.Name(variable.Key);
                _ = Literals.Contains(variable.Key)
                    ? json.Literal(variable.Value switch { "" => "null", "inf" => "Infinity", "-inf" => "-Infinity", "nan" => "NaN", string text => text })
                    : json.Value(variable.Value);
            }

            json.EndObject();
        }

        if (Prefix is not null)
        {
            json.Name("prefix").Value(Prefix);
        }

        return json.EndObject() + "\n";
    }
}
