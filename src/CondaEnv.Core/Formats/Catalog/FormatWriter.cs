using System;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;

namespace CondaEnv.Formats.Catalog;

/// <summary>What writes a format.</summary>
/// <param name="Full">Writes what is installed or what was asked for, in conda's styles; null where the format has none of them.</param>
/// <param name="Portable">Writes the view of <see cref="ExportStyle.Portable"/>; null where the format has no such style.</param>
internal sealed record FormatWriter(Func<ExportSource, LossReport, ExportText>? Full, Func<ExportSource, LossReport, PortableView, ExportText>? Portable = null);
