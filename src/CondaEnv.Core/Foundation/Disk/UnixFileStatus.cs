namespace CondaEnv.Foundation.Disk;

/// <summary>Type of an item on Linux or macOS; the values are those of <c>S_IFMT</c> on both.</summary>
internal enum UnixFileType
{
    Fifo = 0x1000,
    CharacterDevice = 0x2000,
    Folder = 0x4000,
    BlockDevice = 0x6000,
    Regular = 0x8000,
    Link = 0xA000,
    Socket = 0xC000,
}

/// <summary>Type of a file, and the id of the user who owns it.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct UnixFileStatus(UnixFileType Type, uint Owner)
{
    /// <summary>Name of the type, for messages.</summary>
    public string Noun => Type switch
    {
        UnixFileType.Fifo => "a FIFO",
        UnixFileType.CharacterDevice or UnixFileType.BlockDevice => "a device",
        UnixFileType.Folder => "a folder",
        UnixFileType.Socket => "a socket",
        UnixFileType.Link => "a link",
        _ => "a file",
    };
}
