using System.Collections.Generic;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes;

/// <summary>
/// The rule that what is known to be partial never replaces what may be whole: an environment with a damaged record is
/// written to a new file, with the error, but over an existing one only if the user asks for it.
/// </summary>
internal static class PartialRefusal
{
    /// <summary>Refuses to replace something with an environment that could not be read completely.</summary>
    /// <param name="path">The existing file, or folder of a record.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="gaps">Why something may be missing; empty if nothing is.</param>
    /// <param name="allowed">Whether the user has asked for it.</param>
    /// <exception cref="CondaEnvException">PartialRefused.</exception>
    public static void Check(string path, string environment, IReadOnlyList<CondaEnvException> gaps, bool allowed)
    {
        if (gaps.Count > 0 && !allowed)
        {
            throw new CondaEnvException(
                CondaErrorKind.PartialRefused,
                $"'{path}' is left as it is, because the environment '{environment}' could not be read completely ({Quantity.Of(gaps.Count, "problem")}). Repair the environment, choose another path, or allow a partial result (-AllowPartial, --allow-partial).",
                path,
                gaps[0]);
        }
    }
}
