using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Condarc;

/// <summary>The settings of one source, before merging: a condarc file, or the <c>CONDA_…</c> variables.</summary>
internal sealed class CondarcSource
{
    private readonly Dictionary<CondarcParameter, CondarcSetting> _settings = [];
    private readonly Func<string, string> _expand;

    private CondarcSource(string name, Func<string, string> expand)
    {
        Name = name;
        _expand = expand;
    }

    /// <summary>Path of the file; a description for variables.</summary>
    public string Name { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CondaEnvException">The whole file cannot be used.</exception>
    /// <param name="path">Path of the file.</param>
    /// <param name="expand">Expands variables in values; a file of another user must not read this user's
    /// variables.</param>
    /// <param name="yaml">The YAML reader.</param>
    /// <param name="onProblem">Called for settings that cannot be used.</param>
    public static CondarcSource FromFile(string path, Func<string, string> expand, IYamlReader yaml, Action<CondaEnvException> onProblem)
    {
        CondarcSource source = new(path, expand);
        switch (yaml.Read(ReadOnlyDisk.ReadText(path, ReadRule.Small), path))
        {
            case YamlMapping mapping:
                foreach (YamlScalar duplicate in mapping.Duplicates)
                {
                    // conda rejects such a file; mamba uses the first value. The message reports the first value as
                    // well.
                    onProblem(Invalid(path, duplicate, $"the key '{duplicate.Value}' is defined twice; the first one counts"));
                }

                foreach (CondarcParameter parameter in CondarcParameter.All)
                {
                    source.Add(parameter, FindInFile(mapping, parameter, path, onProblem), onProblem);
                }

                break;
            case YamlScalar { IsNull: true }:
                break;
            case { } other:
                throw Invalid(path, other, "it must contain settings such as 'key: value'");
        }

        return source;
    }

    /// <summary>
    /// Reads the variables: <c>CONDA_</c> followed by the name of the setting (<c>EnvRawParameter</c> in
    /// conda/common/configuration.py).
    /// </summary>
    public static CondarcSource FromVariables(Machine machine, Action<CondaEnvException> onProblem)
    {
        CondarcSource source = new("the environment's variables", machine.ExpandVariables);
        foreach (CondarcParameter parameter in CondarcParameter.All)
        {
            source.Add(parameter, FindInVariables(machine, parameter, onProblem), onProblem);
        }

        return source;
    }

    /// <summary>The value of a setting, with the right type; null if this source does not have it.</summary>
    public CondarcSetting? Find(CondarcParameter parameter) =>
        _settings.TryGetValue(parameter, out CondarcSetting? setting) ? setting : null;

    /// <summary>
    /// The flag in a comment: as in conda, <c>!</c> and <c>#</c> are stripped from both ends, and the rest is compared
    /// exactly.
    /// </summary>
    public static CondarcFlag FlagOf(string? comment) => comment?.Trim('!', '#') switch
    {
        "final" => CondarcFlag.Final,
        "top" => CondarcFlag.Top,
        "bottom" => CondarcFlag.Bottom,
        _ => CondarcFlag.None,
    };

    /// <summary>The flag of a key's value: after the key, or after a value on the same line.</summary>
    public static CondarcFlag FlagOf(YamlScalar key, YamlNode value) => FlagOf(key.Comment ?? value.Comment);

    private static CondaEnvException Invalid(string path, YamlNode at, string what) => new(
        CondaErrorKind.FileInvalid, $"The settings in '{path}'{(at.Line == 0 ? "" : $", line {at.Line}, column {at.Column},")} are not valid: {what}.", path)
    {
        Line = at.Line,
        Column = at.Column,
    };

    private static CondarcSetting? FindInFile(
        YamlMapping mapping, CondarcParameter parameter, string path, Action<CondaEnvException> onProblem)
    {
        CondarcSetting? found = null;
        foreach (string name in parameter.Names)
        {
            if (mapping.Find(name) is not { } entry)
            {
                continue;
            }

            if (found is not null)
            {
                onProblem(Invalid(path, entry.Key, $"'{name}' has the same meaning as '{parameter.Name}', which takes precedence; keep one of them"));
                continue;
            }

            found = new CondarcSetting(entry.Value, FlagOf(entry.Key, entry.Value));
        }

        return found;
    }

    private static CondarcSetting? FindInVariables(Machine machine, CondarcParameter parameter, Action<CondaEnvException> onProblem)
    {
        CondarcSetting? found = null;
        foreach (string name in parameter.Names)
        {
            string variable = "CONDA_" + name.ToUpperInvariant();
            if (machine.GetVariable(variable) is not { } text)
            {
                continue;
            }

            if (found is not null)
            {
                onProblem(new CondaEnvException(
                    CondaErrorKind.FileInvalid,
                    $"The variables '{variable}' and 'CONDA_{parameter.Name.ToUpperInvariant()}' have the same meaning; the second takes precedence. Unset one of them.",
                    variable));
                continue;
            }

            found = parameter.Shape switch
            {
                CondarcShape.Sequence => new CondarcSetting(Split(text, parameter.ListsPaths ? machine.PathListSeparator : ','), CondarcFlag.None),
                CondarcShape.Scalar => new CondarcSetting(
                    new YamlScalar(text.Split(["!important"], StringSplitOptions.None)[0].Trim()) { IsQuoted = true }, CondarcFlag.None),
                _ => null,
            };
        }

        return found;
    }

    private static YamlSequence Split(string text, char separator)
    {
        List<YamlNode> items = [];
        foreach (string part in text.Split(separator))
        {
            if (part.Trim() is { Length: > 0 } item)
            {
                items.Add(new YamlScalar(item) { IsQuoted = true });
            }
        }

        return new YamlSequence(items);
    }

    private void Add(CondarcParameter parameter, CondarcSetting? setting, Action<CondaEnvException> onProblem)
    {
        if (setting is not { } found || found.Value is YamlScalar { IsNull: true })
        {
            // 'channels: ~' is the same as a missing key.
            return;
        }

        if (Mismatch(parameter, found.Value) is { } wrong)
        {
            onProblem(Invalid(Name, wrong.At, wrong.What));
            return;
        }

        CondarcSetting? wellFormed = CondarcAddresses.WellFormed(parameter, found, _expand, out (YamlNode Node, string Key)? malformed);
        if (malformed is { } at)
        {
            onProblem(Invalid(Name, at.Node, $"'{at.Key}' has a malformed address and is ignored; the host and port must be valid, and a port is a number up to 65535"));
        }

        if (wellFormed is not null)
        {
            // Channels are written to exported files, so variables in them are not expanded: a value may be a token.
            _settings[parameter] = parameter == CondarcParameter.Channels ? wellFormed : new CondarcSetting(Expanded(wellFormed.Value), wellFormed.Flag);
        }
    }

    private YamlNode Expanded(YamlNode node) => node switch
    {
        YamlScalar { IsNull: false } scalar => new YamlScalar(_expand(scalar.Value)) { IsQuoted = scalar.IsQuoted, Line = scalar.Line, Column = scalar.Column, Comment = scalar.Comment },
        YamlSequence list => new YamlSequence([.. list.Items.Select(Expanded)]) { Line = list.Line, Column = list.Column, Comment = list.Comment },
        YamlMapping map => new YamlMapping([.. map.Entries.Select(e => new KeyValuePair<YamlScalar, YamlNode>(e.Key, Expanded(e.Value)))], map.Duplicates)
        {
            Line = map.Line,
            Column = map.Column,
            Comment = map.Comment,
        },
        _ => node,
    };

    /// <summary>
    /// Describes the wrong type of a value; null if the type is right. The message contains only keys, because a value
    /// may be a secret.
    /// </summary>
    private static (YamlNode At, string What)? Mismatch(CondarcParameter parameter, YamlNode value)
    {
        switch (parameter.Shape)
        {
            case CondarcShape.Scalar:
                return value is YamlScalar ? null : (value, $"'{parameter.Name}' must be a string");
            case CondarcShape.Sequence:
                return MismatchOfList(parameter.Name, value);
            case CondarcShape.Map or CondarcShape.MapOfSequences when value is YamlMapping mapping:
                foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
                {
                    bool isNull = entry.Value is YamlScalar { IsNull: true };
                    (YamlNode At, string What)? wrong = parameter.Shape == CondarcShape.MapOfSequences
                        ? isNull ? null : MismatchOfList($"{parameter.Name}: {entry.Key.Value}", entry.Value)
                        : entry.Value is YamlScalar && !isNull ? null : (entry.Value, $"'{parameter.Name}: {entry.Key.Value}' must be a string");
                    if (wrong is not null)
                    {
                        return wrong;
                    }
                }

                return null;
            default:
                return (value, $"'{parameter.Name}' must be a mapping");
        }
    }

    private static (YamlNode At, string What)? MismatchOfList(string name, YamlNode value)
    {
        if (value is not YamlSequence sequence)
        {
            return (value, $"'{name}' must be a list");
        }

        foreach (YamlNode item in sequence.Items)
        {
            if (item is not YamlScalar { IsNull: false })
            {
                return (item, $"an item of '{name}' is not a string");
            }
        }

        return null;
    }
}
