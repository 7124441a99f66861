namespace CondaEnv.Prefixes.Pip;

/// <summary>An editable install that is no package of the list: conda does not list it, and nothing here says its version.</summary>
/// <param name="File">The file in site-packages that names it.</param>
/// <param name="Folder">Folder of the project, as it stands there.</param>
/// <param name="IsThere">Whether this machine has the folder; if not, there is a warning.</param>
internal sealed record LooseEditable(string File, string Folder, bool IsThere);
