using System.Collections.Generic;
using Markdig.Syntax;

namespace CondaEnv.HelpBuilder;

/// <summary>A heading with what follows it: blocks first, then the sections of the next level.</summary>
/// <param name="title">The heading's text.</param>
/// <param name="line">One-based line of the heading.</param>
internal sealed class Section(string title, int line)
{
    /// <summary>The heading's text.</summary>
    public string Title { get; } = title;

    /// <summary>One-based line of the heading.</summary>
    public int Line { get; } = line;

    /// <summary>What stands below the heading, up to the next one.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The sections of the next level.</summary>
    public List<Section> Sections { get; } = [];
}
