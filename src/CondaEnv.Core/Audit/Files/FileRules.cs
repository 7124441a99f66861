using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Prefixes.Files;

namespace CondaEnv.Audit.Files;

/// <summary>
/// The rules that look at the files of packages. What needs only names comes first, then the few files that several
/// packages own, and last the content of all files.
/// </summary>
internal static class FileRules
{
    private static readonly string[] s_ofEveryContent = ["AlteredFile", "PrefixMoved", "UnreadableFile"];
    private static readonly string[] s_ofSharedFiles = ["AlteredByPip", "CaseCollision", "ClobberedFile"];

    /// <summary>Checks the files; findings are returned while the check goes on.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="request">What to check.</param>
    /// <param name="cancellation">Cancels within the time that it takes to read a piece of a file.</param>
    /// <exception cref="System.OperationCanceledException">If cancellation is requested.</exception>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment, AuditRequest request, CancellationToken cancellation) =>
        request.SkipFile || !AuditRules.OfFiles.Any(request.Wanted) ? [] : Run(environment, request, cancellation).Where(i => request.Wanted(i.RuleName));

    private static IEnumerable<CondaEnvIssue> Run(AuditedEnvironment environment, AuditRequest request, CancellationToken cancellation)
    {
        FilePlaces places = FilePlaces.Find(environment.Contents.Prefix, environment.IsWindows, cancellation);
        using FileCheck audit = new(environment, request, places, cancellation);
        for (int i = 0; i < audit.Files.Owners.Count; i++)
        {
            foreach (CondaEnvIssue issue in PresenceRules.Check(audit, i))
            {
                yield return issue;
            }
        }

        if (request.Wanted("LinkBroken"))
        {
            foreach (CondaEnvIssue issue in LinkRules.Check(audit))
            {
                yield return issue;
            }
        }

        if (s_ofSharedFiles.Any(request.Wanted))
        {
            foreach (CondaEnvIssue issue in SharedFileRules.Check(audit))
            {
                yield return issue;
            }
        }

        if (request.Wanted(AuditRules.OnRequest))
        {
            foreach (CondaEnvIssue issue in UntrackedRule.Check(audit))
            {
                yield return issue;
            }
        }

        if (s_ofEveryContent.Any(request.Wanted))
        {
            foreach (CondaEnvIssue issue in ContentRules.Check(audit))
            {
                yield return issue;
            }
        }
    }
}
