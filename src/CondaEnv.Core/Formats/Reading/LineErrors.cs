using System;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Reading;

/// <summary>
/// Gathers what is wrong with the lines of a list. A few are reported, each for itself; a file that is not such a list at all gets one
/// error, not one a line.
/// </summary>
internal sealed class LineErrors(string path, Action<CondaEnvException> report)
{
    /// <summary>So many may be wrong in a list that is one.</summary>
    private const int Few = 10;

    private readonly List<CondaEnvException> _errors = [];

    /// <summary>Takes the error of a line.</summary>
    public void Add(CondaEnvException error) => _errors.Add(error);

    /// <summary>Reports them, or throws the one.</summary>
    /// <param name="read">Number of lines that could be read.</param>
    /// <param name="what">What the file is not, with its article.</param>
    /// <exception cref="CondaEnvException">FileInvalid: no line can be read, or hardly any.</exception>
    public void Close(int read, string what)
    {
        if (_errors.Count > 1 && (read == 0 || (_errors.Count > Few && _errors.Count > read)))
        {
            CondaEnvException first = _errors[0];
            string share = read == 0
                ? string.Format(CultureInfo.InvariantCulture, "none of its {0} entries can be read", _errors.Count)
                : string.Format(CultureInfo.InvariantCulture, "{0} of its {1} entries cannot be read", _errors.Count, _errors.Count + read);
            throw SourceText.Invalid(path, first.Line, first.Column, $"the file is not {what}: {share}");
        }

        foreach (CondaEnvException error in _errors)
        {
            report(error);
        }
    }
}
