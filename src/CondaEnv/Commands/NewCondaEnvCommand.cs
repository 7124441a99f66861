using System.Collections.Generic;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Formats.Locks;
using CondaEnv.Install;

namespace CondaEnv.Commands;

/// <summary>
/// <c>New-CondaEnv</c>: creates an environment from package names, a file, a record or another environment, using
/// micromamba, mamba or conda. If it fails or is stopped, the previous state is restored.
/// </summary>
[Cmdlet(VerbsCommon.New, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = HelpAddress + "New-CondaEnv.md")]
[OutputType(typeof(CondaEnvCreateResult), typeof(CondaPackage))]
public sealed partial class NewCondaEnvCommand : ToolCommand
{
    private protected override string Activity => "Making an environment";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CondaEnvTarget? source = Path.Length > 0 ? CondaEnvTarget.OfFile(Path) : InputObject;
        if (!TryRun(s => Request(s, source), out CreateRequest? request))
        {
            return;
        }

        WriteVerbose($"The folder of the environment is '{request.Prefix}'.");
        WarnOfDemands(request);
        if (Plan)
        {
            if (TryRun(s => Creator(s).Plan(request, Cancellation), out IReadOnlyList<CondaPackage>? packages))
            {
                WriteObject(packages, enumerateCollection: true);
            }
        }
        else if (TryRun(s => Free(s, request), out _)
            && ShouldProcess(request.Prefix, $"Make an environment from {(source is null ? string.Join(", ", Package) : $"'{source}'")}")
            && TryRun(s => Creator(s).Create(request, Cancellation), out CondaEnvCreateResult? result))
        {
            WriteResult(result);
        }
    }

    private CreateRequest Request(EnvironmentService service, CondaEnvTarget? source)
    {
        (CondaEnvFile? file, CondaEnvironment? original) = source?.ToSource(service, SessionState) ?? (null, null);
        return Creator(service).Complete(
            new CreateRequest
            {
                Prefix = "", Name = "", File = file, Original = original, Packages = Package, Channels = Channel, Platform = Platform,
                Solve = Solve, Force = Force, KeepOnFailure = KeepOnFailure, Strict = Strict, SkipHashCheck = SkipHashCheck, Timeout = Timeout,
            },
            Name,
            Prefix is null ? null : SessionState.FileSystemPath(Prefix, CondaErrorKind.EnvironmentNotFound),
            new LockSelection(LockEnvironment, Platform),
            source?.ToString() ?? "");
    }

    private CreateRequest Free(EnvironmentService service, CreateRequest request)
    {
        Creator(service).RequireFree(request.Prefix, Force);
        return request;
    }
}
