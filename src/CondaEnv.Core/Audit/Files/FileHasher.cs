using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>Hashes files of an environment one after the other. Each thread needs its own instance.</summary>
internal sealed class FileHasher : IDisposable
{
    private const int Piece = 256 * 1024;

    /// <summary>Largest file whose replaced placeholder is examined.</summary>
    private const long LargestReplaced = 64 * 1024 * 1024;

    private static readonly object s_oneAtATime = new();

    private readonly string _prefix;
    private readonly FilePlaces _places;
    private readonly byte[] _needle;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer;
#if NET
    private readonly byte[] _digest = new byte[Sha256Value.Size];
#endif
    private readonly Action<long> _read;
    private readonly CancellationToken _cancellation;

    // The file that is being read: one of the two, and the place in it.
    private int _descriptor = -1;
    private RegularFile? _file;
    private long _offset;

    /// <summary>Creates a hasher.</summary>
    /// <param name="prefix">Path of the environment.</param>
    /// <param name="places">What is on disk.</param>
    /// <param name="read">Called with the number of bytes of each piece.</param>
    /// <param name="cancellation">Cancels between two pieces.</param>
    public FileHasher(string prefix, FilePlaces places, Action<long> read, CancellationToken cancellation)
    {
        _prefix = prefix;
        _places = places;
        _needle = PrefixText.Of(prefix);
        _read = read;
        _cancellation = cancellation;
        _buffer = new byte[Piece + _needle.Length];
    }

    /// <summary>Hashes the file and stores what it turned out to be.</summary>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public void Run(FileTask task)
    {
        try
        {
            if (Hash(task, out bool hasPrefix) is not { } actual)
            {
                return;
            }

            task.Actual = actual;
            bool isReplaced = task.Original is not null;
            bool isUndoable = isReplaced && task.Placeholder is not null;
            if (actual.Equals(task.Expected))
            {
                task.Outcome = isReplaced && !hasPrefix && !task.Original.GetValueOrDefault().Equals(actual) ? FileOutcome.OfOtherPrefix : FileOutcome.Same;
            }
            else
            {
                task.Outcome = !isUndoable ? FileOutcome.Altered
                    : actual.Equals(task.Original.GetValueOrDefault()) ? FileOutcome.OfOtherPrefix
                    : hasPrefix && IsAdapted(task) ? FileOutcome.Adapted
                    : FileOutcome.Altered;
            }
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            task.Outcome = FileOutcome.Unreadable;
            task.Problem = e is FileNotFoundException or DirectoryNotFoundException ? "it disappeared during the check"
                : e is UnauthorizedAccessException ? "access is denied"
                : e.Message.TrimEnd('.');
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private Sha256Value? Hash(FileTask task, out bool hasPrefix)
    {
        if (UnixFile.IsUnix && !task.IsIndirect)
        {
            _descriptor = UnixFile.OpenForReading(task.FullPath);
            if (_descriptor >= 0)
            {
                try
                {
                    return HashOnUnix(task, out hasPrefix);
                }
                finally
                {
                    UnixFile.Close(_descriptor);
                }
            }
        }

        using RegularFile file = Open(task.Path);
        _file = file;
        try
        {
            Sha256Value hash = Hash(task, file.Length, out hasPrefix);
            return _offset == file.Length ? hash : Changed(task);
        }
        finally
        {
            _file = null;
        }
    }

    private Sha256Value? HashOnUnix(FileTask task, out bool hasPrefix)
    {
        (UnixFileType Type, long Size, long Changed)? before = UnixFile.ContentOf(_descriptor);
        if (before is { Type: not UnixFileType.Regular } other)
        {
            throw new FileRefusedException($"it is {new UnixFileStatus(other.Type, 0).Noun}, not a regular file");
        }

        Sha256Value hash = Hash(task, before?.Size ?? -1, out hasPrefix);

        // A file that changes is neither intact nor damaged.
        return hash.Equals(task.Expected) || UnixFile.ContentOf(_descriptor) == before ? hash : Changed(task);
    }

    private static Sha256Value? Changed(FileTask task)
    {
        task.Outcome = FileOutcome.Unreadable;
        task.Problem = "it changed while it was read";
        return null;
    }

    // Objects that are made for each file would be most of the memory of the process.
    private Sha256Value Hash(FileTask task, long size, out bool hasPrefix)
    {
        hasPrefix = false;
        _offset = 0;

        // The end of the last piece stays in front of the next one, so that a prefix across both is found.
        int kept = 0;
        while (_offset != size)
        {
            _cancellation.ThrowIfCancellationRequested();
            int count = ReadPiece(kept);
            if (count == 0)
            {
                break;
            }

            _hash.AppendData(_buffer, kept, count);
            _offset += count;
            _read(count);
            if (task.Original is not null && !hasPrefix)
            {
                int end = kept + count;
                hasPrefix = ByteScan.IndexOf(_buffer, 0, end, _needle) >= 0;
                kept = Math.Min(end, _needle.Length - 1);
                Buffer.BlockCopy(_buffer, end - kept, _buffer, 0, kept);
            }
        }

#if NET
        _hash.TryGetHashAndReset(_digest, out _);
        return Sha256Value.Of(_digest);
#else
        return Sha256Value.Of(_hash.GetHashAndReset());
#endif
    }

    private int ReadPiece(int start) =>
        _file is null ? UnixFile.Read(_descriptor, _buffer, start, Piece, _prefix)
#if NET
        : _file.Read(_buffer, start, Piece, _offset);
#else
        : _file.Read(_buffer, start, Piece);
#endif

    /// <summary>Opens a file that a link, or another spelling, stands for.</summary>
    private RegularFile Open(string relative)
    {
        string path = Path.Combine(_prefix, _places.Spelling(relative));
        if (DiskItems.At(path) != DiskItem.Link)
        {
            return RegularFile.Open(path, ReadRule.Payload);
        }

        string target = LinkTarget.Final(path) ?? throw new FileNotFoundException("it is a link that leads nowhere");
        return LinkTarget.IsInside(target, _prefix) || IsOfCache(target, relative)
            ? RegularFile.Open(target, ReadRule.Payload)
            : throw new FileRefusedException(ReadRule.LeadsOut);
    }

    /// <summary>If conda cannot create hard links, it links to the file of that name in its package cache.</summary>
    private static bool IsOfCache(string target, string relative)
    {
        string slashed = target.Replace('\\', '/');
        int at = relative.LastIndexOf('/');
        at = at > 0 ? relative.LastIndexOf('/', at - 1) : -1;
        return slashed.Contains("/pkgs/") && slashed.EndsWith("/" + relative.Substring(at + 1), StringComparison.Ordinal);
    }

    /// <summary>Whether the file was adapted to the current prefix after the environment had been moved.</summary>
    private bool IsAdapted(FileTask task)
    {
        // Rare, and the only place where a whole file is in memory.
        lock (s_oneAtATime)
        {
            return TryReadAll(task, LargestReplaced) is { } data
                && PrefixText.IsReplaced(data, data.Length, _needle, Encoding.UTF8.GetBytes(task.Placeholder!), task.IsBinary, task.Original!.Value);
        }
    }

    /// <summary>The whole content of a file; null if it is larger than a limit.</summary>
    public byte[]? TryReadAll(FileTask task, long largest)
    {
        string path = Path.Combine(_prefix, _places.Spelling(task.Path));
        return new FileInfo(path).Length > largest ? null : ReadOnlyFile.ReadAll(path, ReadRule.Payload.In(_prefix));
    }
}
