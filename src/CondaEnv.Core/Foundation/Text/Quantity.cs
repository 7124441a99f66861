using System.Globalization;

namespace CondaEnv.Foundation.Text;

/// <summary>A number of things as a message has it.</summary>
internal static class Quantity
{
    /// <summary><c>1 package</c>, <c>2 packages</c>: for nouns whose plural ends in s.</summary>
    public static string Of(long count, string noun) => count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
