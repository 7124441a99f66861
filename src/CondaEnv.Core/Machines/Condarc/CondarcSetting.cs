using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Machines.Condarc;

/// <summary>
/// What one source says of one key. A class, not a tuple: generic collections of tuples have no code compiled ahead,
/// and compiling them at the start of a process costs more than reading the files.
/// </summary>
internal sealed class CondarcSetting
{
    /// <summary>Creates the setting.</summary>
    public CondarcSetting(YamlNode value, CondarcFlag flag)
    {
        Value = value;
        Flag = flag;
    }

    /// <summary>The value.</summary>
    public YamlNode Value { get; }

    /// <summary>What a comment behind the key or the value says.</summary>
    public CondarcFlag Flag { get; }
}
