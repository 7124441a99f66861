using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Csv;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Packages.Schema;
using CondaEnv.Specs.Names;

namespace CondaEnv;

/// <summary>
/// One installed package: a conda record (CEP 32) or a pip package found in site-packages. Flat and immutable;
/// whatever people filter on is a property of the row itself.
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

    /// <summary>Name as conda prints it: the record's name, or the pip name in lower case with <c>_</c> and <c>.</c> as <c>-</c>.</summary>
    public string Name { get; internal set => field = SecretRedactor.Redact(value); } = "";

    /// <summary>Name as its metadata spells it.</summary>
    public string RawName { get; internal set => field = SecretRedactor.Redact(value); } = "";

    /// <summary>Version, in conda's order (CEP 33).</summary>
    public CondaVersion Version { get; internal set; } = null!;

    /// <summary>Build string; for pip packages what conda shows (<c>pypi_0</c>, <c>dev_0</c>).</summary>
    public string? Build { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Build number; null where the record has none.</summary>
    public long? BuildNumber { get; internal set; }

    /// <summary>Canonical channel name as conda prints it, such as <c>conda-forge</c> or <c>defaults</c>; credentials removed.</summary>
    public string? Channel { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Platform folder of the channel, such as <c>linux-64</c> or <c>noarch</c>; <c>pypi</c> for pip packages.</summary>
    public string? Subdir { get; internal set => field = OfPath(value); }

    /// <summary>Who installed it.</summary>
    public PackageManager Manager { get; internal set; }

    /// <summary>True where the user asked for it: named in the history, in the record's requested specs, or by pip's REQUESTED file.</summary>
    public bool Requested { get; internal set; }

    /// <summary>The spec that the user gave, in canonical form, credentials removed; null where it was not requested or nothing says how.</summary>
    public string? RequestedSpec => SecretRedactor.RedactOrNull(RequestedSpecSource?.ToString());

    /// <summary>Names of the installed packages of the same environment that depend on this one, sorted; computed on first use.</summary>
    public IReadOnlyList<string>? RequiredBy => _requiredByValue ??= ValueList<string>.Of(RequiredBySource?.Invoke(this));

    /// <summary>Number of files that the record, or pip's RECORD, lists; null where it lists none.</summary>
    public int? InstalledFileCount => RecordedFileCount ?? InstalledFileCountSource?.Invoke();

    /// <summary>Dependencies of a conda package, MatchSpecs as recorded, credentials removed; empty for pip packages (see <see cref="Requires"/>).</summary>
    public IReadOnlyList<string> Depends { get; internal set => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>Constraints on packages that need not be installed, MatchSpecs as recorded.</summary>
    public IReadOnlyList<string> Constrains { get; internal set => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>Licence as the package states it: SPDX by CEP 34, often free text.</summary>
    public string? License { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Size of the package archive in bytes, not the installed size.</summary>
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

    /// <summary>When the package was built, in local time; files have it as UTC.</summary>
    public DateTime? Timestamp
    {
        get => _timestamp?.ToLocalTime();
        internal set => _timestamp = value?.ToUniversalTime();
    }

    /// <summary>The kind of noarch package, <c>python</c> or <c>generic</c>; null for a platform's package.</summary>
    public string? Noarch { get; internal set; }

    /// <summary>Features that the package turns on and that the solver avoids (<c>track_features</c>), such as <c>debug</c>: sorted, separated by spaces; null if there are none.</summary>
    public string? TrackFeatures { get; internal set; }

    /// <summary>pip: what the INSTALLER file says (PEP 627), such as <c>pip</c> or <c>uv</c>.</summary>
    public string? Installer { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>pip: true for a development install (PEP 660, PEP 610 <c>dir_info.editable</c>, egg-link).</summary>
    public bool Editable { get; internal set; }

    /// <summary>pip: the <c>url</c> of direct_url.json (PEP 610), with <c>git+</c> and the commit where it is a VCS install; credentials removed.</summary>
    public string? DirectUrl { get; internal set; }

    /// <summary>pip: the branch, tag or commit that was asked for in a VCS install (<c>requested_revision</c> of direct_url.json); credentials removed; null where none was.</summary>
    public string? RequestedRevision { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Folder of the project for an editable install, else the metadata's folder; null for conda packages.</summary>
    public string? Location { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>pip: Requires-Python of the metadata (PEP 345).</summary>
    public string? RequiresPython { get; internal set => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>pip: Requires-Dist of the metadata, PEP 508 lines as written, credentials removed.</summary>
    public IReadOnlyList<string> Requires { get; internal set => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>The conda record that pip has overwritten: still in <c>conda-meta</c>, no longer what is installed.</summary>
    public CondaPackage? Replaces { get; internal set; }

    /// <summary>
    /// conda: Python distributions of other names that the package ships, each as <c>name==version</c>: conda's <c>pyqt</c> has
    /// <c>PyQt5==5.15.9</c>. conda itself lists most of them as packages of pip.
    /// </summary>
    public IReadOnlyList<string> Provides { get; internal set => field = ValueList<string>.Of(value); } = ValueList<string>.None;

    /// <summary>Name of the environment, as <see cref="CondaEnvironment.Name"/>.</summary>
    public string EnvironmentName { get; internal set; } = "";

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal set; } = "";

    /// <summary>Name of the machine that the environment was read on.</summary>
    public string ComputerName { get; internal set; } = "";

    /// <summary>The record's channel text as it stands there, credentials and all; never leaves the process.</summary>
    internal string? ChannelSource { get; set; }

    /// <summary>The record's URL as it stands there, credentials and all; never leaves the process.</summary>
    internal string? UrlSource { get; set; }

    /// <summary>pip: what direct_url.json says (PEP 610), credentials and all; never leaves the process. Null where there is none.</summary>
    internal Packages.Rows.DirectUrl? DirectUrlSource { get; init; }

    /// <summary>The python record's <c>python_site_packages_path</c> (CEP 17); null for all others.</summary>
    internal string? SitePackagesPath { get; init; }

    /// <summary>conda's <c>package_type</c> as recorded; conda leaves types of its virtual packages out of an export.</summary>
    internal string? PackageType { get; init; }

    /// <summary>The spec that the user gave: a MatchSpec, or a text that is none; printed on use, since few are looked at.</summary>
    internal object? RequestedSpecSource { get; set; }

    /// <summary>Answers <see cref="RequiredBy"/>: the graph of the packages that this one is among.</summary>
    internal Func<CondaPackage, IReadOnlyList<string>?>? RequiredBySource { get; set; }

    /// <summary>Number of files, where the record said so in passing.</summary>
    internal int? RecordedFileCount { get; set; }

    /// <summary>How to count the files, where that costs something.</summary>
    internal Func<int?>? InstalledFileCountSource { get; init; }

    /// <summary><c>name==version=build</c> for conda packages, <c>name==version</c> for pip packages.</summary>
    public override string ToString() =>
        Manager == PackageManager.Conda && !string.IsNullOrEmpty(Build) ? $"{Name}=={Version}={Build}" : $"{Name}=={Version}";

    /// <summary>A distribution that the package provides, as a package of its own; null if it provides none of that name (PEP 503).</summary>
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

    /// <summary>All properties; see <see cref="RowSchema{T}"/>.</summary>
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

    /// <summary>Reads a package again, from whatever its properties were written to.</summary>
    /// <param name="source">What was read of a property, by its name; null if there is nothing.</param>
    /// <param name="problem">Hears of values that are not of their property's kind, as the rest of a sentence.</param>
    /// <returns>The package; null without a name or a version.</returns>
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

    /// <summary>A package inside another row: an object, or the text of <see cref="ToString"/>.</summary>
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

        // A build tells a package of conda.
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

    /// <summary>A part of an address: without a user in it, which is one where the address was taken for something else.</summary>
    private static string? OfPath(string? value) =>
        value is not null && value.LastIndexOf('@') is int at and >= 0 ? value.Substring(at + 1) : SecretRedactor.RedactOrNull(value);
}
