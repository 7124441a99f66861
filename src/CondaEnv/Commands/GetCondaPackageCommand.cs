using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Packages.Matching;
using CondaEnv.Packages.Schema;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Get-CondaPackage</c>: what is installed in an environment, by conda and by pip. Damaged records are errors, one
/// each; all others are returned. Nothing is started and nothing is written.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaPackage", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Get-CondaPackage.md")]
[OutputType(typeof(CondaPackage), typeof(string))]
public sealed class GetCondaPackageCommand : EnvironmentCommand
{
    private readonly List<CondaPackage> _json = [];
    private PackageFilter? _filter;

    /// <summary>Names of packages, with wildcards, or MatchSpecs in quotes, such as <c>'numpy&gt;=1.20,&lt;2'</c>. Default: all.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Environments: objects, names or paths. The active environment where no environment is given.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A text with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("n")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? EnvironmentName { get; set; }

    /// <summary>Prefixes of environments, taken literally.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Prefix { get; set; }

    /// <summary>Channels that the packages came from: names, addresses or hosts, with wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Who installed the package; both where it is not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PackageManager[] Manager { get; set; } = [];

    /// <summary>Only what the user asked for by name.</summary>
    [Parameter]
    public SwitchParameter Requested { get; set; }

    /// <summary>The packages after this revision of the history; a negative number counts from the end.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public int? AtRevision { get; set; }

    /// <summary>The packages at this time, as the history says; a date without a time means the end of that day.</summary>
    [Parameter]
    public DateTime? AtDate { get; set; }

    /// <summary>Return one text, the JSON array that <c>condaenv packages --json</c> prints, instead of objects.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AtRevision is not null && AtDate is not null)
        {
            // What PowerShell itself says of parameters that exclude each other.
            ThrowTerminatingError(new ErrorRecord(
                new ParameterBindingException("-AtRevision and -AtDate cannot be combined."), "AmbiguousParameterSet", ErrorCategory.InvalidArgument, targetObject: null));
        }

        // One error for a text that is not a spec, and no packages.
        TryRun(s => s.Filter(Name, Channel, Manager, Requested, Pattern), out _filter);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_filter is null)
        {
            return;
        }

        foreach ((_, CondaEnvironment environment) in Environments(InputObject, EnvironmentName, Prefix, FindOrHint))
        {
            if (TryRun(s => PackagesOf(s, environment), out IReadOnlyList<CondaPackage>? packages))
            {
                if (AsJson)
                {
                    _json.AddRange(packages.Where(_filter.Matches));
                    continue;
                }

                foreach (CondaPackage package in packages.Where(_filter.Matches))
                {
                    WriteObject(Name.Length > 0 ? Named(package) : package);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (AsJson && _filter is not null)
        {
            using StringWriter text = new();
            JsonRows.Write(text, _json, CondaPackage.Schema.All);
            WriteObject(text.ToString().TrimEnd('\n'));
        }
    }

    /// <summary>With the name of the view that has all environments in one table.</summary>
    private static PSObject Named(CondaPackage package)
    {
        PSObject row = new(package);
        row.TypeNames.Insert(0, typeof(CondaPackage).FullName + "#Named");
        return row;
    }

    private IReadOnlyList<CondaPackage> PackagesOf(EnvironmentService service, CondaEnvironment environment) => (AtRevision, AtDate) switch
    {
        ({ } revision, _) => service.PackagesAt(environment, revision, Cancellation),
        (_, { } date) => service.PackagesAt(environment, date, Cancellation),
        _ => service.Packages(environment, Cancellation),
    };

    /// <summary>Without an active environment, the first word may be the name of one.</summary>
    private CondaEnvironment FindOrHint(EnvironmentService service, CondaEnvTarget? target)
    {
        try
        {
            return Find(service, target);
        }
        catch (CondaEnvException error) when (error.Kind == CondaErrorKind.NoActiveEnvironment && Name.Length > 0 && service.FindAll(null, Cancellation).Any(e => e.Name == Name[0]))
        {
            throw new CondaEnvException(
                error.Kind, $"No environment is active, and '{Name[0]}' is the name of an environment. To list its packages, use: Get-CondaPackage -EnvironmentName '{Name[0]}'.", Name[0], error);
        }
    }

    private static Func<string, bool> Pattern(string text) => new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch;
}
