using System.Text;
using CondaEnv.Formats.Losses;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Writing;

/// <summary>
/// The address of a channel that needs credentials, with the names of environment variables in their place:
/// <c>https://${CONDA_USER_HOST}:${CONDA_PASSWORD_HOST}@host/name</c>, <c>https://host/t/${CONDA_TOKEN_HOST}/name</c>.
/// conda-lock reads such a file directly. For conda, the variables must be replaced by their values, or the channel
/// must be added to a condarc.
/// </summary>
internal static class ChannelSecret
{
    /// <summary>
    /// Replaces the <c>&lt;TOKEN&gt;</c> that conda itself writes into its records; the token is then unknown.
    /// </summary>
    public const string UnknownToken = "TOKEN";

    /// <summary>
    /// Returns the address. Removed credentials are reported here; written ones are reported by the export.
    /// </summary>
    public static string Write(Channel channel, bool includeSecret, LossReport losses)
    {
        string variable = Variable(channel.Location ?? channel.Name);
        StringBuilder url = new(channel.Scheme ?? "https");
        url.Append("://");
        string names = "";
        if (!string.IsNullOrEmpty(channel.Auth))
        {
            bool pair = channel.Auth!.Contains(":");
            names = pair ? "CONDA_USER_" + variable + " and CONDA_PASSWORD_" + variable : "CONDA_USER_" + variable;
            url.Append(includeSecret ? channel.Auth : pair ? "${CONDA_USER_" + variable + "}:${CONDA_PASSWORD_" + variable + "}" : "${CONDA_USER_" + variable + "}").Append('@');
        }

        url.Append(channel.Location);
        if (!string.IsNullOrEmpty(channel.Token))
        {
            names += (names.Length > 0 ? " and " : "") + "CONDA_TOKEN_" + variable;
            bool known = includeSecret && channel.Token != UnknownToken;
            url.Append("/t/").Append(known ? channel.Token : "${CONDA_TOKEN_" + variable + "}");
        }

        url.Append('/').Append(channel.Name);
        if (!includeSecret || channel.Token == UnknownToken)
        {
            losses.SecretRemoved(null, $"the credentials of the channel '{channel.CanonicalName}' are left out: the text names the environment variables {names} in their place");
        }

        return url.ToString();
    }

    /// <summary>The part of the variable names that identifies the host.</summary>
    internal static string Variable(string location)
    {
        int end = location.IndexOf('/');
        StringBuilder name = new(location, 0, end < 0 ? location.Length : end, 64);
        for (int i = 0; i < name.Length; i++)
        {
            name[i] = char.IsLetterOrDigit(name[i]) ? char.ToUpperInvariant(name[i]) : '_';
        }

        return name.ToString();
    }
}
