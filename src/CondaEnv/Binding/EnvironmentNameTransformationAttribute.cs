using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Takes the name of an object that has one, such as a row of a list of names. Not of what has a path, which says more: a file
/// or folder, an environment.
/// </summary>
internal sealed class EnvironmentNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject { BaseObject: PSCustomObject } row && row.Properties["Prefix"] is null && row.Properties["PSPath"] is null
            && row.Properties["Name"]?.Value is { } value && (value is PSObject wrapped ? wrapped.BaseObject : value) is string { Length: > 0 } name
            ? new[] { name }
            : inputData;
}
