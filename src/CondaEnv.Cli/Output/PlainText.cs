namespace CondaEnv.Cli.Output;

/// <summary>Text for a terminal.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text, control characters shown as question marks: names and versions are other people's data, and must
    /// neither break a line nor move the cursor.
    /// </summary>
    public static string Of(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                return string.Create(text.Length, text, static (span, source) =>
                {
                    for (int i = 0; i < span.Length; i++)
                    {
                        span[i] = char.IsControl(source[i]) ? '?' : source[i];
                    }
                });
            }
        }

        return text;
    }
}
