using System;
using System.Globalization;
using System.Linq;

namespace CondaEnv.Specs.Versions;

/// <summary>The leading parts of a version, separated by dots, as in <c>=1.26</c>.</summary>
internal static class VersionPrefix
{
    /// <summary>
    /// The given number of leading parts; the epoch is kept, the local part (<c>+cu118</c>) is removed.
    /// </summary>
    public static string Of(string version, int parts)
    {
        int local = version.IndexOf('+');
        string main = local < 0 ? version : version.Substring(0, local);
        string[] all = main.Split('.');
        return all.Length <= parts ? main : string.Join(".", all.Take(parts));
    }

    /// <summary>Whether the version equals the prefix, or starts with the prefix and a separator.</summary>
    public static bool Contains(string prefix, string version) =>
        version.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (version.Length == prefix.Length || version[prefix.Length] is '.' or '_' or '-' or '+');

    /// <summary>
    /// One number of a release: the digits at the start of a part. A missing part counts as 0, as in comparisons.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="place">Zero-based index of the part.</param>
    /// <returns>The number; null if the part does not start with a digit or is too large, or if the text is not a valid
    /// version.</returns>
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

    /// <summary>
    /// The smallest version that is greater than all versions with the prefix, such as 1.27 for 1.26; null if the last
    /// part of the prefix is not a number.
    /// </summary>
    public static string? Next(string prefix)
    {
        int last = prefix.LastIndexOfAny(['.', '!']) + 1;
        return long.TryParse(prefix.Substring(last), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? prefix.Substring(0, last) + (number + 1).ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
