using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CondaEnv.Specs;

namespace CondaEnv.Export;

/// <summary>Collects what a text does not carry, or carries and perhaps should not: one row each, in the order found.</summary>
internal sealed class LossReport
{
    private readonly ExportSource _source;
    private readonly List<ExportLoss> _rows = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Starts with what is wrong with the environment itself, whatever the format.</summary>
    public LossReport(ExportSource source)
    {
        _source = source;
        foreach (CondaEnvException problem in source.Contents.Problems)
        {
            LossSeverity severity = problem.Kind == CondaErrorKind.RecordInvalid ? LossSeverity.Error : LossSeverity.Warning;
            Add(problem.Kind.ToString(), null, problem.Message, severity);
        }
    }

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<ExportLoss> Rows => _rows;

    /// <summary>Variables are written with their values, as conda does; values may be secrets.</summary>
    public void VariableValues()
    {
        int count = _source.Contents.StateVariables.Count;
        string names = string.Join(", ", _source.Contents.StateVariables.Select(static v => v.Key));
        Add("VariableValues", null, $"the values of {Count(count, "variable")} are in the text, in clear: {names}", LossSeverity.Warning);
    }

    /// <summary>What <c>name==version</c> in the pip section does not say.</summary>
    public void PipSection()
    {
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

    /// <summary>Packages that conda's full export leaves out.</summary>
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

    /// <summary>The text has no place for pip packages.</summary>
    public void PipPackagesOmitted()
    {
        int count = _source.PythonPackages.Count;
        if (count > 0)
        {
            string names = string.Join(", ", _source.PythonPackages.Select(static p => p.Name));
            Add("PipPackagesOmitted", null, $"{Count(count, "pip package")} not in the text: {names}", LossSeverity.Error);
        }
    }

    /// <summary>Specs that were asked for, and that pip's package of the same name has replaced: conda refuses to export such an environment.</summary>
    public void RequestedPackagesReplaced()
    {
        HashSet<string> names = new(_source.Records.Select(static p => p.Name), StringComparer.Ordinal);
        foreach (string name in _source.Contents.RequestedSpecs.Select(static s => s.Key).Where(n => !names.Contains(n)))
        {
            Add("RequestedPackageReplaced", name, "asked for as a conda package, but pip has replaced or removed it since; the text asks for the conda package", LossSeverity.Error);
        }
    }

    /// <summary>A record that does not say which channel its package came from.</summary>
    public void ChannelUnknown(CondaPackage package) =>
        Add("ChannelUnknown", package.Name, "its record does not say which channel it came from", LossSeverity.Warning);

    /// <summary>Credentials were taken out.</summary>
    public void SecretRemoved(string? package, string detail) => Add("SecretRemoved", package, detail, LossSeverity.Warning);

    /// <summary>A record whose name, version or build is no MatchSpec: conda fails on it, the text has it as recorded.</summary>
    public void SpecInvalid(CondaPackage package, string reason) =>
        Add("SpecInvalid", package.Name, $"{package} is written as recorded, but conda cannot read it: {reason}", LossSeverity.Error);

    /// <summary>The explicit line of a development install leads nowhere.</summary>
    public void EggLinkUrl(CondaPackage package) =>
        Add("EditableInstall", package.Name, "a development install (egg-link); the URL in the text is conda's placeholder and leads nowhere", LossSeverity.Error);

    /// <summary>The header names the machine's platform, not the environment's.</summary>
    public void Platform()
    {
        if (_source.Contents.Platform is { } platform && platform != _source.Platform)
        {
            Add("PlatformOfMachine", null, $"the packages are for '{platform}'; the header says '{_source.Platform}', as conda's does on this machine", LossSeverity.Information);
        }
    }

    private static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");

    private void Add(string code, string? package, string detail, LossSeverity severity)
    {
        if (_said.Add(code + "\0" + package + "\0" + detail))
        {
            _rows.Add(new ExportLoss(code, package, detail, severity));
        }
    }
}
