namespace CondaEnv;

/// <summary>A text that dependencies are written as.</summary>
public enum DependencyFormat
{
    /// <summary>A tree with lines, for people.</summary>
    Text,

    /// <summary>The language of Graphviz.</summary>
    Dot,

    /// <summary>A flowchart of Mermaid, which Markdown viewers draw.</summary>
    Mermaid,

    /// <summary>A JSON array with an object for each row.</summary>
    Json,
}
