using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Machines.Targets;

namespace CondaEnv.Binding;

/// <summary>
/// Resolves paths as the user's session does: relative to PowerShell's location, with <c>~</c> and PowerShell drives.
/// </summary>
internal static class SessionPaths
{
    /// <summary>
    /// The session's location in the file system; the process's current directory if the session has no providers, as
    /// in JEA.
    /// </summary>
    public static string CurrentFolder(this SessionState session)
    {
        try
        {
            return session.Path.CurrentFileSystemLocation.ProviderPath;
        }
        catch (SessionStateException)
        {
            return Directory.GetCurrentDirectory();
        }
    }

    /// <summary>
    /// Converts a path that may be relative to PowerShell's location, or on a PowerShell drive, to a file system path.
    /// It is literal and need not exist.
    /// </summary>
    /// <param name="session">The session, which resolves the path.</param>
    /// <param name="path">The path from the user.</param>
    /// <param name="whenMissing">Error kind for a drive that does not exist.</param>
    /// <exception cref="CondaEnvException">The drive does not exist, or is not a file system drive.</exception>
    public static string FileSystemPath(this SessionState session, string path, CondaErrorKind whenMissing)
    {
        // On Unix, this is an absolute path even if the session's location is Env: or another provider.
        if (Path.DirectorySeparatorChar == '/' && path.Length > 0 && path[0] == '/')
        {
            return Path.GetFullPath(path);
        }

        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem"
                ? resolved
                : throw new CondaEnvException(whenMissing, $"'{path}' is a path of the PowerShell provider '{provider.Name}'. Use a file system path.", path);
        }
        catch (SessionStateException error) when (error is ProviderNotFoundException || !session.HasFileSystem())
        {
            // Without the provider, a session has no drives, not even C:.
            return Path.GetFullPath(Path.Combine(session.CurrentFolder(), path));
        }
        catch (Exception error) when (error is SessionStateException or PSInvalidOperationException or PSNotSupportedException or ArgumentException)
        {
            throw new CondaEnvException(whenMissing, $"'{path}' cannot be resolved: {error.Message}", path, error);
        }
    }

    /// <summary>
    /// Expands wildcards in a path to absolute paths of folders; if a folder has exactly that name, only that folder.
    /// </summary>
    /// <exception cref="CondaEnvException">As <see cref="FileSystemPath"/>, with the error kind from the
    /// caller.</exception>
    public static IEnumerable<string> FileSystemPaths(this SessionState session, string path, CondaErrorKind whenMissing)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path) || session.FileSystemPath(path, whenMissing) is { } literal && Directory.Exists(literal))
        {
            return [session.FileSystemPath(path, whenMissing)];
        }

        try
        {
            return session.Path.GetResolvedProviderPathFromPSPath(path, out _).Where(Directory.Exists);
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is SessionStateException or PSInvalidOperationException or PSNotSupportedException or ArgumentException)
        {
            throw new CondaEnvException(whenMissing, $"'{path}' cannot be resolved: {error.Message}", path, error);
        }
    }

    private static bool HasFileSystem(this SessionState session)
    {
        try
        {
            return session.Provider.GetOne("FileSystem") is not null;
        }
        catch (SessionStateException)
        {
            return false;
        }
    }

    /// <summary>Finds the environment of a target; null for the active one.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, NoActiveEnvironment,
    /// AccessDenied.</exception>
    public static CondaEnvironment Find(this EnvironmentService service, CondaEnvTarget? target, SessionState session) =>
        service.Find(target?.ToEnvironment(session) ?? Target.Active);
}
