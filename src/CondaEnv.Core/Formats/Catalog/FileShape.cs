using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Formats.CondaList;
using CondaEnv.Formats.PipRequirements;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Formats.Catalog;

/// <summary>
/// Detects the format of a file from its content first, then from its name, reading no more than necessary.
/// </summary>
internal readonly struct FileShape
{
    private FileShape(CondaEnvFileKind kind) => Kind = kind;

    /// <summary>
    /// The format; <see cref="CondaEnvFileKind.EnvironmentYaml"/> for any YAML that is not a lock file,
    /// <see cref="CondaEnvFileKind.EnvironmentJson"/> for any JSON that is not a list.
    /// </summary>
    public CondaEnvFileKind Kind { get; }

    /// <summary>Detects the format of a file.</summary>
    /// <exception cref="CondaEnvException">FileInvalid if it is a TOML file.</exception>
    public static FileShape Of(SourceText source)
    {
        string extension = Path.GetExtension(source.Path).ToLowerInvariant();
        if (extension == ".toml")
        {
            throw SourceText.Invalid(source.Path, 0, 0, "TOML files are not read: export the environment that they make, or give pixi.lock");
        }

        int first = source.Start;
        while (first < source.Length && source.Data[first] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            first++;
        }

        bool angle = first < source.Length && source.Data[first] == (byte)'<';
        if ((angle && PackageCliXml.IsOne(source.Text)) || extension is ".csv" or ".clixml" || (extension is not (".yml" or ".yaml" or ".json" or ".lock") && PackageCsv.IsOne(source.Text)))
        {
            return new FileShape(CondaEnvFileKind.CondaList);
        }

        bool bracket = first < source.Length && source.Data[first] is (byte)'{' or (byte)'[';
        if (extension == ".json" || (bracket && JsonNodes.TryRead(source, out _) is not null))
        {
            return new FileShape(CondaEnvFileKind.EnvironmentJson);
        }

        HashSet<string> keys = Keys(source.Text, out bool isExplicit);
        if (isExplicit)
        {
            return new FileShape(CondaEnvFileKind.Explicit);
        }

        if (keys.Contains("environments") && keys.Contains("version"))
        {
            return new FileShape(CondaEnvFileKind.PixiLock);
        }

        if (keys.Contains("package") && (keys.Contains("metadata") || keys.Contains("version")))
        {
            return new FileShape(CondaEnvFileKind.CondaLock);
        }

        if (TableKind(source.Text) is { } table)
        {
            return new FileShape(table);
        }

        bool yaml = bracket || extension is ".yml" or ".yaml" or ".lock" || keys.Contains("dependencies") || keys.Contains("channels");
        return new FileShape(yaml ? CondaEnvFileKind.EnvironmentYaml : IsPip(source) ? CondaEnvFileKind.PipRequirements : CondaEnvFileKind.CondaRequirements);
    }

    /// <summary>Whether the file is read as YAML, whatever its content turns out to be.</summary>
    public static bool IsYaml(SourceText source)
    {
        try
        {
            return Of(source).Kind is CondaEnvFileKind.EnvironmentYaml or CondaEnvFileKind.CondaLock or CondaEnvFileKind.PixiLock;
        }
        catch (CondaEnvException)
        {
            return false;
        }
    }

    /// <summary>Whether each line is a spec, according to conda's rule (<c>RequirementsSpec.can_handle</c>).</summary>
    public static bool IsSpecs(SourceText source, ChannelConfiguration channels)
    {
        foreach (string line in Lines(source.Text))
        {
            if (!MatchSpec.TryParse(line, channels, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The format of a table printed by <c>conda list</c> or <c>pip list</c>, whose heading is within the first lines;
    /// null for other text.
    /// </summary>
    private static CondaEnvFileKind? TableKind(string text)
    {
        int seen = 0;
        foreach (TextLine line in TextLine.Split(text))
        {
            if (CondaListFile.IsHeading(line.Text) || CondaListFile.IsPlace(line.Text) || CondaListFile.IsPixi(line.Text))
            {
                return CondaEnvFileKind.CondaList;
            }

            if (PipListFile.IsHeading(line.Text) || PipListFile.IsOldRow(line.Text))
            {
                return CondaEnvFileKind.PipList;
            }

            if (++seen > 10)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The keys at the very start of a line.</summary>
    private static HashSet<string> Keys(string text, out bool isExplicit)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        isExplicit = false;
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            char c = text[start];
            if (c is (>= 'a' and <= 'z') or '"' or '\'')
            {
                int colon = text.IndexOf(':', start, end - start);
                if (colon > 0)
                {
                    keys.Add(text.Substring(start, colon - start).Trim('"', '\'', ' '));
                }
            }
            else if (c is '@' or ' ' or '\t' && text.Substring(start, Math.Min(end - start, 100)).Trim() == "@EXPLICIT")
            {
                isExplicit = true;
            }

            start = end + 1;
        }

        return keys;
    }

    /// <summary>
    /// Whether a list of lines is for pip. Both formats allow <c>name==1.0</c>, so syntax that only one of them has
    /// decides, and after that the file's name. <c>requirements.txt</c> is conda's by default, as in conda itself.
    /// </summary>
    private static bool IsPip(SourceText source)
    {
        foreach (string line in source.Text.Split('\n'))
        {
            if (line.StartsWith("#", StringComparison.Ordinal)
                && (line.StartsWith("# $ conda create", StringComparison.Ordinal) || line.StartsWith("# Note: This is a conda requirements", StringComparison.Ordinal)))
            {
                return false;
            }
        }

        foreach (string line in Lines(source.Text))
        {
            // A channel may be a folder, so a conda spec may start like a path for pip.
            if ((Has(line, "::") || line.EndsWith(".conda", StringComparison.Ordinal)) && MatchSpec.TryParse(line, null, out _))
            {
                return false;
            }

            if (line[0] == '-' || line[0] == '.' || line[0] == '/' || Has(line, " @ ") || Has(line, "git+") || Has(line, " --") || Has(line, "===") || HasExtras(line)
                || (line.IndexOf(';') > 0 && Pep508Requirement.TryParse(line, out _)) || (!MatchSpec.TryParse(line, null, out _) && Pep508Requirement.TryParse(line, out _)))
            {
                return true;
            }

            if (Has(line, "::") || HasSingleEquals(line) || IsForCondaOnly(line))
            {
                return false;
            }
        }

        return FormatCatalog.OfFileName(source.Path) is null or ExportFormat.PipRequirements;
    }

    /// <summary>A spec whose name is not valid for a pip project, such as <c>_libgcc_mutex==0.1</c>.</summary>
    private static bool IsForCondaOnly(string line) => line[0] == '_' && MatchSpec.TryParse(line, null, out _) && !Pep508Requirement.TryParse(line, out _);

    /// <summary>Brackets after a name contain extras in pip, but <c>key=value</c> in conda.</summary>
    private static bool HasExtras(string line)
    {
        int open = line.IndexOf('[');
        int close = line.IndexOf(']', Math.Max(open, 0));
        return open > 0 && close > open && line.IndexOf('=', open, close - open) < 0 && Pep508Requirement.TryParse(line, out _);
    }

    private static bool HasSingleEquals(string line)
    {
        int at = line.IndexOf('=');
        return at > 0 && line[at - 1] is not ('<' or '>' or '!' or '~' or '=') && (at + 1 == line.Length || line[at + 1] != '=');
    }

    private static bool Has(string line, string part) => line.Contains(part);

    /// <summary>The lines that are neither blank nor comments, as in conda's <c>yield_lines</c>.</summary>
    private static IEnumerable<string> Lines(string text)
    {
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
