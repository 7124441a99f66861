using System.Collections.Generic;
using CondaEnv.Packages.Graph;

namespace CondaEnv.Audit;

/// <summary>Rules for dependencies, all from the graph of the environment. Virtual packages are properties of the machine and are not checked.</summary>
internal static class DependencyRules
{
    /// <summary>Returns the findings.</summary>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment)
    {
        PackageGraph graph = environment.Contents.Graph;
        HashSet<string> unreadable = environment.UnreadablePackages;
        for (int i = 0; i < graph.Packages.Count; i++)
        {
            foreach (Dependency dependency in DependencyStates.Of(graph, i, environment.Channels))
            {
                if (dependency.State is DependencyState.Unmet or DependencyState.Conflict or DependencyState.Conditional
                    && !(dependency.Target is null && unreadable.Contains(dependency.Name)))
                {
                    yield return Finding(environment, dependency);
                }
            }
        }
    }

    private static CondaEnvIssue Finding(AuditedEnvironment environment, Dependency dependency)
    {
        CondaPackage package = dependency.Package;
        string? actual = dependency.Target is { } target ? Shown(target) : null;
        string who = package.Name + " " + package.Version.Text;
        if (dependency.State == DependencyState.Conditional)
        {
            return environment.Issue(
                "ConditionalUnknown", $"{who} needs '{dependency.Requirement}' under a condition that cannot be decided from the files of the environment.", package.Name, null, dependency.Requirement, actual);
        }

        switch (dependency.Kind)
        {
            case DependencyKind.Constrains:
                return environment.Issue(
                    "ConstraintViolated", $"{who} accepts {dependency.Name} only as '{dependency.Requirement}', but {actual} is installed.", package.Name, null, dependency.Requirement, actual, Advice(dependency));
            case DependencyKind.RequiresDist when actual is not null:
                return environment.Issue(
                    "VersionConflict", $"{who} needs '{dependency.Requirement}', but {actual} is installed.", package.Name, null, dependency.Requirement, actual, Advice(dependency));
            default:
                return environment.Issue(
                    "UnmetDependency", $"{who} needs '{dependency.Requirement}', but {(actual is null ? dependency.Name + " is not installed" : actual + " is installed")}.", package.Name, null, dependency.Requirement, actual, Advice(dependency));
        }
    }

    private static string Shown(CondaPackage package) =>
        package.Manager == PackageManager.Pip ? $"{package.Name} {package.Version} (pip)" : $"{package.Name} {package.Version} {package.Build}".TrimEnd();

    private static string Advice(Dependency dependency) =>
        dependency.Kind == DependencyKind.RequiresDist
            ? $"Install a version that fits: pip install \"{dependency.Requirement.Split(';')[0].Trim()}\"."
            : $"Install a version that fits: conda install \"{dependency.Requirement}\".";
}
