using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading;

namespace CondaEnv.Foundation.Disk;

/// <summary>
/// Visits everything below a folder, on several threads, in no particular order. Links are not followed, so there are
/// no loops; only folders are opened. Other file systems that are mounted below are visited too, as <c>du</c> does.
/// </summary>
internal abstract class DiskWalk
{
    /// <summary>More threads do not help: they wait for the same disk.</summary>
    public static int MaxThreads { get; } = Math.Min(4, Environment.ProcessorCount);

    /// <summary>Visits a folder and everything below it.</summary>
    /// <param name="root">Full path of the folder; a link is followed.</param>
    /// <param name="tallies">Receive what is found, one for each thread.</param>
    /// <param name="pulse">Called often on this thread, once at least, for progress; null for none.</param>
    /// <param name="cancellation">Cancels the walk.</param>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public static void Run(string root, IReadOnlyList<IDiskTally> tallies, Action? pulse, CancellationToken cancellation)
    {
        if (DiskStatus.Of(root, follow: true) is not { IsFolder: true } item)
        {
            return;
        }

        tallies[0].AddFolder("", item);
        if (UnixFolder.IsSupported)
        {
            new Native().Run(Encoding.UTF8.GetBytes(root + "\0"), tallies, pulse, cancellation);
        }
        else
        {
            new Managed().Run(root, tallies, pulse, cancellation);
        }
    }

    private abstract class Of<TPath> : DiskWalk
    {
        private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

        private readonly object _gate = new();
        private readonly Stack<TPath> _open = new();
        private int _busy;
        private Exception? _failure;

        public void Run(TPath root, IReadOnlyList<IDiskTally> tallies, Action? pulse, CancellationToken cancellation)
        {
            _open.Push(root);
            Thread[] threads = new Thread[tallies.Count - 1];
            for (int i = 0; i < threads.Length; i++)
            {
                IDiskTally tally = tallies[i + 1];
                threads[i] = new Thread(() => Work(tally, pulse: null, cancellation)) { IsBackground = true };
                threads[i].Start();
            }

            Work(tallies[0], pulse, cancellation);
            foreach (Thread thread in threads)
            {
                thread.Join();
            }

            if (_failure is not null)
            {
                ExceptionDispatchInfo.Capture(_failure).Throw();
            }

            cancellation.ThrowIfCancellationRequested();
        }

        /// <summary>Visits the items of one folder, and adds those that are folders to a list.</summary>
        protected abstract void List(TPath folder, IDiskTally tally, List<TPath> found, CancellationToken cancellation);

        protected abstract string Text(TPath folder);

        private void Work(IDiskTally tally, Action? pulse, CancellationToken cancellation)
        {
            List<TPath> found = [];
            try
            {
                while (Take(pulse, out TPath? folder))
                {
                    found.Clear();
                    try
                    {
                        if (!cancellation.IsCancellationRequested)
                        {
                            List(folder!, tally, found, cancellation);
                        }
                    }
                    catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
                    {
                        // It vanished after it was listed.
                    }
                    catch (Exception e) when (ReadOnlyFile.IsFileError(e))
                    {
                        tally.AddError(Text(folder!), e);
                    }
                    finally
                    {
                        Finish(found, cancellation);
                    }

                    pulse?.Invoke();
                }

                pulse?.Invoke();
            }
            catch (Exception e)
            {
                // A bug, or the user stopped the command while it showed progress. The other threads stop as well.
                lock (_gate)
                {
                    _failure ??= e;
                    _open.Clear();
                }
            }
        }

        private bool Take(Action? pulse, out TPath? folder)
        {
            lock (_gate)
            {
                while (_open.Count == 0 && _busy > 0)
                {
                    // Progress goes on while other threads list large folders.
                    if (!Monitor.Wait(_gate, s_pause))
                    {
                        pulse?.Invoke();
                    }
                }

                if (_open.Count == 0)
                {
                    folder = default;
                    return false;
                }

                folder = _open.Pop();
                _busy++;
                return true;
            }
        }

        private void Finish(List<TPath> found, CancellationToken cancellation)
        {
            lock (_gate)
            {
                if (_failure is not null || cancellation.IsCancellationRequested)
                {
                    _open.Clear();
                    found.Clear();
                }

                foreach (TPath folder in found)
                {
                    _open.Push(folder);
                }

                _busy--;
                if (found.Count > 0 || _busy == 0)
                {
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private sealed class Native : Of<byte[]>
    {
        private int _isBelow;

        protected override string Text(byte[] folder) => UnixFolder.Text(folder);

        protected override unsafe void List(byte[] folder, IDiskTally tally, List<byte[]> found, CancellationToken cancellation)
        {
            bool isRoot = Interlocked.Exchange(ref _isBelow, 1) == 0;
            UnixFolder.List(folder, follow: isRoot, (byte* name, int length, in DiskStatus item) =>
            {
                if (!item.IsFolder)
                {
                    tally.AddFile(item);
                }
                else if (tally.AddFolder(Encoding.UTF8.GetString(name, length), item))
                {
                    byte[] path = new byte[folder.Length + length + 1];
                    Buffer.BlockCopy(folder, 0, path, 0, folder.Length - 1);
                    path[folder.Length - 1] = (byte)'/';
                    System.Runtime.InteropServices.Marshal.Copy((IntPtr)name, path, folder.Length, length);
                    found.Add(path);
                }

                return !cancellation.IsCancellationRequested;
            });
        }
    }

    private sealed class Managed : Of<string>
    {
        protected override string Text(string folder) => folder;

        protected override void List(string folder, IDiskTally tally, List<string> found, CancellationToken cancellation)
        {
            foreach (FileSystemInfo info in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                try
                {
                    DiskStatus item = DiskStatus.Of(info);
                    if (!item.IsFolder)
                    {
                        tally.AddFile(item);
                    }
                    else if (tally.AddFolder(info.Name, item))
                    {
                        found.Add(info.FullName);
                    }
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    // It vanished after it was listed.
                }

                if (cancellation.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }
}
