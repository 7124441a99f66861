using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.Names;

namespace CondaEnv.Packages.Graph;

/// <summary>
/// Requirements of the pip packages of a graph (Requires-Dist). Markers are evaluated for the environment, and an extra
/// counts if an installed package requests it. Extras that the user requested are not recorded anywhere.
/// </summary>
internal sealed class PipRequirements
{
    private readonly PackageGraph _graph;
    private readonly Dictionary<int, IReadOnlyList<PipRequirement>> _all = [];
    private readonly Dictionary<int, List<int>> _needs = [];
    private readonly Dictionary<int, OfExtras> _ofExtras = [];
    private readonly HashSet<(int Package, string Extra)> _active = [];

    /// <summary>Follows the requirements of all packages, including extras.</summary>
    public PipRequirements(PackageGraph graph)
    {
        _graph = graph;
        Queue<(int Package, string Extra)> open = [];
        for (int i = 0; i < graph.Packages.Count; i++)
        {
            if (graph.Packages[i].Requires.Count > 0)
            {
                open.Enqueue((i, ""));
            }
        }

        while (open.Count > 0)
        {
            (int package, string extra) = open.Dequeue();
            if (_active.Add((package, extra)))
            {
                Follow(package, extra, open);
            }
        }
    }

    /// <summary>
    /// Indexes of the packages that a package needs, including those needed for its requested extras.
    /// </summary>
    public IReadOnlyList<int> NeedsOf(int package) => _needs.TryGetValue(package, out List<int>? needs) ? needs : [];

    /// <summary>Whether an installed package requests the extra of the given package.</summary>
    public bool IsActive(int package, string extra) => _active.Contains((package, extra));

    /// <summary>
    /// Indexes of the packages that a package needs only because of the given extras. Extras that those requirements
    /// request of other packages are followed too, as pip does.
    /// </summary>
    /// <param name="package">Index of the package.</param>
    /// <param name="extras">Extras as spelled in the request.</param>
    public IReadOnlyList<int> BroughtBy(int package, IReadOnlyCollection<string> extras)
    {
        List<int> brought = [];
        HashSet<int> known = [];
        HashSet<int> opened = [];
        HashSet<(int Package, string Extra)> seen = [];
        Queue<(int Package, string Extra)> open = [];
        foreach (string extra in extras)
        {
            open.Enqueue((package, PipName.Normalize(extra)));
        }

        while (open.Count > 0)
        {
            (int at, string extra) = open.Dequeue();
            if (!seen.Add((at, extra)))
            {
                continue;
            }

            // An undecidable requirement may apply with any extra.
            foreach (PipRequirement requirement in opened.Add(at) ? ExtrasOf(at).With(extra).Concat(ExtrasOf(at).Undecided) : ExtrasOf(at).With(extra))
            {
                if (requirement.HoldsWith(_graph.Markers, extra) == false || requirement.HoldsWith(_graph.Markers) == true)
                {
                    continue;
                }

                if (requirement.Target != at && known.Add(requirement.Target))
                {
                    brought.Add(requirement.Target);
                }

                foreach (string wanted in requirement.Extras)
                {
                    open.Enqueue((requirement.Target, wanted));
                }
            }
        }

        return brought;
    }

    /// <summary>The requirements of a package; unreadable ones are omitted.</summary>
    public IReadOnlyList<PipRequirement> Of(int package)
    {
        if (!_all.TryGetValue(package, out IReadOnlyList<PipRequirement>? requirements))
        {
            List<PipRequirement> read = [];
            foreach (string line in _graph.Packages[package].Requires)
            {
                if (PipRequirement.Read(line, _graph) is { } requirement)
                {
                    read.Add(requirement);
                }
            }

            _all.Add(package, requirements = read);
        }

        return requirements;
    }

    private void Follow(int package, string extra, Queue<(int Package, string Extra)> open)
    {
        foreach (PipRequirement requirement in extra.Length == 0 ? Of(package) : ExtrasOf(package).With(extra))
        {
            // Requirements that apply without an extra have already been followed.
            if (requirement.Target < 0 || requirement.HoldsWith(_graph.Markers, extra) == false
                || (extra.Length > 0 && requirement.HoldsWith(_graph.Markers) != false))
            {
                continue;
            }

            if (!_needs.TryGetValue(package, out List<int>? needs))
            {
                _needs.Add(package, needs = []);
            }

            needs.Add(requirement.Target);
            foreach (string wanted in requirement.Extras)
            {
                open.Enqueue((requirement.Target, wanted));
            }
        }
    }

    private OfExtras ExtrasOf(int package)
    {
        if (!_ofExtras.TryGetValue(package, out OfExtras? extras))
        {
            _ofExtras.Add(package, extras = new OfExtras(Of(package), _graph));
        }

        return extras;
    }

    /// <summary>
    /// Requirements of a package on installed packages, grouped by the extras that enable them. One package may have
    /// thousands of both.
    /// </summary>
    private sealed class OfExtras
    {
        /// <summary>
        /// The most conditions such as <c>extra != 'x'</c> of one package that are evaluated for each extra. No real
        /// package has more than a few; further ones count for the extras that they name.
        /// </summary>
        private const int MostOtherwise = 64;

        private readonly Dictionary<string, List<PipRequirement>> _named = new(StringComparer.Ordinal);
        private readonly List<PipRequirement> _otherwise = [];
        private readonly List<PipRequirement> _undecided = [];

        public OfExtras(IReadOnlyList<PipRequirement> requirements, PackageGraph graph)
        {
            // A condition may name any number of extras. Testing once with any extra avoids testing each one if none
            // can fulfil it.
            foreach (PipRequirement requirement in requirements.Where(r => r.Target >= 0 && r.HoldsWith(graph.Markers, null) != false))
            {
                if (_otherwise.Count < MostOtherwise && requirement.Parsed?.Condition?.ComparesExtrasOtherwise() == true)
                {
                    _otherwise.Add(requirement);
                    continue;
                }

                foreach (string extra in requirement.OfExtras)
                {
                    if (!_named.TryGetValue(extra, out List<PipRequirement>? named))
                    {
                        _named.Add(extra, named = []);
                    }

                    named.Add(requirement);
                }

                if (requirement.HoldsWith(graph.Markers) is null)
                {
                    _undecided.Add(requirement);
                }
            }
        }

        /// <summary>Requirements that depend on unknown facts other than extras.</summary>
        public IEnumerable<PipRequirement> Undecided => _undecided;

        /// <summary>Requirements that may apply with the extra but not without it.</summary>
        public IEnumerable<PipRequirement> With(string extra) => _named.TryGetValue(extra, out List<PipRequirement>? named) ? named.Concat(_otherwise) : _otherwise;
    }
}
