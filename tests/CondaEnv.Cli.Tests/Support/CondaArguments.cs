using System.Collections.Generic;
using System.IO;

namespace CondaEnv.Cli.Tests.Support;

/// <summary>Our arguments for recorded ones of <c>conda env export</c> and <c>conda export</c>; conda always writes the prefix.</summary>
internal static class CondaArguments
{
    public static string[] Translate(IReadOnlyList<string> conda)
    {
        List<string> ours = ["export", "--include-prefix"];
        bool history = false;
        bool noBuilds = false;
        bool isExplicit = false;
        for (int i = 0; i < conda.Count; i++)
        {
            switch (conda[i])
            {
                case "env" or "export":
                    break;
                case "--from-history":
                    history = true;
                    break;
                case "--no-builds":
                    noBuilds = true;
                    break;
                case "--format":
                    isExplicit |= conda[i + 1] == "explicit";
                    ours.AddRange([conda[i], conda[++i]]);
                    break;
                case "-n" or "-p" or "-c":
                    ours.AddRange([conda[i], conda[++i]]);
                    break;
                case "--json" or "--override-channels" or "--ignore-channels":
                    ours.Add(conda[i]);
                    break;
                default:
                    throw new InvalidDataException(conda[i]);
            }
        }

        // conda's explicit files have no hashes.
        ours.AddRange(isExplicit ? ["--hash", "none"] : []);

        // --from-history makes --no-builds say nothing.
        ours.AddRange(history ? ["--style", "history"] : noBuilds && !isExplicit ? ["--style", "no-builds"] : []);
        return [.. ours];
    }
}
