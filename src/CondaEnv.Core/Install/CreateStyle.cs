namespace CondaEnv;

/// <summary>How an environment is made from what a file holds.</summary>
public enum CreateStyle
{
    /// <summary>The very archives that were recorded, by address and hash; nothing is solved.</summary>
    Exact,

    /// <summary>What fits what was asked for, as the channels have it today.</summary>
    Friendly,
}
