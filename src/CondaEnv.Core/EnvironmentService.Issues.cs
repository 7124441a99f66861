using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Audit;
using CondaEnv.Audit.Files;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Catalog;
using CondaEnv.Foundation.Text;
using CondaEnv.Lint;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Revisions;

namespace CondaEnv;

/// <content>Findings in files and environments.</content>
internal sealed partial class EnvironmentService
{
    /// <summary>
    /// Findings in a file that describes an environment, sorted by line; see <see cref="FileAudit"/>.
    /// </summary>
    /// <param name="path">Full path of the file.</param>
    /// <param name="wanted">Selects rules by name; null for all.</param>
    /// <param name="selection">The part of a lock file that the user selected; null for the whole file.</param>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied, FileReadFailed,
    /// LockEnvironmentNotFound.</exception>
    public IReadOnlyList<CondaEnvIssue> FindIssues(string path, Func<string, bool>? wanted = null, LockSelection? selection = null)
    {
        IReadOnlyList<CondaEnvIssue> issues = FileAudit.Check(new EnvironmentFileReader(_yaml, Channels, _report), Channels, path, wanted, selection);
        _verbose($"Checked '{path}': {Quantity.Of(issues.Count(static i => i.Severity == IssueSeverity.Error), "error")}, {Quantity.Of(issues.Count(static i => i.Severity == IssueSeverity.Warning), "warning")}.");
        return issues;
    }

    /// <summary>
    /// Findings in an environment, as they are found, those that need no file of a package first; see
    /// <see cref="EnvironmentAudit"/> and <see cref="FileRules"/>. Parts that cannot be read are findings, not errors.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <param name="request">What to check.</param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed if the environment's folder cannot be listed.
    /// Reported: FileInvalid for a configuration file of conda.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IEnumerable<CondaEnvIssue> Audit(CondaEnvironment environment, AuditRequest request, CancellationToken cancellation)
    {
        EnvironmentContents contents = EnvironmentFacts.Of(environment).Read(cancellation);
        AuditedEnvironment audited = new(environment, contents, ChannelsFor(environment.Prefix), () => Revisions(environment, contents, cancellation), () => IsOnly(environment, cancellation));
        int found = 0;
        foreach (CondaEnvIssue issue in EnvironmentAudit.Check(audited, request, cancellation).Concat(FileRules.Check(audited, request, cancellation)))
        {
            found++;
            yield return issue;
        }

        _verbose($"Checked '{environment.Prefix}': {Quantity.Of(found, "finding")}.");
    }

    private IReadOnlyList<CondaEnvRevision> Revisions(CondaEnvironment environment, EnvironmentContents contents, CancellationToken cancellation)
    {
        try
        {
            // Reading the environment has reported what is wrong with the history.
            return EnvironmentHistory.Read(OwnerOf(environment), static _ => { }).Revisions(contents, static _ => { }, cancellation);
        }
        catch (CondaEnvException)
        {
            return [];
        }
    }

    private bool IsOnly(CondaEnvironment environment, CancellationToken cancellation) => FindAll(null, cancellation).All(e => e.Prefix == environment.Prefix);
}
