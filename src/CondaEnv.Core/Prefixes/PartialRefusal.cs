using System.Collections.Generic;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Prefixes;

/// <summary>
/// Prevents incomplete data from replacing data that may be complete. An environment with a damaged record is written
/// to a new file, together with the error, but replaces an existing file only if the user requests it.
/// </summary>
internal static class PartialRefusal
{
    /// <summary>Throws if an environment that was read incompletely would replace existing data.</summary>
    /// <param name="path">The existing file, or folder of a record.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="gaps">Why data may be missing; empty if the read was complete.</param>
    /// <param name="allowed">True if the user requested the replacement.</param>
    /// <exception cref="CondaEnvException">PartialRefused if the replacement is not allowed.</exception>
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
