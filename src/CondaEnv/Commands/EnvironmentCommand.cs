using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Formats.Losses;

namespace CondaEnv.Commands;

/// <summary>Base class of cmdlets for environments given as objects, by name or by prefix.</summary>
public abstract class EnvironmentCommand : CondaEnvCommand
{
    private protected const string ByInput = "InputObject";
    private protected const string ByName = "EnvironmentName";
    private protected const string ByPrefix = "Prefix";
    private protected const string ByTypedName = "Name";

    private protected EnvironmentCommand()
    {
    }

    /// <summary>
    /// The environments from the parameters of the current parameter set; the active one if none is given. See
    /// <see cref="CondaEnvCommand.Each"/>.
    /// </summary>
    private protected IEnumerable<(CondaEnvTarget? Target, CondaEnvironment Environment)> Environments(
        CondaEnvTarget[]? input, string[]? names, string[]? prefixes, Func<EnvironmentService, CondaEnvTarget?, CondaEnvironment>? find = null) => Each(
            ParameterSetName switch
            {
                ByName or ByTypedName => names!.SelectMany(Named),
                ByPrefix => prefixes!.Select(static p => CondaEnvTarget.FromPath(p)),
                _ => input ?? (IEnumerable<CondaEnvTarget?>)[null],
            },
            find);

    /// <summary>As <see cref="CondaEnvCommand.Find"/>. Without an active environment, the first name of a package may be that of an environment.</summary>
    /// <exception cref="CondaEnvException">As <see cref="CondaEnvCommand.Find"/>.</exception>
    private protected CondaEnvironment FindOrHint(EnvironmentService service, CondaEnvTarget? target, string[] packages)
    {
        try
        {
            return Find(service, target);
        }
        catch (CondaEnvException error) when (error.Kind == CondaErrorKind.NoActiveEnvironment && packages.Length > 0 && service.FindAll(null, Cancellation).Any(e => e.Name == packages[0]))
        {
            throw new CondaEnvException(
                error.Kind, $"No environment is active, and '{packages[0]}' is the name of an environment. To list its packages, use: {MyInvocation.MyCommand.Name} -EnvironmentName '{packages[0]}'.", packages[0], error);
        }
    }

    /// <summary>A test of a name by PowerShell's wildcards.</summary>
    /// <exception cref="CondaEnvException">SpecInvalid: a bracket is not closed.</exception>
    private protected static Func<string, bool> Pattern(string text)
    {
        WildcardPattern pattern = new(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            _ = pattern.IsMatch("");
        }
        catch (WildcardPatternException error)
        {
            throw new CondaEnvException(CondaErrorKind.SpecInvalid, $"'{text}' is not a valid pattern: {error.Message}", text, error);
        }

        return pattern.IsMatch;
    }

    /// <summary>The environments that match a name; if an environment has exactly that name, only that one.</summary>
    private IEnumerable<CondaEnvTarget> Named(string name)
    {
        CondaEnvTarget literal = CondaEnvTarget.Parse(name);
        if (!WildcardPattern.ContainsWildcardCharacters(name) || literal.IsPath || !TryRun(s => s.FindAll(null, Cancellation), out IReadOnlyList<CondaEnvironment>? all)
            || all.Any(e => e.Name == name))
        {
            return [literal];
        }

        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return all.Where(e => pattern.IsMatch(e.Name)).Select(static e => CondaEnvTarget.FromPath(e.Prefix));
    }

    /// <summary>Writes warnings about what an export or record cannot represent.</summary>
    private protected void WriteWarnings(CondaEnvironment environment, IReadOnlyList<ExportLoss> losses)
    {
        foreach ((_, string text) in LossSentences.Of(losses.Where(static l => l.Severity >= LossSeverity.Warning)))
        {
            WriteWarning($"'{environment.Name}': {text}");
        }
    }
}
