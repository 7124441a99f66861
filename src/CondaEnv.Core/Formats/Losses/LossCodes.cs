namespace CondaEnv.Formats.Losses;

/// <summary>The codes of losses that more than the report itself asks for.</summary>
internal static class LossCodes
{
    /// <summary>The text has no place for pip's packages; says where they went.</summary>
    public const string PipPackagesOmitted = "PipPackagesOmitted";

    /// <summary>The text, being pip's, has no conda packages.</summary>
    public const string CondaPackagesOmitted = "CondaPackagesOmitted";

    /// <summary>Packages that nobody asked for and nothing in the text needs are left out.</summary>
    public const string NotRequested = "NotRequested";

    /// <summary>The text has no place for variables.</summary>
    public const string VariablesOmitted = "VariablesOmitted";
}
