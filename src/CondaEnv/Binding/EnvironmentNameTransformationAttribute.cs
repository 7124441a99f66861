using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Converts an object to its name, such as a row in a list of names. Objects with a path are not converted, because the
/// path is more precise: files, folders and environments.
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
