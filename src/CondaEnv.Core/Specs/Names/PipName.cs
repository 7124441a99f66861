using System.Text;

namespace CondaEnv.Specs.Names;

/// <summary>Names of Python distributions as pip compares them.</summary>
internal static class PipName
{
    /// <summary>PEP 503: in lower case, runs of <c>-</c>, <c>_</c> and <c>.</c> as one <c>-</c>.</summary>
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
    /// The name as conda prints it: in lower case, <c>.</c> and <c>_</c> as
    /// <c>-</c>, runs kept. For printing; two names are compared by <see cref="Normalize"/>.
    /// </summary>
    public static string CondaSpelling(string? name) =>
        name is null ? "" : name.Replace('.', '-').Replace('_', '-').ToLowerInvariant();
}
