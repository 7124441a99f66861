using System.Collections.Generic;
using Markdig.Syntax;

namespace CondaEnv.HelpBuilder;

/// <summary>A heading with its content: blocks, followed by the sections of the next level.</summary>
/// <param name="title">Text of the heading.</param>
/// <param name="line">One-based line of the heading.</param>
internal sealed class Section(string title, int line)
{
    /// <summary>Text of the heading.</summary>
    public string Title { get; } = title;

    /// <summary>One-based line of the heading.</summary>
    public int Line { get; } = line;

    /// <summary>Content below the heading, up to the next heading.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>The sections of the next level.</summary>
    public List<Section> Sections { get; } = [];
}
