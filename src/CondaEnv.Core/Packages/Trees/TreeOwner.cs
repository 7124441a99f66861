namespace CondaEnv.Packages.Trees;

/// <summary>What the rows of a tree say about where the packages are.</summary>
/// <param name="EnvironmentName">Name of the environment, or path of the file.</param>
/// <param name="Prefix">Prefix of the environment; empty if there is none.</param>
/// <param name="ComputerName">Name of the machine; empty if nothing says.</param>
internal sealed record TreeOwner(string EnvironmentName, string Prefix, string ComputerName);
