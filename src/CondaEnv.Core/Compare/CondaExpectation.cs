using System.Collections.Generic;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Compare;

/// <summary>Judges whether a conda package is what a MatchSpec asks for, and says what is not.</summary>
internal static class CondaExpectation
{
    /// <summary>What is there instead of what is asked for; null where the package is what is asked for.</summary>
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
