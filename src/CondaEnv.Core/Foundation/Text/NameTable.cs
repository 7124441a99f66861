namespace CondaEnv.Foundation.Text;

/// <summary>
/// Assigns numbers to names, and finds the number of a name inside a longer text without a substring. Case is ignored.
/// </summary>
internal sealed class NameTable
{
    private readonly int[] _slots;
    private readonly string[] _names;

    /// <summary>Allocates the table.</summary>
    /// <param name="capacity">Maximum number of names; all numbers are smaller.</param>
    public NameTable(int capacity)
    {
        int size = 16;
        while (size < capacity * 2)
        {
            size *= 2;
        }

        _slots = new int[size];
        _names = new string[capacity];
    }

    /// <summary>Assigns a number to a name; if the name is repeated, the later number is found.</summary>
    public void Set(string name, int number)
    {
        _names[number] = name;
        _slots[Slot(name, 0, name.Length)] = number + 1;
    }

    /// <summary>Number of the name in the given part of a text; -1 if there is none.</summary>
    public int Find(string text, int start, int length) => _slots[Slot(text, start, length)] - 1;

    // The slot of the name, or the free slot for it.
    private int Slot(string text, int start, int length)
    {
        uint hash = 2166136261;
        for (int i = start; i < start + length; i++)
        {
            hash = (hash ^ Lower(text[i])) * 16777619;
        }

        for (uint probe = hash ^ (hash >> 15); ; probe++)
        {
            int slot = (int)(probe & (uint)(_slots.Length - 1));
            if (_slots[slot] == 0 || IsSame(_names[_slots[slot] - 1], text, start, length))
            {
                return slot;
            }
        }
    }

    private static bool IsSame(string name, string text, int start, int length)
    {
        for (int i = 0; i < length && name.Length == length; i++)
        {
            if (Lower(name[i]) != Lower(text[start + i]))
            {
                return false;
            }
        }

        return name.Length == length;
    }

    // conda names are ASCII and case-insensitive (CEP 26).
    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
