namespace CondaEnv;

/// <summary>Phase of a tool that creates an environment.</summary>
public enum CreatePhase
{
    /// <summary>The tool determines which packages to install.</summary>
    Solve,

    /// <summary>The tool downloads and extracts packages.</summary>
    Download,

    /// <summary>The tool installs the files of packages into the environment.</summary>
    Link,

    /// <summary>pip installs packages.</summary>
    Pip,
}
