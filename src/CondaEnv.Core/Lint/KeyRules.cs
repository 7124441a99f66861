using System.Collections.Generic;
using CondaEnv.Formats.EnvironmentYml;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Lint;

/// <summary>Rules for the keys of an environment.yml (CEP 24).</summary>
internal static class KeyRules
{
    private static readonly char[] s_refused = ['/', ' ', ':', '#'];
    private static readonly string[] s_keys = ["name", "prefix", "channels", "dependencies", "variables", "platforms", "category"];

    public static void Check(AuditedFile file)
    {
        if (file.Document is not { } document)
        {
            return;
        }

        bool dependencies = false;
        foreach (KeyValuePair<YamlScalar, YamlNode> entry in document.Entries)
        {
            string key = entry.Key.Value;
            dependencies |= key == "dependencies";
            if (!EnvironmentYamlFile.IsKey(key) && !EnvironmentYamlFile.IsExtension(key))
            {
                IReadOnlyList<string> near = NearNames.Of(key, s_keys);
                file.Find("UnknownKey", entry.Key, $"conda ignores the key {SpecErrors.Quote(key)}", near.Count == 0 ? "Remove it, or turn it into a comment." : $"Did you mean '{near[0]}'?");
            }
            else if (key == "prefix")
            {
                file.Find("PrefixPresent", entry.Key, "'prefix' is a folder of the machine that wrote the file; conda ignores it", "Remove the line.");
            }
            else if (key == "name" && entry.Value is YamlScalar { IsNull: false } name)
            {
                CheckName(file, name);
            }
        }

        if (!dependencies)
        {
            file.Find("MissingDependencies", "the key 'dependencies' is missing; CEP 24 requires it", "If there is nothing to install, add 'dependencies: []'.");
        }
        else if (file.File.Dependencies.Count == 0 && document.Find("dependencies")!.Value.Value is not YamlSequence { Items.Count: > 0 })
        {
            file.Find("EmptyDependencies", document.Find("dependencies")!.Value.Key, "the file lists no dependencies");
        }
    }

    private static void CheckName(AuditedFile file, YamlScalar name)
    {
        string text = name.Value;
        if (text.Length == 0)
        {
            file.Find("NameRefused", name, "the name is empty, which conda rejects", "Give a name, or remove the key.");
        }
        else if (text is "base" or "root")
        {
            file.Find("NameRefused", name, $"'{text}' is the name of the base environment of an installation; conda rejects it for another one", "Choose another name.");
        }
        else if (text.IndexOfAny(s_refused) >= 0 || text.Contains("\\"))
        {
            file.Find("NameRefused", name, $"conda rejects the name {SpecErrors.Quote(text)}: it has one of '/', '\\', ':', '#' or a space", "Choose another name.");
        }
    }
}
