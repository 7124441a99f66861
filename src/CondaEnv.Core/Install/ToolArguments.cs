using System.Collections.Generic;

namespace CondaEnv.Install;

/// <summary>Task of a tool.</summary>
internal enum ToolTask
{
    /// <summary>Create an environment from a list of package URLs.</summary>
    CreateExplicit,

    /// <summary>Create an environment from environment.yml.</summary>
    CreateYaml,

    /// <summary>Create an environment from a requirements file of conda, with one spec per line.</summary>
    CreateSpecs,

    /// <summary>Install the packages of a list of URLs into an environment.</summary>
    InstallExplicit,

    /// <summary>Install the specs of a requirements file into an environment.</summary>
    InstallSpecs,

    /// <summary>Update an environment to match environment.yml.</summary>
    UpdateYaml,

    /// <summary>Remove an environment.</summary>
    Remove,
}

/// <summary>
/// Command lines of the tools, as lists of arguments, so that no shell is involved. They are based on the parsers of
/// conda (<c>conda/cli/main_env_create.py</c> and related files) and micromamba
/// (<c>micromamba/src/{create,install,env}.cpp</c>).
/// </summary>
/// <remarks>
/// Prompts are answered by an environment variable (<see cref="ToolVariables"/>), because <c>conda env update</c> has
/// no <c>--yes</c>. With <c>--json</c>, conda reports the progress of downloads, whereas micromamba reports nothing
/// until the end, so it is used only for micromamba's dry run.
/// </remarks>
internal static class ToolArguments
{
    /// <summary>True if the tool's output is JSON.</summary>
    public static bool IsJson(CondaTool tool, bool dryRun) => tool.SpeaksConda || dryRun;

    /// <summary>The arguments for a task.</summary>
    /// <param name="tool">The tool, with a known version.</param>
    /// <param name="task">The task to perform.</param>
    /// <param name="prefix">Path of the environment's folder.</param>
    /// <param name="file">Path of the input file; empty for <see cref="ToolTask.Remove"/>.</param>
    /// <param name="dryRun">True to only show what would be done.</param>
    /// <param name="prune">True to remove packages that the file does not list, for
    /// <see cref="ToolTask.UpdateYaml"/>.</param>
    /// <param name="overrideFrozen">True if the environment is frozen (CEP 22) and should be changed anyway.</param>
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

        // Older versions neither have nor need the option.
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
