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
using CondaEnv.Specs.Names;

namespace CondaEnv.Prefixes;

/// <summary>
/// Reads a whole environment from its own files: records, history, state, site-packages. Opens nothing for writing
/// and needs neither conda nor Python, so a prefix of another platform, copied or mounted, reads the same.
/// </summary>
internal sealed class PrefixReader
{
    /// <summary>Below this number of records a second thread costs more than it brings.</summary>
    private const int ParallelFrom = 48;

    private readonly string _prefix;
    private readonly EnvironmentKind _kind;
    private readonly RecordOwner _owner;
    private readonly List<CondaEnvException> _problems = [];
    private IReadOnlyList<CondaPackage> _packages = [];
    private readonly List<LooseEditable> _editables = [];
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
    /// <param name="prefix">Its folder.</param>
    /// <param name="name">Its name, for the rows.</param>
    /// <param name="kind">What sort it is.</param>
    /// <param name="computerName">Name of this machine, for the rows.</param>
    /// <param name="channels">How channel URLs are named.</param>
    /// <param name="cancellation">Ends the reading between two files.</param>
    /// <returns>What is there, problems included: a damaged part never hides the rest.</returns>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed where the environment's own folder cannot be listed.</exception>
    /// <exception cref="OperationCanceledException">As asked for.</exception>
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
        _packages = Merge(records, pip, clobbered, out List<CondaPackage> gone);
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
        // Lent and given back here: what a thread that ends gives back is gone with it.
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

            // As conda: of two records for one name the one that the folder lists last holds.
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
    /// Runs the same work on a thread for each parser, this one among them, until none is at work. Plain threads: at the
    /// start of a process the thread pool and its tasks cost more than the reading. A thread that the system starts late,
    /// as on a busy machine, is not waited for: it finds nothing left to take.
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
                    // A bug, else it would have been named: it must reach the caller, not end the process.
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
            return meta.ReadText("history") is { } text ? HistoryParser.Parse(text, meta.HistoryPath, _problems.Add) : [];
        }
        catch (CondaEnvException e)
        {
            _problems.Add(e);
            return [];
        }
    }

    /// <summary>
    /// conda's rule (pypi/__init__.py, load_site_packages): anchors in site-packages that no record depending on
    /// python owns are pip's; a record whose anchor is gone no longer describes what is installed. conda deletes
    /// such a record from the disk; here it is only set aside.
    /// </summary>
    private void ReadPythonPackages(Dictionary<string, CondaRecord> records, List<CondaPackage> pip, List<CondaRecord> clobbered, CancellationToken cancellation)
    {
        try
        {
            if (_kind == EnvironmentKind.Venv)
            {
                foreach (SitePackages site in SitePackages.FindInVenv(_prefix))
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
            if (SitePackages.Find(_prefix, python.Package.Version.Text, python.Package.SitePackagesPath, windows) is not { } folder)
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

    /// <summary>Puts pip's packages in the place of the records that they overwrote; the records stay reachable.</summary>
    private CondaPackage[] Merge(
        Dictionary<string, CondaRecord> records, List<CondaPackage> pip, List<CondaRecord> clobbered, out List<CondaPackage> gone)
    {
        foreach (CondaRecord record in clobbered)
        {
            records.Remove(record.Package.Name);
        }

        Dictionary<string, CondaPackage> pipByName = new(StringComparer.Ordinal);
        foreach (CondaPackage package in pip)
        {
            // Two distributions of one name: conda shows whichever comes last; the newer is what Python imports more likely.
            if (!pipByName.TryGetValue(package.Name, out CondaPackage? other) || other.Version.CompareTo(package.Version) < 0)
            {
                pipByName[package.Name] = package;
            }
        }

        gone = [];
        foreach (CondaRecord record in clobbered)
        {
            if (pipByName.TryGetValue(PipName.CondaSpelling(record.Package.Name), out CondaPackage? successor))
            {
                successor.Replaces = record.Package;
                continue;
            }

            gone.Add(record.Package);
            string path = Path.Combine(_prefix, "conda-meta", record.FileName);
            _problems.Add(new CondaEnvException(
                CondaErrorKind.RecordInvalid,
                $"The record '{path}' describes a package whose Python metadata is gone: pip has removed or renamed it. The package is left out; conda would delete the record.",
                path) { LeavesNothingOut = true });
        }

        foreach (CondaPackage package in pipByName.Values)
        {
            if (records.TryGetValue(package.Name, out CondaRecord? masked))
            {
                package.Replaces ??= masked.Package;
                records.Remove(package.Name);
            }
        }

        CondaPackage[] packages = new CondaPackage[records.Count + pipByName.Count];
        int at = 0;
        foreach (CondaRecord record in records.Values)
        {
            packages[at++] = record.Package;
        }

        pipByName.Values.CopyTo(packages, at);
        Array.Sort(packages, static (a, b) => a.Manager != b.Manager ? a.Manager.CompareTo(b.Manager) : string.CompareOrdinal(a.Name, b.Name));
        return packages;
    }

    /// <summary>Marks what the user asked for, and keeps of the history's map what is installed.</summary>
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

        // The second source: what the records themselves say, where the history does not.
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
