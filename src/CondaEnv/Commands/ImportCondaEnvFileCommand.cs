using System.Management.Automation;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Import-CondaEnvFile</c>: reads a file that describes an environment, in any supported format. Nothing is
/// installed.
/// </summary>
[Cmdlet(VerbsData.Import, "CondaEnvFile", DefaultParameterSetName = ByPath, HelpUri = HelpAddress + "Import-CondaEnvFile.md")]
[OutputType(typeof(CondaEnvFile))]
public sealed class ImportCondaEnvFileCommand : FileCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Files())
        {
            ThrowIfStopped();
            if (TryRun(s => Selection.Of(s.ImportFile(path)), out CondaEnvFile? file))
            {
                WriteObject(file);
            }
        }
    }
}
