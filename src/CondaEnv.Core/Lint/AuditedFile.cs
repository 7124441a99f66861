using System;
using System.Collections.Generic;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Lint;

/// <summary>A file as the rules see it.</summary>
/// <param name="Source">Its text.</param>
/// <param name="File">What was made of it.</param>
/// <param name="Document">The document of an environment.yml; null for other files.</param>
/// <param name="Configuration">What the names of channels mean.</param>
/// <param name="Report">Takes the findings.</param>
internal sealed record AuditedFile(SourceText Source, CondaEnvFile File, YamlMapping? Document, ChannelConfiguration Configuration, Action<FileProblem> Report)
{
    /// <summary>True for files that ask for packages and are made to be shared, rather than record them.</summary>
    public bool IsRequest => !File.IsExact;

    /// <summary>Reports a finding at a node.</summary>
    public void Find(string rule, YamlNode at, string message, string? suggestion = null) =>
        Report(new FileProblem(rule, at.Line, at.Column, message, suggestion));

    /// <summary>Reports a finding at a dependency.</summary>
    public void Find(string rule, CondaEnvFileDependency at, string message, string? suggestion = null) =>
        Report(new FileProblem(rule, at.Line, at.Column, message, suggestion));

    /// <summary>Reports a finding of the file as a whole.</summary>
    public void Find(string rule, string message, string? suggestion = null) => Report(new FileProblem(rule, 0, 0, message, suggestion));

    /// <summary>The texts of a list of the document.</summary>
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
