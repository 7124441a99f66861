namespace CondaEnv.Cli;

/// <summary>Exit codes of <c>condaenv</c>, which are part of its contract.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>Some targets failed or could not be read completely; the rest was done.</summary>
    public const int Failed = 1;

    /// <summary>The command line is invalid; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl+C, with the code that shells use.</summary>
    public const int Interrupted = 130;
}
