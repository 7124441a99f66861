using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Lets a parameter of type <see cref="ComparisonTarget"/>[] take whatever stands for a side of a comparison: our objects,
/// live or deserialised, rows of a CSV file of packages, files and folders, texts.
/// </summary>
internal sealed class ComparisonTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    /// <remarks>What is not ours to take stays as it is: the binder refuses in its own words.</remarks>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => TargetsIn(inputData) ?? inputData;

    private static ComparisonTarget[]? TargetsIn(object inputData)
    {
        if (One(inputData) is { } target)
        {
            return [target];
        }

        if (Unwrap(inputData) is not IList list)
        {
            return null;
        }

        List<ComparisonTarget> targets = [];
        foreach (object? item in list)
        {
            if (item is null || One(item) is not { } each)
            {
                return null;
            }

            targets.Add(each);
        }

        return [.. targets];
    }

    private static ComparisonTarget? One(object input) => Unwrap(input) switch
    {
        ComparisonTarget target => target,
        CondaPackage package => ComparisonTarget.Of(package),
        CondaEnvironment environment => ComparisonTarget.Of(EnvironmentReference.FromPath(environment.Prefix)),
        CondaEnvFile file => ComparisonTarget.Of(file),
        CondaEnvRevision revision => ComparisonTarget.Of(EnvironmentReference.FromPath(revision.Prefix), revision.Revision),
        CondaEnvRecord record => ComparisonTarget.Parse(record.Path),
        CondaExportResult { Path: { } path } => ComparisonTarget.Parse(path),
        CondaExportResult result => ComparisonTarget.Of(EnvironmentReference.FromPath(result.Prefix)),
        FileSystemInfo file => ComparisonTarget.Parse(file.FullName),
        string { Length: > 0 } text => ComparisonTarget.Parse(text),
        _ when input is PSObject row => OfRow(row),
        IDictionary table => OfRow(PSObject.AsPSObject(new PSObject(table))),
        _ => null,
    };

    /// <summary>An object of another session, or a row of a file: what it is, is told by its properties.</summary>
    private static ComparisonTarget? OfRow(PSObject row)
    {
        if (PackageRow.Read(row) is { } package)
        {
            return ComparisonTarget.Of(package);
        }

        string? computer = PackageRow.TextOf(row, "ComputerName");
        if (PackageRow.TextOf(row, "Prefix") is { } prefix && PackageRow.TextOf(row, "Revision") is { } number && int.TryParse(number, NumberStyles.Integer, CultureInfo.InvariantCulture, out int revision))
        {
            return ComparisonTarget.Of(EnvironmentReference.FromPath(prefix, computer), revision);
        }

        // A file's or a record's own path before the prefix of the environment that it is of.
        return PackageRow.TextOf(row, "Path") is { } path ? ComparisonTarget.Parse(path)
            : PackageRow.TextOf(row, "Prefix") is { } folder ? ComparisonTarget.Of(EnvironmentReference.FromPath(folder, computer))
            : PackageRow.TextOf(row, "EnvironmentName") is { } name ? ComparisonTarget.Of(EnvironmentReference.Parse(name, computer))
            : null;
    }

    private static object? Unwrap(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;
}
