using System.Management.Automation;
using CondaEnv.Formats.Locks;
using CondaEnv.Install;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Update-CondaEnv</c>: updates an environment to match a file, or installs packages by name, using the tool. If the
/// tool fails, the environment may be partially updated. Use <c>New-CondaEnv -Force</c> to replace it completely or not
/// at all.
/// </summary>
[Cmdlet(VerbsData.Update, "CondaEnv", DefaultParameterSetName = ByInput, SupportsShouldProcess = true, HelpUri = HelpAddress + "Update-CondaEnv.md")]
[OutputType(typeof(CondaEnvCreateResult))]
public sealed partial class UpdateCondaEnvCommand : ToolCommand
{
    private protected override string Activity => "Updating an environment";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        CondaEnvTarget?[] targets = ParameterSetName switch
        {
            ByName or ByNamePackage => [CondaEnvTarget.Parse(Name)],
            ByPrefix or ByPrefixPackage => [CondaEnvTarget.FromPath(Prefix)],
            _ => InputObject ?? (CondaEnvTarget?[])[null],
        };
        foreach ((_, CondaEnvironment environment) in Each(targets, (s, target) => Changeable(Find(s, target), Force)))
        {
            if (!TryRun(s => Request(s, environment), out CreateRequest? request))
            {
                continue;
            }

            WarnOfDemands(request);
            if (ShouldProcess(environment.Prefix, $"Update the environment from {(request.File is null ? string.Join(", ", Package) : $"'{request.File.Path}'")}{(Prune ? ", and remove what it does not name" : "")}")
                && TryRun(s => Creator(s).Update(environment, request, Cancellation), out CondaEnvCreateResult? result))
            {
                WriteResult(result);
            }
        }
    }

    private static CondaEnvironment Changeable(CondaEnvironment environment, bool force)
    {
        EnvironmentCreator.RequireChangeable(environment, force);
        return environment;
    }

    private CreateRequest Request(EnvironmentService service, CondaEnvironment environment)
    {
        CondaEnvFile? file = Package.Length > 0 ? null : new LockSelection(LockEnvironment, Platform).Of(Import(service, Path));
        return new CreateRequest
        {
            Prefix = environment.Prefix, Name = environment.Name, File = file, Packages = Package, Channels = Channel, Platform = Platform,

            // Without pruning, either the friendly or the exact file of a record would work; the exact one is
            // unambiguous.
            Solve = Prune && file?.Kind == CondaEnvFileKind.Record,
            Force = Force, Prune = Prune, SkipHashCheck = SkipHashCheck, Timeout = Timeout,
        };
    }
}
