namespace CondaEnv.Machines.Environments;

/// <summary>How an environment was found.</summary>
internal enum LocationSource
{
    /// <summary>An installation: a root prefix from an environment variable or at a known place.</summary>
    Installation,

    /// <summary>An entry of an <c>envs_dirs</c> folder.</summary>
    EnvsDir,

    /// <summary>A line of an <c>environments.txt</c>.</summary>
    EnvironmentsTxt,

    /// <summary>The environment variable <c>CONDA_PREFIX</c>.</summary>
    Variable,

    /// <summary>
    /// The environments folder of a pixi or conda-workspaces workspace, or a global environment of pixi.
    /// </summary>
    Workspace,

    /// <summary>A folder that was searched.</summary>
    Search,

    /// <summary>A path or name from the caller.</summary>
    Given,
}
