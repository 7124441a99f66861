using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.PipLines;
using CondaEnv.Specs.Platforms;

namespace CondaEnv.Compare;

/// <summary>
/// Compares a file of specs with packages: specs that are not satisfied, and packages that are not requested.
/// </summary>
internal sealed class SpecComparison
{
    private readonly CondaEnvFile _file;
    private readonly ComparedSide _state;
    private readonly bool _isReference;
    private readonly DifferenceRows _rows;
    private readonly HashSet<CondaPackage> _named = [];
    private readonly Dictionary<int, string> _brought = [];
    private readonly PackageGraph _graph;
    private readonly Lazy<HashSet<string>> _pipNames;
    private readonly string? _platform;

    private SpecComparison(CondaEnvFile file, ComparedSide state, bool isReference, DifferenceRows rows)
    {
        _file = file;
        _state = state;
        _isReference = isReference;
        _rows = rows;
        _pipNames = new Lazy<HashSet<string>>(() => [.. file.Dependencies.Where(static d => d.Requirement?.Name is not null).Select(static d => PipName.Normalize(d.Requirement!.Name!))]);
        _platform = state.Platform;
        _graph = state.Graph!;
    }

    /// <summary>
    /// Adds a row for each violated spec, and for each package that neither a spec nor a dependency accounts for.
    /// </summary>
    /// <param name="file">The file of specs.</param>
    /// <param name="state">The packages to compare.</param>
    /// <param name="isReference">True if the file is the reference.</param>
    /// <param name="rows">Receives the differences.</param>
    public static void Compare(CondaEnvFile file, ComparedSide state, bool isReference, DifferenceRows rows)
    {
        SpecComparison comparison = new(file, state, isReference, rows);
        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            comparison.Judge(dependency);
        }

        comparison.AddExtras();
    }

    private void Judge(CondaEnvFileDependency dependency)
    {
        StopSignal.Check();
        if (dependency.Platform is { } platform && _platform is not null && platform != "noarch" && platform != _platform)
        {
            return;
        }

        if (dependency.IsImplied)
        {
            // If pip is not listed, there may be another way to install with it; if it is installed, it counts as a
            // dependency.
            if (Find(PackageManager.Conda, "pip") is { } pip)
            {
                _named.Add(pip);
            }
        }
        else if (dependency.Match is { } spec)
        {
            JudgeConda(dependency, spec);
        }
        else if (dependency.Requirement is { Kind: not PipLineKind.Option } line)
        {
            JudgePip(dependency, line);
        }
    }

    private void JudgeConda(CondaEnvFileDependency dependency, MatchSpec spec)
    {
        if (spec.ExactName is not { } name || name == "*")
        {
            JudgePattern(dependency, spec);
        }
        else if (name.StartsWith("__", StringComparison.Ordinal))
        {
            // A virtual package is a property of the machine, and machines are not compared.
        }
        else if (Find(PackageManager.Conda, name) is { } package)
        {
            Add(dependency, package, CondaExpectation.Violation(spec, package));
        }
        else if (Project(name) is { Replaces: { } record } && _pipNames.Value.Contains(PipName.Normalize(name)))
        {
            // pip has overwritten the record, and the file also requests the package from pip: compare the conda spec
            // with the record in conda-meta.
            Add(dependency, record, CondaExpectation.Violation(spec, record));
        }
        else if (Project(name) is { Manager: PackageManager.Pip } pips)
        {
            _named.Add(pips);
            _rows.Add(dependency, pips, PackageChange.SourceChanged, $"installed by pip, version {pips.Version}", _isReference);
        }
        else
        {
            Add(dependency, null, "not installed");
        }
    }

    private void JudgePattern(CondaEnvFileDependency dependency, MatchSpec spec)
    {
        bool any = false;
        foreach (CondaPackage package in _state.Packages!)
        {
            if (package.Manager == PackageManager.Conda && spec.Matches(package))
            {
                Add(dependency, package, violation: null);
                any = true;
            }
        }

        if (!any)
        {
            Add(dependency, null, "nothing installed is like that");
        }
    }

    private void JudgePip(CondaEnvFileDependency dependency, PipRequirementLine line)
    {
        if (!_state.KnowsPip || line.Requirement?.Applies(_graph.Markers) == false)
        {
            return;
        }

        string folder = Path.GetDirectoryName(_file.Path) ?? "";
        if (line.IsRefused)
        {
            Add(dependency, line.Name is null ? null : Find(PackageManager.Pip, line.Name) ?? Project(line.Name), "which pip does not accept");
        }
        else if (line.Name is null)
        {
            CondaPackage? found = null;
            foreach (CondaPackage package in _state.Packages!)
            {
                found ??= package.Manager == PackageManager.Pip && PipExpectation.IsFrom(package, line.Location ?? line.Text, folder) ? package : null;
            }

            Add(dependency, found, found is null ? "nothing is installed from there" : PipExpectation.Violation(line, found, folder));
        }
        else if (Find(PackageManager.Pip, line.Name) is { } package)
        {
            AddExtrasOf(package, line.Requirement?.Extras ?? []);
            Add(dependency, package, PipExpectation.Violation(line, package, folder));
        }
        else if (Project(line.Name)?.Provided(line.Name) is { } provided)
        {
            // conda lists the projects that its packages provide as pip packages; the conda package itself is on
            // another line.
            string? wrong = PipExpectation.Violation(line, provided, folder);
            _rows.Add(dependency, provided, wrong is null ? PackageChange.SpecSatisfied : PackageChange.SpecViolated, wrong, _isReference);
        }
        else if (Project(line.Name) is { } condas)
        {
            _named.Add(condas);
            _rows.Add(dependency, condas, PackageChange.SourceChanged, $"installed by conda, version {condas.Version}", _isReference);
        }
        else
        {
            Add(dependency, null, "not installed");
        }
    }

    private void Add(CondaEnvFileDependency dependency, CondaPackage? package, string? violation)
    {
        if (package is not null)
        {
            _named.Add(package);
        }

        if (violation is not null && !PlatformSelector.Applies(dependency.Condition, _platform))
        {
            return;
        }

        _rows.Add(dependency, package, violation is null ? PackageChange.SpecSatisfied : PackageChange.SpecViolated, violation, _isReference);
    }

    /// <summary>
    /// Adds packages that the extras of a requirement install and that are not required without them.
    /// </summary>
    private void AddExtrasOf(CondaPackage package, IReadOnlyList<string> extras)
    {
        foreach (int brought in extras.Count == 0 ? [] : _graph.Requirements.BroughtBy(_graph.PlaceOf(package), [.. extras]))
        {
            _brought[brought] = $"{package.Name}[{string.Join(",", extras)}]";
        }
    }

    private void AddExtras()
    {
        (IReadOnlyList<CondaPackage> extra, IReadOnlyList<KeyValuePair<CondaPackage, string>> comeAlong) = ExtraPackages.Divide(_graph, _named, _brought);
        foreach (CondaPackage package in extra)
        {
            _rows.Add(_isReference ? null : package, _isReference ? package : null, _isReference ? PackageChange.Added : PackageChange.Removed);
        }

        foreach (KeyValuePair<CondaPackage, string> package in comeAlong)
        {
            _rows.Add(
                _isReference ? null : package.Key, _isReference ? package.Key : null, PackageChange.SpecSatisfied, detail: $"required by {package.Value}");
        }
    }

    private CondaPackage? Find(PackageManager manager, string name) =>
        At(manager == PackageManager.Conda ? _graph.Find(name) : _graph.FindProject(name)) is { } package && package.Manager == manager ? package : null;

    private CondaPackage? Project(string name) => At(_graph.FindProject(name));

    private CondaPackage? At(int place) => place < 0 ? null : _graph.Packages[place];
}
