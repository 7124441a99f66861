using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Measure;

/// <summary>What folders take on disk. Files with several hard links are remembered, to find their other links elsewhere.</summary>
internal sealed class Footprint
{
    private readonly Dictionary<FileId, LinkedFile> _linked = [];

    private Footprint()
    {
    }

    /// <summary>Bytes on disk, each file once.</summary>
    public long Size { get; private set; }

    /// <summary>Number of names that are not folders.</summary>
    public long FileCount { get; private set; }

    /// <summary>The part of <see cref="Size"/> in folders, and in files all of whose links are in these folders.</summary>
    public long ExclusiveSize => Size - _linked.Values.Sum(static file => file.Seen < file.Links ? file.Allocated : 0);

    /// <summary>The files that have links elsewhere, with their allocated bytes.</summary>
    public IEnumerable<KeyValuePair<FileId, LinkedFile>> LinkedElsewhere => _linked.Where(static entry => entry.Value.Seen < entry.Value.Links);

    /// <summary>When a <c>__pycache__</c> folder last changed, as ticks in UTC; 0 if there is none.</summary>
    public long BytecodeChanged { get; private set; }

    /// <summary>When site-packages or a metadata folder in it last changed, as ticks in UTC; 0 if there is none.</summary>
    public long SitePackagesChanged { get; private set; }

    /// <summary>One problem for each folder that could not be read completely, sorted by path.</summary>
    public IReadOnlyList<CondaEnvException> Problems { get; private set; } = [];

    /// <summary>Walks folders; see <see cref="DiskWalk"/>.</summary>
    /// <param name="roots">Full paths of the folders; those that do not exist count nothing.</param>
    /// <param name="excluded">Folders that do not count, with all that is in them, if they are below a root.</param>
    /// <param name="progress">Called on this thread now and then with the number of files and bytes so far.</param>
    /// <param name="cancellation">Cancels the walk.</param>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public static Footprint Of(IReadOnlyList<string> roots, HashSet<FileId> excluded, Action<long, long>? progress, CancellationToken cancellation)
    {
        Tally[] tallies = [.. Enumerable.Range(0, DiskWalk.MaxThreads).Select(_ => new Tally(excluded))];
        foreach (string root in roots)
        {
            DiskWalk.Run(root, tallies, progress is null ? null : Pulse, cancellation);
        }

        Footprint sum = new();
        foreach (Tally tally in tallies)
        {
            sum.Add(tally);
        }

        sum.Size += sum._linked.Values.Sum(static file => file.Allocated);
        sum.Problems = [.. tallies.SelectMany(static t => t.Problems).OrderBy(static p => p.Target, StringComparer.Ordinal)];
        return sum;

        void Pulse() => progress(tallies.Sum(static t => Volatile.Read(ref t.Files)), tallies.Sum(static t => Volatile.Read(ref t.Bytes)));
    }

    /// <summary>Number of links to a file in these folders.</summary>
    public uint LinksTo(FileId file) => _linked.TryGetValue(file, out LinkedFile known) ? known.Seen : 0;

    private void Add(Tally tally)
    {
        Size += tally.Single;
        FileCount += tally.Files;
        BytecodeChanged = Math.Max(BytecodeChanged, tally.BytecodeChanged);
        SitePackagesChanged = Math.Max(SitePackagesChanged, tally.SitePackagesChanged);
        foreach (KeyValuePair<FileId, LinkedFile> entry in tally.Linked)
        {
            _linked[entry.Key] = entry.Value with { Seen = entry.Value.Seen + LinksTo(entry.Key) };
        }
    }

    /// <summary>A file with several hard links.</summary>
    /// <param name="Seen">Number of its links in the folders.</param>
    /// <param name="Links">Number of its links on the file system.</param>
    /// <param name="Allocated">Its bytes on disk.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct LinkedFile(uint Seen, uint Links, long Allocated);

    private sealed class Tally(HashSet<FileId> excluded) : IDiskTally
    {
        /// <summary>Number of names that are not folders; read by another thread for progress.</summary>
        public long Files;

        /// <summary>Bytes on disk, each link of a file anew; read by another thread for progress.</summary>
        public long Bytes;

        public long Single { get; private set; }

        public long BytecodeChanged { get; private set; }

        public long SitePackagesChanged { get; private set; }

        public Dictionary<FileId, LinkedFile> Linked { get; } = [];

        public List<CondaEnvException> Problems { get; } = [];

        public bool AddFolder(string name, in DiskStatus item)
        {
            if (name.Length > 0 && item.Id != default && excluded.Contains(item.Id))
            {
                return false;
            }

            Single += item.Allocated;
            Bytes += item.Allocated;
            if (name == "__pycache__")
            {
                BytecodeChanged = Math.Max(BytecodeChanged, item.Modified);
            }
            else if (name == "site-packages" || name.EndsWith(".dist-info", StringComparison.Ordinal) || name.EndsWith(".egg-info", StringComparison.Ordinal))
            {
                SitePackagesChanged = Math.Max(SitePackagesChanged, item.Modified);
            }

            return true;
        }

        public void AddFile(in DiskStatus item)
        {
            Files++;
            Bytes += item.Allocated;
            if (item.Links <= 1)
            {
                Single += item.Allocated;
                return;
            }

            uint seen = Linked.TryGetValue(item.Id, out LinkedFile known) ? known.Seen : 0;
            Linked[item.Id] = new LinkedFile(seen + 1, item.Links, item.Allocated);
        }

        public void AddError(string path, Exception error) => Problems.Add(ReadOnlyFile.ToError(error, path));
    }
}
