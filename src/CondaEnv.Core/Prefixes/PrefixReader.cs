using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Rows;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.History;
using CondaEnv.Prefixes.Pip;
using CondaEnv.Prefixes.State;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Prefixes;

/// <summary>
/// Reads a complete environment from its own files: records, history, state, site-packages. It opens no file for
/// writing and needs neither conda nor Python. A copied or mounted prefix of another platform is therefore read in the
/// same way.
/// </summary>
internal sealed class PrefixReader
{
    /// <summary>Below this number of records, a second thread costs more than it saves.</summary>
    private const int ParallelFrom = 48;

    private readonly string _prefix;
    private readonly EnvironmentKind _kind;
    private readonly RecordOwner _owner;
    private readonly List<CondaEnvException> _problems = [];
    private IReadOnlyList<CondaPackage> _packages = [];
    private readonly List<LooseEditable> _editables = [];
    private readonly List<SitePackages> _sites = [];
    private ShippedDistributions _shipped = new();

    private PrefixReader(string prefix, string name, EnvironmentKind kind, string computerName, ChannelConfiguration channels)
    {
        _prefix = prefix;
        _kind = kind;
        _owner = new RecordOwner
        {
            EnvironmentName = name,
            Prefix = prefix,
            ComputerName = computerName,
            Channels = channels,
        };
    }

    /// <summary>Reads the environment.</summary>
    /// <param name="prefix">Path of the environment.</param>
    /// <param name="name">Name of the environment, for the rows.</param>
    /// <param name="kind">Type of the environment.</param>
    /// <param name="computerName">Name of this machine, for the rows.</param>
    /// <param name="channels">How channel URLs are named.</param>
    /// <param name="cancellation">Cancels between two files.</param>
    /// <returns>The contents, including problems: a damaged part never hides the rest.</returns>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed if the environment's own folder cannot be
    /// listed.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public static EnvironmentContents Read(
        string prefix, string name, EnvironmentKind kind, string computerName, ChannelConfiguration channels, CancellationToken cancellation) =>
        new PrefixReader(prefix, name, kind, computerName, channels).Read(cancellation);

    private EnvironmentContents Read(CancellationToken cancellation)
    {
        CondaMeta meta = CondaMeta.List(_prefix);
        Dictionary<string, CondaRecord> records = ReadRecords(meta, cancellation);
        cancellation.ThrowIfCancellationRequested();
        IReadOnlyList<HistoryBlock> history = ReadHistory(meta);
        IReadOnlyList<KeyValuePair<string, MatchSpec>> requested = RequestedSpecFolder.Fold(history, meta.HistoryPath, _owner.Channels, _problems.Add);
        string? platform = PackagePlatform.Of(records.Values.Select(static r => r.Package));
        List<CondaPackage> pip = [];
        List<CondaRecord> clobbered = [];
        ReadPythonPackages(records, pip, clobbered, cancellation);
        IReadOnlyList<CondaPackage> provided = _shipped.Divide(records.Keys, pip, clobbered);
        _packages = PipOverConda.Merge(_prefix, records, pip, clobbered, _problems.Add, out List<CondaPackage> gone);
        requested = MarkRequested(records, requested);
        EnvironmentContents? contents = null;
        Func<CondaPackage, IReadOnlyList<string>?> requiredBy = p => contents!.Graph.RequiredBy(p);
        foreach (CondaPackage package in _packages)
        {
            package.RequiredBySource = requiredBy;
        }

        _problems.Sort(static (a, b) => string.CompareOrdinal(a.Target, b.Target));
        VariableTable? state = meta.MayHave("state") ? StateReader.ReadState(_prefix, _problems.Add) : null;
        return contents = new EnvironmentContents
        {
            Name = _owner.EnvironmentName,
            Prefix = _prefix,
            Packages = _packages,
            Clobbered = gone,
            Provided = provided,
            LooseEditables = _editables,
            Problems = _problems,
            RequestedSpecs = requested,
            History = history,
            PinnedSpecs = ReadPinnedSpecs(meta),
            StateVariables = state?.Alive() ?? [],
            StateLiterals = state?.Literals ?? [],
            Platform = platform,
            Sites = _sites,
            Markers = _kind == EnvironmentKind.Venv ? PyvenvCfg.Markers(_prefix) : null,
        };
    }

    private Dictionary<string, CondaRecord> ReadRecords(CondaMeta meta, CancellationToken cancellation)
    {
        IReadOnlyList<string> names = meta.RecordFiles;
        object[] results = new object[names.Count];
        int next = -1;
        void Work(RecordParser parser)
        {
            for (int i = Interlocked.Increment(ref next); i < names.Count && !cancellation.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                try
                {
                    results[i] = parser.Read(Path.Combine(meta.Folder, names[i]), names[i]);
                }
                catch (CondaEnvException e)
                {
                    results[i] = e;
                }
            }
        }

        int workers = names.Count < ParallelFrom ? 1 : Math.Min(Environment.ProcessorCount, 4);
        // Rent and return the buffers on this thread: a buffer returned by a thread that exits is lost with that
        // thread.
        RecordParser[] parsers = [.. Enumerable.Range(0, workers).Select(_ => new RecordParser(_owner, SharedBuffer.Rent()))];

        RunOnThreads(Work, parsers);
        foreach (RecordParser parser in parsers)
        {
            SharedBuffer.Return(parser.Buffer);
        }

        cancellation.ThrowIfCancellationRequested();
        Dictionary<string, CondaRecord> records = new(names.Count, StringComparer.Ordinal);
        foreach (object result in results)
        {
            if (result is not CondaRecord record)
            {
                _problems.Add((CondaEnvException)result);
                continue;
            }

            // As in conda, the record that is listed last takes effect if two records have one name.
            string name = record.Package.Name;
            if (records.TryGetValue(name, out CondaRecord? earlier))
            {
                string path = Path.Combine(meta.Folder, earlier.FileName);
                _problems.Add(new CondaEnvException(
                    CondaErrorKind.RecordInvalid,
                    $"The record '{path}' is a duplicate: '{record.FileName}' is also for '{name}', and conda uses that one.",
                    path) { LeavesNothingOut = true });
            }

            records[name] = record;
        }

        return records;
    }

    /// <summary>
    /// Runs the same work on one thread per parser, including the current one, until all running threads are finished.
    /// Plain threads are used because the thread pool and tasks cost more than the reading itself at process start. It
    /// does not wait for a thread that the system starts late, as on a busy machine, because no work is left for that
    /// thread.
    /// </summary>
    private static void RunOnThreads(Action<RecordParser> work, RecordParser[] parsers)
    {
        Exception? failure = null;
        int active = 0;
        for (int i = 1; i < parsers.Length; i++)
        {
            RecordParser parser = parsers[i];
            Thread other = new(() =>
            {
                Interlocked.Increment(ref active);
                try
                {
                    work(parser);
                }
                catch (Exception e)
                {
                    // A bug: other errors are handled. It must reach the caller instead of terminating the process.
                    failure = e;
                }

                Interlocked.Decrement(ref active);
            }) { IsBackground = true };
            other.Start();
        }

        work(parsers[0]);
        SpinWait wait = default;
        while (Volatile.Read(ref active) > 0)
        {
            wait.SpinOnce();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Capture(failure).Throw();
        }
    }

    private IReadOnlyList<string> ReadPinnedSpecs(CondaMeta meta)
    {
        try
        {
            return meta.MayHave("pinned") ? meta.PinnedSpecs() : [];
        }
        catch (CondaEnvException e)
        {
            _problems.Add(e);
            return [];
        }
    }

    private IReadOnlyList<HistoryBlock> ReadHistory(CondaMeta meta)
    {
        try
        {
            return meta.ReadText("history", ReadRule.Record) is { } text ? HistoryParser.Parse(text, meta.HistoryPath, _problems.Add) : [];
        }
        catch (CondaEnvException e)
        {
            _problems.Add(e);
            return [];
        }
    }

    /// <summary>
    /// conda's rule (pypi/__init__.py, load_site_packages): anchors in site-packages belong to pip unless a record that
    /// depends on python owns them. A record whose anchor is missing no longer describes what is installed. conda
    /// deletes such a record from disk; here it is only set aside.
    /// </summary>
    private void ReadPythonPackages(Dictionary<string, CondaRecord> records, List<CondaPackage> pip, List<CondaRecord> clobbered, CancellationToken cancellation)
    {
        try
        {
            if (_kind == EnvironmentKind.Venv)
            {
                foreach (SitePackages site in SitePackages.FindInVenv(_prefix).Where(IsOfEnvironment))
                {
                    ReadAnchors(site, new HashSet<string>(site.Comparer), pip, cancellation);
                }

                return;
            }

            if (!records.TryGetValue("python", out CondaRecord? python))
            {
                return;
            }

            bool windows = python.Package.Subdir is { } subdir && subdir.StartsWith("win-", StringComparison.Ordinal);
            if (SitePackages.Find(_prefix, python.Package.Version.Text, python.Package.SitePackagesPath, windows) is not { } folder || !IsOfEnvironment(folder))
            {
                return;
            }

            HashSet<string> owned = FindClobbered(records, folder, clobbered);
            _shipped = ShippedDistributions.Find(records.Values, folder);
            ReadAnchors(folder, owned, pip, cancellation);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            _problems.Add(ReadOnlyFile.ToError(e, _prefix));
        }
    }

    /// <summary>
    /// False, and a problem, if the folder is a link to another location, whose contents do not belong to this
    /// environment.
    /// </summary>
    private bool IsOfEnvironment(SitePackages site)
    {
        if (LinkTarget.Final(site.Folder) is not { } real || LinkTarget.IsInside(real, _prefix))
        {
            return true;
        }

        _problems.Add(ReadOnlyFile.ToError(new FileRefusedException(ReadRule.LeadsOut), site.Folder));
        return false;
    }

    private static HashSet<string> FindClobbered(Dictionary<string, CondaRecord> records, SitePackages site, List<CondaRecord> clobbered)
    {
        HashSet<string> present = new(site.Anchors, site.Comparer);
        HashSet<string> owned = new(site.Comparer);
        CondaRecord[] nodes = [.. records.Values];
        foreach (int node in new PackageGraph(Array.ConvertAll(nodes, static r => r.Package)).DescendantsOf("python"))
        {
            CondaRecord record = nodes[node];
            if (site.AnchorOf(record.Anchors) is { } anchor)
            {
                owned.Add(anchor);
                if (!present.Contains(anchor))
                {
                    clobbered.Add(record);
                }
            }
        }

        return owned;
    }

    private void ReadAnchors(SitePackages site, HashSet<string> owned, List<CondaPackage> pip, CancellationToken cancellation)
    {
        _sites.Add(site);
        PipPackageReader reader = new(_owner, site, _problems.Add);
        foreach (string anchor in site.Anchors)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!owned.Contains(anchor) && reader.Read(anchor) is { } package && !_shipped.Take(anchor, package))
            {
                pip.Add(package);
            }
        }

        _editables.AddRange(reader.LooseEditables());
    }

    /// <summary>Marks the requested packages, and reduces the map of the history to installed packages.</summary>
    private List<KeyValuePair<string, MatchSpec>> MarkRequested(
        Dictionary<string, CondaRecord> records, IReadOnlyList<KeyValuePair<string, MatchSpec>> requested)
    {
        Dictionary<string, CondaPackage> installed = new(_packages.Count, StringComparer.Ordinal);
        foreach (CondaPackage package in _packages)
        {
            installed[package.Name] = package;
        }

        List<KeyValuePair<string, MatchSpec>> map = new(requested.Count);
        foreach (KeyValuePair<string, MatchSpec> entry in requested)
        {
            if (installed.TryGetValue(entry.Key, out CondaPackage? package))
            {
                map.Add(entry);
                package.Requested = true;
                package.RequestedSpecSource = entry.Value;
            }
        }

        // The records are the second source of requests, if the history has none for the package.
        foreach (CondaRecord record in records.Values)
        {
            if (record.RequestedSpec is { } spec && !record.Package.Requested)
            {
                record.Package.Requested = true;
                record.Package.RequestedSpecSource = MatchSpec.TryParse(spec, _owner.Channels, out MatchSpec? parsed) ? parsed : SecretRedactor.Redact(spec);
            }
        }

        return map;
    }
}
