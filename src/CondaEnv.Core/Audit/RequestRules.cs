using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Graph;
using CondaEnv.Packages.Matching;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Audit;

/// <summary>Rules for what the user asked for: pins, and the requests of the history.</summary>
internal static class RequestRules
{
    /// <summary>Returns the findings.</summary>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment)
    {
        foreach (string text in environment.Contents.PinnedSpecs)
        {
            if (!MatchSpec.TryParse(text, environment.Channels, out MatchSpec? pin))
            {
                yield return environment.Issue(
                    "MetadataInvalid", $"The pin '{text}' is not a valid MatchSpec, so conda fails when it changes the environment.", file: "conda-meta/pinned", actual: text, suggestion: "Correct or remove the line in conda-meta/pinned.");
                continue;
            }

            // A pin of a package that is not installed holds; conda uses it when the package comes.
            foreach (CondaPackage package in environment.Contents.Packages.Where(p => p.Manager == PackageManager.Conda && p.Name == pin.Name && Violates(p, pin)))
            {
                yield return environment.Issue(
                    "PinViolated",
                    $"{package.Name} {package.Version} {package.Build} is installed, but conda-meta/pinned requires '{text}'.",
                    package.Name,
                    "conda-meta/pinned",
                    text,
                    $"{package.Version} {package.Build}",
                    $"Install what the pin requires, conda install \"{text}\", or change the pin.");
            }
        }

        foreach (CondaPackage package in environment.Contents.Packages.Where(static p => DependencyStates.OfRequest(p) == DependencyState.Conflict))
        {
            yield return environment.Issue(
                "RequestViolated",
                $"{package.Name} {package.Version} {package.Build} is installed, but '{package.RequestedSpec}' was requested.",
                package.Name,
                null,
                package.RequestedSpec,
                $"{package.Version} {package.Build}",
                $"Install what was requested, conda install \"{package.RequestedSpec}\", or request what is installed.");
        }
    }

    private static bool Violates(CondaPackage package, MatchSpec pin)
    {
        try
        {
            return !pin.Matches(package);
        }
        catch (CondaEnvException)
        {
            // A regular expression that is too slow decides nothing.
            return false;
        }
    }
}
