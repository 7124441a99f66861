using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Machines.Environments;

namespace CondaEnv.Commands;

/// <summary>
/// <c>Get-CondaEnv</c>: finds the conda, mamba, micromamba and pixi environments of this machine, and plain virtual
/// environments that are given by path. It starts no process and writes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "CondaEnv", DefaultParameterSetName = ByName, HelpUri = HelpAddress + "Get-CondaEnv.md")]
[OutputType(typeof(CondaEnvironment))]
public sealed class GetCondaEnvCommand : CondaEnvCommand
{
    private const string ByName = "Name";
    private const string ByPrefix = "Prefix";
    private const string BySearchPath = "SearchPath";

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>
    /// Names of environments, with wildcards. Default: all environments. A value with a separator is a path.
    /// </summary>
    [Parameter(ParameterSetName = ByName, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = BySearchPath, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [EnvironmentNameTransformation]
    [Alias("n")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Prefixes of environments, without wildcards.</summary>
    [Parameter(ParameterSetName = ByPrefix, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "p")]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string[] Prefix { get; set; } = [];

    /// <summary>
    /// Folders to search instead of the usual places, with wildcards. Environments are named according to the
    /// installations found there.
    /// </summary>
    [Parameter(ParameterSetName = BySearchPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] SearchPath { get; set; } = [];

    /// <summary>Search the subfolders of <see cref="SearchPath"/> as well.</summary>
    [Parameter(ParameterSetName = BySearchPath)]
    public SwitchParameter Recurse { get; set; }

    /// <summary>How many levels below <see cref="SearchPath"/> to search; implies <see cref="Recurse"/>.</summary>
    [Parameter(ParameterSetName = BySearchPath)]
    [ValidateRange(0, int.MaxValue)]
    public int? Depth { get; set; }

    /// <summary>Search the places of all users, as far as they are readable.</summary>
    [Parameter(ParameterSetName = ByName)]
    public SwitchParameter AllUsers { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (Func<EnvironmentService, IEnumerable<CondaEnvironment>> question in Questions())
        {
            if (TryRun(question, out IEnumerable<CondaEnvironment>? answer))
            {
                // Two wildcards or two packages may refer to the same environment.
                foreach (CondaEnvironment environment in answer.Where(e => _written.Add(e.Prefix)))
                {
                    WriteObject(environment);
                }
            }
        }
    }

    private IEnumerable<Func<EnvironmentService, IEnumerable<CondaEnvironment>>> Questions() => ParameterSetName switch
    {
        ByPrefix => Prefix.Select(p => One(CondaEnvTarget.FromPath(p))),
        BySearchPath => (Name ?? [null!]).Select(InSearchPath),
        _ => (Name ?? ["*"]).Select(ByText),
    };

    private Func<EnvironmentService, IEnumerable<CondaEnvironment>> InSearchPath(string? name) => s => SearchOptions() switch
    {
        { SearchPath.Count: 0 } => [],
        var options when name is null => s.FindAll(options, Cancellation),
        var options => s.FindNamed(options, Unescape(name), WildcardPattern.ContainsWildcardCharacters(name) ? Pattern(name).IsMatch : null, Cancellation),
    };

    private Func<EnvironmentService, IEnumerable<CondaEnvironment>> ByText(string text)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text))
        {
            return Literal(CondaEnvTarget.Parse(Unescape(text)));
        }

        WildcardPattern pattern = Pattern(text);
        return s => [.. All(s).Where(e => pattern.IsMatch(e.Name))];
    }

    private Func<EnvironmentService, IEnumerable<CondaEnvironment>> Literal(CondaEnvTarget reference) => s =>
    {
        CondaEnvironment[] found = AllUsers && !reference.IsPath ? [.. All(s).Where(e => e.Name == reference.Text)] : [];
        return found.Length > 0 ? found : [Find(s, reference)];
    };

    private Func<EnvironmentService, IEnumerable<CondaEnvironment>> One(CondaEnvTarget reference) => s => [Find(s, reference)];

    private IReadOnlyList<CondaEnvironment> All(EnvironmentService service) =>
        service.FindAll(new DiscoveryOptions { AllUsers = AllUsers }, Cancellation);

    private DiscoveryOptions SearchOptions() => new()
    {
        SearchPath = [.. SearchPath.SelectMany(p => SessionState.FileSystemPaths(p, CondaErrorKind.PathNotFound))],
        Recurse = Recurse || Depth is not null,
        Depth = Depth,
    };

    private static WildcardPattern Pattern(string text) => new(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);

    /// <summary>
    /// A backtick before a wildcard character makes it part of the name. Windows paths contain no backticks, and Unix
    /// paths hardly ever do.
    /// </summary>
    private static string Unescape(string text) => text.IndexOf('`') < 0 ? text : WildcardPattern.Unescape(text);
}
