using System.Collections.Generic;

namespace CondaEnv.Install;

/// <summary>What is asked of a tool.</summary>
internal enum ToolTask
{
    /// <summary>A new environment from a list of package URLs.</summary>
    CreateExplicit,

    /// <summary>A new environment from environment.yml.</summary>
    CreateYaml,

    /// <summary>A new environment from conda's requirements file, a spec a line.</summary>
    CreateSpecs,

    /// <summary>The packages of a list of URLs into an environment.</summary>
    InstallExplicit,

    /// <summary>The specs of a requirements file into an environment.</summary>
    InstallSpecs,

    /// <summary>An environment brought to what environment.yml says.</summary>
    UpdateYaml,

    /// <summary>An environment removed.</summary>
    Remove,
}

/// <summary>
/// The command lines of the tools, as lists: nothing goes through a shell. Written from conda's parsers
/// (<c>conda/cli/main_env_create.py</c> and its neighbours) and micromamba's (<c>micromamba/src/{create,install,env}.cpp</c>).
/// </summary>
/// <remarks>
/// Questions are answered beforehand by a variable (<see cref="ToolVariables"/>): <c>conda env update</c> knows no <c>--yes</c>.
/// With <c>--json</c> conda tells how far a download is; micromamba then tells nothing before the end, so it is used for
/// its dry run only.
/// </remarks>
internal static class ToolArguments
{
    /// <summary>True where the tool's output is JSON.</summary>
    public static bool IsJson(CondaTool tool, bool dryRun) => tool.SpeaksConda || dryRun;

    /// <summary>The arguments.</summary>
    /// <param name="tool">The tool, its version known.</param>
    /// <param name="task">What it shall do.</param>
    /// <param name="prefix">The environment's folder.</param>
    /// <param name="file">The file; empty for <see cref="ToolTask.Remove"/>.</param>
    /// <param name="dryRun">Only tell what would be done.</param>
    /// <param name="prune">Remove what the file does not name; for <see cref="ToolTask.UpdateYaml"/>.</param>
    /// <param name="overrideFrozen">The environment is frozen (CEP 22), and shall be changed all the same.</param>
    public static IReadOnlyList<string> Of(CondaTool tool, ToolTask task, string prefix, string file = "", bool dryRun = false, bool prune = false, bool overrideFrozen = false)
    {
        List<string> arguments = [.. Verb(tool, task), "--prefix", prefix];
        if (file.Length > 0)
        {
            arguments.AddRange(["--file", file]);
        }

        if (prune)
        {
            arguments.Add("--prune");
        }

        if (dryRun)
        {
            arguments.Add("--dry-run");
        }

        if (IsJson(tool, dryRun))
        {
            arguments.Add("--json");
        }

        // Older ones do not know the option, nor do they need it.
        if (overrideFrozen && tool.Kind == CondaToolKind.Conda)
        {
            arguments.Add("--override-frozen");
        }

        return arguments;
    }

    private static string[] Verb(CondaTool tool, ToolTask task) => task switch
    {
        ToolTask.CreateYaml when tool.SpeaksConda => ["env", "create"],
        ToolTask.CreateYaml or ToolTask.CreateExplicit or ToolTask.CreateSpecs => ["create"],
        ToolTask.UpdateYaml => ["env", "update"],
        ToolTask.Remove => ["env", "remove"],
        _ => ["install"],
    };
}
