using System;
using System.Collections.Generic;

namespace CondaEnv.Foundation.Text;

/// <summary>Names in the order in which they came first, each once.</summary>
internal sealed class OrderedNames
{
    private readonly List<string> _all = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The names.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Adds a name that is not there yet.</summary>
    public void Add(string name)
    {
        if (_known.Add(name))
        {
            _all.Add(name);
        }
    }
}
