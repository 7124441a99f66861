using System;
using System.Collections.Generic;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Rows;
using CondaEnv.Specs.Channels;

namespace CondaEnv;

/// <summary>
/// One installed package: a conda record (CEP 32) or a pip package found in site-packages. Flat and immutable;
/// whatever people filter on is a property of the row itself.
/// </summary>
public sealed class CondaPackage
{
    private readonly string? _fileName;
    private IReadOnlyList<string>? _requiredByValue;

    internal CondaPackage()
    {
    }

    /// <summary>Name as conda prints it: the record's name, or the pip name in lower case with <c>_</c> and <c>.</c> as <c>-</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Name as its metadata spells it.</summary>
    public string RawName { get; internal init; } = "";

    /// <summary>Version, in conda's order (CEP 33).</summary>
    public CondaVersion Version { get; internal init; } = null!;

    /// <summary>Build string; for pip packages what conda shows (<c>pypi_0</c>, <c>dev_0</c>).</summary>
    public string? Build { get; internal init; }

    /// <summary>Build number; null where the record has none.</summary>
    public long? BuildNumber { get; internal init; }

    /// <summary>Canonical channel name as conda prints it, such as <c>conda-forge</c> or <c>defaults</c>; credentials removed.</summary>
    public string? Channel { get; internal init; }

    /// <summary>Platform folder of the channel, such as <c>linux-64</c> or <c>noarch</c>; <c>pypi</c> for pip packages.</summary>
    public string? Subdir { get; internal init; }

    /// <summary>Who installed it.</summary>
    public PackageManager Manager { get; internal init; }

    /// <summary>True where the user asked for it: named in the history, in the record's requested specs, or by pip's REQUESTED file.</summary>
    public bool Requested { get; internal set; }

    /// <summary>The spec that the user gave, in canonical form, credentials removed; null where it was not requested or nothing says how.</summary>
    public string? RequestedSpec => SecretRedactor.RedactOrNull(RequestedSpecSource?.ToString());

    /// <summary>Names of the installed packages of the same environment that depend on this one, sorted; computed on first use.</summary>
    public IReadOnlyList<string>? RequiredBy => _requiredByValue ??= ValueList<string>.Of(RequiredBySource?.Invoke(this));

    /// <summary>Number of files that the record, or pip's RECORD, lists; null where it lists none.</summary>
    public int? InstalledFileCount => RecordedFileCount ?? InstalledFileCountSource?.Invoke();

    /// <summary>Dependencies of a conda package, MatchSpecs as recorded, credentials removed; empty for pip packages (see <see cref="Requires"/>).</summary>
    public IReadOnlyList<string> Depends { get; init => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>Constraints on packages that need not be installed, MatchSpecs as recorded.</summary>
    public IReadOnlyList<string> Constrains { get; init => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>Licence as the package states it: SPDX by CEP 34, often free text.</summary>
    public string? License { get; internal init => field = SecretRedactor.RedactOrNull(value); }

    /// <summary>Size of the package archive in bytes, not the installed size.</summary>
    public long? Size { get; internal init; }

    /// <summary>Address of the package archive; credentials removed.</summary>
    public string? Url { get; internal init; }

    /// <summary>File name of the package archive.</summary>
    public string? FileName
    {
        get => _fileName ?? Url?.Substring(Url.LastIndexOf('/') + 1);
        internal init => _fileName = SecretRedactor.RedactOrNull(value);
    }

    /// <summary>MD5 of the package archive, lower-case hex.</summary>
    public string? Md5 { get; internal init; }

    /// <summary>SHA-256 of the package archive, lower-case hex.</summary>
    public string? Sha256 { get; internal init; }

    /// <summary>When the package was built, UTC.</summary>
    public DateTime? Timestamp { get; internal init; }

    /// <summary>The kind of noarch package, <c>python</c> or <c>generic</c>; null for a platform's package.</summary>
    public string? Noarch { get; internal init; }

    /// <summary>pip: what the INSTALLER file says (PEP 627), such as <c>pip</c> or <c>uv</c>.</summary>
    public string? Installer { get; internal init; }

    /// <summary>pip: true for a development install (PEP 660, PEP 610 <c>dir_info.editable</c>, egg-link).</summary>
    public bool Editable { get; internal init; }

    /// <summary>pip: the <c>url</c> of direct_url.json (PEP 610), with <c>git+</c> and the commit where it is a VCS install; credentials removed.</summary>
    public string? DirectUrl { get; internal init; }

    /// <summary>Folder of the project for an editable install, else the metadata's folder; null for conda packages.</summary>
    public string? Location { get; internal init; }

    /// <summary>pip: Requires-Python of the metadata (PEP 345).</summary>
    public string? RequiresPython { get; internal init; }

    /// <summary>pip: Requires-Dist of the metadata, PEP 508 lines as written, credentials removed.</summary>
    public IReadOnlyList<string> Requires { get; init => field = ValueList<string>.Of(SecretRedactor.RedactAll(value)); } = ValueList<string>.None;

    /// <summary>The conda record that pip has overwritten: still in <c>conda-meta</c>, no longer what is installed.</summary>
    public CondaPackage? Replaces { get; internal set; }

    /// <summary>Name of the environment, as <see cref="CondaEnvironment.Name"/>.</summary>
    public string EnvironmentName { get; internal init; } = "";

    /// <summary>Prefix of the environment.</summary>
    public string Prefix { get; internal init; } = "";

    /// <summary>Name of the machine that the environment was read on.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The record's channel text as it stands there, credentials and all; never leaves the process.</summary>
    internal string? ChannelSource { get; init; }

    /// <summary>The record's URL as it stands there, credentials and all; never leaves the process.</summary>
    internal string? UrlSource { get; init; }

    /// <summary>pip: what direct_url.json says (PEP 610), credentials and all; never leaves the process. Null where there is none.</summary>
    internal Packages.Rows.DirectUrl? DirectUrlSource { get; init; }

    /// <summary>The python record's <c>python_site_packages_path</c> (CEP 17); null for all others.</summary>
    internal string? SitePackagesPath { get; init; }

    /// <summary>What the package turns on in specs such as <c>mkl@</c>, sorted, with blanks between; null where it turns on nothing.</summary>
    internal string? TrackFeatures { get; init; }

    /// <summary>conda's <c>package_type</c> as recorded; conda leaves types of its virtual packages out of an export.</summary>
    internal string? PackageType { get; init; }

    /// <summary>The spec that the user gave: a MatchSpec, or a text that is none; printed on use, since few are looked at.</summary>
    internal object? RequestedSpecSource { get; set; }

    /// <summary>Answers <see cref="RequiredBy"/>: the graph of the packages that this one is among.</summary>
    internal Func<CondaPackage, IReadOnlyList<string>?>? RequiredBySource { get; set; }

    /// <summary>Number of files, where the record said so in passing.</summary>
    internal int? RecordedFileCount { get; init; }

    /// <summary>How to count the files, where that costs something.</summary>
    internal Func<int?>? InstalledFileCountSource { get; init; }

    /// <summary><c>name==version=build</c> for conda packages, <c>name==version</c> for pip packages.</summary>
    public override string ToString() =>
        Manager == PackageManager.Conda && !string.IsNullOrEmpty(Build) ? $"{Name}=={Version}={Build}" : $"{Name}=={Version}";
}
