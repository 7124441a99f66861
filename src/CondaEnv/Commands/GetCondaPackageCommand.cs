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
/// <c>Get-CondaPackage</c>: lists the conda and pip packages of an environment. Each damaged record is an error; all
/// other packages are returned. It starts no process and writes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaPackage", DefaultParameterSetName = ByInput, HelpUri = HelpAddress + "Get-CondaPackage.md")]
[OutputType(typeof(CondaPackage), typeof(string))]
public sealed class GetCondaPackageCommand : EnvironmentCommand
{
    private readonly List<CondaPackage> _json = [];
    private readonly HashSet<(string Prefix, string Name)> _owners = [];
    private PackageFilter? _filter;

    /// <summary>
    /// Names of packages, with wildcards, or MatchSpecs in quotes, such as <c>'numpy&gt;=1.20,&lt;2'</c>. Default: all
    /// packages.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PackageNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Environments as objects, names or paths. Default: the active environment.</summary>
    [Parameter(ParameterSetName = ByInput, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [EnvironmentTransformation]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public CondaEnvTarget[]? InputObject { get; set; }

    /// <summary>Names of environments, with wildcards. A value with a separator is a path.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("n")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? EnvironmentName { get; set; }

    /// <summary>Prefixes of environments, without wildcards.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Prefix { get; set; }

    /// <summary>Channels of the packages: names, addresses or hosts, with wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    public string[] Channel { get; set; } = [];

    /// <summary>Managers that installed the package. Default: both conda and pip.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PackageManager[] Manager { get; set; } = [];

    /// <summary>Only return packages that the user requested by name.</summary>
    [Parameter]
    public SwitchParameter Requested { get; set; }

    /// <summary>
    /// Only return packages that own one of these files. Without an environment, the path leads to it, with wildcards; with
    /// one, the path may be relative to its prefix.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] OwnerOf { get; set; } = [];

    /// <summary>
    /// Return the packages after this revision of the history; a negative number counts from the end.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(RevisionCompleter))]
    public int? AtRevision { get; set; }

    /// <summary>
    /// Return the packages at this time, according to the history; a date without a time means the end of that day.
    /// </summary>
    [Parameter]
    public DateTime? AtDate { get; set; }

    /// <summary>
    /// Return a single string instead of objects: the JSON array that <c>condaenv packages --json</c> prints.
    /// </summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AtRevision is not null && AtDate is not null)
        {
            Refuse("-AtRevision and -AtDate cannot be combined.");
        }

        if (OwnerOf.Length > 0 && (AtRevision is not null || AtDate is not null))
        {
            Refuse("-OwnerOf cannot be combined with -AtRevision or -AtDate: the history does not list files.");
        }

        // An invalid spec is a single error, without packages.
        TryRun(s => s.Filter(Name, Channel, Manager, Requested, Pattern), out _filter);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_filter is null)
        {
            return;
        }

        if (OwnerOf.Length > 0 && ParameterSetName == ByInput && InputObject is null)
        {
            foreach (string path in OwnerOf)
            {
                ThrowIfStopped();
                if (TryRun(s => s.OwnersOf(SessionState.FileSystemPath(path, CondaErrorKind.PathNotFound), PatternOf(path), Cancellation), out IReadOnlyList<CondaPackage>? owners))
                {
                    Write(owners.Where(p => _owners.Add((p.Prefix, p.Name))));
                }
            }

            return;
        }

        foreach ((_, CondaEnvironment environment) in Environments(InputObject, EnvironmentName, Prefix, (s, target) => FindOrHint(s, target, Name)))
        {
            foreach (string path in OwnerOf)
            {
                if (TryRun(s => s.OwnersOf(environment, path, PatternOf(path), Cancellation), out IReadOnlyList<CondaPackage>? owners))
                {
                    Write(owners.Where(p => _owners.Add((p.Prefix, p.Name))));
                }
            }

            if (OwnerOf.Length == 0 && TryRun(s => PackagesOf(s, environment), out IReadOnlyList<CondaPackage>? packages))
            {
                Write(packages);
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

    private static Func<string, Func<string, bool>>? PatternOf(string path) => WildcardPattern.ContainsWildcardCharacters(path) ? Pattern : null;

    /// <summary>The error that PowerShell uses for parameters that cannot be combined.</summary>
    private void Refuse(string message) =>
        ThrowTerminatingError(new ErrorRecord(new ParameterBindingException(message), "AmbiguousParameterSet", ErrorCategory.InvalidArgument, targetObject: null));

    private void Write(IEnumerable<CondaPackage> packages)
    {
        if (AsJson)
        {
            _json.AddRange(packages.Where(_filter!.Matches));
            return;
        }

        foreach (CondaPackage package in packages.Where(_filter!.Matches))
        {
            WriteObject(Name.Length > 0 || OwnerOf.Length > 0 ? Named(package) : package);
        }
    }

    /// <summary>Adds the type name of the view that shows all environments in one table.</summary>
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
}
