using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Specs;
using CondaEnv.Yaml;

namespace CondaEnv.Files;

/// <summary>Reads a file that describes an environment, whichever it is: told by its content first, then by its name.</summary>
internal sealed class EnvironmentFileReader
{
    private readonly Func<IYamlReader> _yaml;
    private readonly ChannelConfiguration _channels;
    private readonly Action<CondaEnvException> _report;

    /// <summary>Prepares; nothing is read yet.</summary>
    /// <param name="yaml">Makes the reader of YAML; called only for files that are.</param>
    /// <param name="channels">What the names of channels mean.</param>
    /// <param name="report">Hears of what was not read as it stands, while the rest was.</param>
    public EnvironmentFileReader(Func<IYamlReader> yaml, ChannelConfiguration channels, Action<CondaEnvException> report)
    {
        _yaml = yaml;
        _channels = channels;
        _report = report;
    }

    /// <summary>Reads a file, or the record in a folder.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied, FileReadFailed; FileInvalid with line and column.</exception>
    public CondaEnvFile Read(string path)
    {
        SourceText source = Open(path);
        return Read(source);
    }

    /// <summary>The file of a path; of a folder, its <c>record.json</c>.</summary>
    /// <exception cref="CondaEnvException">As <see cref="Read(string)"/>.</exception>
    public static SourceText Open(string path)
    {
        if (!Directory.Exists(path))
        {
            return SourceText.Read(path);
        }

        string record = Path.Combine(path, Records.RecordJson.FileName);
        return File.Exists(record)
            ? SourceText.Read(record)
            : throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{path}' is a folder without a '{Records.RecordJson.FileName}': give a file, or the folder of a record.", path);
    }

    /// <summary>Understands a file.</summary>
    /// <exception cref="CondaEnvException">FileInvalid with line and column.</exception>
    public CondaEnvFile Read(SourceText source)
    {
        YamlNode root = _yaml().Read(source.Text, source.Path);
        if (root is not YamlMapping mapping)
        {
            throw SourceText.Invalid(source.Path, root.Line, root.Column, "it is none of the files that describe an environment: an environment.yml holds 'key: value'");
        }

        List<FileProblem> problems = [];
        CondaEnvFile file = EnvironmentYamlFile.Read(mapping, CondaEnvFileKind.EnvironmentYaml, source.Path, _channels, problems.Add);
        Tell(problems, source.Path);
        return file;
    }

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
        }
    }
}
