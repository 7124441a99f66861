using System.Collections.Generic;
using System.Globalization;

namespace CondaEnv.Foundation.Yaml;

/// <content>Values that are not strings, and whole lists.</content>
internal sealed partial class YamlEmitter
{
    /// <summary>Writes a key with a number.</summary>
    public void Integer(string key, long value)
    {
        Scalar(key);
        Literal(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a key with a Boolean.</summary>
    public void Boolean(string key, bool value)
    {
        Scalar(key);
        Literal(value ? "true" : "false");
    }

    /// <summary>Writes a key with a list of strings.</summary>
    public void List(string key, IEnumerable<string> items)
    {
        Scalar(key);
        StartSequence();
        foreach (string item in items)
        {
            Scalar(item);
        }

        End();
    }

    /// <summary>Writes a key with a value that is not a string, unchanged; empty for null.</summary>
    public void Literal(string key, string value)
    {
        Scalar(key);
        Literal(value);
    }

    /// <summary>Writes a plain scalar that is read back as the type it looks like.</summary>
    private void Literal(string text)
    {
        Advance();
        WritePlain(CodePoints(text), split: false);
    }
}
