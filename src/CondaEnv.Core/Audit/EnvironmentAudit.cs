using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Audit.Files;

namespace CondaEnv.Audit;

/// <summary>Runs the rules on an environment.</summary>
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

    /// <summary>Returns the findings as they are found: those that need no file of a package first.</summary>
    /// <param name="environment">The environment, already read.</param>
    /// <param name="request">What to check.</param>
    /// <param name="cancellation">Cancels between two findings, and while files are read.</param>
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

        if (!request.SkipFile && AuditRules.OfFiles.Any(request.Wanted))
        {
            foreach (CondaEnvIssue issue in FileRules.Check(environment, request, cancellation))
            {
                yield return issue;
            }
        }
    }
}
