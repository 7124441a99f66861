using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Compare-CondaEnv</c>: shows the differences between two environments, files, records, revisions, dates or lists
/// of packages. All input is collected before comparing; the rows are sorted by change and name.
/// </summary>
[Cmdlet(VerbsData.Compare, "CondaEnv", DefaultParameterSetName = Rows, HelpUri = HelpAddress + "Compare-CondaEnv.md")]
[OutputType(typeof(CondaEnvDifference), ParameterSetName = [Rows])]
[OutputType(typeof(CondaEnvComparison), ParameterSetName = [Counts])]
[OutputType(typeof(bool), ParameterSetName = [Answer])]
public sealed partial class CompareCondaEnvCommand : CondaEnvCommand
{
    private const string Rows = "Rows";
    private const string Counts = "Summary";
    private const string Answer = "Quiet";

    private readonly List<CondaEnvTarget> _differences = [];
    private CondaEnvTarget? _reference;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        List<CondaEnvTarget> references = [];
        CondaEnvTarget.Gather(references, ReferenceObject);
        if (references.Count > 1)
        {
            ThrowTerminatingError(new ErrorRecord(
                new ParameterBindingException($"-ReferenceObject takes one item, but got {references.Count}: '{references[0]}', '{references[1]}'{(references.Count > 2 ? ", …" : "")}. Pass the others as -DifferenceObject."),
                "ReferenceAmbiguous", ErrorCategory.InvalidArgument, ReferenceObject));
        }

        _reference = references.Count == 0 ? null : references[0];
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => CondaEnvTarget.Gather(_differences, DifferenceObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!TryRun(s => _reference is null ? ComparedSide.Of([]) : Side(s, _reference), out ComparedSide? reference))
        {
            return;
        }

        if (_differences.Count == 0 && MyInvocation.ExpectingInput && !MyInvocation.BoundParameters.ContainsKey(nameof(DifferenceObject)))
        {
            // An empty pipeline is not an environment without packages, and must not be reported as "no difference".
            WriteError(new ErrorRecord(
                new ParameterBindingException("Nothing to compare: the pipeline was empty. The environment may not exist, or may have no packages."),
                "DifferenceRequired", ErrorCategory.InvalidArgument, reference.Label));
            return;
        }

        if (_differences.Count == 0 && !MyInvocation.BoundParameters.ContainsKey(nameof(DifferenceObject)))
        {
            _differences.Add(CondaEnvTarget.Active);
        }

        if (_differences.Count == 0)
        {
            // An empty list was given explicitly: an environment without packages.
            _differences.Add(CondaEnvTarget.Nothing);
        }

        bool isEqual = true;
        bool isWhole = true;
        foreach (CondaEnvTarget target in _differences)
        {
            if (!TryRun(s => Compare(reference, Side(s, target), target), out Comparison? comparison))
            {
                isWhole = false;
                continue;
            }

            isEqual &= comparison.IsEqual;
            foreach (string note in comparison.Notes)
            {
                WriteWarning(note);
            }

            if (Summary)
            {
                WriteObject(comparison.Summary());
            }
            else if (!Quiet)
            {
                WriteObject(comparison.Rows, enumerateCollection: true);
            }
        }

        // Unreadable data may hide a difference, so there is no result unless a difference was found.
        if (Quiet && ((isWhole && !HasProblems) || !isEqual))
        {
            WriteObject(isEqual);
        }
    }

    private LockSelection Selection => new(LockEnvironment, Platform);

    private ComparedSide Side(EnvironmentService service, CondaEnvTarget target) => target.ToSide(service, SessionState, Selection, Cancellation);

    private Comparison Compare(ComparedSide reference, ComparedSide difference, CondaEnvTarget target)
    {
        Selection.RequireLock(target.ToString(), reference.File, difference.File);
        return EnvironmentComparer.Compare(reference, difference, IncludeEqual || Summary);
    }
}
