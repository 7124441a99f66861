using CondaEnv.Foundation.Json;

namespace CondaEnv.Packages.Schema;

/// <summary>The schema of rows whose type the caller does not know: of a row inside another.</summary>
internal interface IRowSchema
{
    /// <summary>Writes a row as an object of JSON.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">The row.</param>
    /// <param name="withNulls">False to leave out what is null.</param>
    void Write(JsonWriter json, object row, bool withNulls);
}
