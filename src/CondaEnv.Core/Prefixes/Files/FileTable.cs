using CondaEnv.Foundation.Disk;

namespace CondaEnv.Prefixes.Files;

/// <summary>
/// What is at the paths of an environment, and which package owns each: 16 bytes a path, however long it is.
/// </summary>
internal sealed class FileTable
{
    private const int ItemMask = 7;
    private const int SharedBit = 8;
    private const int OwnerShift = 4;
    private const int OwnerMask = 0xFFFFFFF;

    private ulong[] _keys = new ulong[1024];
    private ulong[] _values = new ulong[1024];
    private int _count;

    /// <summary>Adds what is on disk at a path.</summary>
    /// <param name="hash">Hash of the path.</param>
    /// <param name="item">What is there.</param>
    public void Add(ulong hash, DiskItem item)
    {
        int slot = Slot(hash);
        _values[slot] = (_values[slot] & ~(ulong)ItemMask) | (uint)item;
    }

    /// <summary>What is on disk at a path; Absent if nothing was found there.</summary>
    public DiskItem ItemAt(ulong hash) => Find(hash) is >= 0 and int slot ? (DiskItem)(_values[slot] & ItemMask) : DiskItem.Absent;

    /// <summary>Stores that a package owns a path.</summary>
    /// <param name="hash">Hash of the path.</param>
    /// <param name="owner">Number of the package, from 0.</param>
    /// <param name="spelling">Hash of the path as it is spelled.</param>
    /// <returns>What is known of the path, and whether another package, or another spelling, owns it already.</returns>
    public Ownership Own(ulong hash, int owner, uint spelling)
    {
        int slot = Slot(hash);
        ulong value = _values[slot];
        DiskItem item = (DiskItem)(value & ItemMask);
        int before = (int)((value >> OwnerShift) & OwnerMask) - 1;
        if (before < 0)
        {
            _values[slot] = (value & (ItemMask | SharedBit)) | ((ulong)((uint)owner + 1) << OwnerShift) | ((ulong)spelling << 32);
            return new Ownership(item, owner, IsShared: false);
        }

        bool shared = before != owner || (uint)(value >> 32) != spelling;
        if (shared)
        {
            _values[slot] = value | SharedBit;
        }

        return new Ownership(item, before, shared);
    }

    /// <summary>Whether <see cref="Own"/> was called with this path for several packages or spellings.</summary>
    public bool IsShared(ulong hash) => Find(hash) is >= 0 and int slot && (_values[slot] & SharedBit) != 0;

    /// <summary>Whether a package owns the path.</summary>
    public bool IsOwned(ulong hash) => Find(hash) is >= 0 and int slot && ((_values[slot] >> OwnerShift) & OwnerMask) != 0;

    private int Find(ulong hash)
    {
        hash |= 1;
        int mask = _keys.Length - 1;
        for (int slot = (int)(hash >> 4) & mask; ; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == hash)
            {
                return slot;
            }

            if (_keys[slot] == 0)
            {
                return -1;
            }
        }
    }

    /// <summary>The slot of a path, which is made if there is none.</summary>
    private int Slot(ulong hash)
    {
        // Zero is an empty slot.
        hash |= 1;
        if (_count * 2 >= _keys.Length)
        {
            Grow();
        }

        int mask = _keys.Length - 1;
        int slot = (int)(hash >> 4) & mask;
        while (_keys[slot] != hash)
        {
            if (_keys[slot] == 0)
            {
                _keys[slot] = hash;
                _count++;
                break;
            }

            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        ulong[] keys = _keys;
        ulong[] values = _values;
        _keys = new ulong[keys.Length * 2];
        _values = new ulong[keys.Length * 2];
        int mask = _keys.Length - 1;
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int slot = (int)(keys[i] >> 4) & mask;
                while (_keys[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                _keys[slot] = keys[i];
                _values[slot] = values[i];
            }
        }
    }
}

/// <summary>What is known of a path that a package owns.</summary>
/// <param name="Item">What is on disk.</param>
/// <param name="First">Number of the package that was the first to own it.</param>
/// <param name="IsShared">True if another package owns it as well, or if it was listed in another spelling.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct Ownership(DiskItem Item, int First, bool IsShared);
