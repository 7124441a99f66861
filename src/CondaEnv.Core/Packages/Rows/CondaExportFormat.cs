using System.Collections.Generic;
using CondaEnv.Foundation.Text;

namespace CondaEnv;

/// <summary>A file format of an export, and what it can carry.</summary>
public sealed class CondaExportFormat
{
    internal CondaExportFormat(ExportFormat format, string word, params ExportStyle[] styles)
    {
        Format = format;
        Word = word;
        StyleList = styles;
    }

    /// <summary>Name for <c>-Format</c>.</summary>
    public string Name => Format.ToString();

    /// <summary>The format.</summary>
    public ExportFormat Format { get; }

    /// <summary>Name for <c>condaenv export --format</c>.</summary>
    public string Word { get; }

    /// <summary>Names of files that are taken to be of this format; an asterisk stands for any characters. The first is the usual one.</summary>
    public IReadOnlyList<string> FileNames { get; internal init => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>The styles that go with it, the one taken by default first.</summary>
    public IReadOnlyList<ExportStyle> Styles => ValueList<ExportStyle>.Of(StyleList);

    /// <summary>The style where none is given.</summary>
    public ExportStyle DefaultStyle => StyleList[0];

    /// <summary>Conda packages have a place in it.</summary>
    public bool CarriesConda { get; internal init; }

    /// <summary>pip packages have a place in it.</summary>
    public bool CarriesPip { get; internal init; }

    /// <summary>Builds of conda packages have a place in it.</summary>
    public bool CarriesBuilds { get; internal init; }

    /// <summary>Hashes of the packages' files have a place in it.</summary>
    public bool CarriesHashes { get; internal init; }

    /// <summary>Channels have a place in it.</summary>
    public bool CarriesChannels { get; internal init; }

    /// <summary>Environment variables have a place in it.</summary>
    public bool CarriesVariables { get; internal init; }

    /// <summary>What it is, and who reads it.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The styles; not a copy.</summary>
    internal IReadOnlyList<ExportStyle> StyleList { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
