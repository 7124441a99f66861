using System;
using System.Collections.Generic;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Lint;

/// <summary>A file with the data that the rules need.</summary>
/// <param name="Source">Text of the file.</param>
/// <param name="File">The file as read.</param>
/// <param name="Document">The document of an environment.yml; null for other files.</param>
/// <param name="Configuration">How channel names are resolved.</param>
/// <param name="Report">Receives the findings.</param>
internal sealed record AuditedFile(SourceText Source, CondaEnvFile File, YamlMapping? Document, ChannelConfiguration Configuration, Action<FileProblem> Report)
{
    /// <summary>True for files that request packages to be shared, instead of recording them.</summary>
    public bool IsRequest => !File.IsExact;

    /// <summary>The dependencies, for loops that the user may stop.</summary>
    public IEnumerable<CondaEnvFileDependency> Dependencies
    {
        get
        {
            foreach (CondaEnvFileDependency dependency in File.Dependencies)
            {
                StopSignal.Check();
                yield return dependency;
            }
        }
    }

    /// <summary>Reports a finding at a node.</summary>
    public void Find(string rule, YamlNode at, string message, string? suggestion = null) =>
        Report(new FileProblem(rule, at.Line, at.Column, message, suggestion));

    /// <summary>Reports a finding at a dependency.</summary>
    public void Find(string rule, CondaEnvFileDependency at, string message, string? suggestion = null) =>
        Report(new FileProblem(rule, at.Line, at.Column, message, suggestion));

    /// <summary>Reports a finding about the whole file.</summary>
    public void Find(string rule, string message, string? suggestion = null) => Report(new FileProblem(rule, 0, 0, message, suggestion));

    /// <summary>The strings in a list of the document.</summary>
    public IEnumerable<YamlScalar> Items(string key)
    {
        switch (Document?.Find(key)?.Value)
        {
            case YamlSequence sequence:
                foreach (YamlNode item in sequence.Items)
                {
                    if (item is YamlScalar { IsNull: false } text)
                    {
                        yield return text;
                    }
                }

                break;
            case YamlScalar { IsNull: false } scalar:
                yield return scalar;
                break;
            default:
                break;
        }
    }
}
