using System.Collections.Generic;
using CondaEnv.Formats.Source;

namespace CondaEnv.Snapshots;

/// <summary>
/// Options of a record as given by the user; null if an option was not given. A front end only maps its parameters to
/// the properties.
/// </summary>
internal sealed record RecordRequest
{
    /// <summary>See <see cref="ExportOptions.Pin"/>; for the file to share.</summary>
    public PinPrecision? Pin { get; init; }

    /// <summary>See <see cref="ExportOptions.PinPackages"/>; null if not given.</summary>
    public IReadOnlyList<KeyValuePair<string, PinPrecision>>? PinPackage { get; init; }

    /// <summary>See <see cref="ExportOptions.IncludeSecret"/>.</summary>
    public bool IncludeSecret { get; init; }

    /// <summary>See <see cref="ExportOptions.SafeCsv"/>.</summary>
    public bool SafeCsv { get; init; }

    /// <summary>True to fail if one of the files would create a different environment.</summary>
    public bool Strict { get; init; }

    /// <summary>True to replace a record even if the environment was read incompletely.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>Options for exporting the files.</summary>
    public ExportOptions Options => new() { Pin = Pin ?? default, PinPackages = PinPackage ?? [], IncludeSecret = IncludeSecret, SafeCsv = SafeCsv };
}
