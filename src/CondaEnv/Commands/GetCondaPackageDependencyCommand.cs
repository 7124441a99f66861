using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Packages.Matching;
using CondaEnv.Packages.Trees;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Get-CondaPackageDependency</c>: which package needs which, conda and pip packages in one tree; why a package is installed;
/// packages that nothing needs; cycles. It reads files and starts no program.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaPackageDependency", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Get-CondaPackageDependency.md")]
[OutputType(typeof(CondaPackageDependency), typeof(CondaDependencySummary), typeof(string))]
public sealed partial class GetCondaPackageDependencyCommand : EnvironmentCommand
{
    private readonly List<CondaEnvTarget> _packages = [];
    private readonly List<CondaPackageDependency> _json = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private PackageNames? _names;
    private DependencyQuery _query = new();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _query = new DependencyQuery
        {
            Names = Name, Reverse = Reverse, Depth = Depth, All = All, IncludeOptional = IncludeOptional, Leaf = Leaf, Cycle = Cycle, Summary = Summary, As = As,
        };
        if (_query.Problems(static (option, value) => $"-{option}{(value is null ? "" : " " + value)}").FirstOrDefault() is { } problem)
        {
            // The error that PowerShell itself raises for parameters that cannot be combined.
            ThrowTerminatingError(new ErrorRecord(new ParameterBindingException(problem), "AmbiguousParameterSet", ErrorCategory.InvalidArgument, targetObject: null));
        }

        // One error for a text that is not a spec, and no rows.
        TryRun(s => s.Named(Name, Pattern), out _names);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_names is null)
        {
            return;
        }

        if (ParameterSetName != ByInput || InputObject is null)
        {
            foreach ((_, CondaEnvironment environment) in Environments(null, EnvironmentName, Prefix, (s, target) => FindOrHint(s, target, Name)))
            {
                Show(s => s.Side(environment, Cancellation));
            }

            return;
        }

        foreach (CondaEnvTarget target in InputObject)
        {
            ThrowIfStopped();
            if (target.Packages is not null)
            {
                // The packages of one environment make one tree.
                CondaEnvTarget.Gather(_packages, [target]);
            }
            else
            {
                Show(s => Read(s, target));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (CondaEnvTarget target in _packages)
        {
            Show(s => s.SideWith(target.Packages!, Cancellation), target.Packages);
        }

        if (As == DependencyFormat.Json && _names is not null)
        {
            WriteObject(TreeFormats.Write(_json, DependencyFormat.Json).TrimEnd('\n'));
        }
    }

    private ComparedSide Read(EnvironmentService service, CondaEnvTarget target)
    {
        LockSelection selection = new(LockEnvironment, Platform);
        ComparedSide side = target.ToSide(service, SessionState, selection, Cancellation);
        selection.RequireLock(target.ToString(), side.File);
        return side;
    }

    private void Show(Func<EnvironmentService, ComparedSide> read, IReadOnlyList<CondaPackage>? from = null)
    {
        if (!TryRun(read, out ComparedSide? side) || !_seen.Add(side.Identity + (from is null ? "" : "\n" + _seen.Count)))
        {
            return;
        }

        if (Summary)
        {
            if (TryRun(s => s.DependencySummary(side, _names!, from, Cancellation)!, out CondaDependencySummary? summary))
            {
                WriteObject(summary);
            }
        }
        else if (TryRun(s => s.Dependencies(side, _query, _names!, from, Cancellation), out IReadOnlyList<CondaPackageDependency>? rows))
        {
            switch (As)
            {
                case null:
                    WriteObject(rows, enumerateCollection: true);
                    break;
                case DependencyFormat.Json:
                    _json.AddRange(rows);
                    break;
                case { } format when rows.Count > 0:
                    WriteObject(TreeFormats.Write(rows, format).TrimEnd('\n'));
                    break;
            }
        }
    }
}
