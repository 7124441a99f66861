using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Prefixes.State;

namespace CondaEnv.Audit;

/// <summary>Rules for <c>conda-meta</c>: what reading the environment has already reported, and records of packages that pip replaced.</summary>
internal static class RecordRules
{
    /// <summary>Returns the findings.</summary>
    public static IEnumerable<CondaEnvIssue> Check(AuditedEnvironment environment)
    {
        HashSet<string> gone = new(environment.Contents.Clobbered.Select(AuditedEnvironment.RecordFileOf), StringComparer.Ordinal);
        foreach (CondaEnvException problem in environment.Contents.Problems.Concat(VariableProblems(environment)))
        {
            string? file = environment.Relative(problem.Target);
            string name = file is null ? "" : file.Substring(file.LastIndexOf('/') + 1);
            if (gone.Contains(name))
            {
                // Reported below, with the name of the package.
                continue;
            }

            yield return problem.Kind switch
            {
                CondaErrorKind.RecordInvalid when problem.LeavesNothingOut => environment.Issue(
                    "DuplicateRecord", problem.Message, AuditedEnvironment.PackageOfRecord(name), file, suggestion: $"Delete the record if its package is not installed, or reinstall the package: conda install --force-reinstall {AuditedEnvironment.PackageOfRecord(name)}."),
                CondaErrorKind.RecordInvalid or CondaErrorKind.FileReadFailed when problem.Kind == CondaErrorKind.RecordInvalid || IsRecord(file) => environment.Issue(
                    "DamagedRecord", problem.Message, AuditedEnvironment.PackageOfRecord(name), file, suggestion: $"Reinstall the package: conda install --force-reinstall {AuditedEnvironment.PackageOfRecord(name)}."),
                CondaErrorKind.HistoryInvalid => environment.Issue("HistoryInvalid", problem.Message, file: file),
                CondaErrorKind.StateInvalid => environment.Issue("StateInvalid", problem.Message, file: file, suggestion: "Set the variables again: conda env config vars set NAME=VALUE."),
                CondaErrorKind.AccessDenied or CondaErrorKind.FileReadFailed => environment.Issue("UnreadableFile", problem.Message, file: file),
                _ => environment.Issue("MetadataInvalid", problem.Message, file: file, severity: problem.IsWarning ? IssueSeverity.Information : null),
            };
        }

        foreach (CondaPackage package in environment.Contents.Packages.Where(static p => p.Replaces is not null))
        {
            CondaPackage record = package.Replaces!;
            yield return environment.Issue(
                "OverwrittenByPip",
                $"pip has replaced the conda package {record.Name} {record.Version} with {package.RawName} {package.Version}.",
                record.Name,
                "conda-meta/" + AuditedEnvironment.RecordFileOf(record),
                record.Version.Text,
                package.Version.Text,
                $"Use one manager for it: pip uninstall {package.RawName}, then conda install --force-reinstall {record.Name}.");
        }

        foreach (CondaPackage record in environment.Contents.Clobbered)
        {
            yield return environment.Issue(
                "OverwrittenByPip",
                $"The Python metadata of the conda package {record.Name} {record.Version} is gone: pip has removed or renamed the package.",
                record.Name,
                "conda-meta/" + AuditedEnvironment.RecordFileOf(record),
                record.Version.Text,
                suggestion: $"Reinstall it, conda install --force-reinstall {record.Name}, or remove it with conda as well.");
        }
    }

    private static bool IsRecord(string? file) =>
        file is not null && file.StartsWith("conda-meta/", StringComparison.Ordinal) && file.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>Reading an environment reads the variables of <c>state</c> only; those of packages are read here.</summary>
    private static List<CondaEnvException> VariableProblems(AuditedEnvironment environment)
    {
        List<CondaEnvException> problems = [];
        try
        {
            StateReader.ReadAll(environment.Environment.Prefix, problems.Add);
        }
        catch (CondaEnvException problem)
        {
            problems.Add(problem);
        }

        HashSet<string?> known = new(environment.Contents.Problems.Select(static p => p.Target), StringComparer.Ordinal);
        problems.RemoveAll(p => known.Contains(p.Target));
        return problems;
    }
}
