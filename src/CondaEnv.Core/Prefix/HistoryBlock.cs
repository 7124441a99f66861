using System.Collections.Generic;

namespace CondaEnv.Prefix;

/// <summary>One block of <c>conda-meta/history</c>: a header line and what follows it.</summary>
internal sealed class HistoryBlock
{
    /// <summary>Text between the arrows: normally local time without a zone, <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public required string Date { get; init; }

    /// <summary>One-based line of the header.</summary>
    public required int Line { get; init; }

    /// <summary>The command as written; null where the block has none. It may hold credentials.</summary>
    public string? Command { get; set; }

    /// <summary>Version of the tool that wrote the block; null where it is not said.</summary>
    public string? ToolVersion { get; set; }

    /// <summary>Action of the last specs line that named one (<c>update</c>, <c>remove</c>, …).</summary>
    public string? Action { get; set; }

    /// <summary>Specs asked for by update, install or create.</summary>
    public IReadOnlyList<string> UpdateSpecs { get; set; } = [];

    /// <summary>Specs of remove or uninstall.</summary>
    public IReadOnlyList<string> RemoveSpecs { get; set; } = [];

    /// <summary>Specs that the solver relaxed to make room; they override.</summary>
    public IReadOnlyList<string> NeuteredSpecs { get; set; } = [];
}
