namespace CondaEnv.Machines.Environments;

/// <summary>What named an environment.</summary>
internal enum LocationSource
{
    /// <summary>An installation: a root prefix that a variable names or that lies at a known place.</summary>
    Installation,

    /// <summary>An entry of an <c>envs_dirs</c> folder.</summary>
    EnvsDir,

    /// <summary>A line of an <c>environments.txt</c>.</summary>
    EnvironmentsTxt,

    /// <summary>A variable: <c>CONDA_PREFIX</c>.</summary>
    Variable,

    /// <summary>pixi's or conda-workspaces' folder of a workspace, or pixi's global ones.</summary>
    Workspace,

    /// <summary>A folder that was searched.</summary>
    Search,

    /// <summary>The caller gave the path or the name.</summary>
    Given,
}
