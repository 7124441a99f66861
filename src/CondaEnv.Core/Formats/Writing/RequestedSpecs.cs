using System;
using System.Collections.Generic;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Formats.Writing;

/// <summary>The requested specs, in the order of conda's map; they are not sorted.</summary>
internal static class RequestedSpecs
{
    /// <summary>
    /// Writes each spec, without credentials unless they are requested, and reports specs whose package pip has
    /// replaced.
    /// </summary>
    public static IReadOnlyList<string> Write(ExportSource source, LossReport losses, Func<MatchSpec, string> print)
    {
        losses.RequestedPackagesReplaced();
        List<string> lines = [];
        foreach (KeyValuePair<string, MatchSpec> requested in source.Contents.RequestedSpecs)
        {
            string text = print(requested.Value);
            string clean = source.Options.IncludeSecret ? text : SecretRedactor.Redact(text);
            if (clean != text)
            {
                losses.SecretRemoved(requested.Key, $"the credentials in the requested spec '{clean}' are left out");
            }

            lines.Add(clean);
        }

        return lines;
    }
}
