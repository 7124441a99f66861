using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Findings;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Audit;

/// <summary>The environment that the rules look at.</summary>
internal sealed class AuditedEnvironment
{
    private static readonly Dictionary<string, IssueRule> s_rules = AuditRules.All.ToDictionary(static r => r.Name, StringComparer.Ordinal);

    private readonly Func<IReadOnlyList<CondaEnvRevision>> _revisions;
    private readonly Func<bool> _isOnly;

    public AuditedEnvironment(
        CondaEnvironment environment, EnvironmentContents contents, ChannelConfiguration channels, Func<IReadOnlyList<CondaEnvRevision>>? revisions = null, Func<bool>? isOnly = null)
    {
        _revisions = revisions ?? (static () => []);
        _isOnly = isOnly ?? (static () => false);
        Environment = environment;
        Contents = contents;
        Channels = channels;
    }

    /// <summary>The environment as a row.</summary>
    public CondaEnvironment Environment { get; }

    /// <summary>What was read from its files.</summary>
    public EnvironmentContents Contents { get; }

    /// <summary>How channel names are resolved.</summary>
    public ChannelConfiguration Channels { get; }

    /// <summary>True if the packages are for Windows, on whatever system they are read.</summary>
    public bool IsWindows => Contents.Platform is { } platform ? platform.StartsWith("win-", StringComparison.Ordinal) : System.IO.Path.DirectorySeparatorChar == '\\';

    /// <summary>The revisions of the history; the last one has the drift. Read on first use.</summary>
    public IReadOnlyList<CondaEnvRevision> Revisions => field ??= _revisions();

    /// <summary>True if the machine has no other environment. Found out on first use.</summary>
    public bool IsOnly => _isOnly();

    /// <summary>
    /// Names of the packages whose records are damaged: they may be installed, so they are not missing dependencies.
    /// </summary>
    public HashSet<string> UnreadablePackages => field ??= new HashSet<string>(
        Contents.Problems.Where(static p => p.Kind is CondaErrorKind.RecordInvalid or CondaErrorKind.AccessDenied or CondaErrorKind.FileReadFailed)
            .Select(p => PackageOfRecord(Relative(p.Target) is { } file && file.StartsWith("conda-meta/", StringComparison.Ordinal) ? file.Substring(11) : ""))
            .OfType<string>(),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Name of the file of a record: <c>name-version-build.json</c> (CEP 32).</summary>
    public static string RecordFileOf(CondaPackage record) => $"{record.RawName}-{record.Version.Text}-{record.Build}.json";

    /// <summary>Name of the package whose record has a file name; null if it is not the name of a record.</summary>
    public static string? PackageOfRecord(string file)
    {
        string[] parts = file.EndsWith(".json", StringComparison.Ordinal) ? file.Substring(0, file.Length - 5).Split('-') : [];
        return parts.Length >= 3 ? string.Join("-", parts.Take(parts.Length - 2)) : null;
    }

    /// <summary>A path in the environment, relative to its prefix, with forward slashes; null if it is not in the environment.</summary>
    public string? Relative(string? path)
    {
        string prefix = Environment.Prefix.TrimEnd('/', '\\');
        return path is not null && path.Length > prefix.Length + 1 && path.StartsWith(prefix, StringComparison.Ordinal) && path[prefix.Length] is '/' or '\\'
            ? path.Substring(prefix.Length + 1).Replace('\\', '/')
            : null;
    }

    /// <summary>Creates a finding.</summary>
    /// <param name="rule">Name of the rule in <see cref="AuditRules"/>.</param>
    /// <param name="message">One sentence, with a full stop, that names the package and the file.</param>
    /// <param name="package">Name of the package.</param>
    /// <param name="file">Path relative to the prefix, with forward slashes.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="suggestion">What to do, one sentence.</param>
    /// <param name="severity">The severity, if it is not the rule's.</param>
    public CondaEnvIssue Issue(
        string rule, string message, string? package = null, string? file = null, string? expected = null, string? actual = null, string? suggestion = null, IssueSeverity? severity = null) => new()
    {
        RuleName = rule,
        Severity = severity ?? s_rules[rule].Severity,
        Message = message,
        Package = package,
        File = file,
        Expected = expected,
        Actual = actual,
        Suggestion = suggestion,
        EnvironmentName = Environment.Name,
        Prefix = Environment.Prefix,
        ComputerName = Environment.ComputerName,
    };
}
