using System.Collections.Generic;

namespace CondaEnv.Export;

/// <summary>The text of an export, with what it holds and what it does not.</summary>
internal sealed class ExportText
{
    public ExportText(string text, int packageCount, int pipPackageCount, IReadOnlyList<ExportLoss> losses)
    {
        Text = text;
        PackageCount = packageCount;
        PipPackageCount = pipPackageCount;
        Losses = losses;
    }

    /// <summary>Lines ended by LF, the last one too.</summary>
    public string Text { get; }

    /// <summary>Number of conda packages, or of requested specs.</summary>
    public int PackageCount { get; }

    /// <summary>Number of pip packages.</summary>
    public int PipPackageCount { get; }

    /// <summary>What the text does not carry.</summary>
    public IReadOnlyList<ExportLoss> Losses { get; }
}
