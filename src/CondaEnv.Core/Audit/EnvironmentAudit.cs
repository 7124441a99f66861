using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace CondaEnv.Audit;

/// <summary>Runs the rules that look at no file of a package. <c>Files/FileRules</c> has the others, which take longer.</summary>
internal static class EnvironmentAudit
{
    // In order of cost: what was read already, then what needs another listing of a folder.
    private static readonly (Func<AuditedEnvironment, IEnumerable<CondaEnvIssue>> Check, string[] Rules)[] s_rules =
    [
        (RecordRules.Check, ["DamagedRecord", "DuplicateRecord", "OverwrittenByPip", "HistoryInvalid", "StateInvalid", "MetadataInvalid", "UnreadableFile"]),
        (DependencyRules.Check, ["UnmetDependency", "ConstraintViolated", "VersionConflict", "ConditionalUnknown"]),
        (RequestRules.Check, ["PinViolated", "RequestViolated", "MetadataInvalid"]),
        (MetadataRules.Check, ["LeftoverMetadata", "VendoredMetadata"]),
        (HistoryRules.Check, ["HistoryDrift"]),
        (HabitRules.Check, ["PackagesInBase", "CondaAfterPip", "ManySmallInstalls", "OnlyBase"]),
    ];

    /// <summary>Returns the findings as they are found.</summary>
    /// <param name="environment">The environment, already read.</param>
    /// <param name="request">What to check.</param>
    /// <param name="cancellation">Cancels between two findings.</param>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment, AuditRequest request, CancellationToken cancellation)
    {
        foreach ((Func<AuditedEnvironment, IEnumerable<CondaEnvIssue>> check, string[] rules) in s_rules)
        {
            if (!rules.Any(request.Wanted))
            {
                continue;
            }

            foreach (CondaEnvIssue issue in check(environment))
            {
                cancellation.ThrowIfCancellationRequested();
                if (request.Wanted(issue.RuleName))
                {
                    yield return issue;
                }
            }
        }
    }
}
