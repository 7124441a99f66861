using System.Collections.Generic;

namespace CondaEnv.Formats.Record;

/// <summary>One file of a record.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Text">Its content: lines ended by LF.</param>
/// <param name="Losses">What it does not carry.</param>
internal sealed record RecordFile(string Name, string Text, IReadOnlyList<ExportLoss> Losses);
