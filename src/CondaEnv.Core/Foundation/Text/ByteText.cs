using System;

namespace CondaEnv.Foundation.Text;

/// <summary>Formats a number of bytes for people.</summary>
internal static class ByteText
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>
    /// At most seven characters, such as <c>950 B</c>, <c>12.3 MB</c> and <c>310 MB</c>. A KB is 1,024 bytes, as in
    /// PowerShell, conda and <c>du -h</c>.
    /// </summary>
    public static string Of(long bytes, IFormatProvider culture)
    {
        double value = bytes;
        int unit = 0;

        // 999.6 would be rounded to 1,000.
        while (Math.Abs(value) >= 999.5 && unit < s_units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return value.ToString(unit == 0 || Math.Abs(value) >= 99.95 ? "0" : "0.0", culture) + " " + s_units[unit];
    }
}
