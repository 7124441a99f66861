using System;

namespace CondaEnv.Audit;

/// <summary>What to check in an environment; the front ends fill it in.</summary>
internal sealed class AuditRequest
{
    /// <summary>Whether a rule is used, by its name.</summary>
    public Func<string, bool> Wanted { get; init; } = static rule => rule != AuditRules.OnRequest;

    /// <summary>True to leave out all rules that look at the files of packages.</summary>
    public bool SkipFile { get; init; }

    /// <summary>Called with the number of bytes read so far and in total, on the thread that enumerates the findings.</summary>
    public Action<long, long>? Progress { get; init; }

    /// <summary>Number of threads that read files.</summary>
    public int Workers { get; init; } = Math.Min(Environment.ProcessorCount, 8);
}
