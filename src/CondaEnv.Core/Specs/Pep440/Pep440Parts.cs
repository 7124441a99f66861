using System.Text;

namespace CondaEnv.Specs.Pep440;

/// <summary>
/// Components of a PEP 440 version. Numbers are strings without leading zeros, because they may have any length (for
/// example, date and time); 0 is the empty string. Immutable.
/// </summary>
internal sealed class Pep440Parts
{
    public string Epoch { get; init; } = "";

    /// <summary>The numbers of the release, as written.</summary>
    public required string[] Release { get; init; }

    /// <summary><c>a</c>, <c>b</c> or <c>rc</c>; null if it is not a pre-release.</summary>
    public string? PreLabel { get; init; }

    /// <summary>Number of the pre-release.</summary>
    public string Pre { get; init; } = "";

    /// <summary>Number of the post-release; null if it is not one.</summary>
    public string? Post { get; init; }

    /// <summary>Number of the development release; null if it is not one.</summary>
    public string? Dev { get; init; }

    /// <summary>The parts of the local version, in lower case; null if there is none.</summary>
    public string[]? Local { get; init; }

    /// <summary>Whether a part of a local version is a number.</summary>
    public static bool IsNumber(string part)
    {
        foreach (char c in part)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The normalized form.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        if (Epoch.Length > 0)
        {
            text.Append(Epoch).Append('!');
        }

        for (int i = 0; i < Release.Length; i++)
        {
            text.Append(i == 0 ? "" : ".").Append(Number(Release[i]));
        }

        if (PreLabel is not null)
        {
            text.Append(PreLabel).Append(Number(Pre));
        }

        if (Post is not null)
        {
            text.Append(".post").Append(Number(Post));
        }

        if (Dev is not null)
        {
            text.Append(".dev").Append(Number(Dev));
        }

        for (int i = 0; i < Local?.Length; i++)
        {
            text.Append(i == 0 ? '+' : '.').Append(IsNumber(Local[i]) ? Number(Local[i]) : Local[i]);
        }

        return text.ToString();
    }

    private static string Number(string digits) => digits.Length == 0 ? "0" : digits;
}
