using System.Collections.Generic;
using System.Linq;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Formats.Source;

/// <summary>
/// What a portable export says of an environment, before it is put into a format: what was asked for, as precisely
/// as was wanted, nothing of this machine, no secrets. Everything is in the order in which it is to be written.
/// </summary>
internal sealed record PortableView
{
    /// <summary>Name of the environment.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The channels by priority, as <c>channels:</c> of <c>environment.yml</c> names them: names or URLs, without
    /// credentials.
    /// </summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The platforms that the file is for; empty where none was named.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The platform of the installed packages; null where all are noarch.</summary>
    public string? InstalledPlatform { get; init; }

    /// <summary>The conda packages.</summary>
    public IReadOnlyList<PortableSpec> Packages { get; init; } = [];

    /// <summary>The pip packages, a line each as pip's requirements files have them (PEP 508, or <c>-e …</c>).</summary>
    public IReadOnlyList<string> PipRequirements { get; init; } = [];

    /// <summary>Variables that activation sets, as far as they are to be written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];
}

/// <summary>One conda package of a portable export.</summary>
/// <param name="Name">Name in lower case.</param>
/// <param name="Version">Constraint as behind the name of a MatchSpec: <c>=1.26</c>, <c>==1.26.4</c>, <c>&gt;=1.20,&lt;2</c>; null for any.</param>
/// <param name="Build">Build: exact, or with <c>*</c>; null for any.</param>
/// <param name="Channel">Channel that the package must come from, where that is said; null for any.</param>
internal sealed record PortableSpec(string Name, string? Version = null, string? Build = null, string? Channel = null)
{
    /// <summary>What was asked of other fields.</summary>
    public IReadOnlyList<MatchSpecField> OtherFields { get; init; } = [];

    /// <summary>As a line of <c>environment.yml</c>: <c>name=1.26</c>, <c>channel::name&gt;=1.2,&lt;2</c>, <c>name==1.2=build</c>; the rest in brackets (CEP 29).</summary>
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
