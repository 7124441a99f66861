namespace CondaEnv;

/// <summary>The tool that installed a package.</summary>
public enum PackageManager
{
    /// <summary>conda or another tool that writes records into <c>conda-meta</c>.</summary>
    Conda,

    /// <summary>pip or another Python installer: site-packages has metadata that no conda record owns.</summary>
    Pip,
}
