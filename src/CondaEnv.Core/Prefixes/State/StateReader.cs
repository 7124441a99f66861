using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.State;

/// <summary>
/// Environment variables that an environment sets on activation (CEP 32): <c>etc/conda/env_vars.d/*.json</c> sorted by
/// name, then <c>conda-meta/state</c>, which takes precedence. The value <c>***unset***</c> is a tombstone: the
/// variable was removed.
/// </summary>
internal static class StateReader
{
    /// <summary>Variables of <c>conda-meta/state</c> only, which is what <c>conda env export</c> writes.</summary>
    public static VariableTable ReadState(string prefix, Action<CondaEnvException> report) =>
        ReadFile(prefix, Path.Combine(prefix, "conda-meta", "state"), isState: true, report);

    public static IReadOnlyList<KeyValuePair<string, string>> ReadAll(string prefix, Action<CondaEnvException> report)
    {
        VariableTable all = new();
        string folder = Path.Combine(prefix, "etc", "conda", "env_vars.d");
        string[] files = [];
        try
        {
            files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            report(ReadOnlyFile.ToError(e, folder));
        }

        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            all.Merge(ReadFile(prefix, file, isState: false, report));
        }

        all.Merge(ReadState(prefix, report));
        return all.Alive();
    }

    private static VariableTable ReadFile(string prefix, string path, bool isState, Action<CondaEnvException> report)
    {
        VariableTable variables = new();
        try
        {
            byte[] data = ReadOnlyFile.ReadAll(path, ReadRule.Record.In(prefix));
            int length = data.Length;
            int start = TextEncoding.ToUtf8(ref data, ref length);
            if (!ByteScan.IsUtf8(data, start, length))
            {
                // conda decodes the file with the locale's code page. Latin-1 at least keeps bytes that are not UTF-8
                // distinct.
                data = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.GetEncoding("iso-8859-1").GetString(data, start, length - start));
                start = 0;
                length = data.Length;
            }

            JsonReader reader = new();
            reader.Reset(data, start, length);
            Parse(reader, isState, variables, NotScalar);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Most environments do not have the file.
        }
        catch (JsonSyntaxException e)
        {
            report(new CondaEnvException(
                CondaErrorKind.StateInvalid,
                $"The variables in '{path}' cannot be read: {e.Message} (byte {e.Offset}). Set them again with 'conda env config vars set'.",
                path,
                e) { Offset = e.Offset });
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            report(ReadOnlyFile.ToError(e, path));
        }

        return variables;

        void NotScalar(string name, int offset) => report(new CondaEnvException(
            CondaErrorKind.StateInvalid, $"The variable '{name}' in '{path}' is a list or an object (byte {offset}); it is left out.", path) { Offset = offset });
    }

    private static void Parse(JsonReader reader, bool isState, VariableTable variables, Action<string, int> notScalar)
    {
        Expect(reader, JsonToken.StartObject);
        if (!isState)
        {
            ParseVariables(reader, variables, notScalar);
            reader.Read();
            return;
        }

        while (reader.Read() && reader.Token == JsonToken.Name)
        {
            if (reader.GetString() != "env_vars")
            {
                reader.Skip();
                continue;
            }

            variables.Clear();
            Expect(reader, JsonToken.StartObject);
            ParseVariables(reader, variables, notScalar);
        }

        reader.Read();
    }

    private static void ParseVariables(JsonReader reader, VariableTable variables, Action<string, int> notScalar)
    {
        while (reader.Read() && reader.Token == JsonToken.Name)
        {
            string name = reader.GetString();
            reader.Read();
            switch (reader.Token)
            {
                case JsonToken.String:
                    variables.Set(name, reader.GetString());
                    break;
                case JsonToken.Number:
                    variables.SetLiteral(name, reader.GetString());
                    break;
                case JsonToken.True or JsonToken.False or JsonToken.Null:
                    variables.SetLiteral(name, reader.Token == JsonToken.True ? "true" : reader.Token == JsonToken.False ? "false" : "null");
                    break;
                default:
                    notScalar(name, reader.Offset);
                    reader.Skip();
                    break;
            }
        }
    }

    private static void Expect(JsonReader reader, JsonToken token)
    {
        reader.Read();
        if (reader.Token != token)
        {
            throw new JsonSyntaxException("it is not a JSON object", reader.Offset);
        }
    }
}
