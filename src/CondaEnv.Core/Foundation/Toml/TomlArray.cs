using System.Collections.Generic;

namespace CondaEnv.Foundation.Toml;

/// <summary>An array, or an array of tables (<c>[[name]]</c>), whose items are then all tables.</summary>
internal sealed class TomlArray(IReadOnlyList<TomlNode> items) : TomlNode
{
    /// <summary>The items in the order written.</summary>
    public IReadOnlyList<TomlNode> Items { get; } = items;
}
