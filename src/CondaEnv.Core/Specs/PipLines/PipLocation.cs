using System;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Specs.PipLines;

/// <summary>Information that a URL or path for pip contains about its target. Immutable.</summary>
internal sealed class PipLocation
{
    private PipLocation(string? name, string? version)
    {
        Name = name;
        Version = version;
    }

    /// <summary>The name, from a wheel's file name or after <c>#egg=</c>; null if unknown.</summary>
    public string? Name { get; }

    /// <summary>The version from a wheel's file name; otherwise null.</summary>
    public string? Version { get; }

    /// <summary>Reads an address, which may be followed by extras in brackets.</summary>
    public static PipLocation Of(string place)
    {
        int hash = place.IndexOf('#');
        string address = hash < 0 ? place : place.Substring(0, hash);
        if (WheelName(address) is { } wheel)
        {
            return wheel;
        }

        // #egg=name[extra]&subdirectory=x; old files add a version to the name, which pip has long ignored.
        foreach (string part in hash < 0 ? [] : place.Substring(hash + 1).Split('&'))
        {
            if (part.StartsWith("egg=", StringComparison.Ordinal))
            {
                string egg = PythonText.PercentDecode(part.Substring(4));
                return new PipLocation(Pep508Requirement.TryParse(egg, out Pep508Requirement? requirement) ? requirement.Name : null, null);
            }
        }

        return new PipLocation(null, null);
    }

    /// <summary><c>name-version(-build)?-python-abi-platform.whl</c> (PEP 427).</summary>
    private static PipLocation? WheelName(string address)
    {
        int query = address.IndexOf('?');
        string path = query < 0 ? address : address.Substring(0, query);
        int bracket = path.EndsWith("]", StringComparison.Ordinal) ? path.LastIndexOf('[') : -1;
        path = bracket < 0 ? path : path.Substring(0, bracket);
        if (!path.EndsWith(".whl", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string file = PythonText.PercentDecode(path.Substring(path.LastIndexOfAny(['/', '\\']) + 1));
        string[] parts = file.Substring(0, Math.Max(0, file.Length - 4)).Split('-');
        return parts.Length is not (5 or 6) || parts[0].Length == 0 || parts[1].Length == 0
            ? null
            : new PipLocation(parts[0].Replace('_', '-'), parts[1].Replace('_', '-'));
    }
}
