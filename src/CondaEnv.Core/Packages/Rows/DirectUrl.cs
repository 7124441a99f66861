using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Packages.Rows;

/// <summary>Content of <c>direct_url.json</c>: the source of a pip package (PEP 610).</summary>
internal sealed class DirectUrl
{
    private readonly List<KeyValuePair<string, string>> _hashes = [];
    private readonly HashSet<string> _algorithms = new(StringComparer.Ordinal);

    /// <summary>The <c>url</c> as written, including credentials; leaves the process only on request.</summary>
    public string? Address { get; private set; }

    /// <summary><c>vcs_info.vcs</c>, such as <c>git</c>; null if it is not a VCS install.</summary>
    public string? Vcs { get; private set; }

    /// <summary><c>vcs_info.commit_id</c>.</summary>
    public string? Commit { get; private set; }

    /// <summary><c>vcs_info.requested_revision</c>: the requested branch, tag or commit.</summary>
    public string? RequestedRevision { get; private set; }

    /// <summary><c>subdirectory</c>.</summary>
    public string? Subdirectory { get; private set; }

    /// <summary>True if <c>archive_info</c> is present: the source was a single archive.</summary>
    public bool IsArchive { get; private set; }

    /// <summary>Hashes of the archive, by algorithm.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hashes => _hashes;

    /// <summary>
    /// The address, with <c>git+</c> (or another VCS) and <c>@commit</c> if it is a VCS install; credentials removed.
    /// </summary>
    public string? Url { get; private set; }

    /// <summary><c>dir_info.editable</c>.</summary>
    public bool Editable { get; private set; }

    /// <summary>The folder that a <c>file:</c> address names; null for others.</summary>
    public string? Folder { get; private set; }

    /// <summary>Parses the content of the file.</summary>
    /// <exception cref="JsonSyntaxException">The text is malformed.</exception>
    public static DirectUrl Parse(byte[] data)
    {
        int length = data.Length;
        int start = TextEncoding.ToUtf8(ref data, ref length);
        if (!ByteScan.IsUtf8(data, start, length))
        {
            throw new JsonSyntaxException("it is not UTF-8", 0);
        }

        JsonReader reader = new();
        reader.Reset(data, start, length);
        reader.Read();
        if (reader.Token != JsonToken.StartObject)
        {
            throw new JsonSyntaxException("it is not a JSON object", 0);
        }

        DirectUrl result = new();
        string section = "";
        while (reader.Read())
        {
            if (reader.Token == JsonToken.EndObject)
            {
                section = "";
                continue;
            }

            if (reader.Token != JsonToken.Name)
            {
                continue;
            }

            string name = reader.GetString();
            if (section.Length == 0 && name is "vcs_info" or "dir_info" or "archive_info")
            {
                reader.Read();
                section = reader.Token == JsonToken.StartObject ? name : "";
                result.IsArchive |= section == "archive_info";
                continue;
            }

            switch (section, name)
            {
                case ("", "url"): result.Address = TextOf(reader); break;
                case ("", "subdirectory"): result.Subdirectory = TextOf(reader); break;
                case ("vcs_info", "vcs"): result.Vcs = TextOf(reader); break;
                case ("vcs_info", "commit_id"): result.Commit = TextOf(reader); break;
                case ("vcs_info", "requested_revision"): result.RequestedRevision = TextOf(reader); break;
                case ("archive_info", "hash"): result.AddHash(TextOf(reader)); break;
                case ("archive_info", "hashes"): result.ReadHashes(reader); break;
                case ("dir_info", "editable"):
                    reader.Read();
                    result.Editable = reader.Token == JsonToken.True;
                    break;
                default: reader.Skip(); break;
            }
        }

        if (result.Address is { } url)
        {
            string address = SecretRedactor.Redact(url);
            result.Folder = result.Vcs is null ? FolderOf(address) : null;
            address = result.Vcs is null ? address : result.Vcs + "+" + address + (result.Commit is null ? "" : "@" + result.Commit);
            result.Url = result.Subdirectory is null ? address : address + "#subdirectory=" + SecretRedactor.Redact(result.Subdirectory);
        }

        return result;
    }

    /// <summary>
    /// Adds a hash in the older form, <c>sha256=…</c>; the newer form with the same hash is next to it.
    /// </summary>
    private void AddHash(string? text)
    {
        int sign = text?.IndexOf('=') ?? -1;
        if (sign > 0)
        {
            AddHash(text!.Substring(0, sign), text.Substring(sign + 1));
        }
    }

    private void AddHash(string algorithm, string value)
    {
        // Hashes are copied into exported files, so only hex digits are accepted.
        bool hex = value.Length > 0 && algorithm.Length > 0;
        foreach (char c in value)
        {
            hex &= Uri.IsHexDigit(c);
        }

        foreach (char c in algorithm)
        {
            hex &= c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-';
        }

        if (hex && _algorithms.Add(algorithm))
        {
            _hashes.Add(new KeyValuePair<string, string>(algorithm, value.ToLowerInvariant()));
        }
    }

    private void ReadHashes(JsonReader reader)
    {
        reader.Read();
        if (reader.Token != JsonToken.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.Token == JsonToken.Name)
        {
            string algorithm = reader.GetString();
            if (TextOf(reader) is { } value)
            {
                AddHash(algorithm, value);
            }
        }
    }

    private static string? TextOf(JsonReader reader)
    {
        reader.Read();
        if (reader.Token == JsonToken.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>
    /// Path of a <c>file:</c> URL, derived from the text only, because it may refer to another machine.
    /// </summary>
    private static string? FolderOf(string url)
    {
        const string Scheme = "file://";
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string path = Uri.UnescapeDataString(url.Substring(Scheme.Length));
        const string Here = "localhost/";
        if (path.StartsWith(Here, StringComparison.OrdinalIgnoreCase))
        {
            path = path.Substring(Here.Length - 1);
        }
        else if (path.StartsWith("//", StringComparison.Ordinal) || (path.Length > 0 && path[0] is not ('/' or '\\')))
        {
            // file://server/share/x, or with four slashes: the form that pip writes for Windows shares.
            return @"\\" + path.TrimStart('/').Replace('/', '\\');
        }

        bool drive = path.Length > 2 && path[0] == '/' && char.IsLetter(path[1]) && path[2] == ':';
        return drive ? path.Substring(1).Replace('/', '\\') : path;
    }
}
