using System;
using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Binding;

/// <summary>
/// Validity of data that was read from files: until one of several write times changes, and at most ten seconds.
/// </summary>
internal readonly struct FreshUntil
{
    private const int MaxAgeMilliseconds = 10_000;

    private readonly IReadOnlyList<string>? _paths;
    private readonly DateTime[]? _times;
    private readonly int _readAt;

    private FreshUntil(IReadOnlyList<string> paths)
    {
        _paths = paths;
        _readAt = Environment.TickCount;
        _times = new DateTime[paths.Count];
        for (int i = 0; i < _times.Length; i++)
        {
            _times[i] = TimeOf(paths[i]);
        }
    }

    /// <summary>True while the data is valid.</summary>
    public bool IsFresh
    {
        get
        {
            // The counter overflows after weeks; unsigned subtraction handles that.
            if (_paths is null || unchecked((uint)(Environment.TickCount - _readAt)) > MaxAgeMilliseconds)
            {
                return false;
            }

            for (int i = 0; i < _paths.Count; i++)
            {
                if (TimeOf(_paths[i]) != _times![i])
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Starts the validity. Call this before reading, so that concurrent changes are detected.</summary>
    /// <param name="paths">Files and folders to check; they may be missing.</param>
    public static FreshUntil Changed(IReadOnlyList<string> paths) => new(paths);

    /// <summary>Returns the same value for all items that are missing or inaccessible.</summary>
    private static DateTime TimeOf(string path)
    {
        try
        {
            return File.GetLastWriteTimeUtc(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return default;
        }
    }
}
