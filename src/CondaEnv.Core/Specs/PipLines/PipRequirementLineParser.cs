using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.Names;
using CondaEnv.Specs.Pep508;

namespace CondaEnv.Specs.PipLines;

/// <summary>
/// Parses one logical line of a requirements file as pip does (<c>pip/_internal/req/req_file.py</c> and
/// <c>constructors.py</c>), but without accessing the disk: text that looks like a path is treated as one. Variables
/// such as <c>${TOKEN}</c> remain unchanged.
/// </summary>
internal static class PipRequirementLineParser
{
    private const string What = "a line that pip reads";

    private static readonly string[] s_schemes = ["http", "https", "file", "ftp"];
    private static readonly string[] s_versionControls = ["git", "hg", "svn", "bzr"];
    private static readonly string[] s_archives = [".whl", ".zip", ".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tlz", ".tar.lz", ".tar.lzma"];

    public static PipRequirementLine Parse(string text)
    {
        StopSignal.Check();
        string line = PythonText.Strip(WithoutComment(text));
        if (line.Length == 0)
        {
            throw Error(text, 0, "it is empty");
        }

        // Options start at the first word that begins with a dash; the text before it is not split as in a shell.
        int start = OptionsStart(line);
        string requirement = PythonText.Strip(line.Substring(0, start));
        IReadOnlyList<KeyValuePair<string, string?>> options = start == line.Length ? [] : PipOptions.Parse(line, start, static (t, at, problem) => Error(t, at, problem));
        if (requirement.Length > 0)
        {
            return Requirement(line, requirement, isEditable: false, options);
        }

        foreach (KeyValuePair<string, string?> option in options)
        {
            if (option.Key == "--editable")
            {
                // pip treats 'name' as the folder and ignores the rest; text with '@' cannot have been meant that way.
                if (line.IndexOf(option.Value + " @ ", StringComparison.Ordinal) is > 0 and int at)
                {
                    throw Error(line, at, "an editable install is a path, or a URL followed by #egg= and the name; pip does not accept 'name @ URL' here");
                }

                return Requirement(line, option.Value!, isEditable: true, options);
            }
        }

        return new PipRequirementLine { Kind = PipLineKind.Option, Text = line, Option = options[0].Key, Value = options[0].Value, Options = options };
    }

    /// <summary>
    /// Creates a line that pip would reject. The name at its start, which may be that of an installed package, is
    /// available only in normalized form.
    /// </summary>
    public static PipRequirementLine Refused(string text)
    {
        string line = PythonText.Strip(WithoutComment(text));
        int end = 0;
        while (end < line.Length && line[end] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.')
        {
            end++;
        }

        string name = line.Substring(0, end).Trim('-', '_', '.');
        bool isNamed = name.Length > 0 && line[0] == name[0] && !IsUrl(line);
        return new PipRequirementLine { Kind = PipLineKind.Location, Text = text, Name = isNamed ? PipName.Normalize(name) : null };
    }

    /// <summary>
    /// The line without its comment: a <c>#</c> at the start or after white space, and the text after it.
    /// </summary>
    public static string WithoutComment(string line)
    {
        for (int i = line.IndexOf('#'); i >= 0; i = line.IndexOf('#', i + 1))
        {
            if (i == 0 || PythonText.IsSpace(line[i - 1]))
            {
                return line.Substring(0, i);
            }
        }

        return line;
    }

    private static int OptionsStart(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '-' && (i == 0 || line[i - 1] == ' '))
            {
                return i;
            }
        }

        return line.Length;
    }

    private static PipRequirementLine Requirement(string line, string text, bool isEditable, IReadOnlyList<KeyValuePair<string, string?>> options)
    {
        List<string> hashes = [];
        foreach (KeyValuePair<string, string?> option in options)
        {
            if (option.Key == "--hash")
            {
                hashes.Add(option.Value!);
            }
        }

        (string place, string? marker) = SplitMarker(text, isEditable);
        if (isEditable || IsUrl(place) || IsPath(place))
        {
            return Location(line, place, marker, isEditable, hashes, options);
        }

        Pep508Requirement requirement;
        try
        {
            requirement = Pep508Requirement.ParseLine(text);
        }
        catch (CondaEnvException e)
        {
            throw Moved(e, line, text, 0);
        }

        return new PipRequirementLine
        {
            Kind = PipLineKind.Requirement,
            Text = line,
            Requirement = requirement,
            Location = requirement.Url,
            Name = PipName.Normalize(requirement.Name),
            RawName = requirement.Name,
            Version = requirement.Url is { } url ? PipLocation.Of(url).Version : requirement.Versions?.ExactVersion,
            Condition = requirement.Condition,
            Hashes = hashes,
            Options = options,
        };
    }

    private static PipRequirementLine Location(
        string line, string place, string? marker, bool isEditable, List<string> hashes, IReadOnlyList<KeyValuePair<string, string?>> options)
    {
        PipLocation location = PipLocation.Of(place);
        if (isEditable && IsUrl(place) && !place.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            if (!IsVersionControl(place))
            {
                throw Error(line, Math.Max(0, line.IndexOf(place, StringComparison.Ordinal)), "an editable install is a path, or an address of a version control system such as git+https://…");
            }

            if (location.Name is null)
            {
                throw Error(line, Math.Max(0, line.IndexOf(place, StringComparison.Ordinal)), "the name of the project is missing: add #egg= and the name to the URL");
            }
        }

        return new PipRequirementLine
        {
            Kind = PipLineKind.Location,
            Text = line,
            IsEditable = isEditable,
            Location = place,
            Name = location.Name is { } name ? PipName.Normalize(name) : null,
            RawName = location.Name,
            Version = location.Version,
            Condition = marker is null ? null : Condition(line, marker),
            Hashes = hashes,
            Options = options,
        };
    }

    // A semicolon may be part of a URL; a marker follows only if there is a space after the semicolon.
    private static (string Place, string? Marker) SplitMarker(string text, bool isEditable)
    {
        int at = isEditable ? -1 : text.IndexOf(IsUrl(text) ? "; " : ";", StringComparison.Ordinal);
        return at < 0 ? (text, null) : (PythonText.Strip(text.Substring(0, at)), text.Substring(at + 1));
    }

    private static Pep508Marker Condition(string line, string marker)
    {
        try
        {
            return Pep508Requirement.Parse("x;" + marker).Condition!;
        }
        catch (CondaEnvException e)
        {
            throw Moved(e, line, marker, -2);
        }
    }

    private static bool IsUrl(string text) => Array.IndexOf(s_schemes, SchemeOf(text)) >= 0 || SchemeOf(text) == "ssh" || IsVersionControl(text);

    private static bool IsVersionControl(string text)
    {
        string scheme = SchemeOf(text);
        int plus = scheme.IndexOf('+');
        return Array.IndexOf(s_versionControls, plus < 0 ? scheme : scheme.Substring(0, plus)) >= 0;
    }

    private static string SchemeOf(string text)
    {
        int colon = text.IndexOf(':');
        return colon < 0 ? string.Empty : text.Substring(0, colon).ToLowerInvariant();
    }

    private static bool IsPath(string text)
    {
        // name @ https://… also has slashes, but not in its name; name[extra] has none.
        int at = text.IndexOf('@');
        string first = at > 0 ? text.Substring(0, at) : text;
        return text.IndexOf("://", StringComparison.Ordinal) < 0 && (first.StartsWith(".", StringComparison.Ordinal) || first.IndexOfAny(['/', '\\']) >= 0 || (at < 0 && IsArchive(text)));
    }

    private static bool IsArchive(string text)
    {
        int bracket = text.IndexOf('[');
        string file = bracket < 0 ? text : text.Substring(0, bracket);
        return Array.Exists(s_archives, e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Converts the error of a part to an error of the whole line.</summary>
    private static CondaEnvException Moved(CondaEnvException error, string line, string part, int shift)
    {
        int start = Math.Max(0, line.IndexOf(part, StringComparison.Ordinal));
        return new CondaEnvException(error.Kind, error.Message, SecretRedactor.Redact(line))
        {
            Offset = error.Offset < 0 ? -1 : Math.Max(0, Math.Min(SecretRedactor.Redact(line).Length, start + Math.Max(0, error.Offset + shift))),
        };
    }

    private static CondaEnvException Error(string text, int offset, string problem) => SpecErrors.SpecInvalid(text, offset, What, problem);
}
