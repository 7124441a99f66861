using System;
using System.Globalization;

namespace CondaEnv.Foundation.Yaml;

/// <summary>
/// Determines the value that conda reads from a plain scalar (ruamel.yaml, YAML 1.2), as printed by Python.
/// </summary>
internal static class YamlValue
{
    /// <summary>True if conda reads it as a string.</summary>
    public static bool IsText(YamlScalar scalar) => scalar.IsQuoted || (!scalar.IsNull && YamlResolver.IsString(scalar.Value));

    /// <summary>
    /// The text; for a number, the text printed by Python (<c>1.10</c> is the number 1.1), which becomes the value of
    /// an environment variable. Empty for null.
    /// </summary>
    public static string Text(YamlScalar scalar)
    {
        if (IsText(scalar) || scalar.IsNull)
        {
            return scalar.IsNull ? "" : scalar.Value;
        }

        return scalar.Value switch
        {
            "true" or "True" or "TRUE" => "True",
            "false" or "False" or "FALSE" => "False",
            _ => Integer(scalar.Value) ?? Float(scalar.Value) ?? scalar.Value,
        };
    }

    private static string? Integer(string text)
    {
        string digits = text.Replace("_", "");
        bool negative = digits[0] == '-';
        digits = digits.TrimStart('+', '-');
        int radix = digits.Length > 2 && digits[0] == '0' ? digits[1] switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 } : 10;
        string printed;
        if (radix == 10)
        {
            foreach (char c in digits)
            {
                if (c is < '0' or > '9')
                {
                    return null;
                }
            }

            printed = digits.TrimStart('0');
        }
        else
        {
            if (digits.Length > 2 + 15)
            {
                // Longer than any real number.
                return text;
            }

            long value = 0;
            for (int i = 2; i < digits.Length; i++)
            {
                int digit = digits[i] <= '9' ? digits[i] - '0' : (digits[i] | 0x20) - 'a' + 10;
                value = (value * radix) + digit;
            }

            printed = value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);
        }

        return printed.Length == 0 ? (digits.Length == 0 ? null : "0") : negative ? "-" + printed : printed;
    }

    private static string? Float(string text)
    {
        string digits = text.Replace("_", "");
        switch (digits.TrimStart('+', '-').ToLowerInvariant())
        {
            case ".inf":
                return digits[0] == '-' ? "-inf" : "inf";
            case ".nan":
                return "nan";
            default:
                break;
        }

        if (!digits.Contains(".") && digits.IndexOfAny(['e', 'E']) < 0)
        {
            return null;
        }

        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsInfinity(value) || double.IsNaN(value))
        {
            return null;
        }

        if (Math.Abs(value) is >= 1e15 and < 1e16)
        {
            return value.ToString("F1", CultureInfo.InvariantCulture);
        }

        string printed = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0)
        {
            return digits[0] == '-' ? "-0.0" : "0.0";
        }

        return printed.Contains("E") ? printed.Replace('E', 'e') : printed.Contains(".") ? printed : printed + ".0";
    }
}
