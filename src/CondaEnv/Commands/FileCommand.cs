using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using CondaEnv.Binding;
using CondaEnv.Errors;
using CondaEnv.Formats.Locks;

namespace CondaEnv.Commands;

/// <summary>Base class of cmdlets that read files given by path.</summary>
public abstract class FileCommand : CondaEnvCommand
{
    private protected const string ByPath = "Path";
    private protected const string ByLiteralPath = "LiteralPath";

    private protected FileCommand()
    {
    }

    /// <summary>Paths of files or of folders of records; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = ByPath, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Paths of files or of folders of records, without wildcards.</summary>
    [Parameter(ParameterSetName = ByLiteralPath, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "FullName")]
    public string[]? LiteralPath { get; set; }

    /// <summary>The environment of a pixi.lock, or the category of a conda-lock.yml, to use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? LockEnvironment { get; set; }

    /// <summary>The platform of a lock file to use, such as <c>linux-64</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LockPartCompleter))]
    public string? Platform { get; set; }

    /// <summary>The selected part of a lock file.</summary>
    private protected LockSelection Selection => new(LockEnvironment, Platform);

    /// <summary>Full paths of the files; writes an error for each one that does not exist.</summary>
    private protected IEnumerable<string> Files()
    {
        bool literal = ParameterSetName == ByLiteralPath;
        foreach (string path in (literal ? LiteralPath : Path)!)
        {
            foreach (string file in TryResolve(() => literal ? [SessionState.FileSystemPath(path, CondaErrorKind.PathNotFound)] : Expand(path)))
            {
                yield return file;
            }
        }
    }

    private IReadOnlyList<string> TryResolve(Func<IReadOnlyList<string>> resolve)
    {
        try
        {
            return resolve();
        }
        catch (CondaEnvException error)
        {
            WriteError(error.ToErrorRecord());
            return [];
        }
    }

    /// <summary>
    /// As in PowerShell's own cmdlets, a pattern without matches returns nothing, whereas a missing path is an error.
    /// </summary>
    private IReadOnlyList<string> Expand(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [SessionState.FileSystemPath(path, CondaErrorKind.PathNotFound)];
        }

        try
        {
            Collection<string> found = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            return provider.Name == "FileSystem"
                ? found
                : throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{path}' is a path of the PowerShell provider '{provider.Name}'. Use a file system path.", path);
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is SessionStateException or PSInvalidOperationException or PSNotSupportedException or ArgumentException)
        {
            throw new CondaEnvException(CondaErrorKind.PathNotFound, $"'{path}' cannot be resolved: {error.Message}", path, error);
        }
    }
}
