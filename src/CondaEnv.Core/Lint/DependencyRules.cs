using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Lint;

/// <summary>Rules for dependencies, separately and in relation to each other.</summary>
internal static class DependencyRules
{
    public static void Check(AuditedFile file)
    {
        Dictionary<string, CondaEnvFileDependency> seen = new(StringComparer.Ordinal);
        HashSet<string> sections = new(StringComparer.Ordinal);
        foreach (CondaEnvFileDependency dependency in file.Dependencies)
        {
            CheckSection(file, dependency, sections);
            CheckHash(file, dependency);
            CheckPip(file, dependency);
            if (dependency.Name is not { } name || dependency.Manager is not { } manager)
            {
                continue;
            }

            // conda ignores a selector in a comment, so the dependency applies to all platforms.
            string? condition = SelectorRules.IsComment(dependency) ? null : dependency.Condition;
            string scope = $"{manager} {name} {dependency.Platform} {dependency.Environment} {condition}";
            if (!seen.TryGetValue(scope, out CondaEnvFileDependency? first))
            {
                seen.Add(scope, dependency);
            }
            else if (!IsImplied(first, dependency))
            {
                file.Find("DuplicateDependency", dependency, $"'{name}' is already in line {first.Line}, as {SpecErrors.Quote(first.Spec)}", "Combine the two.");
            }

            string other = $"{(manager == PackageManager.Pip ? PackageManager.Conda : PackageManager.Pip)} {name} {dependency.Platform} {dependency.Environment} {condition}";
            if (file.IsRequest && seen.TryGetValue(other, out CondaEnvFileDependency? twin))
            {
                file.Find("InBothManagers", dependency, $"'{name}' is a dependency of conda in line {twin.Line} and of pip in line {dependency.Line}", "Let one of them install it.");
            }
        }
    }

    /// <summary>
    /// A package of a lock file may occur for several channels or builds; entries with the same address are the same
    /// package.
    /// </summary>
    private static bool IsImplied(CondaEnvFileDependency first, CondaEnvFileDependency second) => first.Package is not null && first.Url == second.Url && first.Url is not null;

    private static void CheckSection(AuditedFile file, CondaEnvFileDependency dependency, HashSet<string> sections)
    {
        if (dependency.Section is not ("conda" or "pip") && sections.Add(dependency.Section))
        {
            file.Find("UnknownSection", dependency, $"conda ignores the section {SpecErrors.Quote(dependency.Section)}; CEP 24 tells tools to reject the file", dependency.Section.StartsWith("sel(", StringComparison.Ordinal)
                ? "Only micromamba reads it. Write a file for each platform."
                : "Write '- name=version' for a conda dependency; the only section is 'pip'.");
        }
    }

    private static void CheckHash(AuditedFile file, CondaEnvFileDependency dependency)
    {
        bool locks = file.File.Kind is CondaEnvFileKind.Explicit or CondaEnvFileKind.CondaLock or CondaEnvFileKind.PixiLock;
        if (locks && dependency.Md5 is null && dependency.Sha256 is null && dependency.Url is { } url && url.StartsWith("http", StringComparison.Ordinal))
        {
            file.Find("MissingHash", dependency, $"{SpecErrors.Quote(dependency.Name ?? url)} has no hash", null);
        }

        // Text that is written to a line of a file for conda or pip must not contain line breaks or spaces.
        string? part = file.File.Kind is not (CondaEnvFileKind.CondaLock or CondaEnvFileKind.PixiLock) ? null
            : !LineWord.IsOne(dependency.Name) ? "name"
            : !LineWord.IsOne(dependency.Version?.Text) ? "version"
            : dependency.Url?.Contains("://") == true && !LineWord.IsOne(dependency.Url) ? "URL"
            : dependency.Md5 is { } md5 && LineWord.Hash(md5, 32) is null ? "MD5 hash"
            : dependency.Sha256 is { } sha256 && LineWord.Hash(sha256, 64) is null ? "SHA-256 hash"
            : null;
        if (part is not null)
        {
            file.Find("InvalidSpec", dependency, $"the package {SpecErrors.Quote(dependency.Name ?? "")} has a malformed {part}", "Lock the environment again with the tool that wrote the file.");
        }
    }

    private static void CheckPip(AuditedFile file, CondaEnvFileDependency dependency)
    {
        if (dependency.Requirement is not { } line)
        {
            return;
        }

        if (line.Kind == PipLineKind.Option)
        {
            CheckOption(file, dependency, line);
        }

        string location = line.Location ?? "";
        bool local = line.IsEditable && !location.Contains("://");
        local |= location.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || (location.Length > 0 && !location.Contains("://"));
        if (local)
        {
            file.Find("LocalPath", dependency, $"{SpecErrors.Quote(dependency.Spec.Trim())} is on this machine only", "Use a released version, or the URL of the repository.");
        }
        else if (location.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            file.Find("InsecureUrl", dependency, $"{SpecErrors.Quote(dependency.Spec.Trim())} is used over http", "Use https.");
        }
    }

    private static void CheckOption(AuditedFile file, CondaEnvFileDependency dependency, PipRequirementLine line)
    {
        string text = dependency.Spec.Trim();
        string option = line.Option ?? text.Split(s_blanks, 2)[0];
        string value = line.Value ?? (text.Length > option.Length ? text.Substring(option.Length).Trim() : "");
        switch (option)
        {
            case "-e" or "--editable" or "-r" or "--requirement" or "-c" or "--constraint" or "-f" or "--find-links" when !value.Contains("://"):
                file.Find("LocalPath", dependency, $"{SpecErrors.Quote(text)} refers to a file or folder of this machine", "Put the requirements into this file, or share that file as well.");
                break;
            default:
                if (value.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
                {
                    file.Find("InsecureUrl", dependency, $"{SpecErrors.Quote(text)} is used over http", "Use https.");
                }

                break;
        }
    }

    private static readonly char[] s_blanks = [' ', '=', '\t'];
}
