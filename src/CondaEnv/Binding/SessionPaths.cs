using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using CondaEnv.Machines.Targets;

namespace CondaEnv.Binding;

/// <summary>Paths as the user's session reads them: relative to PowerShell's location, <c>~</c>, its drives.</summary>
internal static class SessionPaths
{
    /// <summary>The session's location on the file system; the process's own in a session without providers, such as one of JEA.</summary>
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

    /// <summary>A path of the file system, from one that may be relative to PowerShell's location, or on a drive of the session. It is literal and need not exist.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">The path as given.</param>
    /// <param name="whenMissing">What to call a drive that does not exist.</param>
    /// <exception cref="CondaEnvException">The drive does not exist, or is none of the file system.</exception>
    public static string FileSystemPath(this SessionState session, string path, CondaErrorKind whenMissing)
    {
        // On Unix this is absolute wherever the session's location is, be it Env: or a registry.
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
            // Without the provider a session has no drives either, not even C:.
            return Path.GetFullPath(Path.Combine(session.CurrentFolder(), path));
        }
        catch (Exception error) when (error is SessionStateException or PSInvalidOperationException or PSNotSupportedException or ArgumentException)
        {
            throw new CondaEnvException(whenMissing, $"'{path}' cannot be resolved: {error.Message}", path, error);
        }
    }

    /// <summary>The folders that a path with wildcards stands for, absolute; of a folder that is called like a pattern, that one.</summary>
    /// <exception cref="CondaEnvException">A kind of the caller's choice, as for <see cref="FileSystemPath"/>.</exception>
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

    /// <summary>The environment that is meant; null stands for the active one.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, NoActiveEnvironment, AccessDenied.</exception>
    public static CondaEnvironment Find(this EnvironmentService service, CondaEnvTarget? target, SessionState session) =>
        service.Find(target?.ToEnvironment(session) ?? Target.Active);
}
