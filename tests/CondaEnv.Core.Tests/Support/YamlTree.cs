using System.Collections.Generic;
using System.IO;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CondaEnv.Tests.Support;

/// <summary>YAML as another's reader sees it. A key that stands twice is an error.</summary>
internal sealed class YamlTree
{
    private readonly YamlNode _node;

    private YamlTree(YamlNode node) => _node = node;

    /// <summary>The text of a scalar that is one by its quotes or its form; fails for what a plain scalar would turn into a number or nothing.</summary>
    public string Text => ((YamlScalarNode)_node).Value!;

    public bool IsScalar => _node is YamlScalarNode;

    /// <summary>Whether a scalar stands without quotes.</summary>
    public bool IsPlain => ((YamlScalarNode)_node).Style == ScalarStyle.Plain;

    public IEnumerable<YamlTree> Items => ((YamlSequenceNode)_node).Children.Select(static n => new YamlTree(n));

    public IEnumerable<KeyValuePair<string, YamlTree>> Pairs =>
        ((YamlMappingNode)_node).Children.Select(static p => new KeyValuePair<string, YamlTree>(((YamlScalarNode)p.Key).Value!, new YamlTree(p.Value)));

    public YamlTree this[string key] => Find(key) ?? throw new KeyNotFoundException(key);

    public static YamlTree Parse(string text)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(text));
        return new YamlTree(stream.Documents.Single().RootNode);
    }

    public YamlTree? Find(string key) =>
        ((YamlMappingNode)_node).Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? new YamlTree(value) : null;

    /// <summary>As JSON would have it: for validators of schemas.</summary>
    public object? ToPlain() => _node switch
    {
        YamlMappingNode => Pairs.ToDictionary(static p => p.Key, static p => p.Value.ToPlain()),
        YamlSequenceNode => Items.Select(static i => i.ToPlain()).ToArray(),
        _ when !IsPlain => Text,
        _ => Text switch
        {
            "true" => true,
            "false" => false,
            "" or "null" or "~" => null,
            _ when long.TryParse(Text, out long number) => number,
            _ when double.TryParse(Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number) => number,
            _ => Text,
        },
    };
}
