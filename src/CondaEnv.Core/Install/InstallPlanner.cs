using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Install;

/// <summary>
/// Chooses between an exact and a friendly installation, and writes additional input files for the tools. The exact
/// packages are used if they are for this platform and have addresses; otherwise the requested specs are used.
/// </summary>
internal sealed class InstallPlanner
{
    private readonly IInstallSource _service;
    private readonly Workspace _workspace;
    private readonly string _platform;
    private readonly bool _solve;
    private readonly bool _skipHashCheck;

    /// <summary>Creates a planner.</summary>
    /// <param name="service">Reads environments and the files of a record.</param>
    /// <param name="workspace">Folder for the input files of the tools.</param>
    /// <param name="platform">Platform of this machine.</param>
    /// <param name="solve">True to use the requested specs even if the exact packages could be installed.</param>
    /// <param name="skipHashCheck">True to use the files of a record even if one of them has changed.</param>
    public InstallPlanner(IInstallSource service, Workspace workspace, string platform, bool solve, bool skipHashCheck = false)
    {
        _service = service;
        _workspace = workspace;
        _platform = platform;
        _solve = solve;
        _skipHashCheck = skipHashCheck;
    }

    /// <summary>Channels from the user, which precede those of the source.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Creates the plan for specs from the user.</summary>
    /// <exception cref="CondaEnvException">SpecInvalid if one of them is invalid.</exception>
    public InstallPlan Of(IReadOnlyList<string> specs)
    {
        foreach (string spec in specs)
        {
            MatchSpec.Parse(spec);
        }

        string path = _workspace.Write("environment.yml", SpecDocument.Of(specs, Channels));
        CondaEnvFile file = _service.ImportFile(path).Called(string.Join(", ", specs));
        return new InstallPlan
        {
            Style = CreateStyle.Friendly, Reason = "specs are solved by the tool", Input = InstallInput.Yaml, File = path, Expected = ComparedSide.Of(file), Source = file.Path,
            MissingChannel = NamesChannel(file) ? null : "no channel is named: use -Channel conda-forge.",
        };
    }

    /// <summary>Creates the plan for a file.</summary>
    /// <exception cref="CondaEnvException">FormatUnsupported if it cannot be installed here; HashMismatch; errors from
    /// reading files.</exception>
    public InstallPlan Of(CondaEnvFile file) => file.Kind switch
    {
        CondaEnvFileKind.Record => OfRecord(file),
        CondaEnvFileKind.Explicit or CondaEnvFileKind.CondaLock or CondaEnvFileKind.PixiLock => OfLock(file),
        CondaEnvFileKind.CondaRequirements or CondaEnvFileKind.EnvironmentYaml or CondaEnvFileKind.EnvironmentJson when Channels.Count > 0 =>
            Friendly(file, InstallInput.Yaml, _workspace.Write("environment.yml", SpecDocument.Of(file, Channels)), "the tool solves what the file asks for, from the channels given"),
        CondaEnvFileKind.CondaRequirements => Friendly(file, InstallInput.Specs, file.Path, "a file of specs is solved by the tool"),
        CondaEnvFileKind.EnvironmentYaml when IsForConda(file.Path) => Friendly(file, InstallInput.Yaml, file.Path, "an environment.yml is solved by the tool"),
        CondaEnvFileKind.EnvironmentYaml or CondaEnvFileKind.EnvironmentJson =>
            Friendly(file, InstallInput.Yaml, _workspace.Write("environment.yml", Read(file.Path)), "an environment file is solved by the tool"),
        CondaEnvFileKind.PipRequirements => Friendly(file, InstallInput.Yaml, _workspace.Write("environment.yml", SpecDocument.OfPipFile(file.Path, Channels)), "pip's requirements are resolved by pip"),
        _ => Friendly(file, InstallInput.Yaml, _workspace.Write("environment.yml", SpecDocument.Of(file, Channels)), "the file has neither URLs nor hashes, so the tool looks for the same versions and builds"),
    };

    /// <summary>Creates the plan for a copy of an environment.</summary>
    /// <exception cref="CondaEnvException">The environment cannot be read.</exception>
    public InstallPlan OfEnvironment(CondaEnvironment environment, CancellationToken cancellation)
    {
        EnvironmentContents contents = _service.Read(environment, cancellation);
        ComparedSide expected = ComparedSide.Of(environment, contents);
        int conda = contents.Packages.Count(static p => p.Manager == PackageManager.Conda);
        if (_solve)
        {
            ExportText text = _service.Export(environment, new ExportOptions { Style = ExportStyle.Portable, Format = ExportFormat.EnvironmentYaml, IncludeSecret = true }, cancellation);
            return new InstallPlan
            {
                Style = CreateStyle.Friendly, Reason = "-Solve was given: the tool solves what was requested in the environment", Input = InstallInput.Yaml,
                File = _workspace.Write("environment.yml", text.Text), Expected = expected, Source = environment.Name, Warnings = Losses(text),
            };
        }

        ExportText packages = _service.Export(environment, new ExportOptions { Style = ExportStyle.Full, Format = ExportFormat.Explicit, Hash = PackageHash.Sha256, IncludeSecret = true }, cancellation);
        ExportText? pip = contents.Packages.Count == conda ? null : _service.Export(environment, new ExportOptions { Style = ExportStyle.Full, Format = ExportFormat.PipRequirements, IncludeSecret = true }, cancellation);
        return new InstallPlan
        {
            Style = CreateStyle.Exact,
            Reason = "a copy uses the same package archives as the environment",
            Input = InstallInput.Explicit,
            File = _workspace.Write("explicit.txt", packages.Text),
            Requirements = pip is { PipPackageCount: > 0 } ? _workspace.Write("requirements.txt", pip.Text) : null,
            PackageCount = ExplicitList.Count(packages.Text),
            Expected = expected,
            Packages = contents.Packages,
            Variables = contents.StateVariables,
            Source = environment.Name,
            Warnings = [.. FileDemands.OfVariables(contents.StateVariables.Select(static v => v.Key), $"'{environment.Prefix}'"), .. Losses(packages), .. pip is null ? [] : Losses(pip), .. Unused()],
        };
    }

    private InstallPlan OfRecord(CondaEnvFile file)
    {
        string folder = Path.GetDirectoryName(file.Path)!;
        if (file.ChangedFiles.Count > 0 && !_skipHashCheck)
        {
            throw new CondaEnvException(
                CondaErrorKind.HashMismatch,
                $"In the record '{folder}', {string.Join(", ", file.ChangedFiles.Select(static name => $"'{name}'"))} {(file.ChangedFiles.Count == 1 ? "was" : "were")} changed or removed after recording. Restore it, record the environment again, or use -SkipHashCheck to take it as it is.",
                file.Path);
        }

        string list = Path.Combine(folder, "explicit.txt");
        string requirements = Path.Combine(folder, "requirements.txt");
        string friendly = Path.Combine(folder, "environment.yml");
        string? problem = _solve ? "-Solve was given"
            : !IsForThisPlatform(file) ? $"the record is for {string.Join(", ", file.Platforms)}, and this machine is {_platform}"
            : !File.Exists(list) ? "the record has no list of URLs"
            : ExplicitList.Count(Read(list)) is int count && count < file.PackageCount ? $"the record has URLs for only {count} of its {file.PackageCount} packages"
            : null;
        if (problem is not null)
        {
            CondaEnvFile wanted = _service.ImportFile(friendly);
            InstallPlan plan = Friendly(wanted, InstallInput.Yaml, friendly, problem);
            return plan;
        }

        // record.json contains only the names of the variables. Their values, if recorded, are in the file to share.
        IReadOnlyDictionary<string, string> variables = File.Exists(friendly) ? _service.ImportFile(friendly).GetVariables() : new Dictionary<string, string>();
        string[] unknown = [.. file.VariableNames.Where(name => !variables.ContainsKey(name)).Select(static name => $"'{name}'")];
        InstallPlan exact = Exact(file, list, File.Exists(requirements) ? requirements : null, "the record has the URL and hash of each package, for this platform", [.. variables]);
        string missing = $"The record has no values for {Quantity.Of(unknown.Length, "variable")}, which the new environment does not set: {string.Join(", ", unknown)}. Set them with 'conda env config vars set'.";
        return unknown.Length == 0 ? exact : exact with { Warnings = [.. exact.Warnings, missing] };
    }

    private InstallPlan OfLock(CondaEnvFile file)
    {
        if (_solve)
        {
            throw new CondaEnvException(
                CondaErrorKind.FormatUnsupported, $"'{file.Path}' lists exact packages, not what was requested, so there is nothing to solve. Omit -Solve, or use an environment.yml or the folder of a record.", file.Path);
        }

        // The environment is later compared with the part that is installed.
        file = LockSelection.Resolve(file, _platform);
        if (!IsForThisPlatform(file))
        {
            throw new CondaEnvException(
                CondaErrorKind.FormatUnsupported,
                $"'{file.Path}' has packages for {string.Join(", ", LockSelection.PlatformsOf(file))}, and this machine is {_platform}. Use a file for this platform, or an environment.yml.",
                file.Path);
        }

        if (file.Kind == CondaEnvFileKind.Explicit)
        {
            return Exact(file, file.Path, null, "a list of URLs specifies exactly what to install");
        }

        string list = ExplicitList.Write(file.Dependencies, file.Path);
        string? requirements = ExplicitList.WriteRequirements(file.Dependencies, file.Path);
        return Exact(
            file, _workspace.Write("explicit.txt", list), requirements is null ? null : _workspace.Write("requirements.txt", requirements),
            $"the lock file has the URL and hash of each package for {_platform}");
    }

    private InstallPlan Exact(CondaEnvFile file, string list, string? requirements, string reason, IReadOnlyList<KeyValuePair<string, string>>? variables = null)
    {
        ComparedSide expected = ComparedSide.Of(file);
        return new InstallPlan
        {
            Style = CreateStyle.Exact,
            Reason = reason,
            Input = InstallInput.Explicit,
            File = list,
            Requirements = requirements,
            PackageCount = ExplicitList.Count(Read(list)),
            Expected = expected,
            Packages = expected.For(_platform).Packages ?? [],
            Variables = variables ?? [.. file.GetVariables()],
            Source = file.Path,
            Warnings = [.. FileDemands.Of(file), .. Unused()],
        };
    }

    private InstallPlan Friendly(CondaEnvFile file, InstallInput input, string path, string reason)
    {
        reason = _solve && !reason.StartsWith("-Solve", StringComparison.Ordinal) ? "-Solve was given, and " + reason : reason;
        List<string> warnings = [.. FileDemands.Of(file)];
        if (file.Dependencies.Count > 0 && file.Dependencies.All(static d => d.Version is null))
        {
            warnings.Add($"'{file.Path}' does not pin any package to one version, so an environment made from it later will differ. Save-CondaEnvRecord records what was installed.");
        }

        return new InstallPlan { Style = CreateStyle.Friendly, Reason = reason, Input = input, File = path, Expected = ComparedSide.Of(file), Source = file.Path, Warnings = warnings,
            MissingChannel = NamesChannel(file) ? null : "the file names no channel: add 'channels: [conda-forge]' to it, or use -Channel conda-forge.",
        };
    }

    private bool NamesChannel(CondaEnvFile file) => Channels.Count > 0 || file.Channels.Count > 0 || file.Dependencies.Any(static d => d.Channel is not null);

    /// <summary>Exact packages are downloaded from their recorded addresses.</summary>
    private IReadOnlyList<string> Unused() => Channels.Count == 0 ? [] : ["-Channel has no effect: the packages are taken from the addresses that are recorded. Use -Solve to let the tool choose them."];

    private bool IsForThisPlatform(CondaEnvFile file)
    {
        IReadOnlyList<string> platforms = LockSelection.PlatformsOf(file);
        return platforms.Count == 0 || platforms.Any(p => LockSelection.SubdirOf(file, p) == _platform);
    }

    // conda detects the format by the file name, and reads only UTF-8; the redirection of Windows PowerShell writes
    // UTF-16.
    private static bool IsForConda(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".yml" or ".yaml"
        && SourceText.Read(path).Encoding is SourceEncoding.Utf8 or SourceEncoding.Utf8WithMark;

    private static string Read(string path) => SourceText.Read(path).Text;

    private static IReadOnlyList<string> Losses(ExportText text) =>
        [.. text.Losses.Where(static l => l.Severity != LossSeverity.Information).Select(static l => l.Detail).Distinct(StringComparer.Ordinal)];
}
