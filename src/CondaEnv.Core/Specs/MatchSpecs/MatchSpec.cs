using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Versions;

namespace CondaEnv.Specs.MatchSpecs;

/// <summary>
/// What is asked of a package, in conda's query language (CEP 29): <c>conda-forge/linux-64::numpy[version='>=1.20,&lt;2',build=py312*]</c>.
/// Read only.
/// </summary>
/// <remarks>
/// Printed forms hold no credentials of the channel, but a spec that is the URL of a package file outside of a channel keeps
/// its URL whole, as conda does: whoever shows it passes it through <see cref="Foundation.Secrets.SecretRedactor"/>.
/// </remarks>
internal sealed class MatchSpec
{
    /// <summary>Creates a spec; <see cref="MatchSpecParser"/> does.</summary>
    internal MatchSpec(string originalText, ChannelConfiguration channels)
    {
        OriginalText = originalText;
        Channels = channels;
    }

    /// <summary>The text that was parsed.</summary>
    public string OriginalText { get; }

    /// <summary>Exact name in lower case, or <c>*</c> where the spec has a pattern or no name.</summary>
    public string Name => ExactName ?? "*";

    /// <summary>The name or the pattern for it, in lower case; null for the empty spec, which asks nothing.</summary>
    public string? NamePattern { get; init; }

    /// <summary>The version; null where any will do.</summary>
    public VersionSpec? Version { get; init; }

    /// <summary>The build string: exact, with <c>*</c>, or a regular expression <c>^…$</c>; null where any will do.</summary>
    public string? Build { get; init; }

    /// <summary>The build number as conda prints it: a number, or a relation to one; null where any will do.</summary>
    public string? BuildNumber { get; init; }

    /// <summary>The channel; null where any will do, or where the spec has a pattern.</summary>
    public Channel? Channel { get; init; }

    /// <summary>The channel where it is a pattern: with <c>*</c>, or a regular expression <c>^…$</c>.</summary>
    public string? ChannelPattern { get; init; }

    /// <summary>The channel as conda prints it: its name, or its URL where only that says where it lies; null where there is none.</summary>
    public string? ChannelText { get; init; }

    /// <summary>The platform folder; null where any will do.</summary>
    public string? Subdir { get; init; }

    /// <summary>What is asked of other fields, <c>build_number</c> included, in conda's order.</summary>
    public IReadOnlyList<MatchSpecField> OtherFields { get; init; } = [];

    /// <summary>True where the spec asks for a name and nothing else.</summary>
    public bool IsNameOnly => ExactName is not null and not "*" && FieldCount == 1;

    /// <summary>conda's old measure: 1 for a name, 2 with a version, 3 with anything more, or without an exact name.</summary>
    public int Strictness
    {
        get
        {
            bool more = Build is not null || FieldCount > Count(NamePattern) + Count(Version);
            return more || ExactName is null ? 3 : Version is not null ? 2 : 1;
        }
    }

    /// <summary>What the names of channels meant when the spec was parsed: those of packages mean the same.</summary>
    internal ChannelConfiguration Channels { get; }

    /// <summary>The name where it is exact; else null.</summary>
    internal string? ExactName => NamePattern is null || IsPattern(NamePattern) ? null : NamePattern;

    private ConcurrentDictionary<string, SpecExpression>? _expressions;

    private int FieldCount =>
        Count(NamePattern) + Count(Version) + Count(Build) + Count(ChannelText) + Count(Subdir) + OtherFields.Count;

    /// <summary>Parses a spec.</summary>
    /// <param name="text">The spec, in any of the forms that conda takes.</param>
    /// <param name="channels">What the names of channels mean; what conda has with no configuration, where it is null.</param>
    /// <exception cref="CondaEnvException">The text is no spec (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static MatchSpec Parse(string text, ChannelConfiguration? channels = null) =>
        MatchSpecParser.Parse(text ?? throw new ArgumentNullException(nameof(text)), channels ?? ChannelConfiguration.Default);

    /// <summary>As <see cref="Parse"/>; false where the text is no spec.</summary>
    public static bool TryParse(string? text, ChannelConfiguration? channels, [NotNullWhen(true)] out MatchSpec? spec)
    {
        try
        {
            spec = text is null ? null : Parse(text, channels);
        }
        catch (CondaEnvException)
        {
            spec = null;
        }

        return spec is not null;
    }

    /// <summary>The value asked of a field; null where nothing is asked.</summary>
    public string? Field(string name)
    {
        foreach (MatchSpecField field in OtherFields)
        {
            if (field.Name == name)
            {
                return field.Value;
            }
        }

        return null;
    }

    /// <summary>The canonical form: <c>channel/subdir::name==version=build[key=value]</c>.</summary>
    public override string ToString() => MatchSpecFormatter.Canonical(this);

    /// <summary>The form of <c>environment.yml</c>: no channel, and one equals sign (conda's <c>conda_env_form()</c>).</summary>
    public string ToCondaEnvForm() => MatchSpecFormatter.CondaEnvForm(this);

    /// <summary>The form of recipes, <c>name version build</c> (conda's <c>conda_build_form()</c>); null where the name is not exact.</summary>
    public string? ToCondaBuildForm() => MatchSpecFormatter.CondaBuildForm(this);

    /// <summary>The same spec, but for its name and its version: these have rules of their own in pip's world.</summary>
    internal MatchSpec WithoutNameAndVersion() => new(OriginalText, Channels)
    {
        Build = Build,
        BuildNumber = BuildNumber,
        Channel = Channel,
        ChannelPattern = ChannelPattern,
        ChannelText = ChannelText,
        Subdir = Subdir,
        OtherFields = OtherFields,
    };

    /// <summary>A regular expression of one of the fields, which the parser found to be valid; compiled when it is first needed.</summary>
    internal SpecExpression Expression(string pattern) =>
        LazyInitializer.EnsureInitialized(ref _expressions)!.GetOrAdd(
            pattern, static p => SpecExpression.TryParse(p, out SpecExpression? expression) ? expression : throw new InvalidOperationException("The parser took an expression that cannot be compiled."));

    /// <summary>Whether a value of a text field is a pattern rather than an exact value.</summary>
    internal static bool IsPattern(string value) => IsRegex(value) || value.Contains("*");

    /// <summary>Whether a value of a text field is a regular expression.</summary>
    internal static bool IsRegex(string value) => value.Length > 0 && value[0] == '^' && value[value.Length - 1] == '$';

    private static int Count(object? field) => field is null ? 0 : 1;
}
