using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Schema;

namespace CondaEnv.Binding;

/// <summary>Converts a row to a package: from another session, CliXml, a CSV file or JSON.</summary>
internal static class PackageRow
{
    /// <summary>
    /// Returns the package; null if the row is not a package. A package has a name, a version, and a manager, build or
    /// channel.
    /// </summary>
    /// <remarks>Values of the wrong type are ignored, because users and spreadsheets may have edited the row.</remarks>
    public static CondaPackage? Read(PSObject row) =>
        TextOf(row, nameof(CondaPackage.Version)) is null
        || (row.Properties[nameof(CondaPackage.Manager)] ?? row.Properties[nameof(CondaPackage.Build)] ?? row.Properties[nameof(CondaPackage.Channel)]) is null
            ? null
            : CondaPackage.Read(Members(row));

    /// <summary>A property as text; null if it is missing or empty.</summary>
    public static string? TextOf(PSObject row, string property) =>
        Plain(row.Properties[property]?.Value) is { } plain && FieldValue.TryText(plain, out string text) && text.Length > 0 ? text : null;

    private static Func<string, object?> Members(PSObject row) => name =>
        Plain(row.Properties[name]?.Value) is { } value && CondaPackage.Schema.Find(name) is { } field ? OfKind(value, field.Kind) : null;

    /// <summary>Converts values that PowerShell wrote to a CSV file, or that a user entered.</summary>
    private static object OfKind(object value, FieldKind kind) => (value, kind) switch
    {
        (string text, FieldKind.List) when text.Length > 0 && text[0] != '[' => new[] { text },
        (string text, FieldKind.Time) when !FieldValue.TryUtcTime(text, out _) && TimeText.TryParseShown(text, out DateTime time) => time,
        _ => value,
    };

    /// <summary>
    /// The value without PowerShell's wrapper; a nested object becomes a function that returns its members.
    /// </summary>
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

        // ConvertTo-Json converts a version to an object. Other serialized values are strings, or objects that still
        // have their text.
        return wrapped.Properties["Text"]?.Value is string text ? text
            : wrapped.Properties[nameof(CondaPackage.Name)] is not null ? Members(wrapped)
            : wrapped.ToString(null, CultureInfo.InvariantCulture);
    }
}
