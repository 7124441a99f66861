using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Reading;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Specs.Channels;
using CondaEnv.Specs.Errors;
using CondaEnv.Specs.MatchSpecs;
using CondaEnv.Specs.PipLines;

namespace CondaEnv.Formats.Explicit;

/// <summary>
/// Reads explicit files (CEP 23): a line <c>@EXPLICIT</c>, and URLs or paths of package files. Each may end with
/// <c>#</c> and an MD5, a SHA-256, or <c>sha256:</c> followed by a SHA-256.
/// </summary>
internal static class ExplicitFile
{
    /// <summary>The line that marks an explicit file.</summary>
    public const string Marker = "@EXPLICIT";

    private const string What = "a line of an explicit file";

    /// <summary>Reads a file.</summary>
    /// <param name="text">Text of the file.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="channels">How channel names are resolved.</param>
    /// <param name="report">Called for each line that cannot be read; the others are still read.</param>
    /// <param name="problem">Called for comments that name pip packages.</param>
    public static CondaEnvFile Parse(string text, string path, ChannelConfiguration channels, Action<CondaEnvException> report, Action<FileProblem>? problem = null)
    {
        LineErrors errors = new(path, report);
        List<(int Line, int Column, string Name)> pip = [];
        List<CondaEnvFileDependency> dependencies = [];
        List<string> platforms = [];
        foreach (TextLine line in TextLine.Split(text))
        {
            string content = PythonText.Strip(line.Text);
            if (content.StartsWith("#", StringComparison.Ordinal))
            {
                if (ListedPackage.PlatformOf(content) is { } platform)
                {
                    platforms.Add(platform);
                }
                else if (PipName(content) is { } name)
                {
                    pip.Add((line.Number, line.Column, name));
                }
            }
            else if (content.Length > 0 && content != Marker)
            {
                try
                {
                    dependencies.Add(Dependency(content, path, line.Number, line.Column, channels));
                }
                catch (CondaEnvException e)
                {
                    errors.Add(line.Error(path, e));
                }
            }
        }

        errors.Close(dependencies.Count, "a list of addresses");
        if (pip.Count > 0)
        {
            string names = string.Join(", ", pip.Take(5).Select(static p => p.Name)) + (pip.Count > 5 ? ", …" : "");
            problem?.Invoke(new FileProblem(
                "PipComment", pip[0].Line, pip[0].Column, $"{(pip.Count == 1 ? "1 comment names a pip package" : $"{pip.Count} comments name pip packages")}, which conda does not install and which were not read: {names}",
                "Install with conda-lock, or give its conda-lock.yml.") { IsNotice = true });
        }

        return ListedPackage.File(path, CondaEnvFileKind.Explicit, isExact: true, dependencies, platforms);
    }

    /// <summary>Reads one line as a dependency.</summary>
    /// <exception cref="CondaEnvException">The line is not the address of a package file
    /// (<see cref="CondaErrorKind.SpecInvalid"/>).</exception>
    public static CondaEnvFileDependency Dependency(string text, string path, int line, int column, ChannelConfiguration channels)
    {
        int sign = text.LastIndexOf('#');
        string address = sign < 0 ? text : text.Substring(0, sign);
        (string? md5, string? sha256) = sign < 0 ? (null, null) : Hash(text, sign);
        if (ChannelResolver.PackageExtension(address) is not { } extension)
        {
            throw SpecErrors.SpecInvalid(text, 0, What, "it must be the URL or the path of a package file, .conda or .tar.bz2; a file with specs has no @EXPLICIT line");
        }

        string url = CondaUrl.IsUrl(address) ? address : LocalPaths.ToUrl(address, channels);
        string file = PythonText.PercentDecode(url.Substring(url.LastIndexOf('/') + 1));
        string stem = file.Substring(0, file.Length - extension.Length);
        int build = stem.LastIndexOf('-');
        int version = build <= 0 ? -1 : stem.LastIndexOf('-', build - 1);
        if (version <= 0)
        {
            throw SpecErrors.SpecInvalid(text, Math.Max(0, address.LastIndexOfAny(['/', '\\']) + 1), What, "a package file is named name-version-build");
        }

        // A file outside a platform folder does not belong to a channel.
        Channel? channel = Channel.TryParse(url, channels, out Channel? parsed) && parsed.Subdir is not null ? parsed : null;
        Channel? shown = channel is null || CondaUrl.IsUrl(address) ? channel
            : Channel.TryParse(LocalPaths.ToUrl(SecretRedactor.Redact(address), channels), channels, out Channel? clean) ? clean : null;
        CondaPackage package = new()
        {
            Name = stem.Substring(0, version),
            RawName = stem.Substring(0, version),
            Version = CondaVersion.FromRecord(stem.Substring(version + 1, build - version - 1)),
            Build = stem.Substring(build + 1),
            Channel = shown?.CanonicalName,
            ChannelSource = channel is null ? null : url.Substring(0, url.LastIndexOf('/')),
            Subdir = channel?.Subdir,
            Manager = PackageManager.Conda,
            // Redact before an address that conda treats as a path is converted to a URL.
            Url = CondaUrl.IsUrl(address) ? SecretRedactor.Redact(url) : LocalPaths.ToUrl(SecretRedactor.Redact(address), channels),
            UrlSource = url,
            FileName = file,
            Md5 = md5,
            Sha256 = sha256,
        };
        return ListedPackage.Dependency(package, text, path, line, column, MatchSpec.TryParse(url, channels, out MatchSpec? match) ? match : null);
    }

    /// <summary>
    /// The name in a line <c># pip name @ url --hash=…</c>, the form in which conda-lock lists packages that conda
    /// cannot install; null for other comments.
    /// </summary>
    private static string? PipName(string comment)
    {
        const string Start = "pip ";
        string text = comment.TrimStart('#', ' ');
        return text.StartsWith(Start, StringComparison.Ordinal) && PipRequirementLine.TryParse(text.Substring(Start.Length), out PipRequirementLine? line)
            && (line.Location is not null || line.Version is not null)
            ? line.RawName
            : null;
    }

    private static (string? Md5, string? Sha256) Hash(string text, int sign)
    {
        const string Prefix = "sha256:";
        string value = text.Substring(sign + 1).ToLowerInvariant();
        bool named = value.StartsWith(Prefix, StringComparison.Ordinal);
        string digits = named ? value.Substring(Prefix.Length) : value;
        bool hex = digits.Length > 0;
        foreach (char c in digits)
        {
            hex &= c is (>= '0' and <= '9') or (>= 'a' and <= 'f');
        }

        return hex && digits.Length == 64 ? (null, digits)
            : hex && digits.Length == 32 && !named ? (digits, null)
            : throw SpecErrors.SpecInvalid(text, sign, What, "the hash after '#' must be an MD5 of 32 or a SHA-256 of 64 hexadecimal digits");
    }
}
