using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Formats.Source;

/// <summary>
/// The environment as conda's exporters represent it (<c>Environment.from_prefix</c> in
/// <c>conda/models/environment.py</c>): packages grouped by type, channels in order.
/// </summary>
internal sealed class ExportSource
{
    /// <summary>conda's name for an unknown channel; never written to <c>channels:</c>.</summary>
    public const string UnknownChannel = "<unknown>";

    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);
    private readonly Channel _unknown;

    public ExportSource(EnvironmentContents contents, ExportOptions options)
    {
        Contents = contents;
        Options = options;
        _unknown = Channel.Parse(null, options.ChannelConfiguration);
        List<CondaPackage> conda = [];
        List<CondaPackage> python = [];
        List<CondaPackage> other = [];
        foreach (CondaPackage package in contents.Packages.OrderBy(static p => p.Name, StringComparer.Ordinal))
        {
            (TypeOf(package) switch { PackageClass.Conda => conda, PackageClass.Python => python, _ => other }).Add(package);
        }

        HashSet<string> pythonNames = new(python.Select(static p => p.Name), StringComparer.Ordinal);
        CondaPackages = conda;
        PythonPackages = python;
        OtherPackages = other;
        Records = [.. conda.Concat(other).Where(p => !pythonNames.Contains(p.Name)).OrderBy(static p => p.Name, StringComparer.Ordinal)];
    }

    private enum PackageClass
    {
        Conda,
        Python,
        Other,
    }

    public EnvironmentContents Contents { get; }

    public ExportOptions Options { get; }

    /// <summary><c>PrefixData.get_conda_packages()</c>, sorted by name.</summary>
    public IReadOnlyList<CondaPackage> CondaPackages { get; }

    /// <summary>
    /// <c>PrefixData.get_python_packages()</c>, sorted by name: pip packages, and records with a <c>package_type</c>
    /// for Python.
    /// </summary>
    public IReadOnlyList<CondaPackage> PythonPackages { get; }

    /// <summary>
    /// The pip section in conda's own styles: <see cref="PythonPackages"/>, and projects that conda packages provide
    /// under other names.
    /// </summary>
    public IReadOnlyList<CondaPackage> PipSection =>
        field ??= Contents.Provided.Count == 0 ? PythonPackages : [.. PythonPackages.Concat(Contents.Provided).OrderBy(static p => p.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Packages of neither type: development installs by egg-link, and virtual packages. conda's full export omits
    /// them.
    /// </summary>
    public IReadOnlyList<CondaPackage> OtherPackages { get; }

    /// <summary>All packages that pip installed, including development installs by egg-link, sorted by name.</summary>
    public IReadOnlyList<CondaPackage> PipPackages =>
        field ??= [.. PythonPackages.Concat(OtherPackages.Where(IsEggLink)).OrderBy(static p => p.Name, StringComparer.Ordinal)];

    /// <summary>
    /// The <see cref="Records"/> that are not development installs: packages that have, or should have, an archive in a
    /// channel.
    /// </summary>
    public IReadOnlyList<CondaPackage> Archives => field ??= [.. Records.Where(static p => !IsEggLink(p))];

    /// <summary>
    /// conda's <c>explicit_packages</c>: everything except packages with the name of a Python package. conda uses
    /// directory order; this list is sorted by name.
    /// </summary>
    public IReadOnlyList<CondaPackage> Records { get; }

    /// <summary>True for the full list, with or without builds.</summary>
    public bool IsFull => Options.Style != ExportStyle.History;

    /// <summary>The platform of the packages; the machine's platform if all packages are noarch.</summary>
    public string PackagePlatform => Contents.Platform ?? Platform;

    /// <summary>The platform to write into a header.</summary>
    public string Platform => Options.Platform ?? Product.MachinePlatform;

    /// <summary>
    /// The channel of a record: its <c>channel</c>, otherwise the channel of its URL (<c>ChannelField</c> in
    /// <c>conda/models/records.py</c>), otherwise unknown.
    /// </summary>
    public Channel ChannelOf(CondaPackage package) => Resolve(ChannelText(package));

    /// <summary>The same of the text without credentials, for formats that write the parts of a channel.</summary>
    public Channel CleanChannelOf(CondaPackage package) => Resolve(SecretRedactor.RedactOrNull(ChannelText(package)));

    private static string? ChannelText(CondaPackage package) => !string.IsNullOrEmpty(package.ChannelSource) ? package.ChannelSource
        : !string.IsNullOrEmpty(package.UrlSource) ? package.UrlSource
        : package.Manager == PackageManager.Pip ? (IsEggLink(package) ? "<develop>" : "pypi")
        : null;

    private Channel Resolve(string? text)
    {
        if (text is null)
        {
            return _unknown;
        }

        if (!_channels.TryGetValue(text, out Channel? channel))
        {
            try
            {
                channel = Channel.Parse(text, Options.ChannelConfiguration);
            }
            catch (CondaEnvException)
            {
                channel = _unknown;
            }

            _channels.Add(text, channel);
        }

        return channel;
    }

    /// <summary>Creates the error for an environment that a format cannot represent.</summary>
    public CondaEnvException Unsupported(string message) => new(CondaErrorKind.FormatUnsupported, message, Contents.Prefix);

    /// <summary>True for an old-style development install: a <c>.egg-link</c> file in site-packages.</summary>
    public static bool IsEggLink(CondaPackage package) => package.PackageType == "virtual_python_egg_link"
        || (package.Manager == PackageManager.Pip && string.IsNullOrEmpty(package.PackageType) && package.Build == "dev_0");

    // conda/models/enums.py, PackageType. A package of an unknown type remains a package, so that nothing is dropped
    // silently.
    private static PackageClass TypeOf(CondaPackage package) => package.PackageType switch
    {
        "virtual_python_wheel" or "virtual_python_egg_manageable" or "virtual_python_egg_unmanageable" => PackageClass.Python,
        "virtual_private_env" or "virtual_system" => PackageClass.Other,
        _ when IsEggLink(package) => PackageClass.Other,
        _ => package.Manager == PackageManager.Pip ? PackageClass.Python : PackageClass.Conda,
    };
}
