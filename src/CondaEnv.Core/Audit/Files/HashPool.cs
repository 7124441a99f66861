using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>A number of files that one thread hashes in one go.</summary>
internal sealed class FileBatch
{
    /// <summary>Number of files in a batch.</summary>
    public const int Capacity = 64;

    /// <summary>Number of bytes from which on a batch takes no more files.</summary>
    public const long EnoughBytes = 2 * 1024 * 1024;

    private readonly FileTask?[] _tasks = new FileTask?[Capacity];

    /// <summary>Number of files in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of their recorded sizes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the batch has been hashed.</summary>
    public bool IsDone { get; set; }

    /// <summary>True if the batch takes no more files.</summary>
    public bool IsFull => Count == Capacity || Bytes >= EnoughBytes;

    /// <summary>A file of the batch.</summary>
    public FileTask this[int index] => _tasks[index]!;

    /// <summary>Adds a file, to be set by the caller.</summary>
    public FileTask Add(long size)
    {
        Bytes += Math.Max(0, size);
        return _tasks[Count++] ??= new FileTask();
    }

    /// <summary>Empties the batch for another use.</summary>
    public void Clear()
    {
        Count = 0;
        Bytes = 0;
        IsDone = false;
    }
}

/// <summary>
/// Threads that hash batches of files. Results are returned in the order of the batches, and only a few batches exist
/// at a time, so memory does not grow with the environment.
/// </summary>
internal sealed class HashPool : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<FileBatch> _waiting = new();
    private readonly Queue<FileBatch> _all = new();
    private readonly Stack<FileBatch> _free = new();
    private readonly List<Thread> _threads = [];
    private readonly CancellationTokenSource _stop;
    private readonly int _most;
    private long _bytes;
    private Exception? _failure;

    /// <summary>Starts the threads.</summary>
    public HashPool(FileCheck audit)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(audit.Cancellation);
        int workers = Math.Max(1, audit.Request.Workers);
        _most = (workers * 4) + 2;
        for (int i = 0; i < workers; i++)
        {
            Thread thread = new(() => Work(audit.Environment.Contents.Prefix, audit.Places)) { IsBackground = true, Name = "condaenv hash" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Number of bytes hashed so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>True if another batch has to wait until one is done.</summary>
    public bool IsFull => _all.Count >= _most;

    /// <summary>True if no batch is waiting or being hashed.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>An empty batch.</summary>
    public FileBatch Rent() => _free.Count > 0 ? _free.Pop() : new FileBatch();

    /// <summary>Takes back a batch.</summary>
    public void Return(FileBatch batch)
    {
        batch.Clear();
        _free.Push(batch);
    }

    /// <summary>Adds a batch.</summary>
    public void Add(FileBatch batch)
    {
        lock (_gate)
        {
            _waiting.Enqueue(batch);
            _all.Enqueue(batch);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The oldest batch if it is done; waits a while for it if it is not.</summary>
    /// <param name="wait">Time to wait, in milliseconds.</param>
    /// <returns>The batch; null if it is not done yet, or if there is none.</returns>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public FileBatch? Take(int wait)
    {
        lock (_gate)
        {
            if (_all.Count == 0)
            {
                return null;
            }

            if (!_all.Peek().IsDone && wait > 0 && _failure is null)
            {
                Monitor.Wait(_gate, wait);
            }

            if (_failure is not null)
            {
                ExceptionDispatchInfo.Capture(_failure).Throw();
            }

            return _all.Peek().IsDone ? _all.Dequeue() : null;
        }
    }

    /// <summary>Stops the threads, which takes no longer than hashing a piece of a file.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _stop.Dispose();
    }

    private void Work(string prefix, FilePlaces places)
    {
        try
        {
            using FileHasher hasher = new(prefix, places, count => Interlocked.Add(ref _bytes, count), _stop.Token);
            while (Next() is { } batch)
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    hasher.Run(batch[i]);
                }

                lock (_gate)
                {
                    batch.IsDone = true;
                    Monitor.PulseAll(_gate);
                }
            }
        }
        catch (Exception e)
        {
            // Reaches the caller instead of ending the process.
            lock (_gate)
            {
                _failure ??= e;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private FileBatch? Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_stop.IsCancellationRequested)
            {
                Monitor.Wait(_gate);
            }

            return _stop.IsCancellationRequested ? null : _waiting.Dequeue();
        }
    }
}
