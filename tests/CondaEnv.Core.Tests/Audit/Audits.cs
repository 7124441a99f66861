using System.Collections.Generic;
using System.IO;
using System.Threading;
using CondaEnv.Audit;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.Revisions;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Tests.Audit;

/// <summary>Checks environments.</summary>
internal static class Audits
{
    /// <summary>All findings of the rules that look at no file of a package, or of those that a request selects.</summary>
    public static IReadOnlyList<CondaEnvIssue> Of(string prefix, AuditRequest? request = null, bool isBase = false, bool isOnly = false) =>
        [.. EnvironmentAudit.Check(Environment(prefix, isBase, isOnly), request ?? new AuditRequest(), CancellationToken.None)];

    public static AuditedEnvironment Environment(string prefix, bool isBase = false, bool isOnly = false)
    {
        string name = Path.GetFileName(prefix);
        EnvironmentFacts facts = new(prefix, name, EnvironmentKind.Conda, "machine", static () => ChannelConfiguration.Default);
        CondaEnvironment environment = new(facts) { Name = name, Prefix = prefix, IsBase = isBase, ComputerName = "machine" };
        EnvironmentContents contents = facts.Read(CancellationToken.None);
        RecordOwner owner = new() { EnvironmentName = name, Prefix = prefix, ComputerName = "machine", Channels = ChannelConfiguration.Default };
        return new AuditedEnvironment(
            environment, contents, ChannelConfiguration.Default, () => EnvironmentHistory.Read(owner, static _ => { }).Revisions(contents, static _ => { }, CancellationToken.None), () => isOnly);
    }
}
