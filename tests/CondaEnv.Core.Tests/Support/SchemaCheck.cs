using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace CondaEnv.Tests.Support;

/// <summary>Checks documents against a JSON schema of <c>tests/schemas</c> with a validator from npm (ajv).</summary>
internal static class SchemaCheck
{
    private const string Folder = "schemas";

    /// <summary>What is wrong, by the document's name; empty where all fit.</summary>
    public static IReadOnlyDictionary<string, string[]> Run(string schema, IReadOnlyDictionary<string, object?> documents)
    {
        JsonElement parsed = JsonDocument.Parse(File.ReadAllText(Path.Combine(NpmTool.Source(Folder), schema))).RootElement;
        string output = NpmTool.Run(Folder, "check.cjs", JsonSerializer.Serialize(new { schema = parsed, documents }), "nothing is held against a JSON schema");
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(output)!;
    }
}
