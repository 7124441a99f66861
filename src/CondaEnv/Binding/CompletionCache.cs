using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using CondaEnv.Machines.Host;

namespace CondaEnv.Binding;

/// <summary>
/// What completion knows about the machine, so that pressing Tab again does not search it again. There is one cache per
/// runspace, and it is the only state that outlives a command. Its size is limited: the environments of one search, and
/// the package names of a few environments. Write times show whether the data is still valid. After some seconds it is
/// read again in any case, because not every change affects one of these times.
/// </summary>
internal sealed class CompletionCache
{
    /// <summary>
    /// Number of environments whose packages are kept; with more environments at once, they would be read again and
    /// again.
    /// </summary>
    public const int MaxPackageLists = 8;

    private const int MaxEnvironments = 2000;

    private static readonly ConditionalWeakTable<Runspace, CompletionCache> s_caches = new();

    private readonly Dictionary<string, EnvironmentNames> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _prefixOfName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal);
    private SessionState? _session;
    private EnvironmentService? _service;
    private CondaEnvironment[] _environments = [];
    private string[] _channels = [];
    private string _location = "";
    private FreshUntil _holds;

    /// <summary>The cache of the current runspace; completion runs on its thread.</summary>
    public static CompletionCache Current => Runspace.DefaultRunspace is { } runspace ? s_caches.GetValue(runspace, static _ => new CompletionCache()) : new CompletionCache();

    /// <summary>How often the machine or an environment was read; used by tests.</summary>
    internal int Reads { get; private set; }

    /// <summary>The environments in the usual places, sorted by prefix.</summary>
    public IReadOnlyList<CondaEnvironment> Environments
    {
        get
        {
            Refresh();
            return _environments;
        }
    }

    /// <summary>False for an environment whose name refers to another environment.</summary>
    public bool IsReachedByName(CondaEnvironment environment) => !_prefixOfName.TryGetValue(environment.Name, out string? prefix) || prefix == environment.Prefix;

    /// <summary>Channel names in the configuration.</summary>
    public IReadOnlyList<string> Channels
    {
        get
        {
            Refresh();
            return _channels;
        }
    }

    /// <summary>The session, which resolves paths.</summary>
    private SessionState Session => _session ??= ((EngineIntrinsics)((PSObject)ScriptBlock.Create("$ExecutionContext").InvokeReturnAsIs()).BaseObject).SessionState;

    /// <summary>The names in an environment; null if it does not exist or cannot be read.</summary>
    /// <param name="reference">The environment; null for the active one.</param>
    public EnvironmentNames? TryRead(CondaEnvTarget? reference)
    {
        Refresh();
        if (TryFind(reference) is not { } environment)
        {
            return null;
        }

        try
        {
            if (!_packages.TryGetValue(environment.Prefix, out EnvironmentNames? names) || !names.Holds.IsFresh)
            {
                if (_packages.Count >= MaxPackageLists)
                {
                    _packages.Clear();
                }

                Reads++;
                _packages[environment.Prefix] = names = EnvironmentNames.Read(_service!, environment);
            }

            return names;
        }
        catch (CondaEnvException)
        {
            return null;
        }
    }

    /// <summary>
    /// Date and command of each revision of an environment; empty if they cannot be read. They are not cached, because
    /// they are in one small file.
    /// </summary>
    /// <param name="reference">The environment; null for the active one.</param>
    public IReadOnlyList<string> Revisions(CondaEnvTarget? reference)
    {
        Refresh();
        try
        {
            return TryFind(reference) is { } environment ? _service!.RevisionTitles(environment) : [];
        }
        catch (CondaEnvException)
        {
            return [];
        }
    }

    /// <summary>Reads a file that describes an environment; null if it cannot be read. It is not cached.</summary>
    /// <param name="path">Absolute path, or a path relative to PowerShell's location.</param>
    public CondaEnvFile? TryImport(string path)
    {
        Refresh();
        try
        {
            return _service!.ImportFile(Session.FileSystemPath(path, CondaErrorKind.PathNotFound));
        }
        catch (CondaEnvException)
        {
            return null;
        }
    }

    /// <summary>Searches the machine again if necessary.</summary>
    private void Refresh()
    {
        string location = Session.CurrentFolder();
        if (location == _location && _holds.IsFresh && _variables.All(static v => Environment.GetEnvironmentVariable(v.Key) == v.Value))
        {
            return;
        }

        Reads++;
        _location = location;
        _variables.Clear();
        _holds = default;

        // The user's home is the most important location, and is determined without this function.
        _variables["HOME"] = Environment.GetEnvironmentVariable("HOME");
        Machine machine = Machine.At(location, name => _variables[name] = Environment.GetEnvironmentVariable(name));
        _service = new EnvironmentService(machine, CompositionRoot.CreateYamlReader, static _ => { }, static _ => { });
        FreshUntil holds = FreshUntil.Changed([.. _service.Places]);
        _environments = [.. _service.FindAll().Take(MaxEnvironments)];
        _channels = [.. _service.ChannelNames];
        _prefixOfName.Clear();
        foreach (IGrouping<string, CondaEnvironment> shared in _environments.GroupBy(static e => e.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            _prefixOfName[shared.Key] = TryFind(CondaEnvTarget.Parse(shared.Key))?.Prefix;
        }

        _holds = holds;
    }

    private CondaEnvironment? TryFind(CondaEnvTarget? reference)
    {
        try
        {
            return _service!.Find(reference, Session);
        }
        catch (CondaEnvException)
        {
            return null;
        }
    }
}
