namespace CondaEnv.Foundation.Yaml;

/// <summary>
/// Reads YAML text into nodes. The only interface for YAML input; Core does not depend on a YAML library.
/// </summary>
internal interface IYamlReader
{
    /// <summary>Reads the single document of a text.</summary>
    /// <param name="text">The text; empty text is a null scalar.</param>
    /// <param name="path">Path of the source, for messages only.</param>
    /// <returns>The root node. A node that an alias repeats is the same object in both places.</returns>
    /// <exception cref="CondaEnvException"><see cref="CondaErrorKind.FileInvalid"/> with line and column: malformed,
    /// nested too deeply, more than one document, or aliases that would expand without bound. Nothing else is
    /// thrown.</exception>
    YamlNode Read(string text, string path);
}
