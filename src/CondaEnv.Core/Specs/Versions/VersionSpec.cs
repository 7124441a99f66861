using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;

namespace CondaEnv.Specs.Versions;

/// <summary>
/// Constraint on a version: <c>&gt;=1.8,&lt;2|==2.1.*</c>. A tree, parsed and printed as in conda; immutable.
/// </summary>
internal sealed class VersionSpec
{
    /// <summary>Creates a node; called by <see cref="VersionSpecParser"/>.</summary>
    internal VersionSpec(VersionSpecKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>Type of this node.</summary>
    public VersionSpecKind Kind { get; }

    /// <summary>The spec as conda prints it.</summary>
    public string Text { get; }

    /// <summary>True if the spec allows only one version: <c>==1.2</c>, <c>1.2</c>.</summary>
    public bool IsExact => Kind == VersionSpecKind.Literal || (Kind == VersionSpecKind.Relation && Relation == VersionRelation.Equal);

    /// <summary>The operator of a <see cref="VersionSpecKind.Relation"/>.</summary>
    public VersionRelation Relation { get; init; }

    /// <summary>The version of a relation; null if the node is not a relation.</summary>
    public CondaVersion? Version { get; init; }

    /// <summary>
    /// The regular expression of a <see cref="VersionSpecKind.Regex"/>. Also set for a
    /// <see cref="VersionSpecKind.Glob"/> with characters that are special in conda's implementation, which uses a
    /// regular expression: <c>1.[0-9]*.2</c>.
    /// </summary>
    public SpecExpression? Expression { get; init; }

    /// <summary>
    /// The joined terms; empty except for <see cref="VersionSpecKind.All"/> and <see cref="VersionSpecKind.AnyOf"/>.
    /// </summary>
    public IReadOnlyList<VersionSpec> Terms { get; init; } = [];

    /// <summary>Parses a version spec.</summary>
    /// <exception cref="CondaEnvException">The text is not a valid version spec
    /// (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
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

    /// <summary>Parses a version spec; false if the text is not a valid one.</summary>
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

    /// <summary>
    /// Whether a version satisfies the spec; a text that is not a valid version is matched only by patterns and
    /// literals.
    /// </summary>
    public bool Matches(CondaVersion version) => VersionSpecMatcher.Matches(this, version);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
