using System;
using System.Collections.Generic;
using System.Text;

namespace CondaEnv.Foundation.Secrets;

/// <summary>
/// Removes credentials from addresses anywhere in a text: <c>user:password@</c> before the host; the token of
/// <c>/t/token/</c> (Anaconda servers), which is replaced by <c>&lt;TOKEN&gt;</c>; and parameters and queries, except
/// for a few that are known to be harmless. Addresses may be with or without a scheme, and percent-encoded or not. The
/// values of options such as <c>--token</c> are removed too.
/// </summary>
/// <remarks>
/// conda redacts what it writes into <c>conda-meta/*.json</c>, but <c>conda-meta/history</c> contains command lines as
/// typed, and pip stores <c>git+https://token@host</c> in <c>direct_url.json</c>. In case of doubt, more is removed
/// rather than less, but only inside addresses, so that paths in a text remain intact.
/// </remarks>
internal static class SecretRedactor
{
    private const int MostPasses = 8;

    private static readonly char[] s_marks = [':', '%', '/', '\\'];

    /// <summary>The text without credentials; the same instance if it contains none.</summary>
    public static string Redact(string text)
    {
        string clean = Once(text);
        for (int pass = 1; pass < MostPasses && !ReferenceEquals(clean, text); pass++)
        {
            // In hostile texts, the result may contain another URL.
            text = clean;
            clean = Once(text);
        }

        return clean;
    }

    /// <summary>As <see cref="Redact(string)"/>, for texts that may be null.</summary>
    public static string? RedactOrNull(string? text) => text is null ? null : Redact(text);

    /// <summary>As <see cref="Redact(string)"/>, for each text; the same list if none contains credentials.</summary>
    public static IReadOnlyList<string> RedactAll(IReadOnlyList<string> texts)
    {
        string[]? clean = null;
        for (int i = 0; i < texts.Count; i++)
        {
            string one = Redact(texts[i]);
            if (!ReferenceEquals(one, texts[i]))
            {
                clean ??= [.. texts];
                clean[i] = one;
            }
        }

        return clean ?? texts;
    }

    private static string Once(string text)
    {
        // Nearly all texts have no suspicious characters or are plain addresses, and need only one check.
        if (IsPlainUrl(text) || !MayHoldAny(text))
        {
            return text;
        }

        List<SecretCut> cuts = [];
        AddressSecrets.Find(text, cuts);
        BareSecrets.Find(text, cuts);
        if (DecodedText.Of(text) is { } decoded)
        {
            // Check both forms: an encoded delimiter may be part of a password, or of the address's structure.
            int first = cuts.Count;
            AddressSecrets.Find(decoded.Text, cuts);
            BareSecrets.Find(decoded.Text, cuts);
            for (int i = first; i < cuts.Count; i++)
            {
                cuts[i] = cuts[i] with { Start = decoded.PlaceOf(cuts[i].Start), End = decoded.PlaceOf(cuts[i].End) };
            }
        }

        return cuts.Count == 0 ? text : Apply(text, cuts);
    }

    /// <summary>
    /// A plain address, as in every record: no user, port, query or encoded character, and no folder <c>t</c>.
    /// </summary>
    private static bool IsPlainUrl(string text)
    {
        int start = text.StartsWith("https://", StringComparison.Ordinal) ? 8 : text.StartsWith("http://", StringComparison.Ordinal) ? 7 : text.Length;
        for (int i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '+':
                case '-' when text[i - 1] != '-':
                case '/' when i + 2 >= text.Length || text[i + 1] is not ('t' or 'T') || text[i + 2] != '/':
                    break;
                default:
                    return false;
            }
        }

        return start < text.Length;
    }

    private static bool MayHoldAny(string text)
    {
        // Every rule below needs one of these. Almost no text has one, and searching for them is faster than a loop.
        if (text.IndexOfAny(s_marks) < 0 && text.IndexOf("--", StringComparison.Ordinal) < 0)
        {
            return false;
        }

        bool hasColon = false;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case ':':
                    hasColon = true;
                    if (i + 1 < text.Length && text[i + 1] is '/' or '\\')
                    {
                        return true;
                    }

                    break;
                case '@' when hasColon:
                case '%' when i + 2 < text.Length && Uri.IsHexDigit(text[i + 1]):
                case '-' when i + 2 < text.Length && text[i + 1] == '-' && char.IsLetter(text[i + 2]):
                case 't' or 'T' when i > 1 && text[i - 1] is '/' or '\\' && i + 1 < text.Length && text[i + 1] is '/' or '\\':
                    return true;
            }
        }

        return false;
    }

    // Each rule checks the whole text independently, so the ranges may overlap.
    private static string Apply(string text, List<SecretCut> cuts)
    {
        cuts.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.End.CompareTo(a.End));
        StringBuilder result = new(text.Length);
        int copied = 0;
        bool changed = false;
        foreach (SecretCut cut in cuts)
        {
            (int start, int end) = (cut.Start, cut.End);
            if (start >= copied)
            {
                changed |= string.CompareOrdinal(text, start, cut.Replacement, 0, Math.Max(end - start, cut.Replacement.Length)) != 0;
                result.Append(text, copied, start - copied).Append(cut.Replacement);
            }

            changed |= end > copied && start < copied;
            copied = Math.Max(copied, end);
        }

        return changed ? result.Append(text, copied, text.Length - copied).ToString() : text;
    }
}
