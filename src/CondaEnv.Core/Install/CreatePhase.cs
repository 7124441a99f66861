namespace CondaEnv;

/// <summary>What a tool is at while it makes an environment.</summary>
public enum CreatePhase
{
    /// <summary>It finds out which packages to install.</summary>
    Solve,

    /// <summary>It fetches and unpacks them.</summary>
    Download,

    /// <summary>It puts their files into the environment.</summary>
    Link,

    /// <summary>pip installs its packages.</summary>
    Pip,
}
