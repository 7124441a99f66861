using System.Globalization;

namespace CondaEnv.Foundation.Text;

/// <summary>Formats a number of things for a message.</summary>
internal static class Quantity
{
    /// <summary><c>1 package</c>, <c>2 packages</c>: for nouns with a plural in s.</summary>
    public static string Of(long count, string noun) => count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");

    /// <summary><c>1 entry</c>, <c>2 entries</c>.</summary>
    public static string Of(long count, string one, string many) => count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? one : many);
}
