using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Installations;

namespace CondaEnv.Machines.Environments;

/// <summary>
/// Finds environments: all of a machine, one by name, or one by path. It inspects only folders and marker files, starts
/// no process and writes nothing. Results about the machine are cached, so use one instance per task.
/// </summary>
internal sealed class EnvironmentFinder
{
    private readonly Machine _machine;
    private readonly Func<IYamlReader> _yaml;
    private readonly Action<CondaEnvException> _onProblem;
    private readonly Action<string> _onWarning;
    private readonly Action<string> _onVerbose;
    private readonly LinkResolver _links;
    private readonly Lazy<Surroundings> _surroundings;
    private readonly ConcurrentDictionary<string, CondaConfiguration> _configurations;

    /// <summary>The settings of all environments without their own condarc.</summary>
    private CondaConfiguration? _shared;

    /// <summary>Creates a finder; the machine is inspected on first use.</summary>
    /// <param name="machine">The machine to search.</param>
    /// <param name="yaml">Creates the reader of condarc files; called only if there is one.</param>
    /// <param name="onProblem">Called for unreadable files and folders; the rest is still found.</param>
    /// <param name="onVerbose">Called with the places searched and the reason, and for stale entries.</param>
    /// <param name="onWarning">Called for files of other users that are not read.</param>
    public EnvironmentFinder(Machine machine, Func<IYamlReader> yaml, Action<CondaEnvException>? onProblem = null, Action<string>? onVerbose = null, Action<string>? onWarning = null)
    {
        _machine = machine;
        _yaml = yaml;
        HashSet<string> told = new(StringComparer.Ordinal);
        _onProblem = problem =>
        {
            // The same file is read for each environment, but is reported once.
            if (told.Add(problem.Message))
            {
                onProblem?.Invoke(problem);
            }
        };
        _onWarning = onWarning ?? (static _ => { });
        _onVerbose = onVerbose ?? (static _ => { });
        _links = new LinkResolver(machine);
        _configurations = new ConcurrentDictionary<string, CondaConfiguration>(machine.PathComparer);
        _surroundings = new Lazy<Surroundings>(() => new Surroundings(machine, yaml, _links, [machine.HomeDirectory], _onProblem, _onWarning), isThreadSafe: false);
    }

    /// <summary>The settings that apply to the active environment.</summary>
    public CondaConfiguration Configuration => _surroundings.Value.Configuration;

    /// <summary>The root prefixes of the machine's installations; the first is the one that would run.</summary>
    public IReadOnlyList<string> Roots => _surroundings.Value.Installations.Roots;

    /// <summary>The folders in which names are searched, in order.</summary>
    public IReadOnlyList<string> EnvsDirs => _surroundings.Value.EnvsDirs;

    /// <summary>The folders in which package managers keep extracted packages; see <see cref="Environments.PackageCaches"/>.</summary>
    public IReadOnlyList<string> PackageCaches => Environments.PackageCaches.Of(_machine, _links, Configuration, _surroundings.Value.Installations);

    /// <summary>
    /// Files and folders, existing or not, whose write times change if an environment or a setting is added or removed.
    /// A new installation outside the known places does not change them.
    /// </summary>
    public IEnumerable<string> Places =>
        EnvsDirs.Concat(_surroundings.Value.Workspaces).Concat(Configuration.Places).Concat(Configuration.Sources).Append(EnvironmentsTxt.PathIn(_machine.HomeDirectory));

    /// <summary>See <see cref="LinkResolver.Spell"/>.</summary>
    public string Spell(string path) => _links.Spell(path);

    /// <summary>
    /// The settings that apply to one environment, which may have its own condarc. They are read once for each such
    /// environment, and once for all others.
    /// </summary>
    public CondaConfiguration ConfigurationFor(string prefix)
    {
        return _configurations.GetOrAdd(prefix, Read);

        CondaConfiguration Read(string folder)
        {
            string? root = _surroundings.Value.Installations.Primary;
            return CondarcPlaces.HasOwn(_machine, folder) ? CondaConfiguration.Load(_machine, _yaml, root, folder, _onProblem)
                : _shared ??= CondaConfiguration.DependsOnActive(_machine, root) ? CondaConfiguration.Load(_machine, _yaml, root, folder, _onProblem)
                : Configuration;
        }
    }

    /// <summary>All environments, each once, sorted by prefix as in <c>conda env list</c>.</summary>
    /// <param name="options">Where to search; null for the usual places of this user.</param>
    /// <param name="cancellation">Cancels the search, which may take long in a large folder.</param>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<EnvironmentLocation> FindAll(DiscoveryOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new DiscoveryOptions();
        Surroundings surroundings = options.AllUsers
            ? new Surroundings(_machine, _yaml, _links, UserHomes.All(_machine, _links), _onProblem, _onWarning)
            : _surroundings.Value;

        if (options.SearchPath.Count == 0)
        {
            Tell("Installations", surroundings.Installations.Roots);
            Tell("Folders of environments (envs_dirs)", surroundings.EnvsDirs);
            Tell("environments.txt names", surroundings.Registered);
            Tell("Folders of workspaces", surroundings.Workspaces.Where(ReadOnlyDisk.IsFolder));
        }
        else
        {
            Tell($"Searching{(options.Recurse ? " with all folders below" : "")}", options.SearchPath);
        }

        List<EnvironmentLocation> found = [];
        HashSet<string> seen = new(_machine.PathComparer);
        foreach ((string prefix, LocationSource source) in options.SearchPath.Count > 0 ? SearchIn(options, cancellation) : UsualPlaces(surroundings))
        {
            cancellation.ThrowIfCancellationRequested();
            PrefixMarkers markers = PrefixMarkers.Of(prefix);
            if (!IsListed(markers))
            {
                if (source is LocationSource.EnvironmentsTxt or LocationSource.Variable)
                {
                    _onVerbose($"No environment is at '{prefix}', which {(source == LocationSource.Variable ? "CONDA_PREFIX" : "environments.txt")} names.");
                }
            }
            else if (seen.Add(_links.Resolve(prefix)))
            {
                found.Add(surroundings.Describe(prefix, markers, source));
            }
        }

        _onVerbose($"Found {Quantity.Of(found.Count, "environment")}.");
        found.Sort(static (a, b) => string.CompareOrdinal(a.Prefix, b.Prefix));
        return found;
    }

    /// <summary>The active environment.</summary>
    /// <exception cref="CondaEnvException">NoActiveEnvironment if none is active, or as
    /// <see cref="Locate"/>.</exception>
    public EnvironmentLocation FindActive()
    {
        string? prefix = _machine.GetVariable("CONDA_PREFIX");
        return prefix is not null
            ? Locate(prefix)
            : throw new CondaEnvException(
                CondaErrorKind.NoActiveEnvironment, "No environment was named and none is active ('CONDA_PREFIX' is not set). Name an environment, or activate one.");
    }

    /// <summary>The environment for a text: a path if it contains a separator, otherwise a name.</summary>
    /// <exception cref="CondaEnvException">As <see cref="FindByName"/> and <see cref="Locate"/>.</exception>
    public EnvironmentLocation Resolve(string nameOrPath, bool requireEnvironment = true) =>
        IsPath(nameOrPath) ? Locate(nameOrPath, requireEnvironment) : FindByName(nameOrPath, requireEnvironment);

    /// <summary>True if a text is a path rather than a name. Names in conda cannot contain <c>/ \ :</c>.</summary>
    public static bool IsPath(string text) => text.IndexOfAny(['/', '\\', ':']) >= 0 || text is "." or ".." or "~";

    /// <summary>The environment at a path, including a venv.</summary>
    /// <param name="path">The folder; relative paths start from <see cref="Machine.CurrentDirectory"/>.</param>
    /// <param name="requireEnvironment">False to accept a plain folder too.</param>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, AccessDenied.</exception>
    public EnvironmentLocation Locate(string path, bool requireEnvironment = true)
    {
        (string prefix, FileAttributes attributes) = FindOnDisk(path);
        _onVerbose($"Looking at '{prefix}'.");
        if (!attributes.HasFlag(FileAttributes.Directory))
        {
            throw new CondaEnvException(CondaErrorKind.NotAnEnvironment, $"'{prefix}' is a file, but an environment is a folder. Use the path of its folder.", prefix);
        }

        PrefixMarkers markers = PrefixMarkers.Of(prefix);
        if (!markers.IsReadable)
        {
            // Distinguishes a missing folder from an inaccessible one.
            ReadOnlyDisk.AttributesOf(Path.Combine(prefix, "conda-meta"));
            if (requireEnvironment)
            {
                throw new CondaEnvException(
                    CondaErrorKind.NotAnEnvironment, $"'{prefix}' is not an environment: it has no 'conda-meta' folder and no 'pyvenv.cfg'. Use the environment's root folder.", prefix);
            }
        }

        return _surroundings.Value.Describe(prefix, markers, LocationSource.Given);
    }

    /// <summary>
    /// The environment with a name. As in <c>locate_prefix_by_name</c>, the first envs_dirs folder that contains a
    /// folder of that name decides.
    /// </summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, AccessDenied.</exception>
    public EnvironmentLocation FindByName(string name, bool requireEnvironment = true)
    {
        if (name is "base" or "root")
        {
            return FindBase(name, requireEnvironment);
        }

        if (name.Trim().Length > 0 && !IsPath(name))
        {
            foreach (string folder in EnvsDirs)
            {
                if (_machine.Absolute(folder + Path.DirectorySeparatorChar + name) is { } prefix && _machine.PathComparer.Equals(Path.GetFileName(prefix), name) && ReadOnlyDisk.IsFolder(prefix))
                {
                    _onVerbose($"'{name}' is '{prefix}': the first of the folders of environments with that name.");
                    return Locate(prefix, requireEnvironment);
                }
            }
        }

        throw new CondaEnvException(CondaErrorKind.EnvironmentNotFound, DescribeMissing(name), name);
    }

    private void Tell(string what, IEnumerable<string> places) =>
        _onVerbose($"{what}: {(string.Join(", ", places.Select(static p => $"'{p}'")) is { Length: > 0 } list ? list : "none")}.");

    private EnvironmentLocation FindBase(string name, bool requireEnvironment)
    {
        IEnumerable<string> roots = Configuration.RootPrefix is { } configured ? [configured, .. Roots] : Roots;

        // micromamba's root is often not an environment; that of another installation may be.
        string? root = roots.FirstOrDefault(static r => PrefixMarkers.Of(r).HasMeta) ?? roots.FirstOrDefault();
        return root is not null
            ? Locate(root, requireEnvironment)
            : throw new CondaEnvException(
                CondaErrorKind.EnvironmentNotFound, $"No conda installation was found, so '{name}' has no meaning here. Use a prefix, or set 'CONDA_ROOT'.", name);
    }

    private (string Prefix, FileAttributes Attributes) FindOnDisk(string path)
    {
        // Try the path as written first: the name of a folder may contain '$', or '\' on Unix.
        string[] readings = [path, _machine.ExpandVariablesInPath(path), Path.DirectorySeparatorChar == '/' ? path.Replace('\\', '/') : path];
        foreach (string reading in readings.Distinct(StringComparer.Ordinal))
        {
            if (_machine.Absolute(reading) is { } prefix && ReadOnlyDisk.AttributesOf(prefix) is { } attributes)
            {
                return (_links.Spell(prefix), attributes);
            }
        }

        string shown = _machine.Absolute(_machine.ExpandVariablesInPath(path)) ?? path;
        throw new CondaEnvException(CondaErrorKind.EnvironmentNotFound, $"No environment at '{shown}': the folder does not exist. List all environments to see their prefixes.", shown);
    }

    /// <summary>
    /// A listing shows the same environments as conda. Environments that pixi made before it wrote a history are
    /// recognized by their location.
    /// </summary>
    private static bool IsListed(PrefixMarkers markers) => markers.HasHistory || (markers.HasMeta && markers.Kind == EnvironmentKind.Pixi);

    private IEnumerable<(string Prefix, LocationSource Source)> UsualPlaces(Surroundings surroundings)
    {
        foreach (string root in surroundings.Installations.Roots)
        {
            yield return (root, LocationSource.Installation);
        }

        foreach (string folder in surroundings.EnvsDirs)
        {
            foreach (string prefix in Entries(folder))
            {
                yield return (prefix, LocationSource.EnvsDir);
            }
        }

        foreach (string entry in surroundings.Registered)
        {
            yield return (entry, LocationSource.EnvironmentsTxt);
        }

        if (_machine.GetVariable("CONDA_PREFIX") is { } active && _machine.Expand(active) is { } activePrefix)
        {
            yield return (activePrefix, LocationSource.Variable);
        }

        foreach (string folder in surroundings.Workspaces)
        {
            foreach (string prefix in Entries(folder))
            {
                yield return (prefix, LocationSource.Workspace);
            }
        }
    }

    private IEnumerable<(string Prefix, LocationSource Source)> SearchIn(DiscoveryOptions options, CancellationToken cancellation)
    {
        FolderSearch search = new(_machine, _links, _onProblem, _onVerbose);
        foreach (string path in options.SearchPath)
        {
            if (_machine.Expand(path) is not { } start || !ReadOnlyDisk.IsFolder(start))
            {
                _onProblem(new CondaEnvException(CondaErrorKind.PathNotFound, $"The folder to search, '{path}', does not exist.", path));
                continue;
            }

            foreach (string prefix in search.Candidates(_links.Spell(start), options.Recurse ? options.Depth : 0, cancellation))
            {
                yield return (prefix, LocationSource.Search);
            }
        }
    }

    private IReadOnlyList<string> Entries(string folder)
    {
        try
        {
            return ReadOnlyDisk.IsFolder(folder) ? ReadOnlyDisk.Folders(folder) : [];
        }
        catch (CondaEnvException problem)
        {
            _onProblem(problem);
            return [];
        }
    }

    private string DescribeMissing(string name)
    {
        IReadOnlyList<EnvironmentLocation> all = FindAll();
        string looked = string.Join(", ", EnvsDirs.Where(ReadOnlyDisk.IsFolder).Select(static folder => $"'{folder}'"));
        string message = looked.Length == 0
            ? $"No environment is named '{name}', and no folder of environments exists."
            : $"No environment is named '{name}' in {looked}.";
        if (all.FirstOrDefault(e => string.Equals(Path.GetFileName(e.Prefix), name, StringComparison.OrdinalIgnoreCase)) is { } elsewhere)
        {
            return $"{message} There is one at '{elsewhere.Prefix}'; use that path.";
        }

        IReadOnlyList<string> near = NearNames.Of(name, all.Select(static e => e.Name).Where(static n => !IsPath(n)));
        return near.Count == 0
            ? message + " List all environments to see their names."
            : $"{message} Did you mean {string.Join(" or ", near.Select(static n => $"'{n}'"))}?";
    }
}
