using System;
using System.Collections.Generic;
using CondaEnv.Formats.PipRequirements;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Formats.EnvironmentYml;

/// <summary>
/// Interprets <c>environment.yml</c> (CEP 24) as conda's own classes do (<c>conda/env/env.py</c>). What they reject is
/// a fatal error here. Unusual content is interpreted as conda does, unless conda's result is clearly an accident.
/// </summary>
internal sealed class EnvironmentYamlFile
{
    private static readonly char[] s_relations = ['<', '>', '~', '=', ' ', '\t', '\r', '\n'];
    private static readonly string[] s_channelEnd = ["::"];

    private readonly string _path;
    private readonly ChannelConfiguration _configuration;
    private readonly Action<FileProblem> _report;
    private readonly List<CondaEnvFileDependency> _dependencies = [];
    private readonly List<KeyValuePair<string, string>> _variables = [];
    private readonly List<string> _channels = [];
    private readonly List<string> _platforms = [];
    private string? _name;
    private string? _prefix;

    /// <summary>The last key <c>pip</c> among the dependencies.</summary>
    private YamlScalar? _pip;

    private EnvironmentYamlFile(string path, ChannelConfiguration configuration, Action<FileProblem> report)
    {
        _path = path;
        _configuration = configuration;
        _report = report;
    }

    /// <summary>Whether a key is defined by CEP 24.</summary>
    public static bool IsKey(string key) => key is "name" or "prefix" or "channels" or "dependencies" or "variables";

    /// <summary>Whether a key is an extension that CEP 24 allows.</summary>
    public static bool IsExtension(string key) => key is "platforms" or "category";

    /// <summary>Interprets a parsed document.</summary>
    /// <param name="root">The document.</param>
    /// <param name="kind">YAML or JSON.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="configuration">How channel names are resolved.</param>
    /// <param name="report">Called for every problem; the rest of the file is still read.</param>
    public static CondaEnvFile Read(YamlMapping root, CondaEnvFileKind kind, string path, ChannelConfiguration configuration, Action<FileProblem> report)
    {
        EnvironmentYamlFile reader = new(path, configuration, report);
        reader.ReadKeys(root);
        int conda = 0;
        int pip = 0;
        foreach (CondaEnvFileDependency dependency in reader._dependencies)
        {
            conda += dependency.Manager == PackageManager.Conda ? 1 : 0;
            pip += dependency.Manager == PackageManager.Pip && dependency.Requirement is not { Kind: PipLineKind.Option } ? 1 : 0;
        }

        return new CondaEnvFile(reader._variables)
        {
            Name = reader._name,
            Path = path,
            Kind = kind,
            Prefix = reader._prefix,
            Channels = reader._channels,
            ChannelSources = reader._channels,
            Platforms = reader._platforms,
            Dependencies = reader._dependencies,
            PackageCount = conda,
            PipPackageCount = pip,
        };
    }

    private void ReadKeys(YamlMapping root)
    {
        RefuseDuplicates(root, 0);
        TagRules.Check(root, _report);
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in root.Entries)
        {
            switch (entry.Key.Value)
            {
                case "name":
                    _name = ReadText(entry);
                    break;
                case "prefix":
                    _prefix = ReadText(entry);
                    break;
                case "channels":
                    ReadChannels(entry.Key, entry.Value);
                    break;
                case "dependencies":
                    ReadDependencies(entry.Key, entry.Value);
                    break;
                case "variables":
                    ReadVariables(entry.Key, entry.Value);
                    break;
                case "platforms":
                    ReadPlatforms(entry.Value);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>conda's YAML reader rejects duplicate keys at any level.</summary>
    private void RefuseDuplicates(YamlNode node, int depth)
    {
        // An alias repeats a node, so a small document may look endless. Only the first few levels matter.
        if (depth > 4)
        {
            return;
        }

        if (node is YamlSequence sequence)
        {
            foreach (YamlNode item in sequence.Items)
            {
                RefuseDuplicates(item, depth + 1);
            }
        }
        else if (node is YamlMapping mapping)
        {
            foreach (YamlScalar duplicate in mapping.Duplicates)
            {
                Refuse("DuplicateKey", duplicate, $"the key {SpecErrors.Quote(duplicate.Value)} is defined twice", "Keep one of them.");
            }

            foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
            {
                RefuseDuplicates(entry.Value, depth + 1);
            }
        }
    }

    private string? ReadText(KeyValuePair<YamlScalar, YamlNode> entry)
    {
        string key = entry.Key.Value;
        if (entry.Value is not YamlScalar scalar)
        {
            Refuse("KeyType", entry.Value, $"'{key}' must be a text", null);
            return null;
        }

        if (!YamlValue.IsText(scalar) && !scalar.IsNull)
        {
            Note("KeyType", scalar, $"'{key}: {scalar.Value}' is a number, a date or a truth value to conda, which fails", "Put it in quotes.");
        }
        else if (scalar.IsNull)
        {
            Note("EmptyKey", entry.Key, $"'{key}' has no value", "Give it one, or leave the key out.");
        }

        return scalar.IsNull ? null : scalar.Value;
    }

    private void ReadChannels(YamlScalar key, YamlNode value)
    {
        switch (value)
        {
            case YamlSequence sequence:
                foreach (YamlNode item in sequence.Items)
                {
                    if (item is YamlScalar channel && YamlValue.IsText(channel))
                    {
                        _channels.Add(channel.Value);
                    }
                    else
                    {
                        Refuse("KeyType", item, "a channel must be a text", "Put it in quotes, or remove it.");
                    }
                }

                break;
            case YamlScalar { IsNull: false, Value.Length: 0 }:
                break;
            case YamlScalar scalar when YamlValue.IsText(scalar):
                // conda reads a string as the list of its letters: channels c, o, n, d, a, …
                Lose("KeyType", scalar, "'channels' is a string, not a list; it was read as one channel, but conda reads each letter as a channel", $"Write 'channels: [{SecretRedactor.Redact(scalar.Value)}]'.");
                _channels.Add(scalar.Value);
                break;
            case YamlMapping mapping:
                Lose("KeyType", mapping, "'channels' is a mapping, not a list; conda uses its keys", "Write a list.");
                foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
                {
                    _channels.Add(entry.Key.Value);
                }

                break;
            default:
                Refuse("KeyType", key, "'channels' has no list", "Give it one, or leave the key out.");
                break;
        }
    }

    private void ReadDependencies(YamlScalar key, YamlNode value)
    {
        switch (value)
        {
            case YamlSequence sequence:
                foreach (YamlNode item in sequence.Items)
                {
                    ReadDependency(item);
                }

                AddPip();
                break;
            case YamlMapping mapping:
                Lose("KeyType", mapping, "'dependencies' is a mapping, not a list; conda uses only its keys", "Write a list: '- name=version'.");
                foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
                {
                    ReadSpec(entry.Key);
                }

                break;
            case YamlScalar scalar when YamlValue.IsText(scalar):
                if (scalar.Value.Length > 0)
                {
                    // As with channels, conda reads each letter as a package.
                    Lose("KeyType", scalar, "'dependencies' is a string, not a list; it was read as one dependency, but conda reads each letter as a dependency", "Write a list: '- name'.");
                    ReadSpec(scalar);
                }

                break;
            case YamlScalar scalar when scalar.IsNull || YamlValue.Text(scalar) is "False" or "0" or "0.0" or "-0.0":
                Note("EmptyKey", key, "'dependencies' has no list", "If there is nothing to install, write '[]'.");
                break;
            default:
                Refuse("KeyType", value, "'dependencies' must be a list", "Write '- name' for each.");
                break;
        }
    }

    private void ReadDependency(YamlNode item)
    {
        switch (item)
        {
            case YamlScalar { Tag: not null, Value.Length: 0 }:
                // See TagRules.
                break;
            case YamlScalar scalar when YamlValue.IsText(scalar):
                ReadSpec(scalar);
                break;
            case YamlMapping mapping:
                foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
                {
                    ReadSection(entry.Key, entry.Value);
                }

                break;
            case YamlScalar { IsNull: true }:
                Refuse("InvalidSpec", item, "the dependency after '-' is missing", "Name one, or remove the line.");
                break;
            case YamlScalar number:
                Refuse("InvalidSpec", item, $"'{number.Value}' is a number, a date or a truth value, not a dependency", "Put it in quotes, or name the package.");
                break;
            default:
                Refuse("InvalidSpec", item, "a list is not a dependency", "Write one dependency per line.");
                break;
        }
    }

    private void ReadSpec(YamlScalar scalar)
    {
        string text = scalar.Value;
        try
        {
            MatchSpec match = MatchSpec.Parse(text, _configuration);
            _dependencies.Add(FileDependencies.OfSpec(text, match, _path, scalar.Line, scalar.Column, Selector(scalar.Comment)));
        }
        catch (CondaEnvException error)
        {
            // Without quotes and escapes, the position of the error in the scalar equals its position in the value.
            int column = scalar.Column + Math.Max(0, error.Offset) + (scalar.IsQuoted && error.Offset >= 0 ? 1 : 0);
            _report(new FileProblem("InvalidSpec", scalar.Line, text.Contains("\n") || scalar.IsRepeated ? scalar.Column : column, error.Message.TrimEnd('.')) { IsFatal = true });
        }
    }

    private void ReadSection(YamlScalar key, YamlNode value)
    {
        string section = key.Value;
        if (section == "pip")
        {
            _pip = key;
            int before = _dependencies.RemoveAll(static d => d.Section == "pip");
            if (before > 0)
            {
                Lose("DuplicatePipSection", key, $"this section 'pip' replaces the one before it, as in conda, and its entries are lost ({before})", "Combine the two.");
            }
        }

        switch (value)
        {
            case YamlSequence sequence:
                foreach (YamlNode item in sequence.Items)
                {
                    ReadItem(section, item);
                }

                break;
            case YamlScalar { IsNull: true }:
                Note("EmptySection", key, $"the section {SpecErrors.Quote(section)} is empty", "Remove it.");
                break;
            case YamlScalar:
                if (section == "pip")
                {
                    Lose("KeyType", value, "'pip' is a string, not a list; it was read as one requirement, but conda passes each letter to pip", "Write a list.");
                }

                ReadItem(section, value);
                break;
            default:
                if (section == "pip")
                {
                    Lose("KeyType", value, "'pip' is a mapping, not a list; pip cannot use it", "Write a list: '- name==version'.");
                }

                break;
        }
    }

    private void ReadItem(string section, YamlNode item)
    {
        if (item is not YamlScalar { IsNull: false } scalar)
        {
            if (section == "pip")
            {
                Lose("KeyType", item, "an entry of the section 'pip' is not a string; conda fails", "Write one requirement per line.");
            }

            return;
        }

        if (section == "pip")
        {
            if (!YamlValue.IsText(scalar))
            {
                Lose("KeyType", scalar, $"'{scalar.Value}' is a number, a date or a truth value; conda fails", "Put it in quotes.");
            }

            ReadPip(scalar);
            return;
        }

        // sel(win): is an extension of micromamba. conda ignores it, like any other subsection.
        bool selects = section.StartsWith("sel(", StringComparison.Ordinal);
        _dependencies.Add(selects && MatchSpec.TryParse(scalar.Value, _configuration, out MatchSpec? match)
            ? FileDependencies.OfSpec(scalar.Value, match, _path, scalar.Line, scalar.Column, section, section, manager: null)
            : new CondaEnvFileDependency
            {
                Section = section,
                Spec = scalar.Value,
                SourceText = scalar.Value,
                Path = _path,
                Line = scalar.Line,
                Column = scalar.Column,
            });
    }

    /// <summary>
    /// Reads a line for pip. conda passes these lines on unchanged, so a line that pip would reject does not invalidate
    /// the file.
    /// </summary>
    private void ReadPip(YamlScalar scalar)
    {
        PipRequirementLine line;
        try
        {
            line = PipRequirementLine.Parse(scalar.Value);
        }
        catch (CondaEnvException error)
        {
            _report(new FileProblem("InvalidPipRequirement", scalar.Line, scalar.Column, error.Message.TrimEnd('.')));
            line = PipRequirementLine.Refused(scalar.Value);
        }

        _dependencies.Add(PipRequirementsFile.Dependency(line, _path, scalar.Line, scalar.Column));
    }

    /// <summary>
    /// A selector of conda-lock: a comment that contains only a word in brackets, such as <c># [linux]</c>.
    /// </summary>
    private static string? Selector(string? comment)
    {
        if (comment is null)
        {
            return null;
        }

        string inner = comment.TrimStart('#').Trim();
        return inner.Length > 2 && inner[0] == '[' && inner.IndexOf(']') == inner.Length - 1 ? "# " + inner : null;
    }

    /// <summary>If there is a pip section, conda adds pip as the first dependency (<c>validate_keys</c>).</summary>
    private void AddPip()
    {
        if (_pip is { } key && !_dependencies.Exists(static d => d.Manager == PackageManager.Conda && NamesPip(d.SourceText)))
        {
            _report(new FileProblem("PipMissing", key.Line, key.Column, "the file has a section 'pip' and does not list 'pip' among the dependencies; conda adds it", "Add '- pip' to the dependencies."));
            _dependencies.Insert(0, FileDependencies.OfSpec("pip", MatchSpec.Parse("pip", _configuration), _path, key.Line, key.Column, isImplied: true));
        }
    }

    /// <summary>The test that conda uses: the text before the first relation or space, without the channel.</summary>
    private static bool NamesPip(string spec)
    {
        int end = spec.IndexOfAny(s_relations);
        string head = end < 0 ? spec : spec.Substring(0, end);
        return Array.IndexOf(head.Split(s_channelEnd, StringSplitOptions.None), "pip") >= 0;
    }

    private void ReadVariables(YamlScalar key, YamlNode value)
    {
        switch (value)
        {
            case YamlMapping mapping:
                foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
                {
                    if (entry.Value is not YamlScalar scalar)
                    {
                        Lose("VariableType", entry.Value, $"the variable {SpecErrors.Quote(entry.Key.Value)} is not a string", "Write 'NAME: text'.");
                        continue;
                    }

                    if (!YamlValue.IsText(scalar))
                    {
                        Note("VariableType", scalar, $"the variable {SpecErrors.Quote(entry.Key.Value)} is not a string to conda: it becomes {Became(scalar)}", "Put it in quotes.");
                    }

                    _variables.Add(new KeyValuePair<string, string>(entry.Key.Value, YamlValue.Text(scalar)));
                }

                break;
            case YamlScalar { IsNull: true }:
                Note("EmptyKey", key, "'variables' has no value", "Leave the key out.");
                break;
            default:
                Lose("KeyType", value, "'variables' must be a mapping; conda fails", "Write 'NAME: text'.");
                break;
        }
    }

    private static string Became(YamlScalar scalar) => scalar.IsNull ? "nothing" : $"'{YamlValue.Text(scalar)}'";

    /// <summary>Reads an extension that conda-lock and CEP 24 define; conda ignores it.</summary>
    private void ReadPlatforms(YamlNode value)
    {
        IReadOnlyList<YamlNode> items = value is YamlSequence sequence ? sequence.Items : [value];
        foreach (YamlNode item in items)
        {
            if (item is YamlScalar { IsNull: false } platform)
            {
                _platforms.Add(platform.Value);
            }
        }
    }

    private void Refuse(string rule, YamlNode at, string message, string? suggestion) =>
        _report(new FileProblem(rule, at.Line, at.Column, message, suggestion) { IsFatal = true });

    private void Lose(string rule, YamlNode at, string message, string? suggestion) =>
        _report(new FileProblem(rule, at.Line, at.Column, message, suggestion) { IsLoss = true });

    private void Note(string rule, YamlNode at, string message, string? suggestion) =>
        _report(new FileProblem(rule, at.Line, at.Column, message, suggestion));
}
