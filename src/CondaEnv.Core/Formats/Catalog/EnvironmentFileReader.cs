using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Formats.CondaList;
using CondaEnv.Formats.CondaLock;
using CondaEnv.Formats.CondaRequirements;
using CondaEnv.Formats.EnvironmentYml;
using CondaEnv.Formats.Explicit;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.PipRequirements;
using CondaEnv.Formats.PixiLock;
using CondaEnv.Formats.Reading;
using CondaEnv.Formats.Record;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Packages.Graph;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Catalog;

/// <summary>
/// Reads a file that describes an environment. The format is detected from the content first, then from the name.
/// </summary>
internal sealed class EnvironmentFileReader
{
    private readonly Func<IYamlReader> _yaml;
    private readonly ChannelConfiguration _channels;
    private readonly Action<CondaEnvException> _report;
    private readonly Action<string>? _warn;

    /// <summary>Creates a reader; nothing is read yet.</summary>
    /// <param name="yaml">Creates the YAML reader; called only for YAML files.</param>
    /// <param name="channels">How channel names are resolved.</param>
    /// <param name="report">Called for content that could not be read as written, while the rest was read.</param>
    /// <param name="warn">Called for content that deserves a warning although it was read as written.</param>
    public EnvironmentFileReader(Func<IYamlReader> yaml, ChannelConfiguration channels, Action<CondaEnvException> report, Action<string>? warn = null)
    {
        _yaml = yaml;
        _channels = channels;
        _report = report;
        _warn = warn;
    }

    /// <summary>Reads a file, or the record in a folder.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed if the file cannot be read;
    /// FileInvalid, with line and column, if its content is invalid.</exception>
    public CondaEnvFile Read(string path)
    {
        SourceText source = Open(path);
        return Read(source);
    }

    /// <summary>Opens the file at a path; for a folder, its <c>record.json</c>.</summary>
    /// <exception cref="CondaEnvException">As <see cref="Read(string)"/>.</exception>
    public static SourceText Open(string path)
    {
        if (!Directory.Exists(path))
        {
            return SourceText.Read(path);
        }

        string record = Path.Combine(path, CondaEnvRecord.FileName);
        return File.Exists(record)
            ? SourceText.Read(record)
            : throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{path}' is a folder without a '{CondaEnvRecord.FileName}': give a file, or the folder of a record.", path);
    }

    /// <summary>Reads a file from its text.</summary>
    /// <exception cref="CondaEnvException">FileInvalid, with line and column.</exception>
    public CondaEnvFile Read(SourceText source)
    {
        List<FileProblem> problems = [];
        CondaEnvFile file = Read(source, problems.Add, _report, out _);
        Tell(problems, source.Path);
        return file;
    }

    /// <summary>
    /// As <see cref="Read(SourceText)"/>, but every problem of an environment.yml is passed to
    /// <paramref name="problem"/>, whether it is fatal or not.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="problem">Called for every problem of an environment.yml.</param>
    /// <param name="report">Called for problems of other files.</param>
    /// <param name="document">The parsed document of an environment.yml; null for other files.</param>
    /// <exception cref="CondaEnvException">FileInvalid, with line and column.</exception>
    public CondaEnvFile Read(SourceText source, Action<FileProblem> problem, Action<CondaEnvException> report, out YamlMapping? document)
    {
        CondaEnvFile file = ReadKind(source, problem, report, out document);

        // A lock file may contain several environments. The dependencies of each package refer to packages of the same
        // environment.
        bool hasSeveral = file.Platforms.Count > 1;
        foreach (var packages in file.Dependencies
            .Where(static d => d.Package is not null)
            .GroupBy(d => (d.Environment, Platform: hasSeveral ? d.Platform : null), static d => d.Package!))
        {
            PackageGraph.Attach([.. packages]);
        }

        return file;
    }

    private CondaEnvFile ReadKind(SourceText source, Action<FileProblem> problem, Action<CondaEnvException> report, out YamlMapping? document)
    {
        document = null;
        FileShape shape = FileShape.Of(source);
        if (shape.Kind is not (CondaEnvFileKind.EnvironmentJson or CondaEnvFileKind.CondaList) && ForeignText.Of(source) is { } foreign)
        {
            throw foreign.ToError(source.Path);
        }

        switch (shape.Kind)
        {
            case CondaEnvFileKind.Explicit or CondaEnvFileKind.CondaRequirements or CondaEnvFileKind.PipRequirements or CondaEnvFileKind.CondaList or CondaEnvFileKind.PipList:
                return ReadLines(source, shape.Kind, report, problem);
            case CondaEnvFileKind.EnvironmentJson:
                YamlNode json = JsonNodes.TryRead(source, out CondaEnvException? error) ?? throw error!;
                return ReadJson(source, json, problem, report, out document);
            default:
                return ReadYaml(source, shape.Kind, problem, report, out document);
        }
    }

    private CondaEnvFile ReadJson(SourceText source, YamlNode json, Action<FileProblem> problem, Action<CondaEnvException> report, out YamlMapping? document)
    {
        document = null;
        switch (json)
        {
            case YamlSequence rows when PipListFile.IsOne(rows):
                return PipListFile.Read(rows, source.Path, report);
            case YamlSequence:
                return CondaListFile.Parse(source.Text, source.Path, _channels, report);
            case YamlMapping record when LockEntries.Text(record, "Format") == RecordJson.Format:
                return RecordImport.Read(record, source.Path, _channels, problem);
            case YamlMapping mapping:
                RequireKeys(mapping, source.Path);
                document = mapping;
                return EnvironmentYamlFile.Read(mapping, CondaEnvFileKind.EnvironmentJson, source.Path, _channels, problem);
            default:
                throw NotOne(source.Path, json);
        }
    }

    private CondaEnvFile ReadYaml(SourceText source, CondaEnvFileKind kind, Action<FileProblem> problem, Action<CondaEnvException> report, out YamlMapping? document)
    {
        document = null;
        YamlNode? root = null;
        CondaEnvException? error = null;
        RefuseControlCharacters(source);
        try
        {
            root = _yaml().Read(source.Text, source.Path);
        }
        catch (CondaEnvException malformed)
        {
            error = malformed;
        }

        if (root is not YamlMapping mapping)
        {
            // As in conda: a file that is not a mapping is a list of specs, if each line is a spec.
            return FileShape.IsSpecs(source, _channels) ? ReadLines(source, CondaEnvFileKind.CondaRequirements, report, problem) : throw error ?? NotOne(source.Path, root!);
        }

        switch (kind)
        {
            case CondaEnvFileKind.PixiLock:
                return PixiLockFile.Read(mapping, source.Path, _channels);
            case CondaEnvFileKind.CondaLock:
                return CondaLockFile.Read(mapping, source.Path, _channels);
            default:
                RequireKeys(mapping, source.Path);
                document = mapping;
                return EnvironmentYamlFile.Read(mapping, CondaEnvFileKind.EnvironmentYaml, source.Path, _channels, problem);
        }
    }

    /// <summary>YAML does not allow control characters (1.2, rule 1), and conda's reader rejects them.</summary>
    private static void RefuseControlCharacters(SourceText source)
    {
        string text = source.Text;
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n')
            {
                line++;
                start = i + 1;
            }
            else if ((c < ' ' && c is not ('\t' or '\r')) || c is (>= '\x7F' and < '\xA0' and not '\x85') or '\uFEFF' or '\uFFFE' or '\uFFFF')
            {
                throw SourceText.Invalid(source.Path, line, i - start + 1, $"YAML does not allow this character (U+{(int)c:X4})");
            }
        }
    }

    /// <summary>
    /// conda accepts any mapping as an environment, even an empty one. A file without any of the known keys is a
    /// different type of file.
    /// </summary>
    private static void RequireKeys(YamlMapping mapping, string path)
    {
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in mapping.Entries)
        {
            if (EnvironmentYamlFile.IsKey(entry.Key.Value))
            {
                return;
            }
        }

        throw NotOne(path, mapping);
    }

    private static CondaEnvException NotOne(string path, YamlNode at) => SourceText.Invalid(
        path, at.Line, at.Column, "it is not a file that describes an environment: an environment.yml has the key 'dependencies', and a list has one spec per line");

    private CondaEnvFile ReadLines(SourceText source, CondaEnvFileKind kind, Action<CondaEnvException> report, Action<FileProblem> problem) => kind switch
    {
        CondaEnvFileKind.Explicit => ExplicitFile.Parse(source.Text, source.Path, _channels, report, problem),
        CondaEnvFileKind.PipRequirements => PipRequirementsFile.Parse(source.Text, source.Path, report),
        CondaEnvFileKind.CondaList => CondaListFile.Parse(source.Text, source.Path, _channels, report, problem),
        CondaEnvFileKind.PipList => PipListFile.Parse(source.Text, source.Path, report),
        _ => CondaRequirementsFile.Parse(source.Text, source.Path, _channels, report),
    };

    private void Tell(List<FileProblem> problems, string path)
    {
        if (problems.Find(static p => p.IsFatal) is { } fatal)
        {
            throw fatal.ToError(path);
        }

        foreach (FileProblem problem in problems)
        {
            if (problem.IsLoss)
            {
                _report(problem.ToError(path));
            }
            else if (problem.IsNotice)
            {
                _warn?.Invoke(problem.ToError(path).Message);
            }
        }
    }
}
