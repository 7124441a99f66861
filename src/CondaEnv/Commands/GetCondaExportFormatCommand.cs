using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Errors;
using CondaEnv.Formats.Catalog;

namespace CondaEnv.Commands;

/// <summary><c>Get-CondaExportFormat</c>: lists the formats of Export-CondaEnv and what they can represent.</summary>
[Cmdlet(VerbsCommon.Get, "CondaExportFormat", DefaultParameterSetName = "Name", HelpUri = CondaEnvCommand.HelpAddress + "Get-CondaExportFormat.md")]
[OutputType(typeof(CondaExportFormat))]
public sealed class GetCondaExportFormatCommand : PSCmdlet
{
    /// <summary>Names of formats, with wildcards. Default: all formats.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ExportFormatCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in Name)
        {
            WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            CondaExportFormat[] found = [.. FormatCatalog.All.Where(f => pattern.IsMatch(f.Name))];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                WriteError(new CondaEnvException(
                    CondaErrorKind.FormatUnsupported, $"No format has the name '{name}'; these are: {string.Join(", ", FormatCatalog.All)}.", name).ToErrorRecord());
            }

            WriteVerbose($"{found.Length} of {FormatCatalog.All.Count} formats match '{name}'.");
            WriteObject(found, enumerateCollection: true);
        }
    }
}
