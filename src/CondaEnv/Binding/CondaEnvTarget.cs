using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using CondaEnv.Binding;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Machines.Host;
using CondaEnv.Machines.Targets;

namespace CondaEnv;

/// <summary>
/// A reference to an environment (now or at a revision), a file, the folder of a record, or packages. Piped objects and
/// typed text are converted to this type, including objects from another session or a CSV file.
/// </summary>
/// <remarks>
/// Cmdlets use the current state on disk, not the state when an object was created: from an environment they only use
/// the prefix and the name of its machine. Paths are relative to PowerShell's location.
/// </remarks>
public sealed class CondaEnvTarget
{
    private readonly Form _form;
    private readonly string? _computerName;
    private readonly int? _revision;
    private readonly CondaEnvFile? _file;
    private readonly List<CondaPackage>? _packages;

    private CondaEnvTarget(Form form, string text, string? computerName = null, int? revision = null, CondaEnvFile? file = null, List<CondaPackage>? packages = null)
    {
        _form = form;
        Text = text;
        _computerName = computerName;
        _revision = revision;
        _file = file;
        _packages = packages;
    }

    private enum Form
    {
        Name,
        Folder,
        File,
        Packages,
        Active,

        /// <summary>A text that may be any of these.</summary>
        Open,
    }

    /// <summary>The name or path; for packages, a description.</summary>
    public string Text { get; }

    /// <summary>True if <see cref="Text"/> is the path of an environment's folder or of a file.</summary>
    public bool IsPath => _form is Form.Folder or Form.File;

    /// <summary>
    /// The original object, which script blocks receive as <c>$_</c>; null if it was a <see cref="CondaEnvTarget"/>.
    /// </summary>
    internal object? Source { get; init; }

    /// <summary>The name under which the environment was found; null if unknown.</summary>
    internal string? Called { get; init; }

    /// <summary>The packages, if it is packages; null for everything else.</summary>
    internal IReadOnlyList<CondaPackage>? Packages => _packages;

    /// <summary>Identity of a reference to an environment.</summary>
    internal (string? Text, bool IsPath, string? ComputerName) Identity => (Text, IsPath, _computerName);

    /// <summary>An empty list of packages.</summary>
    internal static CondaEnvTarget Nothing => new(Form.Packages, "0 packages", packages: []);

    /// <summary>The active environment.</summary>
    internal static CondaEnvTarget Active => new(Form.Active, "");

    /// <summary>Creates a target for the environment at a path.</summary>
    /// <param name="path">Path of the environment's folder.</param>
    /// <param name="computerName">Name of the machine that the path belongs to; null for this machine.</param>
    /// <returns>The target.</returns>
    public static CondaEnvTarget FromPath(string path, string? computerName = null) => new(Form.Folder, path, computerName);

    /// <summary>
    /// Creates a target for the environment in a text: a path if it contains a separator or a drive, otherwise a name.
    /// </summary>
    /// <param name="text">A name or a path.</param>
    /// <param name="computerName">Name of the machine that the environment is on; null for this machine.</param>
    /// <returns>The target.</returns>
    public static CondaEnvTarget Parse(string text, string? computerName = null) =>
        new(Target.OfEnvironment(text).Kind == TargetKind.Folder ? Form.Folder : Form.Name, text, computerName);

    /// <summary>
    /// Creates a target for a text: an environment, possibly at a revision or time, a file, or the folder of a record.
    /// </summary>
    /// <param name="text">A name or a path; an environment may be followed by <c>@</c> and a revision or a
    /// time.</param>
    /// <returns>The target; its type is determined when it is resolved.</returns>
    public static CondaEnvTarget FromText(string text) => new(Form.Open, text);

    /// <summary>The name or path; for several packages, their number.</summary>
    /// <returns>The text to display.</returns>
    public override string ToString() => _packages is { Count: not 1 } packages ? $"{packages.Count} packages" : Text;

    internal static CondaEnvTarget OfFile(string path) => new(Form.File, path);

    internal static CondaEnvTarget Of(CondaEnvFile file) => new(Form.File, file.Path, file: file);

    internal static CondaEnvTarget Of(CondaPackage package) => new(Form.Packages, package.ToString(), packages: [package]);

    internal CondaEnvTarget At(int revision) => new(_form, Text, _computerName, revision) { Called = Called };

    internal CondaEnvTarget With(object? source) => new(_form, Text, _computerName, _revision, _file, _packages) { Source = source, Called = Called };

    internal CondaEnvTarget As(string? called) => new(_form, Text, _computerName, _revision, _file, _packages) { Source = Source, Called = called };

    /// <summary>Adds targets to a list; packages of one environment are combined, in any order.</summary>
    internal static void Gather(List<CondaEnvTarget> targets, IEnumerable<CondaEnvTarget> more)
    {
        foreach (CondaEnvTarget target in more)
        {
            if (target._packages is not { } packages)
            {
                targets.Add(target);
                continue;
            }

            CondaEnvTarget? same = targets.FindLast(t => t._packages is { Count: > 0 } p && packages.Count > 0 && IsSamePlace(p[0], packages[0]));
            if (same is null)
            {
                targets.Add(new CondaEnvTarget(Form.Packages, target.Text, packages: [.. packages]));
            }
            else
            {
                same._packages!.AddRange(packages);
            }
        }
    }

    /// <summary>Converts the target to an environment in Core, with an absolute path.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound if it is on another machine, or on a drive that does not
    /// exist or is not a file system drive.</exception>
    internal Target ToEnvironment(SessionState session)
    {
        RequireThisMachine();
        return _form == Form.Active ? Target.Active
            : _form == Form.Folder ? new Target(TargetKind.Folder, session.FileSystemPath(Text, CondaErrorKind.EnvironmentNotFound)) { Called = Called } : new Target(TargetKind.Name, Text);
    }

    /// <summary>Reads the target as a side of a comparison.</summary>
    /// <exception cref="CondaEnvException">The target does not exist, or cannot be read.</exception>
    internal ComparedSide ToSide(EnvironmentService service, SessionState session, LockSelection selection, CancellationToken cancellation)
    {
        if (_packages is not null)
        {
            return ComparedSide.Of(_packages);
        }

        if (_file is not null)
        {
            return ComparedSide.Of(_file, selection);
        }

        Target target = ToTarget(service, session);
        return _revision is { } revision ? service.SideAt(service.Find(target), revision, cancellation) : service.Side(target, selection, cancellation);
    }

    /// <summary>Resolves the source of a new environment: a file, which is read, or an environment to copy.</summary>
    /// <exception cref="CondaEnvException">The source does not exist, or cannot be read; FormatUnsupported for a
    /// revision.</exception>
    internal (CondaEnvFile? File, CondaEnvironment? Original) ToSource(EnvironmentService service, SessionState session)
    {
        if (_file is not null)
        {
            return (_file, null);
        }

        Target target = ToTarget(service, session);
        return target switch
        {
            { Kind: TargetKind.File } => (service.ImportFile(target.Text), null),
            { When: null } => (null, service.Find(target)),
            _ => throw new CondaEnvException(CondaErrorKind.FormatUnsupported, $"'{Text}' is an earlier state of an environment. New-CondaEnv copies an environment as it is now; give its name without '@{target.When}'.", Text),
        };
    }

    private Target ToTarget(EnvironmentService service, SessionState session) => _form switch
    {
        Form.Open => service.ParseTarget(Text, path => session.FileSystemPath(path, CondaErrorKind.PathNotFound)),
        Form.File => new Target(TargetKind.File, session.FileSystemPath(Text, CondaErrorKind.PathNotFound)),
        _ => ToEnvironment(session),
    };

    /// <summary>
    /// Throws if the target is on another machine: a folder with the same path on this machine is not the same
    /// environment.
    /// </summary>
    private void RequireThisMachine()
    {
        string here = Machine.Current.ComputerName;
        if (_computerName is not null && !string.Equals(_computerName, here, StringComparison.OrdinalIgnoreCase))
        {
            throw new CondaEnvException(
                CondaErrorKind.EnvironmentNotFound,
                $"The environment '{Text}' is on the machine '{_computerName}', not on this one ('{here}'). Run the command there with Invoke-Command, or use -Prefix if the folder is on this machine, too.",
                Text);
        }
    }

    private static bool IsSamePlace(CondaPackage left, CondaPackage right) =>
        left.Prefix == right.Prefix && left.EnvironmentName == right.EnvironmentName && string.Equals(left.ComputerName, right.ComputerName, StringComparison.OrdinalIgnoreCase);
}
