namespace CondaEnv.Foundation.Text;

/// <summary>Numbers names, and finds the number of a name that stands inside a longer text without cutting it out. Case does not count.</summary>
internal sealed class NameTable
{
    private readonly int[] _slots;
    private readonly string[] _names;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">How many names there will be at most; numbers are below it.</param>
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

    /// <summary>Gives a name its number; of two alike the later is found.</summary>
    public void Set(string name, int number)
    {
        _names[number] = name;
        _slots[Slot(name, 0, name.Length)] = number + 1;
    }

    /// <summary>Number of the name that is this part of a text; -1 where there is none.</summary>
    public int Find(string text, int start, int length) => _slots[Slot(text, start, length)] - 1;

    // The slot of the name, or the empty one where it would go.
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

    // Names of conda have no case (CEP 26), and are ASCII.
    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
