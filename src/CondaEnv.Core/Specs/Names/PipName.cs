using System.Text;

namespace CondaEnv.Specs.Names;

/// <summary>Compares names of Python distributions as pip does.</summary>
internal static class PipName
{
    /// <summary>
    /// Normalizes a name (PEP 503): lower case, with each run of <c>-</c>, <c>_</c> and <c>.</c> replaced by one
    /// <c>-</c>.
    /// </summary>
    public static string Normalize(string name)
    {
        StringBuilder result = new(name.Length);
        foreach (char c in name)
        {
            if (c is not ('-' or '_' or '.'))
            {
                result.Append(char.ToLowerInvariant(c));
            }
            else if (result.Length == 0 || result[result.Length - 1] != '-')
            {
                result.Append('-');
            }
        }

        return result.ToString();
    }

    /// <summary>
    /// The name as conda prints it: lower case, with each <c>.</c> and <c>_</c> replaced by <c>-</c>; runs are kept.
    /// Only for output; use <see cref="Normalize"/> to compare names.
    /// </summary>
    public static string CondaSpelling(string? name) =>
        name is null ? "" : name.Replace('.', '-').Replace('_', '-').ToLowerInvariant();
}
