using System;
using System.Collections.Generic;
using CondaEnv.Specs;

namespace CondaEnv.Files;

// Until the readers of lines are there.
internal static class ExplicitFile
{
    public static CondaEnvFile Read(string text, string path, ChannelConfiguration configuration, Action<CondaEnvException> report) => throw SourceText.Invalid(path, 1, 1, "not read yet");
}

internal static class CondaListFile
{
    public static CondaEnvFile Read(string text, string path, ChannelConfiguration configuration, Action<CondaEnvException> report) => throw SourceText.Invalid(path, 1, 1, "not read yet");
}

internal static class CondaRequirementsFile
{
    public static CondaEnvFile Read(string text, string path, ChannelConfiguration configuration, Action<CondaEnvException> report)
    {
        List<CondaEnvFileDependency> dependencies = [];
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                dependencies.Add(FileDependencies.OfSpec(line, MatchSpec.Parse(line, configuration), path, i + 1, 1));
            }
        }

        return new CondaEnvFile { Path = path, Kind = CondaEnvFileKind.CondaRequirements, Dependencies = dependencies, PackageCount = dependencies.Count };
    }
}
