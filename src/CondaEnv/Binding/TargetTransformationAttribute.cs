using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Converts objects to targets: this module's objects, live or deserialized, rows of a CSV file, files and folders, and
/// strings. <see cref="EnvironmentTransformationAttribute"/> accepts only environments.
/// </summary>
internal sealed class TargetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// True for a parameter that accepts one source of a new environment: neither packages nor a revision.
    /// </summary>
    public bool IsSource { get; set; }

    /// <summary>True for a parameter to which the result of an export is the environment that was exported, not the file.</summary>
    public bool TakesExportsAsEnvironments { get; set; }

    /// <inheritdoc/>
    /// <remarks>Other objects remain unchanged, so that the binder reports its own error.</remarks>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => IsSource
        ? One(inputData) ?? inputData
        : (object?)TargetsIn(inputData) ?? inputData;

    private CondaEnvTarget[]? TargetsIn(object inputData)
    {
        if (One(inputData) is { } target)
        {
            return [target];
        }

        if (Unwrap(inputData) is not IList list)
        {
            return null;
        }

        List<CondaEnvTarget> targets = [];
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

    private CondaEnvTarget? One(object input) => Unwrap(input) switch
    {
        CondaEnvTarget target => target,
        CondaPackage package when !IsSource => CondaEnvTarget.Of(package),
        CondaEnvironment environment => CondaEnvTarget.FromPath(environment.Prefix),
        CondaEnvFile file => CondaEnvTarget.Of(file),
        CondaEnvRevision revision when !IsSource => CondaEnvTarget.FromPath(revision.Prefix).At(revision.Revision),
        CondaEnvRecord record => CondaEnvTarget.OfFile(record.Path),
        CondaExportResult { Path: { } path } when !TakesExportsAsEnvironments => CondaEnvTarget.OfFile(path),
        CondaExportResult result when !IsSource => CondaEnvTarget.FromPath(result.Prefix),
        FileSystemInfo file => CondaEnvTarget.FromText(file.FullName),
        string { Length: > 0 } text => CondaEnvTarget.FromText(text),
        _ when input is PSObject row => OfRow(row),
        IDictionary table => OfRow(PSObject.AsPSObject(new PSObject(table))),
        _ => null,
    };

    /// <summary>Converts an object of another session, or a row of a file, according to its properties.</summary>
    private CondaEnvTarget? OfRow(PSObject row)
    {
        string? computer = PackageRow.TextOf(row, "ComputerName");
        if (IsSource)
        {
            return PackageRow.TextOf(row, "Path") is { } source ? CondaEnvTarget.FromText(source)
                : row.TypeNames.Contains("Deserialized.CondaEnv.CondaEnvironment") && PackageRow.TextOf(row, "Prefix") is { } original ? CondaEnvTarget.FromPath(original, computer)
                : null;
        }

        if (PackageRow.Read(row) is { } package)
        {
            return CondaEnvTarget.Of(package);
        }

        if (PackageRow.TextOf(row, "Prefix") is { } prefix && PackageRow.TextOf(row, "Revision") is { } number && int.TryParse(number, NumberStyles.Integer, CultureInfo.InvariantCulture, out int revision))
        {
            return CondaEnvTarget.FromPath(prefix, computer).At(revision);
        }

        if (TakesExportsAsEnvironments && row.TypeNames.Contains("Deserialized.CondaEnv.CondaExportResult") && PackageRow.TextOf(row, "Prefix") is { } exported)
        {
            return CondaEnvTarget.FromPath(exported, computer);
        }

        // The path of a file or record takes precedence over the prefix of its environment.
        return PackageRow.TextOf(row, "Path") is { } path ? CondaEnvTarget.FromText(path)
            : PackageRow.TextOf(row, "Prefix") is { } folder ? CondaEnvTarget.FromPath(folder, computer)
            : PackageRow.TextOf(row, "EnvironmentName") is { } name ? CondaEnvTarget.Parse(name, computer)
            : null;
    }

    private static object? Unwrap(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;
}
