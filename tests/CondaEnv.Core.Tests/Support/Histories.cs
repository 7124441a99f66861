using System.Collections.Generic;
using System.IO;
using System.Threading;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.Revisions;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Tests.Support;

/// <summary>Reads the history of an environment.</summary>
internal static class Histories
{
    public static RecordOwner Owner(string prefix) => new()
    {
        EnvironmentName = Path.GetFileName(prefix),
        Prefix = prefix,
        ComputerName = "machine",
        Channels = ChannelConfiguration.Default,
    };

    public static EnvironmentHistory Read(string prefix, List<CondaEnvException>? problems = null) =>
        EnvironmentHistory.Read(Owner(prefix), problems is null ? static _ => { } : problems.Add);

    public static IReadOnlyList<CondaEnvRevision> Revisions(string prefix, List<CondaEnvException>? problems = null) =>
        Read(prefix, problems).Revisions(MiniEnv.Read(prefix), problems is null ? static _ => { } : problems.Add, CancellationToken.None);

    public static IReadOnlyList<CondaPackage> PackagesAfter(string prefix, int revision)
    {
        EnvironmentHistory history = Read(prefix);
        return history.PackagesAfter(history.Find(revision), static _ => { }, CancellationToken.None);
    }
}
