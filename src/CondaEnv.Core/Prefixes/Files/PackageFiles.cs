using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Disk;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// The files of the packages of an environment, as conda's records and pip's lists have them. One package is open at a
/// time, and one file is kept. Not thread-safe.
/// </summary>
internal sealed class PackageFiles : IDisposable
{
    private readonly CondaFileReader _conda;
    private readonly PipFileReader _pip;
    private readonly HashSet<CondaPackage> _replaced = [];
    private bool _isConda;
    private bool _isOpen;

    /// <summary>Collects the packages; opens nothing.</summary>
    /// <param name="contents">The environment.</param>
    /// <param name="isWindows">True if its packages are for Windows.</param>
    public PackageFiles(EnvironmentContents contents, bool isWindows)
    {
        _conda = new CondaFileReader(contents.Prefix, NoarchPaths.Of(contents, isWindows), SharedBuffer.Rent());
        _pip = new PipFileReader(contents.Prefix);
        _replaced.UnionWith(contents.Clobbered);
        _replaced.UnionWith(contents.Packages.Select(static p => p.Replaces).OfType<CondaPackage>());
        Owners = [.. contents.Packages.Concat(_replaced).Where(static p => p.RecordFile is not null)];
    }

    /// <summary>
    /// The packages that have a list of files; last the conda packages that pip has replaced, see
    /// <see cref="IsReplaced"/>.
    /// </summary>
    public IReadOnlyList<CondaPackage> Owners { get; }

    /// <summary>The current file.</summary>
    public RecordedFile File => _isConda ? _conda.File : _pip.File;

    /// <summary>Number of entries of the open package that could not be read.</summary>
    public int Damaged => _isConda ? _conda.Damaged : 0;

    /// <summary>True for a conda package that pip has replaced or removed, whose files are expected to differ.</summary>
    public bool IsReplaced(CondaPackage package) => _replaced.Contains(package);

    /// <summary>Opens the list of a package.</summary>
    /// <returns>The problem if the list cannot be read; null if it is open.</returns>
    public CondaEnvException? Open(CondaPackage package)
    {
        _isConda = package.Manager == PackageManager.Conda;
        _isOpen = false;
        try
        {
            if (_isConda)
            {
                _conda.Open(package);
                _isOpen = true;
            }
            else
            {
                _isOpen = _pip.Open(package);
            }

            return null;
        }
        catch (CondaEnvException e)
        {
            return e;
        }
    }

    /// <summary>Moves to the next file of the open package.</summary>
    /// <returns>False at the end.</returns>
    public bool Read() => _isOpen && (_isConda ? _conda.Read() : _pip.Read());

    /// <summary>Returns the buffer.</summary>
    public void Dispose() => SharedBuffer.Return(_conda.Buffer);
}
