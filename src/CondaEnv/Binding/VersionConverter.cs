using System;
using System.Globalization;
using System.Management.Automation;

namespace CondaEnv.Binding;

/// <summary>
/// Converts values that PowerShell compares with a <see cref="CondaVersion"/>: a version from another session, a
/// <see cref="Version"/>, or a whole number. A number with a decimal point is an error, because <c>3.10</c> without
/// quotes is 3.1.
/// </summary>
public sealed class VersionConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        destinationType == typeof(CondaVersion) && (TextOf(sourceValue) is not null || IsFraction(sourceValue));

    /// <inheritdoc/>
    /// <exception cref="PSInvalidCastException">The value is a number with a decimal point.</exception>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        object value = Plain(sourceValue);
        if (TextOf(value) is { } text)
        {
            return CondaVersion.FromRecord(text);
        }

        string number = string.Format(CultureInfo.InvariantCulture, "{0}", value);
        throw new PSInvalidCastException($"{number} is a number, and 3.10 without quotes is 3.1. Put the version in quotes, as '{number}'.");
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException($"A version cannot be converted to {destinationType}.");

    private static object Plain(object value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static bool IsFraction(object value) => Plain(value) is double or float;

    /// <summary>
    /// The text of other values. A string is handled by the constructor, whose error describes what is wrong.
    /// </summary>
    private static string? TextOf(object value) => Plain(value) switch
    {
        Version version => version.ToString(),
        int or long or decimal or byte or short or uint or ulong or ushort => string.Format(CultureInfo.InvariantCulture, "{0}", Plain(value)),
        { } semantic when semantic.GetType().FullName == "System.Management.Automation.SemanticVersion" => semantic.ToString(),
        PSObject row when row.TypeNames.Contains("Deserialized." + typeof(CondaVersion).FullName) => row.Properties[nameof(CondaVersion.Text)]?.Value as string,
        _ => null,
    };
}
