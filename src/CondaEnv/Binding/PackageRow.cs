using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Schema;

namespace CondaEnv.Binding;

/// <summary>Makes a package of a row that once was one: of another session's answer, of CliXml, of a CSV file, of JSON.</summary>
internal static class PackageRow
{
    /// <summary>The package; null where the row is none: one has a name, a version, and who installed it or which build or channel it is.</summary>
    /// <remarks>Values that are not of their property's kind are ignored: people and spreadsheets edit such rows.</remarks>
    public static CondaPackage? Read(PSObject row) =>
        TextOf(row, nameof(CondaPackage.Version)) is null
        || (row.Properties[nameof(CondaPackage.Manager)] ?? row.Properties[nameof(CondaPackage.Build)] ?? row.Properties[nameof(CondaPackage.Channel)]) is null
            ? null
            : CondaPackage.Read(Members(row));

    /// <summary>A property as text; null where there is none, or nothing in it.</summary>
    public static string? TextOf(PSObject row, string property) =>
        Plain(row.Properties[property]?.Value) is { } plain && FieldValue.TryText(plain, out string text) && text.Length > 0 ? text : null;

    private static Func<string, object?> Members(PSObject row) => name =>
        Plain(row.Properties[name]?.Value) is { } value && CondaPackage.Schema.Find(name) is { } field ? OfKind(value, field.Kind) : null;

    /// <summary>What PowerShell itself makes of a value in a CSV file, or a person in a row by hand.</summary>
    private static object OfKind(object value, FieldKind kind) => (value, kind) switch
    {
        (string text, FieldKind.List) when text.Length > 0 && text[0] != '[' => new[] { text },
        (string text, FieldKind.Time) when !FieldValue.TryUtcTime(text, out _) && TimeText.TryParseShown(text, out DateTime time) => time,
        _ => value,
    };

    /// <summary>The value without PowerShell's wrapping: a nested object as the source of its members.</summary>
    private static object? Plain(object? value)
    {
        if (value is not PSObject wrapped)
        {
            return value is object[] or ArrayList ? ((IEnumerable)value).Cast<object?>().Select(Plain).ToList() : value;
        }

        if (wrapped.BaseObject is not PSCustomObject)
        {
            return Plain(wrapped.BaseObject);
        }

        // ConvertTo-Json makes an object of a version; everything else that is serialised is, or still has, its text.
        return wrapped.Properties["Text"]?.Value is string text ? text
            : wrapped.Properties[nameof(CondaPackage.Name)] is not null ? Members(wrapped)
            : wrapped.ToString(null, CultureInfo.InvariantCulture);
    }
}
