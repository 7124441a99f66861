using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Prefixes.State;

/// <summary>
/// Environment variables in the order of a Python dict: a repeated key keeps its position and gets the new value.
/// </summary>
internal sealed class VariableTable
{
    private const string Tombstone = "***unset***";

    private readonly List<KeyValuePair<string, string>> _variables = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _literals = new(StringComparer.Ordinal);

    /// <summary>
    /// Names of the variables whose value is not a string in the file, but a number, <c>true</c>, <c>false</c> or
    /// <c>null</c>: conda exports them without quotes.
    /// </summary>
    public IReadOnlyCollection<string> Literals => _literals;

    /// <summary>The variables without tombstones.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Alive() => _variables.FindAll(static v => v.Value != Tombstone);

    public void Set(string name, string value)
    {
        _literals.Remove(name);
        if (_places.TryGetValue(name, out int place))
        {
            _variables[place] = new KeyValuePair<string, string>(name, value);
            return;
        }

        _places.Add(name, _variables.Count);
        _variables.Add(new KeyValuePair<string, string>(name, value));
    }

    /// <summary>
    /// Sets a variable to a value that is not a string, as Python reads and prints it; empty for <c>null</c>.
    /// </summary>
    public void SetLiteral(string name, string token)
    {
        Set(name, YamlValue.Text(new YamlScalar(token)) switch { "True" => "true", "False" => "false", string text => text });
        _literals.Add(name);
    }

    public void Merge(VariableTable other)
    {
        foreach (KeyValuePair<string, string> variable in other._variables)
        {
            Set(variable.Key, variable.Value);
            _ = other._literals.Contains(variable.Key) && _literals.Add(variable.Key);
        }
    }

    public void Clear()
    {
        _variables.Clear();
        _places.Clear();
        _literals.Clear();
    }
}
