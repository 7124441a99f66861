namespace CondaEnv.Binding;

/// <summary>As <see cref="EnvironmentCompleter"/>, for names without wildcards.</summary>
internal sealed class LiteralEnvironmentCompleter : EnvironmentCompleter
{
    /// <inheritdoc/>
    protected override bool TakesWildcards(string parameter) => false;
}
