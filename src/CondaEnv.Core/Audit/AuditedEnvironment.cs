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

    public AuditedEnvironment(CondaEnvironment environment, EnvironmentContents contents, ChannelConfiguration channels)
    {
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
