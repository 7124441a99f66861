using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Lint;

/// <summary>Rules for secrets, which should not be in a shared file. No finding contains the secret itself.</summary>
internal static class SecretRules
{
    private static readonly string[] s_telling = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "APIKEY", "API_KEY", "ACCESS_KEY", "PRIVATE_KEY"];

    public static void Check(AuditedFile file)
    {
        foreach (YamlScalar channel in file.Items("channels"))
        {
            if (HoldsSecret(channel.Value))
            {
                file.Find("SecretInUrl", channel, $"the channel '{SecretRedactor.Redact(channel.Value)}' contains a password or a token", "Remove it. Use 'conda token set', or a variable in the URL ('$NAME').");
            }
        }

        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            if (HoldsSecret(dependency.SourceText))
            {
                file.Find("SecretInUrl", dependency, $"'{dependency.Spec.Trim()}' contains a password or a token", "Remove it, and let the tool ask for it.");
            }
        }

        if (file.Document?.Find("variables") is not { Value: YamlMapping variables })
        {
            return;
        }

        foreach (KeyValuePair<YamlScalar, YamlNode> entry in variables.Entries)
        {
            if (entry.Value is YamlScalar { IsNull: false, Value.Length: > 0 } value
                && (HoldsSecret(value.Value) || (IsTelling(entry.Key.Value) && value.Value[0] is not ('$' or '%' or '<'))))
            {
                file.Find("SecretVariable", entry.Key, $"the variable '{entry.Key.Value}' looks like a secret", "Set it on the machine that uses the environment, not in the file.");
            }
        }
    }

    /// <summary>Whether an address contains credentials, other than variables.</summary>
    private static bool HoldsSecret(string text)
    {
        string clean = SecretRedactor.Redact(text);
        return !ReferenceEquals(clean, text) && clean != text && !text.Contains("$");
    }

    private static bool IsTelling(string name)
    {
        string upper = name.ToUpperInvariant();
        foreach (string telling in s_telling)
        {
            if (upper.Contains(telling))
            {
                return true;
            }
        }

        return false;
    }
}
