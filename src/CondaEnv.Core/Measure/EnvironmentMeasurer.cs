using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Prefixes;

namespace CondaEnv.Measure;

/// <summary>
/// Measures environments. Each folder is walked once, whatever number of environments is measured: the package caches
/// with the first one, other environments if they may have hard links to its files.
/// </summary>
internal sealed class EnvironmentMeasurer
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly Lazy<IReadOnlyList<string>> _environments;
    private readonly Lazy<IReadOnlyList<string>> _caches;
    private readonly Lazy<HashSet<FileId>> _excluded;
    private readonly Dictionary<string, Footprint> _footprints;
    private readonly Action<CondaEnvException> _report;
    private readonly Action<string> _verbose;
    private readonly StringComparer _comparer;
    private Footprint? _cacheFootprint;

    /// <summary>Creates the measurer; nothing is read yet.</summary>
    /// <param name="environments">Prefixes of all known environments of the machine.</param>
    /// <param name="caches">Folders of all package caches of the machine.</param>
    /// <param name="comparer">How the machine compares paths.</param>
    /// <param name="report">Called for folders that could not be read; the rest is still counted.</param>
    /// <param name="verbose">Called with the folders that were walked, and why.</param>
    public EnvironmentMeasurer(
        Func<IReadOnlyList<string>> environments, Func<IReadOnlyList<string>> caches, StringComparer comparer, Action<CondaEnvException> report, Action<string> verbose)
    {
        _environments = new Lazy<IReadOnlyList<string>>(environments);
        _caches = new Lazy<IReadOnlyList<string>>(() => [.. caches().Where(ReadOnlyDisk.IsFolder)]);
        _footprints = new Dictionary<string, Footprint>(comparer);
        _comparer = comparer;
        _report = report;
        _verbose = verbose;

        // The base environment contains the package cache, and often all other environments.
        _excluded = new Lazy<HashSet<FileId>>(() => [.. _environments.Value.Concat(_caches.Value).Select(IdOf).Where(static id => id != default)]);
    }

    /// <summary>Measures one environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="contents">Its packages.</param>
    /// <param name="progress">Called on this thread, at most five times a second.</param>
    /// <param name="cancellation">Cancels the measurement.</param>
    /// <exception cref="CondaEnvException">Reported: AccessDenied or FileReadFailed for a folder that cannot be read, and as
    /// <see cref="PackageSizes.Of"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public CondaEnvMeasure Measure(CondaEnvironment environment, EnvironmentContents contents, Action<MeasureProgress>? progress, CancellationToken cancellation)
    {
        Footprint own = FootprintOf(environment.Prefix, environment.Name, progress, cancellation);
        Footprint caches = Caches(progress, cancellation);
        long withCache = 0;
        bool isLinkedElsewhere = false;
        foreach (KeyValuePair<FileId, Footprint.LinkedFile> entry in own.LinkedElsewhere)
        {
            uint inCaches = caches.LinksTo(entry.Key);
            withCache += inCaches > 0 ? entry.Value.Allocated : 0;
            isLinkedElsewhere |= entry.Value.Seen + inCaches < entry.Value.Links;
        }

        (DateTime Time, UseEvidence Evidence)? used = LastUse.Of(environment.Prefix, own, environment.LastModified, FileSystems.KeepsAccessTimes(environment.Prefix));
        PackageSizes sizes = PackageSizes.Of(contents, _report, cancellation);
        return new CondaEnvMeasure
        {
            EnvironmentName = environment.Name,
            Size = own.Size,
            ExclusiveSize = own.ExclusiveSize,
            IsUpperBound = FileSystems.CanShareBlocks(environment.Prefix) || (UnixFile.IsUnix && !UnixFolder.IsSupported),
            SharedWithCache = withCache,
            SharedWithOthers = isLinkedElsewhere ? SharedWithOthers(environment, own, progress, cancellation) : 0,
            RecordedSize = sizes.Recorded,
            PipSize = sizes.Pip,
            FileCount = own.FileCount,
            CacheSize = caches.Size,
            Created = environment.Created,
            LastModified = environment.LastModified,
            LastUsed = used?.Time,
            LastUsedEvidence = used?.Evidence,
            Prefix = environment.Prefix,
            ComputerName = environment.ComputerName,
        };
    }

    private static FileId IdOf(string folder) => DiskStatus.Of(folder, follow: true)?.Id ?? default;

    private long SharedWithOthers(CondaEnvironment environment, Footprint own, Action<MeasureProgress>? progress, CancellationToken cancellation)
    {
        FileId id = IdOf(environment.Prefix);
        Footprint[] others =
        [
            .. _environments.Value
                .Where(prefix => !_comparer.Equals(prefix, environment.Prefix) && (id == default || IdOf(prefix) != id))
                .Select(prefix => FootprintOf(prefix, prefix, progress, cancellation)),
        ];
        return own.LinkedElsewhere.Where(entry => others.Any(other => other.LinksTo(entry.Key) > 0)).Sum(static entry => entry.Value.Allocated);
    }

    private Footprint Caches(Action<MeasureProgress>? progress, CancellationToken cancellation)
    {
        if (_cacheFootprint is null)
        {
            _verbose($"Walking the package caches: {(_caches.Value.Count == 0 ? "there are none" : string.Join(", ", _caches.Value.Select(static c => $"'{c}'")))}.");
            _cacheFootprint = Walk(_caches.Value, "package caches", progress, cancellation);
        }

        return _cacheFootprint;
    }

    private Footprint FootprintOf(string prefix, string place, Action<MeasureProgress>? progress, CancellationToken cancellation)
    {
        if (!_footprints.TryGetValue(prefix, out Footprint? footprint))
        {
            _verbose($"Walking '{prefix}'.");
            footprint = Walk([prefix], place, progress, cancellation);
            _footprints.Add(prefix, footprint);
        }

        return footprint;
    }

    private Footprint Walk(IReadOnlyList<string> roots, string place, Action<MeasureProgress>? progress, CancellationToken cancellation)
    {
        Stopwatch since = Stopwatch.StartNew();
        Action<long, long>? pulse = progress is null ? null : (files, bytes) =>
        {
            if (since.Elapsed >= s_pause)
            {
                since.Restart();
                progress(new MeasureProgress(place, files, bytes));
            }
        };
        Footprint footprint = Footprint.Of(roots, _excluded.Value, pulse, cancellation);
        foreach (CondaEnvException problem in footprint.Problems)
        {
            _report(problem);
        }

        return footprint;
    }
}
