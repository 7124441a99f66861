namespace CondaEnv.Cli;

/// <summary>An environment as the command line names it.</summary>
/// <param name="Text">Name or path; null for the active environment.</param>
/// <param name="IsPath">True where it is a path in any case.</param>
/// <param name="Found">The environment itself, where a pattern has found it.</param>
internal sealed record Target(string? Text, bool IsPath, CondaEnvironment? Found = null)
{
    /// <summary>Finds it.</summary>
    /// <exception cref="CondaEnvException">As <see cref="EnvironmentService"/> says.</exception>
    public CondaEnvironment Resolve(EnvironmentService service) => Found
        ?? (Text is null ? service.Active() : IsPath ? service.Locate(Text) : service.Resolve(Text));

    /// <summary>Finds it for an export, which shows any folder, and makes a file of an environment only.</summary>
    /// <exception cref="CondaEnvException">As <see cref="EnvironmentService"/> says.</exception>
    public CondaEnvironment ResolveForExport(EnvironmentService service, bool toFile) => Found
        ?? (Text is null ? service.Active() : service.ResolveForExport(Text, IsPath, toFile));
}
