using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Text;
using CondaEnv.Machines.Host;
using CondaEnv.Prefixes;

namespace CondaEnv.Install;

/// <summary>
/// Creates, updates and removes environments with a conda-like tool. If creating an environment fails or is stopped
/// with Ctrl+C, the previous environment is restored. The result is read and compared with its source.
/// </summary>
internal sealed class EnvironmentCreator
{
    private readonly IInstallSource _service;
    private readonly Machine _machine;
    private readonly IProcessRunner _runner;
    private readonly Action<CreateProgress> _progress;
    private readonly Action<string> _verbose;

    /// <summary>Creates an instance; nothing is searched yet.</summary>
    /// <param name="service">Reads environments and files.</param>
    /// <param name="runner">Runs programs.</param>
    /// <param name="progress">Called with the progress of the tool.</param>
    /// <param name="verbose">Called with each output line of the tool.</param>
    public EnvironmentCreator(IInstallSource service, IProcessRunner runner, Action<CreateProgress> progress, Action<string> verbose)
    {
        _service = service;
        _machine = service.Machine;
        _runner = runner;
        _progress = progress;
        _verbose = verbose;
    }

    /// <summary>Path of the environment with a name, whether it exists or not.</summary>
    /// <exception cref="CondaEnvException">EnvironmentIsBase for the names of the base environment; SpecInvalid if the
    /// name is not allowed.</exception>
    public string PrefixOf(string name)
    {
        if (name is "base" or "root")
        {
            throw IsBase(name);
        }

        if (name.Trim().Length == 0 || name is "." or ".." || name.IndexOfAny(['/', '\\', ':', '#', ' ']) >= 0 || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0)
        {
            throw new CondaEnvException(CondaErrorKind.SpecInvalid, $"'{name}' is not a valid name for an environment: separators, spaces, ':' and '#' are not allowed. Use -Prefix for a folder.", name);
        }

        RequireWindowsName(name);

        // Like conda (first_writable_envs_dir), use the first writable folder: the user's own if the installation is
        // for all users.
        IReadOnlyList<string> folders = _service.EnvsDirs;
        return folders.Select(f => Path.Combine(f, name)).FirstOrDefault(Directory.Exists) is { } existing ? _service.Spell(existing) : Path.Combine(folders.FirstOrDefault(_machine.IsWritable) ?? folders[0], name);
    }

    /// <summary>
    /// Completes the request with the name and folder of the environment, and selects the part of a lock file.
    /// </summary>
    /// <param name="request">The incomplete request.</param>
    /// <param name="name">The given name; null for the name in the file.</param>
    /// <param name="prefix">The given folder as an absolute path; null for the folder of the name.</param>
    /// <param name="selection">The selected part of a lock file.</param>
    /// <param name="source">The source as given by the user.</param>
    /// <exception cref="CondaEnvException">SourceRequired if there is no source; NoActiveEnvironment;
    /// LockEnvironmentNotFound; as <see cref="PrefixOf"/>.</exception>
    public CreateRequest Complete(CreateRequest request, string? name, string? prefix, LockSelection selection, string source)
    {
        if (request.File is null && request.Original is null && request.Packages.Count == 0)
        {
            string what = name ?? prefix ?? "the environment";
            throw new CondaEnvException(
                CondaErrorKind.SourceRequired, $"There is no source for '{what}'. Give packages with -Package python=3.12, a file with -Path environment.yml, or pipe an environment to copy.", what);
        }

        selection.RequireLock(source, request.File);
        CondaEnvFile? file = request.File is null ? null : selection.Of(request.File);
        name ??= prefix is null ? file?.Name : null;
        prefix ??= name is not null ? PrefixOf(name)
            : throw new CondaEnvException(CondaErrorKind.NoActiveEnvironment, $"'{source}' does not name the environment. Use -Name or -Prefix.", source);
        return request with { File = file, Name = name ?? prefix, Prefix = prefix };
    }

    /// <summary>Throws if creating an environment would destroy something that must be kept.</summary>
    /// <exception cref="CondaEnvException">EnvironmentIsBase, NotAnEnvironment, EnvironmentExists; SpecInvalid;
    /// AccessDenied.</exception>
    public void RequireFree(string prefix, bool force)
    {
        RequireWindowsName(Path.GetFileName(prefix));
        if (File.Exists(prefix))
        {
            throw new CondaEnvException(CondaErrorKind.NotAnEnvironment, $"'{prefix}' is a file. Use a folder that does not exist, or the folder of an environment.", prefix);
        }

        if (!Directory.Exists(prefix) || IsEmpty(prefix))
        {
            return;
        }

        if (!Directory.Exists(Path.Combine(prefix, "conda-meta")))
        {
            throw new CondaEnvException(CondaErrorKind.NotAnEnvironment, $"The folder '{prefix}' exists and is not a conda environment. It is not replaced, even with -Force. Use another folder.", prefix);
        }

        if (_service.Locate(prefix).IsBase)
        {
            throw IsBase(prefix);
        }

        if (!force)
        {
            throw new CondaEnvException(CondaErrorKind.EnvironmentExists, $"An environment already exists at '{prefix}'. Use -Force to replace it, Update-CondaEnv to update it, or choose another name.", prefix);
        }
    }

    /// <summary>Throws if the environment must not be changed.</summary>
    /// <exception cref="CondaEnvException">NotAnEnvironment, EnvironmentIsBase, EnvironmentFrozen.</exception>
    public static void RequireChangeable(CondaEnvironment environment, bool force)
    {
        if (environment.Kind != EnvironmentKind.Conda)
        {
            throw new CondaEnvException(
                CondaErrorKind.NotAnEnvironment, $"'{environment.Prefix}' is an environment of {(environment.Kind == EnvironmentKind.Pixi ? "pixi" : "venv")}, which conda does not manage. Use the tool that created it.", environment.Prefix);
        }

        if (environment.IsBase && !force)
        {
            throw new CondaEnvException(
                CondaErrorKind.EnvironmentIsBase, $"'{environment.Prefix}' is the base environment of an installation. If it breaks, the tool itself stops working. Use another environment, or -Force to change this one anyway.", environment.Prefix);
        }

        if (environment.IsFrozen && !force)
        {
            string says = environment.FrozenMessage is { Length: > 0 } message ? $" Its marker: {message}." : "";
            throw new CondaEnvException(CondaErrorKind.EnvironmentFrozen, $"The environment '{environment.Prefix}' is frozen (conda-meta/frozen).{says} Use -Force to change it anyway.", environment.Prefix);
        }
    }

    /// <summary>Returns the packages that would be installed.</summary>
    /// <exception cref="CondaEnvException">As <see cref="Create"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaPackage> Plan(CreateRequest request, CancellationToken cancellation)
    {
        using Workspace workspace = new();
        InstallPlan plan = PlanOf(request, workspace, cancellation);
        _verbose($"{plan.Style}: {plan.Reason}.");
        ToolRun run = new(_runner, workspace.Folder, request.Timeout, _progress, _verbose, cancellation) { MissingChannel = plan.MissingChannel };
        CondaTool tool = run.Identify(Tool(null));

        // conda accepts only an empty or missing folder, even for a dry run.
        string prefix = Directory.Exists(request.Prefix) ? Path.Combine(workspace.Folder, "prefix") : request.Prefix;
        ToolReport report = run.Run(tool, ToolArguments.Of(tool, CreateTask(plan.Input), prefix, plan.File, dryRun: true), prefix, plan.PackageCount, dryRun: true);

        // conda returns no plan for a list of addresses: the list is the plan.
        return report.Links is { } links
            ? [.. links.Select(l => l.ToPackage(request.Name, request.Prefix, _machine.ComputerName)), .. plan.Packages.Where(static p => p.Manager == PackageManager.Pip)]
            : plan.Packages;
    }

    /// <summary>Creates an environment.</summary>
    /// <exception cref="CondaEnvException">LockEnvironmentRequired; LossRefused if it differs from its source in strict
    /// mode; as <see cref="RequireFree"/> and <see cref="Update"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested; the previous state is then
    /// restored.</exception>
    public CondaEnvCreateResult Create(CreateRequest request, CancellationToken cancellation)
    {
        RequireFree(request.Prefix, request.Force);
        using Workspace workspace = new();
        InstallPlan plan = PlanOf(request, workspace, cancellation);
        List<string> warnings = [.. plan.Warnings, .. Leftovers(request.Prefix)];
        ToolRun run = new(_runner, workspace.Folder, request.Timeout, _progress, _verbose, cancellation) { MissingChannel = plan.MissingChannel };
        CondaTool tool = run.Identify(Tool(null));
        _verbose($"{tool.Name} {tool.Version}, {plan.Style}: {plan.Reason}.");

        PrefixSwap swap = PrefixSwap.Begin(request.Prefix);
        bool stands = false;
        CondaEnvException? failure = null;
        try
        {
            run.Run(tool, ToolArguments.Of(tool, CreateTask(plan.Input), request.Prefix, plan.File), request.Prefix, plan.PackageCount, dryRun: false);
            if (plan.Requirements is { } requirements)
            {
                run.RunPip(request.Prefix, requirements);
            }

            StateWriter.Write(request.Prefix, plan.Variables);
            CondaEnvCreateResult result = Result(request, plan, tool, run.Elapsed, warnings, cancellation);
            stands = true;
            return swap.Commit() is { } left ? result.With($"The replaced environment could not be removed: '{left}'.") : result;
        }
        catch (CondaEnvException error)
        {
            failure = error;
        }
        finally
        {
            // This also runs if the pipeline was stopped, or if a progress callback threw an exception.
            if (!stands && failure is null)
            {
                swap.Undo(request.KeepOnFailure);
            }
        }

        throw Undone(swap, request, failure);
    }

    /// <summary>Updates an environment to match a file.</summary>
    /// <exception cref="CondaEnvException">LockEnvironmentRequired; FormatUnsupported; HashMismatch of a record; as
    /// <see cref="Remove"/>, <see cref="IInstallSource.ImportFile"/> and, for the result,
    /// <see cref="IInstallSource.Read"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested; the environment may then be partially
    /// updated.</exception>
    public CondaEnvCreateResult Update(CondaEnvironment environment, CreateRequest request, CancellationToken cancellation)
    {
        RequireChangeable(environment, request.Force);
        using Workspace workspace = new();
        InstallPlan plan = PlanOf(request, workspace, cancellation);
        if (request.Prune && plan.Input != InstallInput.Yaml)
        {
            throw new CondaEnvException(
                CondaErrorKind.FormatUnsupported, $"-Prune requires an environment.yml, and '{plan.Source}' is not one. Omit -Prune, or recreate the environment with New-CondaEnv -Force.", plan.Source);
        }

        List<string> warnings = [.. plan.Warnings];
        if (environment.IsBase)
        {
            warnings.Add($"'{environment.Prefix}' is the base environment of an installation; it was changed because of -Force.");
        }

        if (environment.PipPackageCount > 0)
        {
            warnings.Add($"The environment '{environment.Name}' has pip packages, which conda does not know and may have overwritten. If something is broken, recreate it with New-CondaEnv -Force.");
        }

        ToolRun run = new(_runner, workspace.Folder, request.Timeout, _progress, _verbose, cancellation) { MissingChannel = plan.MissingChannel };
        CondaTool tool = run.Identify(Tool(environment.RootPrefix));
        ToolTask task = plan.Input switch { InstallInput.Yaml => ToolTask.UpdateYaml, InstallInput.Specs => ToolTask.InstallSpecs, _ => ToolTask.InstallExplicit };
        run.Run(tool, ToolArguments.Of(tool, task, environment.Prefix, plan.File, prune: request.Prune, overrideFrozen: environment.IsFrozen), environment.Prefix, plan.PackageCount, dryRun: false);
        if (plan.Requirements is { } requirements)
        {
            run.RunPip(environment.Prefix, requirements);
        }

        return Result(request, plan, tool, run.Elapsed, warnings, cancellation);
    }

    /// <summary>Removes an environment.</summary>
    /// <returns>The tool that was used.</returns>
    /// <exception cref="CondaEnvException">CondaNotFound, CondaFailed, CondaTimedOut; AccessDenied or FileWriteFailed
    /// for a temporary file; as <see cref="RequireChangeable"/>.</exception>
    public CondaTool Remove(CondaEnvironment environment, bool force, TimeSpan? timeout, CancellationToken cancellation)
    {
        RequireChangeable(environment, force);
        using Workspace workspace = new();
        ToolRun run = new(_runner, workspace.Folder, timeout, _progress, _verbose, cancellation);
        CondaTool tool = run.Identify(Tool(environment.RootPrefix));
        run.Run(tool, ToolArguments.Of(tool, ToolTask.Remove, environment.Prefix, overrideFrozen: environment.IsFrozen), environment.Prefix, 0, dryRun: false);
        if (Directory.Exists(Path.Combine(environment.Prefix, "conda-meta")))
        {
            throw new CondaEnvException(CondaErrorKind.CondaFailed, $"{tool.Name} reported that it removed '{environment.Prefix}', but the folder still exists. Use -Verbose to see its output.", environment.Prefix);
        }

        return tool;
    }

    private CondaTool Tool(string? root) => ToolFinder.Find(_machine, root is null ? _service.Roots : [root, .. _service.Roots]);

    private InstallPlan PlanOf(CreateRequest request, Workspace workspace, CancellationToken cancellation)
    {
        InstallPlanner planner = new(_service, workspace, request.Platform ?? _machine.GetVariable("CONDA_SUBDIR") ?? Product.MachinePlatform, request.Solve, request.SkipHashCheck) { Channels = request.Channels };
        return request.Packages.Count > 0 ? planner.Of(request.Packages) : request.File is { } file ? planner.Of(file) : planner.OfEnvironment(request.Original!, cancellation);
    }

    private CondaEnvCreateResult Result(CreateRequest request, InstallPlan plan, CondaTool tool, TimeSpan elapsed, List<string> warnings, CancellationToken cancellation)
    {
        CondaEnvironment environment = _service.Locate(request.Prefix);
        EnvironmentContents contents = _service.Read(environment, cancellation);
        Comparison comparison = EnvironmentComparer.Compare(plan.Expected, ComparedSide.Of(environment, contents), includeEqual: false);

        // If the tool solves the specs, additional dependencies are expected.
        IReadOnlyList<CondaEnvDifference> rows = plan.Style == CreateStyle.Exact ? comparison.Rows : [.. comparison.Rows.Where(static row => row.Change != PackageChange.Added)];
        string differences = $"{string.Join("; ", rows.Take(3))}{(rows.Count > 3 ? "; …" : "")}";
        if (request.Strict && rows.Count > 0)
        {
            throw new CondaEnvException(
                CondaErrorKind.LossRefused,
                $"The environment '{request.Prefix}' differs from '{plan.Source}' in {Packages(rows.Count)}, and -Strict was given: {differences}.",
                request.Prefix);
        }

        if (rows.Count > 0)
        {
            warnings.Add($"The environment differs from '{plan.Source}' in {Packages(rows.Count)}: {differences}. The property Differences of the result lists them all.");
        }

        warnings.AddRange(comparison.Notes);
        int pip = contents.Packages.Count(static p => p.Manager == PackageManager.Pip);
        return new CondaEnvCreateResult
        {
            Environment = environment,
            Name = environment.Name,
            Prefix = environment.Prefix,
            Tool = tool.Name,
            ToolPath = tool.Path,
            ToolVersion = tool.Version,
            Style = plan.Style,
            Reason = plan.Reason,
            Source = plan.Source,
            PackageCount = contents.Packages.Count - pip,
            PipPackageCount = pip,
            Differences = rows,
            Duration = elapsed,
            Warnings = warnings,
            ComputerName = _machine.ComputerName,
        };
    }

    /// <summary>
    /// Throws for reserved names on Windows: <c>nul</c> and similar names open a device, and a folder that conda
    /// created there could not be deleted.
    /// </summary>
    private void RequireWindowsName(string name)
    {
        if (_machine.IsWindows && WindowsNames.Problem(name) is { } problem)
        {
            throw new CondaEnvException(CondaErrorKind.SpecInvalid, $"'{name}' cannot be the name of an environment: {problem}. Choose another name.", name);
        }
    }

    private static bool IsEmpty(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder).Length == 0;
        }
        catch (Exception e) when (ReadOnlyFile.IsFileError(e))
        {
            throw ReadOnlyFile.ToError(e, folder);
        }
    }

    private static string Packages(int count) => count == 1 ? "1 package" : $"{count} packages";

    private static IEnumerable<string> Leftovers(string prefix) => PrefixSwap.Leftovers(prefix).Select(left => PrefixSwap.Describe(left, prefix));

    private static CondaEnvException Undone(PrefixSwap swap, CreateRequest request, CondaEnvException failure)
    {
        string? kept = swap.Undo(request.KeepOnFailure);
        string message = failure.Message
            + (kept is null ? "" : $" The incomplete environment is at '{kept}'.")
            + (swap.Old is null ? "" : $" The previous environment at '{request.Prefix}' was restored.");
        return new CondaEnvException(failure.Kind, message, failure.Target, failure);
    }

    private static ToolTask CreateTask(InstallInput input) => input switch
    {
        InstallInput.Yaml => ToolTask.CreateYaml,
        InstallInput.Specs => ToolTask.CreateSpecs,
        _ => ToolTask.CreateExplicit,
    };

    private static CondaEnvException IsBase(string name) => new(
        CondaErrorKind.EnvironmentIsBase, $"'{name}' is the base environment of an installation and contains the tool itself. It is not replaced, even with -Force. Choose another name.", name);
}
