using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Validates a parameter with a precision for each of several names, <c>@{ python = 'Minor' }</c>; other values are
/// rejected at binding.
/// </summary>
internal sealed class PinTableAttribute : ValidateArgumentsAttribute
{
    /// <summary>
    /// Returns the table in the order in which the last match takes effect: full names after wildcards. A plain
    /// hashtable has no order, not even a stable one, so longer wildcards, which are more specific, come last.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, PinPrecision>> Parse(IDictionary? table) =>
    [
        .. (table?.Cast<DictionaryEntry>() ?? [])
            .Select(static e => new KeyValuePair<string, PinPrecision>(LanguagePrimitives.ConvertTo<string>(e.Key), LanguagePrimitives.ConvertTo<PinPrecision>(e.Value)))
            .OrderByDescending(static p => p.Key.IndexOfAny(['*', '?']) >= 0)
            .ThenBy(p => table is IOrderedDictionary ? 0 : p.Key.Length)
            .ThenBy(p => table is IOrderedDictionary ? "" : p.Key, StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (DictionaryEntry entry in (IDictionary)arguments)
        {
            if (!LanguagePrimitives.TryConvertTo(entry.Value, CultureInfo.InvariantCulture, out PinPrecision _))
            {
                throw new ValidationMetadataException(
                    $"Each name takes a precision (AsRequested, None, Major, Minor, Patch, Exact or Build); '{entry.Value}' for '{entry.Key}' is not one of them.");
            }
        }
    }
}
