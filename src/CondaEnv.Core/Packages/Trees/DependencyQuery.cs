using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Packages.Trees;

/// <summary>
/// What the user asked about dependencies, as it was given. <see cref="Problems"/> holds all rules of what goes together; a
/// front end maps its parameters to the properties and does nothing else.
/// </summary>
internal sealed record DependencyQuery
{
    /// <summary>Packages that the tree starts from: names, patterns or MatchSpecs. If empty: the requested packages, and those that none of them needs.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>From a package to the packages that need it, up to requested ones.</summary>
    public bool Reverse { get; init; }

    /// <summary>Largest number of steps from the start; null for all.</summary>
    public int? Depth { get; init; }

    /// <summary>The dependencies of a package follow in each place where it appears, not only nearest to the start.</summary>
    public bool All { get; init; }

    /// <summary>Also return dependencies that are not needed: those of extras that nothing requests and that are not installed, and those whose condition is false.</summary>
    public bool IncludeOptional { get; init; }

    /// <summary>Only the packages that nothing needs.</summary>
    public bool Leaf { get; init; }

    /// <summary>Only the cycles.</summary>
    public bool Cycle { get; init; }

    /// <summary>One object with the numbers.</summary>
    public bool Summary { get; init; }

    /// <summary>A text instead of rows; null for rows.</summary>
    public DependencyFormat? As { get; init; }

    /// <summary>Options that cannot be combined, one sentence each.</summary>
    /// <param name="spell">Writes an option, and its value if there is one, as the user types them.</param>
    public IEnumerable<string> Problems(Func<string, object?, string> spell)
    {
        string[] whats = [.. Given((nameof(Leaf), Leaf), (nameof(Cycle), Cycle), (nameof(Summary), Summary))];
        if (whats.Length > 1)
        {
            yield return Exclude(whats[0], whats[1]);
        }

        // Options of a tree. A summary always counts the whole tree.
        foreach (string option in whats.Length == 0 ? [] : Given((nameof(Reverse), Reverse), (nameof(Depth), Depth is not null), (nameof(All), All), (nameof(IncludeOptional), IncludeOptional)))
        {
            yield return Exclude(whats[0], option);
        }

        if (Summary && As is not null)
        {
            yield return Exclude(nameof(Summary), nameof(As));
        }

        if (Depth < 0)
        {
            yield return $"{spell(nameof(Depth), null)} takes 0 or a larger number, not {Depth}.";
        }

        string Exclude(string one, string other) => $"{spell(one, null)} and {spell(other, null)} cannot be combined.";
    }

    private static IEnumerable<string> Given(params (string Option, bool IsGiven)[] options) => options.Where(static o => o.IsGiven).Select(static o => o.Option);
}
