using System.Collections.Generic;

namespace CondaEnv.Formats.Record;

/// <summary>One file of a record.</summary>
/// <param name="Name">Name of the file in the folder.</param>
/// <param name="Text">Content of the file; lines end with LF.</param>
/// <param name="Losses">What the file cannot represent.</param>
internal sealed record RecordFile(string Name, string Text, IReadOnlyList<ExportLoss> Losses);
