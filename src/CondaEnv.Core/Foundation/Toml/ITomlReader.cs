namespace CondaEnv.Foundation.Toml;

/// <summary>
/// Reads TOML text into nodes. The only interface for TOML input; Core does not depend on a TOML library.
/// </summary>
internal interface ITomlReader
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The text. TOML 1.1 is accepted, which includes all of TOML 1.0.</param>
    /// <param name="path">Path of the source, for messages only.</param>
    /// <returns>The root table. An empty text is an empty table.</returns>
    /// <exception cref="CondaEnvException"><see cref="CondaErrorKind.FileInvalid"/> with line and column: malformed, a
    /// key or table defined twice, or nested deeper than <see cref="TomlNode.MaximumDepth"/>. Nothing else is
    /// thrown.</exception>
    TomlTable Read(string text, string path);
}
