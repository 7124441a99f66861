using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// As <see cref="EnvironmentTransformationAttribute"/>, but rejects objects that only belong to an environment, such as
/// its packages: a cmdlet would otherwise update or remove the environment once per object.
/// </summary>
internal sealed class OneEnvironmentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        bool isMeant = bare is IList list ? list.Cast<object>().All(IsEnvironment) : IsEnvironment(inputData);
        return isMeant ? EnvironmentTransformationAttribute.ReferencesIn(inputData) ?? inputData : inputData;
    }

    private static bool IsEnvironment(object? input) =>
        (input is PSObject wrapped ? wrapped.BaseObject : input) is string or CondaEnvTarget or CondaEnvironment
        || (input is PSObject twin && twin.TypeNames.Contains("Deserialized.CondaEnv.CondaEnvironment"));
}
