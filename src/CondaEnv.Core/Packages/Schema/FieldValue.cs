using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Json;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Packages.Schema;

/// <summary>
/// Makes the value of a property of what a source gives: the text of a cell, a value of JSON, a property of a deserialised
/// object. Each answers false if that is not of the kind.
/// </summary>
internal static class FieldValue
{
    /// <summary>Any plain value as its text.</summary>
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

    /// <summary>A whole number.</summary>
    public static bool TryNumber(object raw, out long value)
    {
        value = raw is double and > -9e15 and < 9e15 ? (long)(double)raw : 0;
        return raw is double number
            ? number == value
            : TryText(raw, out string text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>True or false, in any case: PowerShell writes them with a capital.</summary>
    public static bool TryFlag(object raw, out bool value)
    {
        value = false;
        return TryText(raw, out string text) && bool.TryParse(text, out value);
    }

    /// <summary>A time, as UTC: all that are read back are.</summary>
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

    /// <summary>A list of texts: any list, or its text as a JSON array.</summary>
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

    /// <summary>A version.</summary>
    public static bool TryVersion(object raw, out CondaVersion value)
    {
        value = raw as CondaVersion ?? null!;
        if (value is null && TryText(raw, out string text) && text.Length > 0)
        {
            value = CondaVersion.FromRecord(text);
        }

        return value is not null;
    }

    /// <summary>A value of an enumeration, by its name in any case, or by its number.</summary>
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

    /// <summary>The members of a row: a source already, an object of JSON, or its text.</summary>
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
