namespace CondaEnv.Install;

/// <summary>How far a tool is.</summary>
/// <param name="Phase">What it is at.</param>
/// <param name="Activity">The package or step; empty where it does not say.</param>
/// <param name="Percent">How much of the phase is done; -1 where nothing tells.</param>
internal readonly record struct CreateProgress(CreatePhase Phase, string Activity, int Percent)
{
    /// <summary>What the phase is called.</summary>
    public string Title => Phase switch
    {
        CreatePhase.Solve => "Solving",
        CreatePhase.Download => "Downloading",
        CreatePhase.Link => "Linking",
        _ => "Installing with pip",
    };
}
