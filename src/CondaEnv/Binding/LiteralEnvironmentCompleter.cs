namespace CondaEnv.Binding;

/// <summary>As <see cref="EnvironmentCompleter"/>, where a name means one environment and is no pattern.</summary>
internal sealed class LiteralEnvironmentCompleter : EnvironmentCompleter
{
    /// <inheritdoc/>
    protected override bool TakesWildcards(string parameter) => false;
}
