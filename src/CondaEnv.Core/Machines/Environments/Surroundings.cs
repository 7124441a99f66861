using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>
/// What is known about the machine, for one or all users: installations, settings, and folders of environments.
/// </summary>
internal sealed class Surroundings
{
    private readonly Machine _machine;
    private readonly LinkResolver _links;
    private readonly HashSet<string> _namingFolders;
    private readonly Ownership _ownership;
    private readonly string? _active;

    public Surroundings(Machine machine, Func<IYamlReader> yaml, LinkResolver links, IReadOnlyList<string> homes, Action<CondaEnvException> onProblem, Action<string> onWarning)
    {
        _machine = machine;
        _links = links;
        Registered =
        [
            .. homes.SelectMany(home => machine.PathComparer.Equals(home, machine.HomeDirectory) ? EnvironmentsTxt.Read(home, onProblem) : EnvironmentsTxt.ReadOfAnother(home, links, onWarning))
                .Select(machine.Absolute).Where(static path => path is not null).Distinct(machine.PathComparer)!,
        ];
        Installations = RootPrefixes.Find(machine, links, homes, Registered);
        Configuration = CondaConfiguration.Load(machine, yaml, Installations.Primary, targetPrefix: null, onProblem);
        EnvsDirs = Environments.EnvsDirs.Of(machine, links, Configuration, Installations);
        if (homes.Count > 1)
        {
            EnvsDirs = [.. EnvsDirs.Concat(homes.Where(home => !machine.PathComparer.Equals(home, machine.HomeDirectory)).SelectMany(OfOtherUser)).Distinct(machine.PathComparer)];
        }

        Workspaces = [.. PixiPlaces.All(machine).Concat(homes.Select(static home => Path.Combine(home, ".pixi", "envs"))).Select(links.Spell).Distinct(machine.PathComparer)];
        _namingFolders = new HashSet<string>(EnvsDirs, machine.PathComparer);
        _ownership = new Ownership(machine, Installations, EnvsDirs);
        _active = machine.GetVariable("CONDA_PREFIX") is { } active && machine.Expand(active) is { } prefix ? links.Resolve(prefix) : null;

        IEnumerable<string> OfOtherUser(string home)
        {
            Machine other = machine.As(home);
            return Environments.EnvsDirs.Of(other, links, CondaConfiguration.Load(other, yaml, Installations.Primary, targetPrefix: null, onProblem), Installations);
        }
    }

    public RootPrefixes Installations { get; }

    public CondaConfiguration Configuration { get; }

    /// <summary>The folders that contain named environments.</summary>
    public IReadOnlyList<string> EnvsDirs { get; }

    /// <summary>The folders that contain unnamed environments: those of workspaces.</summary>
    public IReadOnlyList<string> Workspaces { get; }

    /// <summary>The entries of <c>environments.txt</c> as absolute paths.</summary>
    public IReadOnlyList<string> Registered { get; }

    /// <summary>Describes the environment in a folder.</summary>
    public EnvironmentLocation Describe(string prefix, PrefixMarkers markers, LocationSource source)
    {
        prefix = _links.Spell(prefix);
        bool isBase = Installations.Contains(prefix) ||
            (Configuration.RootPrefix is { } configured && _machine.PathComparer.Equals(_links.Spell(configured), prefix)) ||
            (source == LocationSource.Search && !IsInEnvs(prefix) && PrefixMarkers.IsInstallation(prefix));
        (string? root, string distribution) = markers.IsReadable
            ? _ownership.Of(prefix, markers.Kind, isBase)
            : (null, Distributions.Unknown);
        return new EnvironmentLocation
        {
            Prefix = prefix,
            Name = isBase ? "base" : source == LocationSource.Search && IsInEnvs(prefix) ? Path.GetFileName(prefix) : NameOf(prefix),
            Kind = markers.Kind,
            Source = source,
            RootPrefix = root is null ? null : _links.Spell(root),
            Distribution = distribution,
            IsBase = isBase,
            IsActive = _active is not null && _machine.PathComparer.Equals(_active, _links.Resolve(prefix)),
            IsEnvironment = markers.IsReadable,
        };
    }

    /// <summary>
    /// True if the prefix is in the environments folder of an installation. A search may find installations outside
    /// this machine's own, such as on a mounted disk, and names environments according to that installation.
    /// </summary>
    private static bool IsInEnvs(string prefix) => string.Equals(Path.GetFileName(MachinePaths.Parent(prefix) ?? ""), "envs", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// <c>env_name</c> in conda/base/context.py, which compares paths as written, without resolving links.
    /// </summary>
    private string NameOf(string prefix) =>
        MachinePaths.Parent(prefix) is { } folder && _namingFolders.Contains(folder) ? Path.GetFileName(prefix) : prefix;
}
