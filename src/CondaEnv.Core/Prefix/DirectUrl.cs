using System;
using CondaEnv.Json;
using CondaEnv.Specs;

namespace CondaEnv.Prefix;

/// <summary>What <c>direct_url.json</c> says of where a pip package came from (PEP 610).</summary>
internal sealed class DirectUrl
{
    /// <summary>The address, with <c>git+</c> (or another VCS) and <c>@commit</c> where it is a VCS install; credentials removed.</summary>
    public string? Url { get; private set; }

    /// <summary><c>dir_info.editable</c>.</summary>
    public bool Editable { get; private set; }

    /// <summary>The folder that a <c>file:</c> address names; null for others.</summary>
    public string? Folder { get; private set; }

    /// <summary>Parses the file.</summary>
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

        string? url = null;
        string? vcs = null;
        string? commit = null;
        string? subdirectory = null;
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
            if (section.Length == 0 && name is "vcs_info" or "dir_info")
            {
                reader.Read();
                section = reader.Token == JsonToken.StartObject ? name : "";
                continue;
            }

            switch (section, name)
            {
                case ("", "url"): url = TextOf(reader); break;
                case ("", "subdirectory"): subdirectory = TextOf(reader); break;
                case ("vcs_info", "vcs"): vcs = TextOf(reader); break;
                case ("vcs_info", "commit_id"): commit = TextOf(reader); break;
                case ("dir_info", "editable"):
                    reader.Read();
                    result.Editable = reader.Token == JsonToken.True;
                    break;
                default: reader.Skip(); break;
            }
        }

        if (url is not null)
        {
            result.Folder = vcs is null ? FolderOf(url) : null;
            string address = SecretRedactor.Redact(url);
            address = vcs is null ? address : vcs + "+" + address + (commit is null ? "" : "@" + commit);
            result.Url = subdirectory is null ? address : address + "#subdirectory=" + subdirectory;
        }

        return result;
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

    /// <summary>Path of a <c>file:</c> URL, by text: the machine that it names may not be this one.</summary>
    private static string? FolderOf(string url)
    {
        const string Scheme = "file://";
        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string path = Uri.UnescapeDataString(url.Substring(Scheme.Length));
        bool drive = path.Length > 2 && path[0] == '/' && char.IsLetter(path[1]) && path[2] == ':';
        return drive ? path.Substring(1).Replace('/', '\\') : path;
    }
}
