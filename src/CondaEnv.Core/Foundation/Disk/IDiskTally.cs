using System;

namespace CondaEnv.Foundation.Disk;

/// <summary>Receives what a <see cref="DiskWalk"/> finds. Each thread of a walk has its own.</summary>
internal interface IDiskTally
{
    /// <summary>Adds a folder.</summary>
    /// <param name="name">Its name; empty for the folder that the walk starts from.</param>
    /// <param name="item">Its status.</param>
    /// <returns>False to leave out what is in it.</returns>
    bool AddFolder(string name, in DiskStatus item);

    /// <summary>Adds anything that is not a folder.</summary>
    void AddFile(in DiskStatus item);

    /// <summary>Adds a folder that could not be read, or not completely.</summary>
    void AddError(string path, Exception error);
}
