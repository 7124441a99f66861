using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <content>The parameters.</content>
public sealed partial class CompareCondaEnvCommand
{
    /// <summary>
    /// The reference: an environment, a file, the folder of a record, an environment at a revision or date, or a list
    /// of packages.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyCollection]
    [TargetTransformation]
    [ArgumentCompleter(typeof(ComparisonCompleter))]
    public CondaEnvTarget[] ReferenceObject { get; set; } = [];

    /// <summary>
    /// The items to compare with the reference, of the same types; packages of one environment are combined. Default:
    /// the active environment.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [TargetTransformation]
    [ArgumentCompleter(typeof(ComparisonCompleter))]
    public CondaEnvTarget[] DifferenceObject { get; set; } = [];

    /// <summary>Include rows for items that do not differ.</summary>
    [Parameter(ParameterSetName = Rows)]
    public SwitchParameter IncludeEqual { get; set; }

    /// <summary>Return the counts of each type of change instead of the rows.</summary>
    [Parameter(ParameterSetName = Counts, Mandatory = true)]
    public SwitchParameter Summary { get; set; }

    /// <summary>Return True if nothing differs, otherwise False, instead of the rows.</summary>
    [Parameter(ParameterSetName = Answer, Mandatory = true)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>The environment of a pixi.lock, or the category of a conda-lock.yml, to use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? LockEnvironment { get; set; }

    /// <summary>The platform of a lock file to use, such as <c>linux-64</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? Platform { get; set; }
}
