using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;
using CondaEnv.Specs.Names;

namespace CondaEnv;

/// <summary>
/// One installed package: a conda record (CEP 32) or a pip package found in site-packages. Flat and immutable;
/// everything that users filter by is a property of the row itself.
/// </summary>
public sealed class CondaPackage
{
    private static readonly string[] s_equals = ["=="];
    private string? _fileName;
    private DateTime? _timestamp;
    private IReadOnlyList<string>? _requiredByValue;

    internal CondaPackage()
    {
    }

    /// <summary>
    /// Name as conda prints it: the record's name, or the pip name in lower case with <c>_</c> and <c>.</c> as
    /// <c>-</c>.
    /// </summary>
    public string Name { get; internal set => field = SecretRedactor.Redact(value); } = "";

    /// <summary>Name as spelled in the package's metadata.</summary>
    public string RawName { get; internal set => field = SecretRedactor.Redact(value); } = "";

    /// <summary>Version; compares in conda's order (CEP 33).</summary>
    public CondaVersion Version { get; internal set; } = null!;

    /// <summary>Build string; for pip packages, the value that conda shows (<c>pypi_0</c>, <c>dev_0</c>).</summary>
    public string? Build { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Build number; null if the record has none.</summary>
    public long? BuildNumber { get; internal set; }

    /// <summary>
    /// Canonical channel name as conda prints it, such as <c>conda-forge</c> or <c>defaults</c>; credentials removed.
    /// </summary>
    public string? Channel { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>
    /// Platform folder of the channel, such as <c>linux-64</c> or <c>noarch</c>; <c>pypi</c> for pip packages.
    /// </summary>
    public string? Subdir { get; internal set => field = OfPath(value); }

    /// <summary>The tool that installed it: conda or pip.</summary>
    public PackageManager Manager { get; internal set; }

    /// <summary>
    /// True if the user requested it: by the history, by the record's requested specs, or by pip's REQUESTED file.
    /// </summary>
    public bool Requested { get; internal set; }

    /// <summary>
    /// The spec that the user gave, in canonical form, credentials removed; null if the package was not requested, or
    /// if no spec is recorded.
    /// </summary>
    public string? RequestedSpec => SecretRedactor.RedactOrNull(RequestedSpecSource?.ToString());

    /// <summary>
    /// Names of the installed packages of the same environment that depend on this one, sorted; computed on first use.
    /// </summary>
    public IReadOnlyList<string>? RequiredBy => _requiredByValue ??= ValueList<string>.Of(RequiredBySource?.Invoke(this));

    /// <summary>Number of files listed in the conda record or in pip's RECORD; null if no list exists.</summary>
    public int? InstalledFileCount => RecordedFileCount ?? InstalledFileCountSource?.Invoke();

    /// <summary>
    /// Dependencies of a conda package: MatchSpecs as recorded, credentials removed. Empty for pip packages; see
    /// <see cref="Requires"/>.
    /// </summary>
    public IReadOnlyList<string> Depends { get; internal set => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>
    /// Constraints on packages that need not be installed: MatchSpecs as recorded, credentials removed.
    /// </summary>
    public IReadOnlyList<string> Constrains { get; internal set => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>License as stated in the metadata: SPDX according to CEP 34, but often free text.</summary>
    public string? License { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Size of the package archive in bytes; not the installed size.</summary>
    public long? Size { get; internal set; }

    /// <summary>Address of the package archive; credentials removed.</summary>
    public string? Url { get; internal set; }

    /// <summary>File name of the package archive.</summary>
    public string? FileName
    {
        get => _fileName ?? Url?.Substring(Url.LastIndexOf('/') + 1);
        internal set => _fileName = SecretRedactor.RedactOrNull(value);
    }

    /// <summary>MD5 of the package archive, lower-case hex.</summary>
    public string? Md5 { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>SHA-256 of the package archive, lower-case hex.</summary>
    public string? Sha256 { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>When the package was built, in local time; records store it as UTC.</summary>
    public DateTime? Timestamp
    {
        get => _timestamp?.ToLocalTime();
        internal set => _timestamp = value?.ToUniversalTime();
    }

    /// <summary>
    /// Type of noarch package, <c>python</c> or <c>generic</c>; null for a platform-specific package.
    /// </summary>
    public string? Noarch { get; internal set; }

    /// <summary>
    /// Features that the package enables (<c>track_features</c>), such as <c>debug</c>, which make the solver avoid it:
    /// sorted, separated by spaces. Null if there are none.
    /// </summary>
    public string? TrackFeatures { get; internal set; }

    /// <summary>pip: content of the INSTALLER file (PEP 627), such as <c>pip</c> or <c>uv</c>.</summary>
    public string? Installer { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>pip: true for a development install (PEP 660, PEP 610 <c>dir_info.editable</c>, egg-link).</summary>
    public bool Editable { get; internal set; }

    /// <summary>
    /// pip: the <c>url</c> of direct_url.json (PEP 610), with <c>git+</c> and the commit if it is a VCS install;
    /// credentials removed.
    /// </summary>
    public string? DirectUrl { get; internal set; }

    /// <summary>
    /// pip: the branch, tag or commit requested for a VCS install (<c>requested_revision</c> of direct_url.json),
    /// credentials removed; null if none was requested.
    /// </summary>
    public string? RequestedRevision { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>
    /// Folder of the project for an editable install, otherwise folder of the metadata; null for conda packages.
    /// </summary>
    public string? Location { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>pip: Requires-Python of the metadata (PEP 345), such as <c>&gt;=3.8</c>.</summary>
    public string? RequiresPython { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>pip: Requires-Dist of the metadata: PEP 508 lines as written, credentials removed.</summary>
    public IReadOnlyList<string> Requires { get; internal set => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>
    /// The conda record that pip has overwritten. It is still in <c>conda-meta</c>, but the package is no longer
    /// installed.
    /// </summary>
    public CondaPackage? Replaces { get; internal set; }

    /// <summary>
    /// conda: Python distributions with other names that the package contains, each as <c>name==version</c>. For
    /// example, conda's <c>pyqt</c> contains <c>PyQt5==5.15.9</c>. conda itself lists most of them as pip packages.
    /// </summary>
    public IReadOnlyList<string> Provides { get; internal set => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>Name of the environment; see <see cref="CondaEnvironment.Name"/>.</summary>
    public string EnvironmentName { get; internal set; } = "";

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal set; } = "";

    /// <summary>Name of the machine that the environment was read on.</summary>
    public string ComputerName { get; internal set; } = "";

    /// <summary>The record's channel as written, including credentials; never leaves the process.</summary>
    internal string? ChannelSource { get; set; }

    /// <summary>The record's URL as written, including credentials; never leaves the process.</summary>
    internal string? UrlSource { get; set; }

    /// <summary>
    /// pip: content of direct_url.json (PEP 610), including credentials; never leaves the process. Null if there is no
    /// such file.
    /// </summary>
    internal Packages.Rows.DirectUrl? DirectUrlSource { get; init; }

    /// <summary>The python record's <c>python_site_packages_path</c> (CEP 17); null for all others.</summary>
    internal string? SitePackagesPath { get; init; }

    /// <summary>
    /// conda's <c>package_type</c> as recorded; conda omits the types of its virtual packages from an export.
    /// </summary>
    internal string? PackageType { get; init; }

    /// <summary>
    /// The spec that the user gave: a MatchSpec, or the text if it is not a valid one. Formatted on use, because few
    /// are read.
    /// </summary>
    internal object? RequestedSpecSource { get; set; }

    /// <summary>Computes <see cref="RequiredBy"/> from the graph of the packages that contains this one.</summary>
    internal Func<CondaPackage, IReadOnlyList<string>?>? RequiredBySource { get; set; }

    /// <summary>
    /// What lists the package's files: for conda, the name of its record in <c>conda-meta</c>; for pip, the full path of
    /// RECORD or installed-files.txt. Null if the package was not read from an environment, or if pip keeps no list.
    /// </summary>
    internal string? RecordFile { get; init; }

    /// <summary>Number of files, if it was known without extra work when the record was read.</summary>
    internal int? RecordedFileCount { get; set; }

    /// <summary>Counts the files, if that needs additional reads.</summary>
    internal Func<int?>? InstalledFileCountSource { get; init; }

    /// <summary><c>name==version=build</c> for conda packages, <c>name==version</c> for pip packages.</summary>
    public override string ToString() =>
        Manager == PackageManager.Conda && !string.IsNullOrEmpty(Build) ? $"{Name}=={Version}={Build}" : $"{Name}=={Version}";

    /// <summary>
    /// A distribution that the package provides, as a package; null if it provides none of that name (PEP 503).
    /// </summary>
    internal CondaPackage? Provided(string project)
    {
        foreach (string text in Provides)
        {
            string[] parts = text.Split(s_equals, 2, StringSplitOptions.None);
            if (parts.Length == 2 && PipName.Normalize(parts[0]) == PipName.Normalize(project))
            {
                return new CondaPackage
                {
                    Name = PipName.CondaSpelling(parts[0]),
                    RawName = parts[0],
                    Version = CondaVersion.FromRecord(parts[1]),
                    Manager = PackageManager.Pip,
                    EnvironmentName = EnvironmentName,
                    Prefix = Prefix,
                    ComputerName = ComputerName,
                };
            }
        }

        return null;
    }

    /// <summary>The columns of this row type; see <see cref="RowSchema{T}"/>.</summary>
    internal static RowSchema<CondaPackage> Schema { get; } = new RowSchema<CondaPackage>()
        .Text(nameof(Name), static p => p.Name, static (p, v) => p.Name = v)
        .Text(nameof(RawName), static p => p.RawName, static (p, v) => p.RawName = v)
        .Version(nameof(Version), static p => p.Version, static (p, v) => p.Version = v)
        .Text(nameof(Build), static p => p.Build, static (p, v) => p.Build = v)
        .Number(nameof(BuildNumber), static p => p.BuildNumber, static (p, v) => p.BuildNumber = v)
        .Text(nameof(Channel), static p => p.Channel, static (p, v) => p.Channel = SecretRedactor.Redact(v))
        .Text(nameof(Subdir), static p => p.Subdir, static (p, v) => p.Subdir = v)
        .Choice<PackageManager>(nameof(Manager), static p => p.Manager, static (p, v) => p.Manager = v)
        .Flag(nameof(Requested), static p => p.Requested, static (p, v) => p.Requested = v)
        .Text(nameof(RequestedSpec), static p => p.RequestedSpec, static (p, v) => p.RequestedSpecSource = v)
        .List(nameof(RequiredBy), static p => p.RequiredBy, static (p, v) => p.RequiredBySource = _ => v)
        .Number(nameof(InstalledFileCount), static p => p.InstalledFileCount, static (p, v) => p.RecordedFileCount = v is >= 0 and <= int.MaxValue ? (int)v : null)
        .List(nameof(Depends), static p => p.Depends, static (p, v) => p.Depends = v)
        .List(nameof(Constrains), static p => p.Constrains, static (p, v) => p.Constrains = v)
        .Text(nameof(License), static p => p.License, static (p, v) => p.License = v)
        .Number(nameof(Size), static p => p.Size, static (p, v) => p.Size = v)
        .Text(nameof(Url), static p => p.Url, static (p, v) => p.Url = SecretRedactor.Redact(v))
        .Text(nameof(FileName), static p => p.FileName, static (p, v) => p.FileName = v)
        .Text(nameof(Md5), static p => p.Md5, static (p, v) => p.Md5 = v)
        .Text(nameof(Sha256), static p => p.Sha256, static (p, v) => p.Sha256 = v)
        .Time(nameof(Timestamp), static p => p.Timestamp, static (p, v) => p.Timestamp = v)
        .Text(nameof(Noarch), static p => p.Noarch, static (p, v) => p.Noarch = v)
        .Text(nameof(TrackFeatures), static p => p.TrackFeatures, static (p, v) => p.TrackFeatures = v)
        .Text(nameof(Installer), static p => p.Installer, static (p, v) => p.Installer = v)
        .Flag(nameof(Editable), static p => p.Editable, static (p, v) => p.Editable = v)
        .Text(nameof(DirectUrl), static p => p.DirectUrl, static (p, v) => p.DirectUrl = SecretRedactor.Redact(v))
        .Text(nameof(RequestedRevision), static p => p.RequestedRevision, static (p, v) => p.RequestedRevision = v)
        .Text(nameof(Location), static p => p.Location, static (p, v) => p.Location = v)
        .Text(nameof(RequiresPython), static p => p.RequiresPython, static (p, v) => p.RequiresPython = v)
        .List(nameof(Requires), static p => p.Requires, static (p, v) => p.Requires = v)
        .Row(nameof(Replaces), static p => p.Replaces, static () => Schema!, static (p, raw) => (p.Replaces = OfValue(raw)) is not null)
        .List(nameof(Provides), static p => p.Provides, static (p, v) => p.Provides = v)
        .Text(nameof(EnvironmentName), static p => p.EnvironmentName, static (p, v) => p.EnvironmentName = v)
        .Text(nameof(Prefix), static p => p.Prefix, static (p, v) => p.Prefix = v)
        .Text(nameof(ComputerName), static p => p.ComputerName, static (p, v) => p.ComputerName = v);

    /// <summary>Reads a package from any form in which its properties were saved.</summary>
    /// <param name="source">Returns the saved value of a property by name; null if there is none.</param>
    /// <param name="problem">Called for values of the wrong type, with the rest of a sentence.</param>
    /// <returns>The package; null if it has no name or version.</returns>
    internal static CondaPackage? Read(Func<string, object?> source, Action<string>? problem = null)
    {
        CondaPackage package = new() { Manager = source(nameof(Channel)) is "pypi" ? PackageManager.Pip : PackageManager.Conda };
        Schema.Read(package, source, problem);

        // The metadata of a pip package may have an empty version.
        package.Version ??= source(nameof(Version)) is "" ? CondaVersion.FromRecord("") : null!;
        if (package.Name.Length == 0 || package.Version is null)
        {
            return null;
        }

        package.RawName = package.RawName.Length == 0 ? package.Name : package.RawName;
        package.ChannelSource = package.Channel;
        package.UrlSource = package.Url;
        return package;
    }

    /// <summary>
    /// Reads a package that is part of another row: an object, or text as written by <see cref="ToString"/>.
    /// </summary>
    private static CondaPackage? OfValue(object raw)
    {
        if (raw is CondaPackage package)
        {
            return package;
        }

        if (FieldValue.TryMembers(raw, out Func<string, object?> members))
        {
            return Read(members);
        }

        // Only conda packages have a build.
        string[] parts = (raw as string ?? "").Split(s_equals, 2, StringSplitOptions.None);
        if (parts.Length < 2)
        {
            return null;
        }

        string[] version = parts[1].Split('=');
        return Read(name => name switch
        {
            nameof(Name) => parts[0],
            nameof(Version) => version[0],
            nameof(Build) => version.Length > 1 ? version[1] : null,
            nameof(Manager) => version.Length > 1 ? nameof(PackageManager.Conda) : nameof(PackageManager.Pip),
            _ => null,
        });
    }

    /// <summary>
    /// A component of an address without a user name, which it may contain if the address was misinterpreted.
    /// </summary>
    private static string? OfPath(string? value) =>
        value is not null && value.LastIndexOf('@') is int at and >= 0 ? value.Substring(at + 1) : SecretRedactor.RedactOrNull(value);
}
