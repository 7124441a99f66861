using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Csv;
using CondaEnv.Packages.Schema;

namespace CondaEnv.Cli.Output;

/// <summary>Columns of <see cref="CondaEnvironment"/>.</summary>
internal static class EnvironmentColumns
{
    /// <summary>All properties except those that need a full read.</summary>
    public static IReadOnlyList<Field<CondaEnvironment>> Cheap { get; } = [.. CondaEnvironment.Schema.All.Where(static field => !field.IsCostly)];

    /// <summary>
    /// Columns of the table. The name is blank if it equals the path, and the marks are as in <c>conda env list</c>.
    /// </summary>
    public static IReadOnlyList<Column<CondaEnvironment>> Table { get; } =
    [
        new("Name", static e => e.Name == e.Prefix ? "" : e.Name),
        new("", static e => (e.IsActive ? "*" : "") + (e.IsFrozen ? "+" : "")),
        new("Python", static e => e.PythonVersion),
        new("Packages", static e => e.PackageCount),
        new("Kind", static e => e.Kind),
        new("Distribution", static e => e.Distribution),
        new("Prefix", static e => e.Prefix),
    ];
}
