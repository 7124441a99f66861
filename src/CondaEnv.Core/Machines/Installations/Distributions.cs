namespace CondaEnv.Machines.Installations;

/// <summary>Names of installers and tools.</summary>
internal static class Distributions
{
    public const string Anaconda = "Anaconda";
    public const string ArcGis = "ArcGIS";
    public const string Conda = "conda";
    public const string Micromamba = "micromamba";
    public const string Miniconda = "Miniconda";
    public const string Miniforge = "Miniforge";
    public const string Pixi = "pixi";

    /// <summary>The distribution is unknown.</summary>
    public const string Unknown = "";

    public const string Venv = "venv";
}
