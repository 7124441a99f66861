namespace CondaEnv;

/// <summary>Who installed a package.</summary>
public enum PackageManager
{
    /// <summary>conda or another tool that writes records into <c>conda-meta</c>.</summary>
    Conda,

    /// <summary>pip or another Python installer: there is metadata in site-packages and no conda record owns it.</summary>
    Pip,
}
