using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Json.Schema;

namespace CondaEnv.Tests.Support;

/// <summary>Checks documents against a JSON schema of <c>tests/schemas</c> with JsonSchema.Net.</summary>
internal static class SchemaCheck
{
    /// <summary>What is wrong, by the document's name and each with the JSON pointer of its place; empty if all fit.</summary>
    public static IReadOnlyDictionary<string, string[]> Run(string schema, IReadOnlyDictionary<string, object?> documents)
    {
        // A registry of its own: another schema may have the same $id.
        BuildOptions build = new() { SchemaRegistry = new SchemaRegistry() };
        JsonSchema rules = JsonSchema.FromText(File.ReadAllText(Path.Combine(Fixtures.Root, "..", "schemas", schema)), build);
        Dictionary<string, string[]> wrong = [];
        foreach (KeyValuePair<string, object?> document in documents)
        {
            EvaluationResults results = rules.Evaluate(JsonSerializer.SerializeToElement(document.Value), new EvaluationOptions { OutputFormat = OutputFormat.List });
            if (!results.IsValid)
            {
                wrong[document.Key] = [.. results.Details!.Append(results).Where(static d => !d.IsValid && d.Errors is not null)
                    .SelectMany(static d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Value}"))];
            }
        }

        return wrong;
    }
}
