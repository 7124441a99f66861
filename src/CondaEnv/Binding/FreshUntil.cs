using System;
using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Binding;

/// <summary>How long something that was read from files holds: until one of a few times of writing changes, and for ten seconds at most.</summary>
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

    /// <summary>True while it holds.</summary>
    public bool IsFresh
    {
        get
        {
            // The counter runs over after weeks; the difference does not mind.
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

    /// <summary>Holds from now on. Ask before reading, so that a change meanwhile is not missed.</summary>
    /// <param name="paths">Files and folders to look at; what is not there counts as such.</param>
    public static FreshUntil Changed(IReadOnlyList<string> paths) => new(paths);

    /// <summary>One answer stands for all that is not there or may not be seen.</summary>
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
