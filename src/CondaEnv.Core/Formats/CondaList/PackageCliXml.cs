using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Xml;
using CondaEnv.Foundation.Text;

namespace CondaEnv.Formats.CondaList;

/// <summary>
/// Reads packages written by <c>Export-Clixml</c> (MS-PSRP, section 2.2.5): objects with a name and a value for each
/// property. Only the types that packages consist of are read: strings, numbers, lists and objects.
/// </summary>
internal sealed class PackageCliXml
{
    private const int MaximumDepth = 32;

    private readonly XmlReader _xml;
    private readonly SourceText _source;
    private readonly List<(int Line, object? Value)> _objects = [];

    /// <summary>Values with a reference id, which may be used again later.</summary>
    private readonly Dictionary<string, object?> _references = new(StringComparer.Ordinal);

    private PackageCliXml(SourceText source, XmlReader xml)
    {
        _source = source;
        _xml = xml;
    }

    /// <summary>Whether a text is CliXml.</summary>
    public static bool IsOne(string text)
    {
        int start = text.IndexOf('<');
        return start >= 0 && text.Substring(0, start).Trim('\uFEFF', ' ', '\t', '\r', '\n').Length == 0
            && text.IndexOf("<Objs ", start, Math.Min(text.Length - start, 400), StringComparison.Ordinal) >= 0;
    }

    /// <summary>The packages with their lines; null for an object that is not a package.</summary>
    /// <param name="source">The file.</param>
    /// <param name="problem">Called for values of the wrong type.</param>
    /// <exception cref="CondaEnvException">FileInvalid if the XML is malformed or nested too deeply.</exception>
    public static IEnumerable<(int Line, CondaPackage? Package)> Read(SourceText source, Action<int, string> problem)
    {
        foreach ((int line, object? value) in Objects(source))
        {
            yield return (line, value is Dictionary<string, object?> members
                ? CondaPackage.Read(name => members.TryGetValue(name, out object? member) ? member : null, what => problem(line, what))
                : null);
        }
    }

    private static List<(int Line, object? Value)> Objects(SourceText source)
    {
        try
        {
            using XmlReader xml = XmlReader.Create(new StringReader(source.Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true });
            PackageCliXml reader = new(source, xml);
            reader.ReadAll();
            return reader._objects;
        }
        catch (XmlException error)
        {
            throw SourceText.Invalid(source.Path, error.LineNumber, error.LinePosition, "the XML is malformed");
        }
    }

    private int Line => (_xml as IXmlLineInfo)?.LineNumber ?? 0;

    private void ReadAll()
    {
        _xml.MoveToContent();
        if (_xml.IsEmptyElement)
        {
            return;
        }

        _xml.Read();
        while (_xml.NodeType == XmlNodeType.Element)
        {
            int line = Line;
            object? value = ReadValue(0);
            foreach (object? item in value is List<object?> list ? list : [value])
            {
                _objects.Add((line, item));
            }
        }
    }

    /// <summary>Reads the current element and moves past it.</summary>
    private object? ReadValue(int depth)
    {
        if (depth > MaximumDepth)
        {
            throw SourceText.Invalid(_source.Path, Line, 0, $"it is nested deeper than {MaximumDepth} levels");
        }

        switch (_xml.LocalName)
        {
            case "Obj":
                return ReadObject(depth);
            case "Ref":
                object? known = _xml.GetAttribute("RefId") is { } id && _references.TryGetValue(id, out object? seen) ? seen : null;
                _xml.Skip();
                return known;
            case "Nil":
                _xml.Skip();
                return null;
            default:
                return Unescape(_xml.ReadElementContentAsString());
        }
    }

    private object? ReadObject(int depth)
    {
        string? id = _xml.GetAttribute("RefId");
        if (_xml.IsEmptyElement)
        {
            _xml.Skip();
            return null;
        }

        string? text = null;
        object? plain = null;
        List<object?>? list = null;
        Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
        _xml.Read();
        while (_xml.NodeType == XmlNodeType.Element)
        {
            switch (_xml.LocalName)
            {
                case "TN" or "TNRef":
                    _xml.Skip();
                    break;
                case "ToString":
                    text = Unescape(_xml.ReadElementContentAsString());
                    break;
                case "Props" or "MS":
                    ReadMembers(members, depth);
                    break;
                case "LST" or "IE" or "STK" or "QUE":
                    list = ReadList(depth);
                    break;
                default:
                    // A scalar value with additional properties, or the number of an enumeration value.
                    plain = ReadValue(depth + 1);
                    break;
            }
        }

        _xml.ReadEndElement();

        // A nested object is read back from its text; a package has its properties.
        object? value = list is not null ? list : members.ContainsKey(nameof(CondaPackage.Name)) ? members : text ?? plain;
        if (id is not null)
        {
            _references[id] = value;
        }

        return value;
    }

    private void ReadMembers(Dictionary<string, object?> members, int depth)
    {
        bool isEmpty = _xml.IsEmptyElement;
        _xml.Read();
        while (!isEmpty && _xml.NodeType == XmlNodeType.Element)
        {
            string? name = _xml.GetAttribute("N");
            object? value = ReadValue(depth + 1);
            if (name is not null)
            {
                members[Unescape(name)] = value;
            }
        }

        if (!isEmpty)
        {
            _xml.ReadEndElement();
        }
    }

    private List<object?> ReadList(int depth)
    {
        List<object?> items = [];
        bool isEmpty = _xml.IsEmptyElement;
        _xml.Read();
        while (!isEmpty && _xml.NodeType == XmlNodeType.Element)
        {
            items.Add(ReadValue(depth + 1));
        }

        if (!isEmpty)
        {
            _xml.ReadEndElement();
        }

        return items;
    }

    /// <summary>Decodes characters that XML does not allow, which are written as <c>_x000A_</c>.</summary>
    private static string Unescape(string text)
    {
        int at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        StringBuilder result = new(text.Length);
        int start = 0;
        for (; at >= 0; at = text.IndexOf("_x", at, StringComparison.Ordinal))
        {
            if (at + 6 < text.Length && text[at + 6] == '_'
                && ushort.TryParse(text.Substring(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ushort code))
            {
                result.Append(text, start, at - start).Append((char)code);
                at += 7;
                start = at;
            }
            else
            {
                at += 2;
            }
        }

        return result.Append(text, start, text.Length - start).ToString();
    }
}
