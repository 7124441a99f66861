using System;
using System.Collections.Generic;
using System.Globalization;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.Reading;

/// <summary>
/// Collects errors in the lines of a list. A few are reported separately; a file that is not a list of this type gets a
/// single error instead of one per line.
/// </summary>
internal sealed class LineErrors(string path, Action<CondaEnvException> report)
{
    /// <summary>The number of invalid lines that a list may have in any case.</summary>
    private const int Few = 10;

    private readonly List<CondaEnvException> _errors = [];

    /// <summary>Adds the error of a line.</summary>
    public void Add(CondaEnvException error) => _errors.Add(error);

    /// <summary>Reports the errors, or throws a single one.</summary>
    /// <param name="read">Number of lines that were read.</param>
    /// <param name="what">What the file should be, with an article.</param>
    /// <exception cref="CondaEnvException">FileInvalid if no line or hardly any line can be read.</exception>
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
