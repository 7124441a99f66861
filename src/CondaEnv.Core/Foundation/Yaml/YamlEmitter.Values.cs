using System.Collections.Generic;
using System.Globalization;

namespace CondaEnv.Foundation.Yaml;

/// <content>Values that are no text, and whole lists.</content>
internal sealed partial class YamlEmitter
{
    /// <summary>A key and its number.</summary>
    public void Integer(string key, long value)
    {
        Scalar(key);
        Literal(value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A key and its truth value.</summary>
    public void Boolean(string key, bool value)
    {
        Scalar(key);
        Literal(value ? "true" : "false");
    }

    /// <summary>A key and its list of texts.</summary>
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

    /// <summary>A key and a value that is not a string, as it is to stand there; empty for null.</summary>
    public void Literal(string key, string value)
    {
        Scalar(key);
        Literal(value);
    }

    /// <summary>A plain scalar that is read back as what it looks like.</summary>
    private void Literal(string text)
    {
        Advance();
        WritePlain(CodePoints(text), split: false);
    }
}
