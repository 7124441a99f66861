using System.Collections.Generic;

namespace CondaEnv.Prefixes.History;

/// <summary>One block of <c>conda-meta/history</c>: a header line and the lines below it.</summary>
internal sealed class HistoryBlock
{
    /// <summary>Text between the arrows: usually local time without a time zone, <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public required string Date { get; init; }

    /// <summary>One-based line of the header.</summary>
    public required int Line { get; init; }

    /// <summary>
    /// The command line as typed, including credentials; null if the block has none. conda ignores the specs of such
    /// blocks.
    /// </summary>
    public string? Command { get; set; }

    /// <summary>The program that wrote the block, such as <c>conda</c>; null if it is not recorded.</summary>
    public string? Tool { get; set; }

    /// <summary>Version of <see cref="Tool"/>; null if it is not recorded.</summary>
    public string? ToolVersion { get; set; }

    /// <summary>Specs of update, install or create.</summary>
    public IReadOnlyList<string> UpdateSpecs { get; set; } = [];

    /// <summary>Specs of remove or uninstall.</summary>
    public IReadOnlyList<string> RemoveSpecs { get; set; } = [];

    /// <summary>Specs that the solver relaxed to resolve a conflict; they override the others.</summary>
    public IReadOnlyList<string> NeuteredSpecs { get; set; } = [];

    /// <summary>
    /// The word before <c>specs:</c> of the last list, such as <c>update</c> or <c>remove</c>; null if there is none.
    /// </summary>
    public string? SpecsWord { get; set; }

    /// <summary>The trimmed change lines; empty if only requests were read.</summary>
    public List<HistoryLine> Lines { get; } = [];
}

/// <summary>
/// A line of a block that is not a comment: <c>+dist</c>, <c>-dist</c>, or in the oldest histories only <c>dist</c>.
/// </summary>
/// <param name="Text">The line, trimmed.</param>
/// <param name="Number">One-based number of the line.</param>
internal readonly record struct HistoryLine(string Text, int Number);
