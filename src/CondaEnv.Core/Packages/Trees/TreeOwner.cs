namespace CondaEnv.Packages.Trees;

/// <summary>The source that the rows of a tree name.</summary>
/// <param name="EnvironmentName">Name of the environment, or path of the file.</param>
/// <param name="Prefix">Prefix of the environment; empty if there is none.</param>
/// <param name="ComputerName">Name of the machine; empty if unknown.</param>
internal sealed record TreeOwner(string EnvironmentName, string Prefix, string ComputerName);
