using System;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Lint;

/// <summary>Rules for the encoding of a file.</summary>
internal static class EncodingRules
{
    private const string Suggestion = "Save the file as UTF-8 without a byte order mark.";

    public static void Check(SourceText source, Action<FileProblem> report)
    {
        switch (source.Encoding)
        {
            case SourceEncoding.Utf8WithMark:
                report(new FileProblem("WrongEncoding", 1, 1, "the file starts with a byte order mark, which conda ignores but other tools may not", Suggestion) { Severity = IssueSeverity.Information });
                break;
            case SourceEncoding.Utf16:
                report(new FileProblem("WrongEncoding", 1, 1, "the file is UTF-16, as Windows PowerShell's '>' writes it; conda reads it, other tools do not", Suggestion));
                break;
            case SourceEncoding.Utf16WithoutMark:
                report(new FileProblem("WrongEncoding", 1, 1, "the file is UTF-16 without a byte order mark, which conda refuses", Suggestion) { Severity = IssueSeverity.Error });
                break;
            default:
                break;
        }
    }

    /// <summary>Finding for a file that could not be decoded.</summary>
    public static FileProblem Explain(CondaEnvException error) =>
        new("WrongEncoding", error.Line, error.Column, "the file is not UTF-8, so conda rejects it", Suggestion) { IsFatal = true };
}
