using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Json;

namespace CondaEnv.Packages.Findings;

/// <summary>
/// Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the code. A finding in an environment has the path of its
/// file below the base <c>PREFIX</c>, whose address is the environment's prefix.
/// </summary>
internal static class SarifText
{
    private const string Address = "https://github.com/condaenv/CondaEnv";

    /// <summary>Creates the text, with a line break at the end.</summary>
    /// <param name="issues">The findings.</param>
    /// <param name="rules">All rules; those that have findings are described in the text.</param>
    /// <param name="version">Version of this tool.</param>
    public static string Of(IReadOnlyList<CondaEnvIssue> issues, IEnumerable<IssueRule> rules, string version)
    {
        HashSet<string> used = new(issues.Select(static i => i.RuleName), StringComparer.Ordinal);
        IssueRule[] described = [.. rules.Where(r => used.Contains(r.Name)).GroupBy(static r => r.Name, StringComparer.Ordinal).Select(static g => g.First()).OrderBy(static r => r.Name, StringComparer.Ordinal)];
        JsonWriter json = new();
        json.StartObject()
            .Name("$schema").Value("https://json.schemastore.org/sarif-2.1.0.json")
            .Name("version").Value("2.1.0")
            .Name("runs").StartArray().StartObject()
            .Name("tool").StartObject().Name("driver").StartObject()
            .Name("name").Value("CondaEnv")
            .Name("version").Value(version)
            .Name("informationUri").Value(Address)
            .Name("rules").StartArray();
        foreach (IssueRule rule in described)
        {
            json.StartObject()
                .Name("id").Value(rule.Name)
                .Name("shortDescription").StartObject().Name("text").Value(rule.Description).EndObject()
                .Name("defaultConfiguration").StartObject().Name("level").Value(Level(rule.Severity)).EndObject()
                .EndObject();
        }

        json.EndArray().EndObject().EndObject();

        // Each environment is a base of its own; the first keeps the short name.
        Dictionary<string, string> bases = new(StringComparer.Ordinal);
        foreach (string prefix in issues.Select(static i => i.Prefix).OfType<string>())
        {
            if (!bases.ContainsKey(prefix))
            {
                bases[prefix] = bases.Count == 0 ? "PREFIX" : "PREFIX" + (bases.Count + 1).ToString(CultureInfo.InvariantCulture);
            }
        }

        if (bases.Count > 0)
        {
            json.Name("originalUriBaseIds").StartObject();
            foreach (KeyValuePair<string, string> entry in bases)
            {
                json.Name(entry.Value).StartObject().Name("uri").Value(Uri(entry.Key) + "/").EndObject();
            }

            json.EndObject();
        }

        json.Name("results").StartArray();
        foreach (CondaEnvIssue issue in issues)
        {
            json.StartObject()
                .Name("ruleId").Value(issue.RuleName)
                .Name("ruleIndex").Value(Array.FindIndex(described, r => r.Name == issue.RuleName))
                .Name("level").Value(Level(issue.Severity))
                .Name("message").StartObject().Name("text").Value(issue.Suggestion is null ? issue.Message : issue.Message + " " + issue.Suggestion).EndObject();
            WriteLocation(json, issue, bases);
            json.EndObject();
        }

        return json.EndArray().EndObject().EndArray().EndObject() + "\n";
    }

    private static void WriteLocation(JsonWriter json, CondaEnvIssue issue, Dictionary<string, string> bases)
    {
        json.Name("locations").StartArray().StartObject().Name("physicalLocation").StartObject().Name("artifactLocation").StartObject();
        if (issue.Path is { } path)
        {
            json.Name("uri").Value(Uri(path)).EndObject();
            json.Name("region").StartObject().Name("startLine").Value(issue.Line ?? 1);
            if (issue.Column is { } column)
            {
                json.Name("startColumn").Value(column);
            }

            json.EndObject();
        }
        else
        {
            // Code hosts show only findings in a file; a record is the file of a package.
            json.Name("uri").Value(Escaped(issue.File ?? "conda-meta/history"));
            if (issue.Prefix is { } prefix)
            {
                json.Name("uriBaseId").Value(bases[prefix]);
            }

            json.EndObject();
        }

        json.EndObject().EndObject().EndArray();
        if (issue.Prefix is not null)
        {
            json.Name("properties").StartObject()
                .Name("environment").Value(issue.EnvironmentName)
                .Name("package").Value(issue.Package)
                .Name("expected").Value(issue.Expected)
                .Name("actual").Value(issue.Actual)
                .Name("computer").Value(issue.ComputerName)
                .EndObject();
        }
    }

    private static string Level(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Error => "error",
        IssueSeverity.Warning => "warning",
        _ => "note",
    };

    /// <summary>The address of an absolute path, on any system: <c>C:\envs\a</c> becomes <c>file:///C:/envs/a</c>.</summary>
    private static string Uri(string path)
    {
        string slashed = path.Replace('\\', '/').TrimEnd('/');
        return slashed.StartsWith("//", StringComparison.Ordinal) ? "file:" + Escaped(slashed)
            : Path.IsPathRooted(path) || (slashed.Length > 1 && slashed[1] == ':') ? "file:///" + Escaped(slashed.TrimStart('/'))
            : Escaped(slashed);
    }

    private static string Escaped(string path) => string.Join("/", path.Split('/').Select(static (part, i) => i == 0 && part.Length == 2 && part[1] == ':' ? part : System.Uri.EscapeDataString(part)));
}
