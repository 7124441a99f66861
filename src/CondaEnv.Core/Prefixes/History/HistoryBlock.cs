using System.Collections.Generic;

namespace CondaEnv.Prefixes.History;

/// <summary>One block of <c>conda-meta/history</c>: a header line and what follows it.</summary>
internal sealed class HistoryBlock
{
    /// <summary>Text between the arrows: normally local time without a zone, <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public required string Date { get; init; }

    /// <summary>One-based line of the header.</summary>
    public required int Line { get; init; }

    /// <summary>The command line that made the block, as it was typed, credentials and all; null where the block names none: conda takes no requests from such.</summary>
    public string? Command { get; set; }

    /// <summary>The program that wrote the block, such as <c>conda</c>; null where it does not say.</summary>
    public string? Tool { get; set; }

    /// <summary>Version of the program.</summary>
    public string? ToolVersion { get; set; }

    /// <summary>Specs asked for by update, install or create.</summary>
    public IReadOnlyList<string> UpdateSpecs { get; set; } = [];

    /// <summary>Specs of remove or uninstall.</summary>
    public IReadOnlyList<string> RemoveSpecs { get; set; } = [];

    /// <summary>Specs that the solver relaxed to make room; they override.</summary>
    public IReadOnlyList<string> NeuteredSpecs { get; set; } = [];

    /// <summary>The word before <c>specs:</c> of the last list that asks for something, such as <c>update</c> or <c>remove</c>; null where there is none.</summary>
    public string? SpecsWord { get; set; }

    /// <summary>The lines of changes as they stand there, trimmed; empty where the history was read for what was asked for only.</summary>
    public List<HistoryLine> Lines { get; } = [];
}

/// <summary>A line of a block that is no comment: <c>+dist</c>, <c>-dist</c>, or in the oldest histories a bare <c>dist</c>.</summary>
/// <param name="Text">The line, trimmed.</param>
/// <param name="Number">One-based number of the line.</param>
internal readonly record struct HistoryLine(string Text, int Number);
