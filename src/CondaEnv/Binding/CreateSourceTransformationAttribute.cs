using System.IO;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Lets a parameter of type <see cref="CreateSource"/> take whatever an environment can be made from: our objects, live or
/// deserialised, files, texts.
/// </summary>
internal sealed class CreateSourceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    /// <remarks>What is not ours to take stays as it is: the binder refuses in its own words.</remarks>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => One(inputData) ?? inputData;

    private static CreateSource? One(object input) => (input is PSObject wrapped ? wrapped.BaseObject : input) switch
    {
        CreateSource source => source,
        CondaEnvFile file => CreateSource.Of(file),
        CondaEnvRecord record => CreateSource.FromPath(record.Path),
        CondaExportResult { Path: { } path } => CreateSource.FromPath(path),
        CondaEnvironment environment => CreateSource.Of(EnvironmentReference.FromPath(environment.Prefix)),
        FileSystemInfo file => CreateSource.FromPath(file.FullName),
        string { Length: > 0 } text => CreateSource.Parse(text),
        _ when input is PSObject row => OfRow(row),
        _ => null,
    };

    /// <summary>An object of another session: a file or a record by its path, an environment by its prefix.</summary>
    private static CreateSource? OfRow(PSObject row) => PackageRow.TextOf(row, "Path") is { } path ? CreateSource.FromPath(path)
        : row.TypeNames.Contains("Deserialized.CondaEnv.CondaEnvironment") && PackageRow.TextOf(row, "Prefix") is { } prefix
            ? CreateSource.Of(EnvironmentReference.FromPath(prefix, PackageRow.TextOf(row, "ComputerName")))
        : null;
}
