using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Lets a parameter of type <see cref="EnvironmentReference"/>[] take whatever stands for an environment: the live
/// object, its deserialised twin, a package or an export's result, a row of a CSV file, a name, a path.
/// </summary>
internal sealed class EnvironmentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (One(inputData) is { } reference)
        {
            return new[] { reference };
        }

        if (Unwrap(inputData) is not IList list)
        {
            // Not ours to take: the binder tries its other parameters, and refuses in its own words.
            return inputData;
        }

        List<EnvironmentReference> references = [];
        foreach (object? item in list)
        {
            if (One(item) is not { } each)
            {
                return inputData;
            }

            references.Add(each);
        }

        return references.ToArray();
    }

    private static EnvironmentReference? One(object? input) => Unwrap(input) switch
    {
        null => null,
        EnvironmentReference reference => reference,
        CondaEnvironment environment => EnvironmentReference.FromPath(environment.Prefix),
        CondaPackage package => EnvironmentReference.FromPath(package.Prefix),
        string { Length: > 0 } text => EnvironmentReference.Parse(text),
        _ when input is PSObject row => TextOf(row, "Prefix") is { } prefix ? EnvironmentReference.FromPath(prefix)
            : TextOf(row, "EnvironmentName") is { } name ? EnvironmentReference.Parse(name)
            : null,
        CondaExportResult result => EnvironmentReference.FromPath(result.Prefix),
        _ => null,
    };

    private static object? Unwrap(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static string? TextOf(PSObject row, string property) =>
        Unwrap(row.Properties[property]?.Value) is string { Length: > 0 } text ? text : null;
}
