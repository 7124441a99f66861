using System;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;

namespace CondaEnv.Formats.Catalog;

/// <summary>The writer of a format.</summary>
/// <param name="Full">Writes the installed or requested packages in conda's styles; null if the format supports none of
/// them.</param>
/// <param name="Portable">Writes the view of <see cref="ExportStyle.Portable"/>; null if the format does not support
/// that style.</param>
internal sealed record FormatWriter(Func<ExportSource, LossReport, ExportText>? Full, Func<ExportSource, LossReport, PortableView, ExportText>? Portable = null);
