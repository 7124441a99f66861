using System.Collections;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Converts objects to environments, for parameters of type <see cref="CondaEnvTarget"/>[]: an environment, live or
/// deserialized, a package or an export result, a row of a CSV file, a name, or a path.
/// </summary>
internal sealed class EnvironmentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    /// <remarks>
    /// Other objects remain unchanged, so that the binder tries other parameters and reports its own error.
    /// </remarks>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => ReferencesIn(inputData) ?? inputData;

    /// <summary>
    /// The environments that a value refers to; null if it, or one item of a list, does not refer to one.
    /// </summary>
    public static CondaEnvTarget[]? ReferencesIn(object inputData)
    {
        if (One(inputData) is { } reference)
        {
            return [reference];
        }

        if (Unwrap(inputData) is not IList list)
        {
            return null;
        }

        CondaEnvTarget[] references = new CondaEnvTarget[list.Count];
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

    private static CondaEnvTarget? One(object? input) => Unwrap(input) switch
    {
        null => null,
        CondaEnvTarget reference => reference,
        CondaEnvironment environment => FromPath(environment.Prefix, input).As(environment.Name),
        CondaPackage package => FromPath(package.Prefix, input).As(package.EnvironmentName),
        string { Length: > 0 } text => Parse(text, input),
        _ when input is PSObject row => TextOf(row, "Prefix") is { } prefix ? FromPath(prefix, row, TextOf(row, "ComputerName")).As(TextOf(row, "EnvironmentName") ?? TextOf(row, "Name"))
            : TextOf(row, "EnvironmentName") is { } name ? Parse(name, row, TextOf(row, "ComputerName"))
            : TextOf(row, "PSPath") is { } path ? FromPath(path, row)
            : null,
        CondaExportResult result => FromPath(result.Prefix, input),
        CondaEnvRecord record => FromPath(record.Prefix, input),
        _ => null,
    };

    private static CondaEnvTarget FromPath(string path, object? source, string? computerName = null) => CondaEnvTarget.FromPath(path, computerName).With(source);

    private static CondaEnvTarget Parse(string text, object? source, string? computerName = null) => CondaEnvTarget.Parse(text, computerName).With(source);

    private static object? Unwrap(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    private static string? TextOf(PSObject row, string property) =>
        Unwrap(row.Properties[property]?.Value) is string { Length: > 0 } text ? text : null;
}
