using System.Collections;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Lets a parameter of type <see cref="EnvironmentReference"/>[] take whatever stands for an environment: the live
/// object, its deserialised twin, a package or an export's result, a row of a CSV file, a name, a path.
/// </summary>
internal sealed class EnvironmentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    /// <remarks>What is not ours to take stays as it is: the binder tries its other parameters, and refuses in its own words.</remarks>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => ReferencesIn(inputData) ?? inputData;

    /// <summary>The environments that a value stands for; null where it, or one of a list, stands for none.</summary>
    public static EnvironmentReference[]? ReferencesIn(object inputData)
    {
        if (One(inputData) is { } reference)
        {
            return [reference];
        }

        if (Unwrap(inputData) is not IList list)
        {
            return null;
        }

        EnvironmentReference[] references = new EnvironmentReference[list.Count];
        for (int i = 0; i < references.Length; i++)
        {
            if (One(list[i]) is not { } each)
            {
                return null;
            }

            references[i] = each;
        }

        return references;
    }

    private static EnvironmentReference? One(object? input) => Unwrap(input) switch
    {
        null => null,
        EnvironmentReference reference => reference,
        CondaEnvironment environment => EnvironmentReference.FromPath(environment.Prefix),
        CondaPackage package => EnvironmentReference.FromPath(package.Prefix),
        string { Length: > 0 } text => EnvironmentReference.Parse(text),
        _ when input is PSObject row => TextOf(row, "Prefix") is { } prefix ? EnvironmentReference.FromPath(prefix, TextOf(row, "ComputerName"))
            : TextOf(row, "EnvironmentName") is { } name ? EnvironmentReference.Parse(name, TextOf(row, "ComputerName"))
            : null,
        CondaExportResult result => EnvironmentReference.FromPath(result.Prefix),
        CondaEnvRecord record => EnvironmentReference.FromPath(record.Prefix),
        _ => null,
    };

    private static object? Unwrap(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static string? TextOf(PSObject row, string property) =>
        Unwrap(row.Properties[property]?.Value) is string { Length: > 0 } text ? text : null;
}
