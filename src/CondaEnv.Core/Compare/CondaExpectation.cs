using System.Collections.Generic;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Compare;

/// <summary>Checks whether a conda package satisfies a MatchSpec, and describes the violation.</summary>
internal static class CondaExpectation
{
    /// <summary>What is installed instead of the requested package; null if the package satisfies the spec.</summary>
    public static string? Violation(MatchSpec spec, CondaPackage package)
    {
        if (spec.Matches(package))
        {
            return null;
        }

        List<string> wrong = [];
        if (spec.Version is { } version && !version.Matches(package.Version))
        {
            wrong.Add($"version {package.Version}");
        }
        else if (spec.Build is { } build && build != package.Build && (spec.Channel is null || !MatchSpec.IsPattern(build)))
        {
            wrong.Add($"build {package.Build ?? "unknown"}");
        }

        if (spec.ChannelText is { } channel && channel != package.Channel)
        {
            wrong.Add($"channel {package.Channel ?? "unknown"}");
        }

        return wrong.Count > 0
            ? "installed is " + string.Join(", ", wrong)
            : $"installed is {package.Version} {package.Build} of {package.Channel ?? "an unknown channel"}";
    }
}
