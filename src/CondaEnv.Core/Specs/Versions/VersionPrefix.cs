using System;
using System.Globalization;
using System.Linq;

namespace CondaEnv.Specs.Versions;

/// <summary>The first parts of a version, by its points: what <c>=1.26</c> asks for.</summary>
internal static class VersionPrefix
{
    /// <summary>The first so many parts; the epoch stays, the local part (<c>+cu118</c>) goes.</summary>
    public static string Of(string version, int parts)
    {
        int local = version.IndexOf('+');
        string main = local < 0 ? version : version.Substring(0, local);
        string[] all = main.Split('.');
        return all.Length <= parts ? main : string.Join(".", all.Take(parts));
    }

    /// <summary>Whether the version is the prefix, or starts with it and a point.</summary>
    public static bool Contains(string prefix, string version) =>
        version.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (version.Length == prefix.Length || version[prefix.Length] is '.' or '_' or '-' or '+');

    /// <summary>One number of a release: the digits that a part starts with. A missing part counts as 0, as in comparisons.</summary>
    /// <param name="version">The version.</param>
    /// <param name="place">Which part, from 0.</param>
    /// <returns>The number; null if the part starts with no digit or is too great, or the text is no version.</returns>
    public static long? Number(CondaVersion version, int place)
    {
        if (!version.IsValid)
        {
            return null;
        }

        string text = version.Normalized;
        string[] parts = text.Substring(text.IndexOf('!') + 1).Split('+')[0].Split('.', '_');
        if (place >= parts.Length)
        {
            return 0;
        }

        string digits = new([.. parts[place].TakeWhile(static c => c is >= '0' and <= '9')]);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <summary>The least version that is greater than all that start with the prefix: 1.26 gives 1.27; null where its last part is no number.</summary>
    public static string? Next(string prefix)
    {
        int last = prefix.LastIndexOfAny(['.', '!']) + 1;
        return long.TryParse(prefix.Substring(last), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? prefix.Substring(0, last) + (number + 1).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
