using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Formats.Record;

/// <summary>
/// <c>record.json</c>, version 1: the environment, the time and tools of the recording, the requested specs, the hashes of
/// the other files, and what they cannot represent. Keys are the property names of the objects.
/// </summary>
/// <remarks>
/// <code>
/// { "Format": "condaenv-record", "Version": 1,
///   "RecordedAt": "2026-01-31T12:00:00Z",            the only time; SOURCE_DATE_EPOCH fixes it
///   "Environment": { "Name", "Prefix", "Kind", "Distribution", "Platform", "PythonVersion", "ComputerName",
///                    "Created", "Fingerprint", "PackageCount", "PipPackageCount", "Channels",
///                    "VariableNames", "PinnedSpecs" },
///   "Tools": { "CondaEnv", "conda" or the tool that last wrote the history, "python", "pip" },
///   "Requested": [ { "Name", "Spec" } ],             map of the history, in its order
///   "Files": [ { "Name", "Size" in bytes, "Sha256" } ],
///   "Losses": [ { "File", "Code", "Package", "Detail", "Severity" } ] }
/// </code>
/// A reader ignores unknown keys; a change of their meaning needs a new version.
/// </remarks>
internal static class RecordJson
{
    /// <summary>Value that identifies a record file.</summary>
    public const string Format = "condaenv-record";

    /// <summary>Writes the text.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="contents">The content of the environment.</param>
    /// <param name="files">The other files.</param>
    /// <param name="recordedAt">Time of recording, in ISO 8601.</param>
    public static string Write(CondaEnvironment environment, EnvironmentContents contents, IReadOnlyList<RecordFile> files, string recordedAt)
    {
        JsonWriter json = new();
        json.StartObject().Name("Format").Value(Format).Name("Version").Value(1).Name("RecordedAt").Value(recordedAt);
        json.Name("Environment").StartObject();
        json.Name(nameof(environment.Name)).Value(environment.Name);
        json.Name(nameof(environment.Prefix)).Value(environment.Prefix);
        json.Name(nameof(environment.Kind)).Value(environment.Kind.ToString());
        json.Name(nameof(environment.Distribution)).Value(environment.Distribution);
        json.Name(nameof(environment.Platform)).Value(contents.Platform);
        json.Name(nameof(environment.PythonVersion)).Value(environment.PythonVersion?.ToString());
        json.Name(nameof(environment.ComputerName)).Value(environment.ComputerName);
        json.Name(nameof(environment.Created)).Value(environment.Created);
        json.Name(nameof(environment.Fingerprint)).Value(environment.Fingerprint);
        json.Name(nameof(environment.PackageCount)).Value(contents.Packages.Count(static p => p.Manager == PackageManager.Conda));
        json.Name(nameof(environment.PipPackageCount)).Value(contents.Packages.Count(static p => p.Manager == PackageManager.Pip));
        json.Name(nameof(environment.Channels)).Value(environment.Channels ?? []);
        json.Name(nameof(environment.VariableNames)).Value(environment.VariableNames ?? []);
        json.Name(nameof(environment.PinnedSpecs)).Value(contents.PinnedSpecs).EndObject();
        json.Name("Tools").StartObject();
        foreach (KeyValuePair<string, string> tool in Tools(contents))
        {
            json.Name(tool.Key).Value(tool.Value);
        }

        json.EndObject().Name("Requested").StartArray();
        foreach (KeyValuePair<string, MatchSpec> requested in contents.RequestedSpecs)
        {
            json.StartObject().Name("Name").Value(requested.Key).Name("Spec").Value(SecretRedactor.Redact(requested.Value.ToString())).EndObject();
        }

        json.EndArray().Name("Files").StartArray();
        foreach (RecordFile file in files.Where(static f => f.Text.Length > 0))
        {
            byte[] data = Encoding.UTF8.GetBytes(file.Text);
            json.StartObject().Name("Name").Value(file.Name).Name("Size").Value(data.Length).Name("Sha256").Value(EnvironmentFacts.Hex(data)).EndObject();
        }

        json.EndArray().Name("Losses").StartArray();
        foreach (RecordFile file in files)
        {
            foreach (ExportLoss loss in file.Losses)
            {
                json.StartObject().Name("File").Value(file.Name).Name(nameof(loss.Code)).Value(loss.Code).Name(nameof(loss.Package)).Value(loss.Package);
                json.Name(nameof(loss.Detail)).Value(loss.Detail).Name(nameof(loss.Severity)).Value(loss.Severity.ToString()).EndObject();
            }
        }

        return json.EndArray().EndObject() + "\n";
    }

    /// <summary>
    /// The time to record: <c>SOURCE_DATE_EPOCH</c> (reproducible-builds.org) if it is set, otherwise the current time.
    /// </summary>
    public static string Time(string? sourceDateEpoch) =>
        (long.TryParse(sourceDateEpoch, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 253402300800
            ? new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds)
            : DateTime.UtcNow).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, string>> Tools(EnvironmentContents contents)
    {
        yield return new KeyValuePair<string, string>("CondaEnv", Product.Version);
        if (contents.History.LastOrDefault(static b => b.ToolVersion is not null) is { Tool: { } tool, ToolVersion: { } version })
        {
            yield return new KeyValuePair<string, string>(tool, version);
        }

        foreach (CondaPackage package in contents.Packages.Where(static p => p.Name is "python" or "pip"))
        {
            yield return new KeyValuePair<string, string>(package.Name, package.Version.Text);
        }
    }
}
