using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Text;

/// <summary>A list of distinct names in order of their first occurrence.</summary>
internal sealed class OrderedNames
{
    private readonly List<string> _all = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<string> All => _all;

    /// <summary>Adds a name if it is not in the list.</summary>
    public void Add(string name)
    {
        if (_known.Add(name))
        {
            _all.Add(name);
        }
    }
}
