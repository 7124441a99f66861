using System.Collections.Generic;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Tests.Specs;

/// <summary>Prints the runs of a version as Python prints conda's nested lists.</summary>
internal static class VersionRuns
{
    public static string Print(CondaVersionCursor cursor)
    {
        List<string> components = [];
        while (cursor.NextComponent())
        {
            List<string> runs = [];
            while (cursor.NextRun(out VersionRun run))
            {
                runs.Add(run.Kind switch
                {
                    VersionRunKind.Number => run.ToString(),
                    VersionRunKind.Post => "Infinity",
                    _ => "\"" + run + "\"",
                });
            }

            components.Add("[" + string.Join(", ", runs) + "]");
        }

        return "[" + string.Join(", ", components) + "]";
    }
}
