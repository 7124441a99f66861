using System.Management.Automation;
using CondaEnv.Binding;

namespace CondaEnv.Commands;

/// <content>The parameters.</content>
public sealed partial class CompareCondaEnvCommand
{
    /// <summary>What is compared with: an environment, a file, the folder of a record, a revision or date of an environment, a list of packages.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyCollection]
    [TargetTransformation]
    [ArgumentCompleter(typeof(ComparisonCompleter))]
    public CondaEnvTarget[] ReferenceObject { get; set; } = [];

    /// <summary>What is compared, of the same kinds; packages of one environment are one. Default: the active environment.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [TargetTransformation]
    [ArgumentCompleter(typeof(ComparisonCompleter))]
    public CondaEnvTarget[] DifferenceObject { get; set; } = [];

    /// <summary>Rows of what does not differ, too.</summary>
    [Parameter(ParameterSetName = Rows)]
    public SwitchParameter IncludeEqual { get; set; }

    /// <summary>The number of each change, instead of the rows.</summary>
    [Parameter(ParameterSetName = Counts, Mandatory = true)]
    public SwitchParameter Summary { get; set; }

    /// <summary>True where nothing differs, else false, instead of the rows.</summary>
    [Parameter(ParameterSetName = Answer, Mandatory = true)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>The environment of a pixi.lock, or the category of a conda-lock.yml, that is meant.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? LockEnvironment { get; set; }

    /// <summary>The platform of a lock file that is meant, such as <c>linux-64</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? Platform { get; set; }
}
