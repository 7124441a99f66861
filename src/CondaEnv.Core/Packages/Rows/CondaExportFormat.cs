using System.Collections.Generic;
using CondaEnv.Foundation.Csv;

namespace CondaEnv;

/// <summary>A file format for export, and what it can represent.</summary>
public sealed class CondaExportFormat
{
    internal CondaExportFormat(ExportFormat format, string word, params ExportStyle[] styles)
    {
        Format = format;
        Word = word;
        StyleList = styles;
    }

    /// <summary>Name of the format, as a value of <c>-Format</c>.</summary>
    public string Name => Format.ToString();

    /// <summary>The format as a value of the enumeration.</summary>
    public ExportFormat Format { get; }

    /// <summary>Name of the format, as a value of <c>condaenv export --format</c>.</summary>
    public string Word { get; }

    /// <summary>
    /// File names that select this format; an asterisk stands for any characters. The first is the usual one.
    /// </summary>
    public IReadOnlyList<string> FileNames { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>The styles that the format supports; the default is first.</summary>
    public IReadOnlyList<ExportStyle> Styles => ValueList<ExportStyle>.Of(StyleList);

    /// <summary>The style that is used if none is given.</summary>
    public ExportStyle DefaultStyle => StyleList[0];

    /// <summary>True if the format can represent conda packages.</summary>
    public bool CarriesConda { get; internal init; }

    /// <summary>True if the format can represent pip packages.</summary>
    public bool CarriesPip { get; internal init; }

    /// <summary>True if the format can represent builds of conda packages.</summary>
    public bool CarriesBuilds { get; internal init; }

    /// <summary>True if the format can represent hashes of package archives.</summary>
    public bool CarriesHashes { get; internal init; }

    /// <summary>True if the format can represent channels.</summary>
    public bool CarriesChannels { get; internal init; }

    /// <summary>True if the format can represent environment variables.</summary>
    public bool CarriesVariables { get; internal init; }

    /// <summary>One sentence: what the format is, and which tools read it.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The styles, without a copy.</summary>
    internal IReadOnlyList<ExportStyle> StyleList { get; }

    /// <summary>Name of the format.</summary>
    public override string ToString() => Name;
}
