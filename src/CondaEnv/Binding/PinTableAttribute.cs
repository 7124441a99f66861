using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>A parameter that takes a precision for each of some names, <c>@{ python = 'Minor' }</c>; anything else is refused at binding.</summary>
internal sealed class PinTableAttribute : ValidateArgumentsAttribute
{
    /// <summary>
    /// The table in the order in which the last that fits holds: full names after wildcards. A plain table has no order
    /// of its own, and not even the same one twice: of its wildcards the longer, which says more, comes last.
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
