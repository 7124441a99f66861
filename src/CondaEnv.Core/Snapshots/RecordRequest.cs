using System.Collections.Generic;
using CondaEnv.Formats.Source;

namespace CondaEnv.Snapshots;

/// <summary>
/// What the user asked of a record, as it was given: null is what was left open. A front end maps its parameters to the
/// properties and does nothing else.
/// </summary>
internal sealed record RecordRequest
{
    /// <summary>See <see cref="ExportOptions.Pin"/>; of the file to share.</summary>
    public PinPrecision? Pin { get; init; }

    /// <summary>See <see cref="ExportOptions.PinPackages"/>; null if not given.</summary>
    public IReadOnlyList<KeyValuePair<string, PinPrecision>>? PinPackage { get; init; }

    /// <summary>See <see cref="ExportOptions.IncludeSecret"/>.</summary>
    public bool IncludeSecret { get; init; }

    /// <summary>See <see cref="ExportOptions.SafeCsv"/>.</summary>
    public bool SafeCsv { get; init; }

    /// <summary>Refuse if an environment made from one of the files would differ.</summary>
    public bool Strict { get; init; }

    /// <summary>Replace a record even if the environment could not be read completely.</summary>
    public bool AllowPartial { get; init; }

    /// <summary>The options of the files.</summary>
    public ExportOptions Options => new() { Pin = Pin ?? default, PinPackages = PinPackage ?? [], IncludeSecret = IncludeSecret, SafeCsv = SafeCsv };
}
