namespace CondaEnv.Prefixes.Pip;

/// <summary>
/// An editable install that is not in the list of packages: conda does not list it, and its version is unknown.
/// </summary>
/// <param name="File">The file in site-packages that refers to it.</param>
/// <param name="Folder">Folder of the project, as written in that file.</param>
/// <param name="IsThere">True if the folder exists on this machine; otherwise there is a warning.</param>
internal sealed record LooseEditable(string File, string Folder, bool IsThere);
