using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Specs.Versions;

/// <summary>
/// What a spec asks of a version: <c>&gt;=1.8,&lt;2|==2.1.*</c>. A tree, parsed and printed as conda does; read only.
/// </summary>
internal sealed class VersionSpec
{
    /// <summary>Creates a node; <see cref="VersionSpecParser"/> does.</summary>
    internal VersionSpec(VersionSpecKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>What this node is.</summary>
    public VersionSpecKind Kind { get; }

    /// <summary>The spec as conda prints it.</summary>
    public string Text { get; }

    /// <summary>True where the spec names one version: <c>==1.2</c>, <c>1.2</c>.</summary>
    public bool IsExact => Kind == VersionSpecKind.Literal || (Kind == VersionSpecKind.Relation && Relation == VersionRelation.Equal);

    /// <summary>The relation, of a <see cref="VersionSpecKind.Relation"/>.</summary>
    public VersionRelation Relation { get; init; }

    /// <summary>The version that the relation is to; null where the node is no relation.</summary>
    public CondaVersion? Version { get; init; }

    /// <summary>
    /// The regular expression of a <see cref="VersionSpecKind.Regex"/>; that of a <see cref="VersionSpecKind.Glob"/> if it has
    /// characters that mean something to conda's own, which is one: <c>1.[0-9]*.2</c>.
    /// </summary>
    public SpecExpression? Expression { get; init; }

    /// <summary>The terms that are joined; empty but for <see cref="VersionSpecKind.All"/> and <see cref="VersionSpecKind.AnyOf"/>.</summary>
    public IReadOnlyList<VersionSpec> Terms { get; init; } = [];

    /// <summary>Parses a version spec.</summary>
    /// <exception cref="CondaEnvException">The text is no version spec (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static VersionSpec Parse(string text)
    {
        if ((text ?? throw new ArgumentNullException(nameof(text))).Length > SpecErrors.LongestSpec)
        {
            throw SpecErrors.TooLong(text, "a version spec");
        }

        try
        {
            return VersionSpecParser.Parse(text);
        }
        catch (SpecProblemException e)
        {
            throw SpecErrors.SpecInvalid(text, e.Offset, "a version spec", e.Message);
        }
    }

    /// <summary>Parses a version spec; false where the text is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionSpec? spec)
    {
        try
        {
            spec = text is null ? null : Parse(text);
        }
        catch (CondaEnvException)
        {
            spec = null;
        }

        return spec is not null;
    }

    /// <summary>Whether a version is one that the spec asks for; a text that is no version is matched by patterns and literals only.</summary>
    public bool Matches(CondaVersion version) => VersionSpecMatcher.Matches(this, version);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
