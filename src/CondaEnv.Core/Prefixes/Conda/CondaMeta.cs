using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.Conda;

/// <summary>The contents of <c>conda-meta</c> (CEP 32) by name. One directory listing; no record is opened.</summary>
internal sealed class CondaMeta
{
    private readonly string _prefix;
    private readonly HashSet<string> _otherFiles;

    private CondaMeta(string prefix, string folder, bool exists, IReadOnlyList<string> recordFiles, HashSet<string> otherFiles)
    {
        _prefix = prefix;
        Folder = folder;
        Exists = exists;
        RecordFiles = recordFiles;
        _otherFiles = otherFiles;
    }

    /// <summary>Path of the <c>conda-meta</c> folder.</summary>
    public string Folder { get; }

    /// <summary>False if the folder does not exist.</summary>
    public bool Exists { get; }

    /// <summary>Names of the record files in directory order, which is the order in which conda reads them.</summary>
    public IReadOnlyList<string> RecordFiles { get; }

    /// <summary>Path of the history, whether or not it exists.</summary>
    public string HistoryPath => Path.Combine(Folder, "history");

    /// <summary>Lists the folder.</summary>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed.</exception>
    public static CondaMeta List(string prefix)
    {
        string folder = Path.Combine(prefix, "conda-meta");
        List<string> records = [];

        // On a case-sensitive system, opening the file shows whether the case matches.
        HashSet<string> others = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            if (LinkTarget.Final(folder) is { } real && !LinkTarget.IsInside(real, prefix))
            {
                throw new FileRefusedException(ReadRule.LeadsOut);
            }

            foreach (string name in FolderNames.In(folder))
            {
                // macOS leaves files named ._* on other file systems; conda ignores them. It compares .json with case.
                if (name.EndsWith(".json", StringComparison.Ordinal) && !name.StartsWith("._", StringComparison.Ordinal))
                {
                    records.Add(name);
                }
                else
                {
                    others.Add(name);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            return new CondaMeta(prefix, folder, exists: false, [], others);
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            throw ReadOnlyFile.ToError(e, folder);
        }

        return new CondaMeta(prefix, folder, exists: true, records, others);
    }

    /// <summary>Version of the python record, taken from its file name; null if there is none.</summary>
    public string? PythonVersion()
    {
        foreach (string name in RecordFiles)
        {
            // python-3.12.4-h99153a5_0_cpython.json, but not python-dateutil-2.9.0-….json
            string[] parts = name.Substring(0, name.Length - 5).Split('-');
            if (parts.Length == 3 && parts[0] == "python")
            {
                return parts[1];
            }
        }

        return null;
    }

    /// <summary>
    /// False if the folder certainly has no such file. The check is free, whereas the first exception of a process
    /// costs milliseconds.
    /// </summary>
    public bool MayHave(string name) => _otherFiles.Contains(name);

    /// <summary>Text of a file in the folder; null if there is none.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="rule">Maximum size of the file.</param>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed.</exception>
    public string? ReadText(string name, ReadRule rule)
    {
        if (!MayHave(name))
        {
            return null;
        }

        string path = Path.Combine(Folder, name);
        try
        {
            byte[] buffer = SharedBuffer.Rent();
            int length = ReadOnlyFile.Read(path, ref buffer, rule.In(_prefix));
            byte[] data = buffer;
            int start = TextEncoding.ToUtf8(ref data, ref length);
            string text = Encoding.UTF8.GetString(data, start, length - start);
            SharedBuffer.Return(buffer);
            return text;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            throw ReadOnlyFile.ToError(e, path);
        }
    }

    /// <summary>
    /// Specs of <c>pinned</c>: one MatchSpec per line, <c>#</c> starts a comment; credentials removed.
    /// </summary>
    public IReadOnlyList<string> PinnedSpecs()
    {
        List<string> specs = [];
        foreach (string line in (ReadText("pinned", ReadRule.Small) ?? "").Split('\n'))
        {
            string spec = line.Trim();
            if (spec.Length > 0 && spec[0] != '#')
            {
                specs.Add(spec);
            }
        }

        return SecretRedactor.RedactAll(specs);
    }

    /// <summary>Whether the environment is frozen (CEP 22), and the message of the marker, if it has one.</summary>
    public (bool IsFrozen, string? Message) Frozen()
    {
        string? text;
        try
        {
            text = ReadText("frozen", ReadRule.Small);
        }
        catch (CondaEnvException)
        {
            // The marker takes effect if it exists, whatever it is.
            return (true, null);
        }

        if (text is null)
        {
            return (false, null);
        }

        byte[] data = Encoding.UTF8.GetBytes(text);
        JsonReader reader = new();
        reader.Reset(data, 0, data.Length);
        try
        {
            reader.Read();
            while (reader.Read() && reader.Token == JsonToken.Name)
            {
                bool isMessage = reader.GetString() == "message";
                reader.Skip();
                if (isMessage && reader.Token == JsonToken.String)
                {
                    return (true, SecretRedactor.Redact(reader.GetString()));
                }
            }
        }
        catch (JsonSyntaxException)
        {
            // The marker takes effect if it exists; an unreadable message counts as none.
        }

        return (true, null);
    }

    /// <summary>Content of <c>created_at</c> (conda ≥ 25.11 on Linux): seconds since 1970, with a fraction.</summary>
    public DateTime? CreatedAt() =>
        double.TryParse(ReadText("created_at", ReadRule.Small), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 253402300799
            ? new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
