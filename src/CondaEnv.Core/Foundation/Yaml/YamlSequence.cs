using System.Collections.Generic;

namespace CondaEnv.Foundation.Yaml;

internal sealed class YamlSequence : YamlNode
{
    public YamlSequence(IReadOnlyList<YamlNode> items) => Items = items;

    public IReadOnlyList<YamlNode> Items { get; }
}
