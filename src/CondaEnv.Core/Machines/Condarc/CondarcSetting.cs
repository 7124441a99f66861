using CondaEnv.Foundation.Yaml;

namespace CondaEnv.Machines.Condarc;

/// <summary>
/// The value of one key in one source. A class instead of a tuple, because generic collections of tuples are not
/// compiled ahead of time, and compiling them at process start costs more than reading the files.
/// </summary>
internal sealed class CondarcSetting
{
    public CondarcSetting(YamlNode value, CondarcFlag flag)
    {
        Value = value;
        Flag = flag;
    }

    public YamlNode Value { get; }

    /// <summary>The flag in a comment after the key or the value.</summary>
    public CondarcFlag Flag { get; }
}
