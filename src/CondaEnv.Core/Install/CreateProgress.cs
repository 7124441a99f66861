namespace CondaEnv.Install;

/// <summary>Progress of a tool.</summary>
/// <param name="Phase">The current phase.</param>
/// <param name="Activity">The current package or step; empty if unknown.</param>
/// <param name="Percent">Percentage of the phase that is done; -1 if unknown.</param>
internal readonly record struct CreateProgress(CreatePhase Phase, string Activity, int Percent)
{
    /// <summary>Name of the phase for the user.</summary>
    public string Title => Phase switch
    {
        CreatePhase.Solve => "Solving",
        CreatePhase.Download => "Downloading",
        CreatePhase.Link => "Linking",
        _ => "Installing with pip",
    };
}
