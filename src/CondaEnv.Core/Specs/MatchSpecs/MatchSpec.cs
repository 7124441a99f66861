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
/// A query for a package in conda's query language (CEP 29):
/// <c>conda-forge/linux-64::numpy[version='>=1.20,&lt;2',build=py312*]</c>. Immutable.
/// </summary>
/// <remarks>
/// Formatted specs do not contain credentials of the channel. However, a spec that is the URL of a package file outside
/// a channel keeps its complete URL, as in conda. Pass it through <see cref="Foundation.Secrets.SecretRedactor"/>
/// before showing it.
/// </remarks>
internal sealed class MatchSpec
{
    /// <summary>Creates a spec; called by <see cref="MatchSpecParser"/>.</summary>
    internal MatchSpec(string originalText, ChannelConfiguration channels)
    {
        OriginalText = originalText;
        Channels = channels;
    }

    /// <summary>The text that was parsed.</summary>
    public string OriginalText { get; }

    /// <summary>The exact name in lower case; <c>*</c> if the spec has a pattern or no name.</summary>
    public string Name => ExactName ?? "*";

    /// <summary>The name or name pattern, in lower case; null for the empty spec, which matches everything.</summary>
    public string? NamePattern { get; init; }

    /// <summary>The required version; null for any.</summary>
    public VersionSpec? Version { get; init; }

    /// <summary>The build string: exact, with <c>*</c>, or a regular expression <c>^…$</c>; null for any.</summary>
    public string? Build { get; init; }

    /// <summary>The build number as conda prints it: a number, or a relation to a number; null for any.</summary>
    public string? BuildNumber { get; init; }

    /// <summary>The channel; null for any, or if the spec has a pattern.</summary>
    public Channel? Channel { get; init; }

    /// <summary>
    /// The channel pattern, with <c>*</c> or as a regular expression <c>^…$</c>; null if there is none.
    /// </summary>
    public string? ChannelPattern { get; init; }

    /// <summary>
    /// The channel as conda prints it: its name, or its URL if only that identifies the location; null if there is
    /// none.
    /// </summary>
    public string? ChannelText { get; init; }

    /// <summary>The platform folder; null for any.</summary>
    public string? Subdir { get; init; }

    /// <summary>Constraints on other fields, including <c>build_number</c>, in conda's order.</summary>
    public IReadOnlyList<MatchSpecField> OtherFields { get; init; } = [];

    /// <summary>True if the spec has a name and no other constraint.</summary>
    public bool IsNameOnly => ExactName is not null and not "*" && FieldCount == 1;

    /// <summary>
    /// conda's old measure: 1 for a name, 2 with a version, 3 with other constraints or without an exact name.
    /// </summary>
    public int Strictness
    {
        get
        {
            bool more = Build is not null || FieldCount > Count(NamePattern) + Count(Version);
            return more || ExactName is null ? 3 : Version is not null ? 2 : 1;
        }
    }

    /// <summary>
    /// The configuration with which the spec was parsed, for resolving the channel names of packages in the same way.
    /// </summary>
    internal ChannelConfiguration Channels { get; }

    /// <summary>The name if it is exact; otherwise null.</summary>
    internal string? ExactName => NamePattern is null || IsPattern(NamePattern) ? null : NamePattern;

    private ConcurrentDictionary<string, SpecExpression>? _expressions;

    private int FieldCount =>
        Count(NamePattern) + Count(Version) + Count(Build) + Count(ChannelText) + Count(Subdir) + OtherFields.Count;

    /// <summary>Parses a spec.</summary>
    /// <param name="text">The spec, in any form that conda accepts.</param>
    /// <param name="channels">How channel names are resolved; null for conda's defaults.</param>
    /// <exception cref="CondaEnvException">The text is not a valid spec
    /// (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static MatchSpec Parse(string text, ChannelConfiguration? channels = null) =>
        MatchSpecParser.Parse(text ?? throw new ArgumentNullException(nameof(text)), channels ?? ChannelConfiguration.Default);

    /// <summary>As <see cref="Parse"/>, but returns false if the text is not a valid spec.</summary>
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

    /// <summary>The required value of a field; null for any.</summary>
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

    /// <summary>
    /// The form in <c>environment.yml</c>: without a channel, and with a single equals sign (conda's
    /// <c>conda_env_form()</c>).
    /// </summary>
    public string ToCondaEnvForm() => MatchSpecFormatter.CondaEnvForm(this);

    /// <summary>
    /// The form in recipes, <c>name version build</c> (conda's <c>conda_build_form()</c>); null if the name is not
    /// exact.
    /// </summary>
    public string? ToCondaBuildForm() => MatchSpecFormatter.CondaBuildForm(this);

    /// <summary>The same spec without name and version, which have other rules in pip.</summary>
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

    /// <summary>
    /// A regular expression of one of the fields, which the parser has validated; compiled on first use.
    /// </summary>
    internal SpecExpression Expression(string pattern) =>
        LazyInitializer.EnsureInitialized(ref _expressions)!.GetOrAdd(
            pattern, static p => SpecExpression.TryParse(p, out SpecExpression? expression) ? expression : throw new InvalidOperationException("The parser took an expression that cannot be compiled."));

    /// <summary>Whether the value of a text field is a pattern instead of an exact value.</summary>
    internal static bool IsPattern(string value) => IsRegex(value) || value.Contains("*");

    /// <summary>Whether the value of a text field is a regular expression.</summary>
    internal static bool IsRegex(string value) => value.Length > 0 && value[0] == '^' && value[value.Length - 1] == '$';

    private static int Count(object? field) => field is null ? 0 : 1;
}
