using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Formats.Source;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Stopping;
using CondaEnv.Foundation.Text;
using CondaEnv.Prefixes.Pip;

namespace CondaEnv.Formats.Losses;

/// <summary>
/// Collects what a text cannot represent, or contains but perhaps should not: one row each, in the order found.
/// </summary>
internal sealed partial class LossReport
{
    private readonly ExportSource _source;
    private readonly List<ExportLoss> _rows = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Starts with the problems of the environment itself, which are the same for every format.</summary>
    public LossReport(ExportSource source)
    {
        _source = source;
        foreach (LooseEditable editable in source.Contents.LooseEditables)
        {
            Add("EditableInstall", null, $"an editable install from '{editable.Folder}', which '{editable.File}' adds; it is not in the text", LossSeverity.Error, isReported: !editable.IsThere);
        }

        foreach (CondaEnvException problem in source.Contents.Problems.Where(static p => !p.IsWarning))
        {
            LossSeverity severity = problem.Kind == CondaErrorKind.RecordInvalid ? LossSeverity.Error : LossSeverity.Warning;
            Add(problem.Kind.ToString(), null, problem.Message, severity, isReported: true);
        }
    }

    public IReadOnlyList<ExportLoss> Rows => _rows;

    /// <summary>Environment variables are written with their values, as in conda; the values may be secrets.</summary>
    public void VariableValues()
    {
        int count = _source.Contents.StateVariables.Count;
        string names = string.Join(", ", _source.Contents.StateVariables.Select(static v => v.Key));
        Add("VariableValues", null, $"the values of {Quantity.Of(count, "variable")} are in the text, in clear: {names}", LossSeverity.Warning);
    }

    /// <summary>Information that <c>name==version</c> in the pip section does not contain.</summary>
    public void PipSection()
    {
        RecordsInPipSection();
        foreach (CondaPackage provided in _source.Contents.Provided)
        {
            CondaPackage? owner = _source.CondaPackages.FirstOrDefault(p => p.Provided(provided.Name) is not null);
            Add("ProvidedByConda", provided.Name, $"part of the conda package '{owner?.Name}'; the text asks pip for it, too, as conda does. The style Portable leaves it out", LossSeverity.Warning);
        }

        foreach (CondaPackage package in _source.PythonPackages)
        {
            if (package.Editable)
            {
                string from = package.Location is null ? "" : $" from '{package.Location}'";
                Add("EditableInstall", package.Name, $"an editable install{from}; '{package}' in the text asks an index for it", LossSeverity.Error);
            }
            else if (package.DirectUrl is not null)
            {
                Add("DirectUrlInstall", package.Name, $"installed from '{SecretRedactor.Redact(package.DirectUrl)}'; '{package}' in the text asks an index for it", LossSeverity.Error);
            }
        }
    }

    /// <summary>
    /// Environment variables that are set on activation but omitted from the text, because their values may be secrets.
    /// </summary>
    public void VariablesWithheld()
    {
        int count = _source.Contents.StateVariables.Count;
        string names = string.Join(", ", _source.Contents.StateVariables.Select(static v => v.Key));
        Add("VariableWithheld", null, $"{Quantity.Of(count, "variable")} not in the text, since values may be secrets: {names}", LossSeverity.Warning);
    }

    /// <summary>The packages from which a portable export started, if the caller did not specify them.</summary>
    public void RootsChosen(ExportRoots roots, int requested, int ofExplicitFile)
    {
        string detail = roots switch
        {
            ExportRoots.History => $"the text lists what was requested: {Quantity.Of(requested, "package")} by the history and the records",
            ExportRoots.Leaves => "what was requested is not recorded; the text lists the packages that no other package depends on",
            _ => $"{Quantity.Of(ofExplicitFile, "request")} came from an explicit file, which records what was installed, not what was requested; the text lists the packages that no other package depends on, and other requested packages",
        };
        Add("RootsChosen", null, detail, LossSeverity.Information);
    }

    /// <summary>Installed packages that the user did not request and that no package in the text needs.</summary>
    public void NotRequested(IEnumerable<CondaPackage> packages)
    {
        // Exclude packages that have a row of their own.
        HashSet<string?> bound = [.. _rows.Where(static r => r.Code == "PlatformBound").Select(static r => r.Package)];
        string[] names = [.. packages.Select(static p => p.Name).Where(n => !bound.Contains(n))];
        if (names.Length > 0)
        {
            Add(LossCodes.NotRequested, null, $"{Quantity.Of(names.Length, "package")} left out, because nobody requested {(names.Length == 1 ? "it" : "them")} and nothing in the text needs {(names.Length == 1 ? "it" : "them")}: {string.Join(", ", names)}", LossSeverity.Warning);
        }
    }

    /// <summary>
    /// Records that conda treats as Python packages. They are in the pip section, where pip looks for a project of that
    /// name.
    /// </summary>
    public void RecordsInPipSection()
    {
        foreach (CondaPackage package in _source.PythonPackages)
        {
            if (package.Manager == PackageManager.Conda)
            {
                Add("PackageTypePython", package.Name, $"a conda package that its record types as '{package.PackageType}'; the text asks pip for it, as conda does", LossSeverity.Error);
            }
        }
    }

    /// <summary>A leaf that exists for one family of platforms only and that the user did not request.</summary>
    public void PlatformBoundOmitted(CondaPackage package, string family) =>
        Add("PlatformBound", package.Name, $"exists for {FamilyName(family)} only and was not requested; it is left out", LossSeverity.Warning);

    /// <summary>A requested package that exists for one family of platforms only.</summary>
    public void PlatformBound(CondaPackage package, string family, IReadOnlyList<string> missing) =>
        Add("PlatformBound", package.Name, $"exists for {FamilyName(family)} only{(missing.Count == 0 ? "" : ", not for " + string.Join(", ", missing))}; it was requested and is in the text", LossSeverity.Warning);

    /// <summary>The installed package violates the request; the text contains the request.</summary>
    public void RequestViolated(CondaPackage package, string asked) =>
        Add("RequestViolated", package.Name, $"'{asked}' was requested, but {package.Version} is installed; the text has the request", LossSeverity.Error);

    /// <summary>A build string is valid on one platform only.</summary>
    public void BuildPinned(CondaPackage package, string build) =>
        Add("BuildPinned", package.Name, $"the build '{build}' exists for '{package.Subdir}' only", LossSeverity.Warning);

    /// <summary>A development install, written with its path on this machine.</summary>
    public void EditablePath(CondaPackage package) =>
        Add("EditableInstall", package.Name, package.Location is null
            ? "an editable install from a folder that is not recorded; the text asks an index for it"
            : $"an editable install from '{package.Location}', a folder of this machine", LossSeverity.Error);

    /// <summary>An install from a file or folder of this machine.</summary>
    public void LocalFile(CondaPackage package) =>
        Add("LocalFile", package.Name, $"installed from '{package.DirectUrl}', a path of this machine", LossSeverity.Error);

    /// <summary>A channel on this machine, which other machines cannot reach.</summary>
    public void LocalChannel(string channel) =>
        Add("LocalChannel", null, $"the channel '{SecretRedactor.Redact(channel)}' is on this machine; other machines cannot reach it", LossSeverity.Error);

    /// <summary>pip does not record which index a package came from.</summary>
    public void PipIndexes(IEnumerable<CondaPackage> packages)
    {
        int count = packages.Count(static p => p.DirectUrl is null && !p.Editable);
        if (count > 0)
        {
            Add("IndexUnknown", null, $"the index of {Quantity.Of(count, "pip package")} is not recorded; pip will use the one configured on the target machine", LossSeverity.Information);
        }
    }

    /// <summary>No format can represent the environment's own pins.</summary>
    public void PinnedSpecs()
    {
        if (_source.Contents.PinnedSpecs.Count > 0)
        {
            Add("PinnedFile", null, $"'conda-meta/pinned' has {Quantity.Of(_source.Contents.PinnedSpecs.Count, "spec")} that the text does not have: {string.Join(", ", _source.Contents.PinnedSpecs)}", LossSeverity.Warning);
        }
    }

    /// <summary>
    /// Credentials in the text, in any format, because the user requested them. One row for each line.
    /// </summary>
    public void SecretsWritten(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string clean = SecretRedactor.Redact(line);
            if (clean != line)
            {
                Add("SecretWritten", null, $"the credentials of '{clean.Trim(' ', '-', '"', '\'', ',')}' are in the text, in clear", LossSeverity.Warning);
            }
        }
    }

    /// <summary>Packages that conda's full export omits.</summary>
    public void OtherPackages()
    {
        foreach (CondaPackage package in _source.OtherPackages)
        {
            if (ExportSource.IsEggLink(package))
            {
                Add("EditableInstall", package.Name, "a development install (egg-link), which conda leaves out of an export", LossSeverity.Error);
            }
            else
            {
                Add("PackageOmitted", package.Name, $"a package of type '{package.PackageType}', which conda leaves out of an export", LossSeverity.Warning);
            }
        }
    }

    /// <summary>The text cannot represent pip packages.</summary>
    public void PipPackagesOmitted()
    {
        int count = _source.PythonPackages.Count;
        if (count > 0)
        {
            string names = string.Join(", ", _source.PythonPackages.Select(static p => p.Name));
            Add(LossCodes.PipPackagesOmitted, null, $"{Quantity.Of(count, "pip package")} not in the text: {names}", LossSeverity.Error);
        }
    }

    /// <summary>
    /// Requested specs whose package was replaced by pip's package of the same name: conda fails to export such an
    /// environment.
    /// </summary>
    public void RequestedPackagesReplaced()
    {
        HashSet<string> names = new(_source.Records.Select(static p => p.Name), StringComparer.Ordinal);
        foreach (string name in _source.Contents.RequestedSpecs.Select(static s => s.Key).Where(n => !names.Contains(n)))
        {
            Add("RequestedPackageReplaced", name, "requested as a conda package, but pip has replaced or removed it since; the text asks for the conda package", LossSeverity.Error);
        }
    }

    /// <summary>A record that does not contain the channel of its package.</summary>
    public void ChannelUnknown(CondaPackage package) =>
        Add("ChannelUnknown", package.Name, "its record does not say which channel it came from", LossSeverity.Warning);

    /// <summary>Credentials were removed.</summary>
    public void SecretRemoved(string? package, string detail) => Add("SecretRemoved", package, detail, LossSeverity.Warning);

    /// <summary>
    /// A record whose name, version or build is not valid in a MatchSpec. conda fails on it; the text contains it as
    /// recorded.
    /// </summary>
    public void SpecInvalid(CondaPackage package, string reason) =>
        Add("SpecInvalid", package.Name, $"{package} is written as recorded, but conda cannot read it: {reason}", LossSeverity.Error);

    /// <summary>The explicit line of a development install has a URL that does not work.</summary>
    public void EggLinkUrl(CondaPackage package) =>
        Add("EditableInstall", package.Name, "a development install (egg-link); the URL in the text is conda's placeholder, which does not work", LossSeverity.Error);

    /// <summary>The header names the platform of the machine, not of the environment.</summary>
    public void Platform()
    {
        if (_source.Contents.Platform is { } platform && platform != _source.Platform)
        {
            Add("PlatformOfMachine", null, $"the packages are for '{platform}', but the header has '{_source.Platform}', as conda writes it on this machine", LossSeverity.Information);
        }
    }

    private static string FamilyName(string family) => family switch
    {
        "linux" => "Linux",
        "osx" => "macOS",
        "win" => "Windows",
        _ => "Linux and macOS",
    };

    private void Add(string code, string? package, string detail, LossSeverity severity, bool isReported = false)
    {
        StopSignal.Check();
        if (_said.Add(code + "\0" + package + "\0" + detail))
        {
            _rows.Add(new ExportLoss(code, package, detail, severity) { IsReported = isReported });
        }
    }
}
