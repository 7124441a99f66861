using CondaEnv.Foundation.Json;

namespace CondaEnv.Packages.Schema;

/// <summary>The schema of a row whose type the caller does not know, such as a row inside another row.</summary>
internal interface IRowSchema
{
    /// <summary>Writes a row as a JSON object.</summary>
    /// <param name="json">Writer that receives the object.</param>
    /// <param name="row">The row.</param>
    /// <param name="withNulls">False to omit null values.</param>
    void Write(JsonWriter json, object row, bool withNulls);
}
