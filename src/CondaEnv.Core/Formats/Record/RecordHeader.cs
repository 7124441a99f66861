using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Record;

/// <summary>Metadata of a record.</summary>
/// <param name="RecordedAt">Time of recording, as written.</param>
/// <param name="Prefix">Prefix of the environment.</param>
/// <param name="ComputerName">Name of the machine that the environment was read on.</param>
internal sealed record RecordHeader(string RecordedAt, string Prefix, string ComputerName)
{
    /// <summary>
    /// Reads the header of the record in a folder; null if there is none, or if its format is unknown.
    /// </summary>
    public static RecordHeader? Of(string folder)
    {
        string path = Path.Combine(folder, CondaEnvRecord.FileName);
        return File.Exists(path) ? Parse(ReadOnlyFile.ReadAll(path, ReadRule.Named)) : null;
    }

    /// <summary>Reads the header; null if the text is not a record.</summary>
    public static RecordHeader? Parse(byte[] data)
    {
        int length = data.Length;
        int start = TextEncoding.ToUtf8(ref data, ref length);
        if (!ByteScan.IsUtf8(data, start, length))
        {
            return null;
        }

        JsonReader reader = new();
        reader.Reset(data, start, length);
        string? format = null;
        string? time = null;
        string? prefix = null;
        string? computer = null;
        try
        {
            reader.Read();
            if (reader.Token != JsonToken.StartObject)
            {
                return null;
            }

            bool inEnvironment = false;
            while (reader.Read())
            {
                if (reader.Token != JsonToken.Name)
                {
                    inEnvironment = false;
                    continue;
                }

                string name = reader.GetString();
                reader.Read();
                if (reader.Token == JsonToken.StartObject && name == "Environment" && !inEnvironment)
                {
                    inEnvironment = true;
                    continue;
                }

                string? text = reader.Token == JsonToken.String ? reader.GetString() : null;
                reader.Skip();
                switch (inEnvironment, name)
                {
                    case (false, "Format"): format = text; break;
                    case (false, "RecordedAt"): time = text; break;
                    case (true, nameof(CondaEnvironment.Prefix)): prefix = text; break;
                    case (true, nameof(CondaEnvironment.ComputerName)): computer = text; break;
                }
            }
        }
        catch (JsonSyntaxException)
        {
            return null;
        }

        return format == RecordJson.Format && time is not null && prefix is not null ? new RecordHeader(time, prefix, computer ?? "") : null;
    }
}
