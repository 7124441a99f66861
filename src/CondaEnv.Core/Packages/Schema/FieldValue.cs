using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Packages.Schema;

/// <summary>
/// Converts data of a source to the value of a property. The source is a CSV cell, a JSON value or a property of a
/// deserialized object. Each method returns false if the data has the wrong type.
/// </summary>
internal static class FieldValue
{
    /// <summary>Converts any scalar value to text.</summary>
    public static bool TryText(object raw, out string value)
    {
        value = raw switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => raw.ToString() ?? "",
        };
        return raw is not IEnumerable || raw is string;
    }

    /// <summary>Converts to a whole number.</summary>
    public static bool TryNumber(object raw, out long value)
    {
        value = raw is double and > -9e15 and < 9e15 ? (long)(double)raw : 0;
        return raw is double number
            ? number == value
            : TryText(raw, out string text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Converts to a Boolean, ignoring case, because PowerShell capitalizes Booleans.</summary>
    public static bool TryFlag(object raw, out bool value)
    {
        value = false;
        return TryText(raw, out string text) && bool.TryParse(text, out value);
    }

    /// <summary>Converts to a time in UTC; all times that are read back are UTC.</summary>
    public static bool TryUtcTime(object raw, out DateTime value)
    {
        if (raw is DateTime time || (raw is string text && TimeText.TryParse(text, out time)))
        {
            value = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Converts to a list of strings: any list, or its text as a JSON array.</summary>
    public static bool TryList(object raw, out IReadOnlyList<string> value)
    {
        List<string> texts = [];
        value = texts;
        if (raw is string json && (!JsonValue.TryParse(json, out object? parsed) || (raw = parsed!) is not List<object?>))
        {
            return false;
        }

        if (raw is not IEnumerable items)
        {
            return false;
        }

        foreach (object? item in items)
        {
            if (item is null || !TryText(item, out string text))
            {
                return false;
            }

            texts.Add(text);
        }

        return true;
    }

    /// <summary>Converts to a version.</summary>
    public static bool TryVersion(object raw, out CondaVersion value)
    {
        value = raw as CondaVersion ?? null!;
        if (value is null && TryText(raw, out string text) && text.Length > 0)
        {
            value = CondaVersion.FromRecord(text);
        }

        return value is not null;
    }

    /// <summary>Converts to a value of an enumeration, from its name in any case or from its number.</summary>
    public static bool TryChoice<TEnum>(object raw, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return TryText(raw, out string text) && Enum.TryParse(text, ignoreCase: true, out value)
#if NET
            && Enum.IsDefined(value);
#else
            && Enum.IsDefined(typeof(TEnum), value);
#endif
    }

    /// <summary>Converts to the members of a row: from a function, a JSON object, or its text.</summary>
    public static bool TryMembers(object raw, out Func<string, object?> members)
    {
        object? value = raw is string text && JsonValue.TryParse(text, out object? parsed) ? parsed : raw;
        members = value switch
        {
            Func<string, object?> source => source,
            Dictionary<string, object?> known => name => known.TryGetValue(name, out object? member) ? member : null,
            _ => null!,
        };
        return members is not null;
    }
}
