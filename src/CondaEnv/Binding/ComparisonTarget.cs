using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using CondaEnv.Binding;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;

namespace CondaEnv;

/// <summary>
/// One side of a comparison as it was given: an environment, a file or the folder of a record, a text that names one of
/// them, a revision, or packages. What lies on the disk is read when the comparison begins.
/// </summary>
public sealed class ComparisonTarget
{
    private readonly string? _text;
    private readonly EnvironmentReference? _environment;
    private readonly int? _revision;
    private readonly CondaEnvFile? _file;
    private readonly List<CondaPackage>? _packages;

    private ComparisonTarget(
        string? text = null, EnvironmentReference? environment = null, int? revision = null, CondaEnvFile? file = null, List<CondaPackage>? packages = null)
    {
        _text = text;
        _environment = environment;
        _revision = revision;
        _file = file;
        _packages = packages;
    }

    /// <summary>No packages at all.</summary>
    internal static ComparisonTarget Nothing => new(packages: []);

    /// <summary>What a text names: an environment, one at a revision or date, a file, the folder of a record.</summary>
    /// <param name="text">A name or a path, for an environment with <c>@</c> and a revision or a date behind it.</param>
    /// <returns>The target.</returns>
    public static ComparisonTarget Parse(string text) => new(text: text);

    /// <summary>The text, or what the object is called.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? _environment?.Text ?? _file?.Path ?? (_packages is { Count: 1 } ? _packages[0].ToString() : $"{_packages?.Count ?? 0} packages");

    internal static ComparisonTarget Of(EnvironmentReference environment, int? revision = null) => new(environment: environment, revision: revision);

    internal static ComparisonTarget Of(CondaEnvFile file) => new(file: file);

    internal static ComparisonTarget Of(CondaPackage package) => new(packages: [package]);

    /// <summary>Adds targets to others: packages of one environment, however they come, are one.</summary>
    internal static void Gather(List<ComparisonTarget> targets, IEnumerable<ComparisonTarget> more)
    {
        foreach (ComparisonTarget target in more)
        {
            if (target._packages is not { } packages)
            {
                targets.Add(target);
                continue;
            }

            ComparisonTarget? same = targets.FindLast(t => t._packages is { Count: > 0 } p && packages.Count > 0 && IsSamePlace(p[0], packages[0]));
            if (same is null)
            {
                targets.Add(new ComparisonTarget(packages: [.. packages]));
            }
            else
            {
                same._packages!.AddRange(packages);
            }
        }
    }

    /// <summary>Reads what is meant.</summary>
    /// <exception cref="CondaEnvException">It is not there, or cannot be read.</exception>
    internal ComparedSide Resolve(EnvironmentService service, SessionState session, LockSelection selection, CancellationToken cancellation)
    {
        if (_packages is not null)
        {
            return ComparedSide.Of(_packages);
        }

        if (_file is not null)
        {
            return ComparedSide.Of(_file, selection);
        }

        if (_text is not null)
        {
            return service.Side(_text, path => session.FileSystemPath(path, CondaErrorKind.PathNotFound), selection, cancellation);
        }

        CondaEnvironment environment = service.Find(_environment, session);
        return _revision is { } revision ? service.SideAt(environment, revision, cancellation) : service.Side(environment, cancellation);
    }

    private static bool IsSamePlace(CondaPackage left, CondaPackage right) =>
        left.Prefix == right.Prefix && left.EnvironmentName == right.EnvironmentName && string.Equals(left.ComputerName, right.ComputerName, StringComparison.OrdinalIgnoreCase);
}
