using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Json;

namespace CondaEnv.Install;

/// <summary>
/// Writes the variables of a new environment to <c>conda-meta/state</c>, as <c>conda env config vars set</c> does,
/// because a list of addresses cannot contain them.
/// </summary>
internal static class StateWriter
{
    /// <summary>Writes the variables, if there are any.</summary>
    /// <exception cref="CondaEnvException">AccessDenied or FileWriteFailed if the file cannot be written.</exception>
    public static void Write(string prefix, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        string path = Path.Combine(prefix, "conda-meta", "state");
        if (variables.Count == 0 || File.Exists(path))
        {
            return;
        }

        JsonWriter json = new();
        json.StartObject().Name("env_vars").StartObject();
        foreach (KeyValuePair<string, string> variable in variables)
        {
            json.Name(variable.Key).Value(variable.Value);
        }

        json.EndObject().EndObject();
        try
        {
            File.WriteAllText(path, json.ToString(), new UTF8Encoding(false));
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            CondaErrorKind kind = e is UnauthorizedAccessException ? CondaErrorKind.AccessDenied : CondaErrorKind.FileWriteFailed;
            throw new CondaEnvException(kind, $"'{path}' could not be written: {e.Message.TrimEnd('.')}.", path, e);
        }
    }
}
