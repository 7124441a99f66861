namespace CondaEnv;

/// <summary>How an environment is created from the content of a file.</summary>
public enum CreateStyle
{
    /// <summary>Exactly the recorded archives, by address and hash, without solving.</summary>
    Exact,

    /// <summary>Packages that satisfy the requested specs, as currently available in the channels.</summary>
    Friendly,
}
