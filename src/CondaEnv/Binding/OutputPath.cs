using System.Collections;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Resolves the value of an output parameter <c>-Path</c>: a path, or a script block that returns one for each
/// environment. Such a parameter never binds by property name, because a row with a Path property would otherwise
/// overwrite that file. PowerShell evaluates script blocks only for parameters that bind by property name, so this
/// class does it for all cmdlets that write.
/// </summary>
internal static class OutputPath
{
    /// <summary>Full path of the file or folder for one environment.</summary>
    /// <param name="session">The session, which resolves paths.</param>
    /// <param name="value">The value of the parameter.</param>
    /// <param name="target">The piped or named target; null for the active environment.</param>
    /// <param name="environment">The environment; it is <c>$_</c> unless another object was piped.</param>
    /// <exception cref="CondaEnvException">PathNotFound if the script block fails or does not return one path, or if
    /// the drive does not exist or is not a file system drive.</exception>
    public static string Resolve(this SessionState session, object value, CondaEnvTarget? target, CondaEnvironment environment) => session.FileSystemPath(
        value is ScriptBlock script ? Evaluate(script, target?.Source ?? environment, environment.Name) : (string)value, CondaErrorKind.PathNotFound);

    private static string Evaluate(ScriptBlock script, object item, string environment)
    {
        Collection<PSObject> results;
        try
        {
            results = script.InvokeWithContext(functionsToDefine: null, [new PSVariable("_", item)]);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            throw new CondaEnvException(CondaErrorKind.PathNotFound, $"The script block of -Path failed for the environment '{environment}': {error.Message}", environment, error);
        }

        string? path = results.Count == 1 ? OutputPathAttribute.TextOf(results[0]) : null;
        return string.IsNullOrWhiteSpace(path)
            ? throw new CondaEnvException(CondaErrorKind.PathNotFound, $"The script block of -Path must return one path, but returned {(results.Count == 1 ? "an empty one" : $"{results.Count} values")} for the environment '{environment}'.", environment)
            : path!;
    }
}

/// <summary>
/// Converts the value of a parameter that accepts an output path or a script block; see <see cref="OutputPath"/>.
/// </summary>
internal sealed class OutputPathAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            ScriptBlock script => script,
            IEnumerable and not string => throw new ArgumentTransformationMetadataException("-Path takes one path, or a script block that returns one."),
            _ => TextOf(inputData),
        };

    /// <summary>The path in a value; null if there is none.</summary>
    public static string? TextOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        FileSystemInfo file => file.FullName,
        { } other => LanguagePrimitives.ConvertTo<string>(other),
    };
}
