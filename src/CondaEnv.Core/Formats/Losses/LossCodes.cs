namespace CondaEnv.Formats.Losses;

/// <summary>Codes of losses that other code than the report needs.</summary>
internal static class LossCodes
{
    /// <summary>The text cannot represent pip packages; the loss states where they were written.</summary>
    public const string PipPackagesOmitted = "PipPackagesOmitted";

    /// <summary>The text is for pip and has no conda packages.</summary>
    public const string CondaPackagesOmitted = "CondaPackagesOmitted";

    /// <summary>Omitted packages: the user did not request them, and no package in the text needs them.</summary>
    public const string NotRequested = "NotRequested";

    /// <summary>The text cannot represent environment variables.</summary>
    public const string VariablesOmitted = "VariablesOmitted";
}
