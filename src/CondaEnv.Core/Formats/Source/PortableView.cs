using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Formats.Source;

/// <summary>
/// Content of a portable export before it is formatted: the requested packages with the chosen precision, nothing
/// specific to this machine, no secrets. All lists are in the order in which they are written.
/// </summary>
internal sealed record PortableView
{
    /// <summary>Name of the environment.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The channels by priority, as in <c>channels:</c> of <c>environment.yml</c>: names or URLs, without credentials.
    /// </summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The target platforms; empty if none was given.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The platform of the installed packages; null if all are noarch.</summary>
    public string? InstalledPlatform { get; init; }

    /// <summary>The conda packages.</summary>
    public IReadOnlyList<PortableSpec> Packages { get; init; } = [];

    /// <summary>The pip packages, as lines of a requirements file (PEP 508, or <c>-e …</c>).</summary>
    public IReadOnlyList<string> PipRequirements { get; init; } = [];

    /// <summary>Environment variables set on activation, as far as they should be written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];
}

/// <summary>One conda package of a portable export.</summary>
/// <param name="Name">Name in lower case.</param>
/// <param name="Version">Constraint as written after the name in a MatchSpec: <c>=1.26</c>, <c>==1.26.4</c>,
/// <c>&gt;=1.20,&lt;2</c>; null for any.</param>
/// <param name="Build">Build string, exact or with <c>*</c>; null for any.</param>
/// <param name="Channel">Channel that the user requires for the package; null for any.</param>
internal sealed record PortableSpec(string Name, string? Version = null, string? Build = null, string? Channel = null)
{
    /// <summary>Constraints of the user on other fields.</summary>
    public IReadOnlyList<MatchSpecField> OtherFields { get; init; } = [];

    /// <summary>
    /// Formats the package as a line of <c>environment.yml</c>: <c>name=1.26</c>, <c>channel::name&gt;=1.2,&lt;2</c>,
    /// <c>name==1.2=build</c>; other fields in brackets (CEP 29).
    /// </summary>
    public override string ToString()
    {
        string name = Channel is null ? Name : Channel + "::" + Name;
        bool together = Build is null || (Version?.StartsWith("==", System.StringComparison.Ordinal) == true && !MatchSpec.IsPattern(Build) && Version.IndexOf('|') < 0);
        List<string> brackets = [];
        if (!together)
        {
            if (Version is not null)
            {
                brackets.Add("version='" + (Version.StartsWith("=", System.StringComparison.Ordinal) && Version[1] != '=' ? Version.Substring(1) + ".*" : Version) + "'");
            }

            brackets.Add("build='" + Build + "'");
        }

        brackets.AddRange(OtherFields.Select(static f => f.Name + "='" + f.Value + "'"));
        return name + (together ? Version + (Build is null ? "" : "=" + Build) : "") + (brackets.Count == 0 ? "" : "[" + string.Join(",", brackets) + "]");
    }
}
