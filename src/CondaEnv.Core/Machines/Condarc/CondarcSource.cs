using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Machines.Host;

namespace CondaEnv.Machines.Condarc;

/// <summary>The settings of one source: a condarc file, or the <c>CONDA_…</c> variables. Not yet merged.</summary>
internal sealed class CondarcSource
{
    private readonly Dictionary<CondarcParameter, CondarcSetting> _settings = [];
    private readonly Machine _machine;

    private CondarcSource(string name, Machine machine)
    {
        Name = name;
        _machine = machine;
    }

    /// <summary>Path of the file; for variables, a word for them.</summary>
    public string Name { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CondaEnvException">The file as a whole cannot be used.</exception>
    public static CondarcSource FromFile(string path, Machine machine, IYamlReader yaml, Action<CondaEnvException> onProblem)
    {
        CondarcSource source = new(path, machine);
        switch (yaml.Read(ReadOnlyDisk.ReadText(path), path))
        {
            case YamlMapping mapping:
                foreach (YamlScalar duplicate in mapping.Duplicates)
                {
                    // conda stops at such a file; mamba reads the first. The first is also what is written above it.
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

    /// <summary>Reads the variables: <c>CONDA_</c> and the setting's name (<c>EnvRawParameter</c> in conda/common/configuration.py).</summary>
    public static CondarcSource FromVariables(Machine machine, Action<CondaEnvException> onProblem)
    {
        CondarcSource source = new("the environment's variables", machine);
        foreach (CondarcParameter parameter in CondarcParameter.All)
        {
            source.Add(parameter, FindInVariables(machine, parameter, onProblem), onProblem);
        }

        return source;
    }

    /// <summary>The value of a setting, of its right shape; null where this source has none.</summary>
    public CondarcSetting? Find(CondarcParameter parameter) =>
        _settings.TryGetValue(parameter, out CondarcSetting? setting) ? setting : null;

    /// <summary>The flag in a comment: conda strips <c>!</c> and <c>#</c> at both ends and takes the exact word.</summary>
    public static CondarcFlag FlagOf(string? comment) => comment?.Trim('!', '#') switch
    {
        "final" => CondarcFlag.Final,
        "top" => CondarcFlag.Top,
        "bottom" => CondarcFlag.Bottom,
        _ => CondarcFlag.None,
    };

    /// <summary>The flag of a key's value: behind the key, or behind a value on the same line.</summary>
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
            // 'channels: ~' is as good as absent.
            return;
        }

        if (Mismatch(parameter, found.Value) is { } wrong)
        {
            onProblem(Invalid(Name, wrong.At, wrong.What));
            return;
        }

        CondarcSetting? wellFormed = CondarcAddresses.WellFormed(parameter, found, _machine, out (YamlNode Node, string Key)? malformed);
        if (malformed is { } at)
        {
            onProblem(Invalid(Name, at.Node, $"'{at.Key}' has a malformed address and is ignored; the host and port must be valid, and a port is a number up to 65535"));
        }

        if (wellFormed is not null)
        {
            _settings[parameter] = wellFormed;
        }
    }

    /// <summary>What is wrong with a value's shape; null where it is right. The message holds keys only: a value may be a secret.</summary>
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
