using System.Runtime.InteropServices;

namespace CondaEnv.Measure;

/// <summary>How far a measurement is.</summary>
/// <param name="Place">The environment or folder that is being walked.</param>
/// <param name="Files">Number of its files so far.</param>
/// <param name="Bytes">Bytes on disk so far; hard links of a file count each.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MeasureProgress(string Place, long Files, long Bytes);
