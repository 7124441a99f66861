using System.Collections;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// The value of an output <c>-Path</c>: a path, or a script block that gives one for each environment. Such a parameter
/// never binds by property name, lest a row that happens to have a Path overwrite what it names. PowerShell evaluates
/// script blocks only for parameters that do; so it is done here, for all cmdlets that write.
/// </summary>
internal static class OutputPath
{
    /// <summary>Full path of the file or folder for one environment.</summary>
    /// <param name="session">The session.</param>
    /// <param name="value">What the parameter holds.</param>
    /// <param name="target">What was piped or named; null stands for the active environment.</param>
    /// <param name="environment">The environment; it is <c>$_</c> unless something was piped.</param>
    /// <exception cref="CondaEnvException">PathNotFound: the script block fails or does not give one path; the drive does not exist, or is none of the file system.</exception>
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

/// <summary>A parameter that takes a path to write to, or a script block; see <see cref="OutputPath"/>.</summary>
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

    /// <summary>The path that a value stands for; null for nothing.</summary>
    public static string? TextOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        FileSystemInfo file => file.FullName,
        { } other => LanguagePrimitives.ConvertTo<string>(other),
    };
}
