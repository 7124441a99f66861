using System;
using System.Collections.Generic;
using System.IO;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes.State;

/// <summary>
/// Variables that an environment sets on activation (CEP 32): <c>etc/conda/env_vars.d/*.json</c> in order of name,
/// then <c>conda-meta/state</c>, which wins. A value of <c>***unset***</c> is a tombstone: the variable was taken back.
/// </summary>
internal static class StateReader
{
    private const string Tombstone = "***unset***";

    /// <summary>Variables of <c>conda-meta/state</c> alone, tombstones dropped: what <c>conda env export</c> writes.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadState(string prefix, Action<CondaEnvException> report) =>
        Alive(ReadFile(Path.Combine(prefix, "conda-meta", "state"), isState: true, report));

    /// <summary>All variables.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadAll(string prefix, Action<CondaEnvException> report)
    {
        List<KeyValuePair<string, string>> all = [];
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
            Merge(all, ReadFile(file, isState: false, report));
        }

        Merge(all, ReadFile(Path.Combine(prefix, "conda-meta", "state"), isState: true, report));
        return Alive(all);
    }

    private static void Merge(List<KeyValuePair<string, string>> all, List<KeyValuePair<string, string>> more)
    {
        foreach (KeyValuePair<string, string> variable in more)
        {
            Set(all, variable);
        }
    }

    /// <summary>As a Python dict: a key that comes again keeps its place and takes the new value.</summary>
    private static void Set(List<KeyValuePair<string, string>> all, KeyValuePair<string, string> variable)
    {
        int at = all.FindIndex(v => v.Key == variable.Key);
        if (at < 0)
        {
            all.Add(variable);
        }
        else
        {
            all[at] = variable;
        }
    }

    private static List<KeyValuePair<string, string>> Alive(List<KeyValuePair<string, string>> variables)
    {
        variables.RemoveAll(static v => v.Value == Tombstone);
        return variables;
    }

    private static List<KeyValuePair<string, string>> ReadFile(string path, bool isState, Action<CondaEnvException> report)
    {
        List<KeyValuePair<string, string>> variables = [];
        try
        {
            byte[] data = ReadOnlyFile.ReadAll(path);
            int length = data.Length;
            int start = TextEncoding.ToUtf8(ref data, ref length);
            if (!ByteScan.IsUtf8(data, start, length))
            {
                // conda reads it with the locale's code page; bytes that are not UTF-8 are at least kept apart.
                data = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.GetEncoding("iso-8859-1").GetString(data, start, length - start));
                start = 0;
                length = data.Length;
            }

            JsonReader reader = new();
            reader.Reset(data, start, length);
            Parse(reader, isState, variables);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Most environments have none.
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
    }

    private static void Parse(JsonReader reader, bool isState, List<KeyValuePair<string, string>> variables)
    {
        Expect(reader, JsonToken.StartObject);
        if (!isState)
        {
            ParseVariables(reader, variables);
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
            ParseVariables(reader, variables);
        }

        reader.Read();
    }

    private static void ParseVariables(JsonReader reader, List<KeyValuePair<string, string>> variables)
    {
        while (reader.Read() && reader.Token == JsonToken.Name)
        {
            string name = reader.GetString();
            reader.Read();
            switch (reader.Token)
            {
                case JsonToken.String or JsonToken.Number:
                    Set(variables, new KeyValuePair<string, string>(name, reader.GetString()));
                    break;
                case JsonToken.True or JsonToken.False:
                    Set(variables, new KeyValuePair<string, string>(name, reader.Token == JsonToken.True ? "true" : "false"));
                    break;
                case JsonToken.Null:
                    break;
                default:
                    throw new JsonSyntaxException($"the value of '{name}' is not a string", reader.Offset);
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
