using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// One line of Requires-Dist in a graph. It is parsed only if more than its name is needed, because most lines name
/// packages that are not installed.
/// </summary>
internal sealed class PipRequirement
{
    private Pep508Requirement? _parsed;
    private bool _isParsed;

    private PipRequirement(string text, string name, int target)
    {
        Text = text;
        Name = name;
        Target = target;
    }

    /// <summary>The line as recorded.</summary>
    public string Text { get; }

    /// <summary>The name as the line spells it.</summary>
    public string Name { get; }

    /// <summary>Index of the package that it names; -1 if it is not installed.</summary>
    public int Target { get; }

    /// <summary>The extras that it requests of the package, normalized (PEP 503).</summary>
    public IReadOnlyList<string> Extras => field ??= Text.IndexOf('[') < 0 || Parsed is not { } parsed ? [] : [.. parsed.Extras.Select(PipName.Normalize)];

    /// <summary>The extras of its own package with which it may apply, normalized (PEP 503).</summary>
    public IReadOnlyList<string> OfExtras => field ??= Text.IndexOf(';') < 0 || Parsed?.Condition is not { } condition ? [] : [.. condition.Extras().Select(PipName.Normalize).Distinct()];

    /// <summary>The parsed line; null if it is not valid PEP 508.</summary>
    public Pep508Requirement? Parsed
    {
        get
        {
            if (!_isParsed)
            {
                _isParsed = true;
                _ = Pep508Requirement.TryParse(Text, out _parsed);
            }

            return _parsed;
        }
    }

    /// <summary>Reads a line; null if it has no name.</summary>
    public static PipRequirement? Read(string line, PackageGraph graph)
    {
        string name = DependencyText.NameOfRequirement(line);
        return name.Length == 0 ? null : new PipRequirement(line, name, graph.FindProject(name));
    }

    /// <summary>Whether the requirement applies; null if that cannot be decided from files.</summary>
    /// <param name="markers">Platform and Python of the environment.</param>
    /// <param name="extra">The requested extra, normalized; empty for none, null for any.</param>
    public bool? HoldsWith(MarkerEnvironment markers, string? extra = "") =>
        Text.IndexOf(';') < 0 ? true
        : Parsed is not { } parsed ? null
        : parsed.Condition is { } condition ? condition.Evaluate(markers, extra) : true;
}
