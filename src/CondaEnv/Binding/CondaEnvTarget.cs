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
/// What the user pointed at: an environment, now or at a revision; a file or the folder of a record; packages. What people
/// pipe or type is turned into this, also what came from another session or a CSV file.
/// </summary>
/// <remarks>
/// A cmdlet looks at what is on the disk now, not at what was there when an object was made: of an environment it takes
/// the prefix only, and the machine that it came from. Paths are relative to PowerShell's location.
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

        /// <summary>A text that may name any of them.</summary>
        Open,
    }

    /// <summary>The name or the path; of packages, what they are called.</summary>
    public string Text { get; }

    /// <summary>True for the path of an environment's folder or of a file.</summary>
    public bool IsPath => _form is Form.Folder or Form.File;

    /// <summary>What was given, as it was given, for script blocks that know it as <c>$_</c>; null if it was this.</summary>
    internal object? Source { get; init; }

    /// <summary>What the environment was called where it was found; null if nothing says.</summary>
    internal string? Called { get; init; }

    /// <summary>What makes two references to an environment the same.</summary>
    internal (string? Text, bool IsPath, string? ComputerName) Identity => (Text, IsPath, _computerName);

    /// <summary>No packages at all.</summary>
    internal static CondaEnvTarget Nothing => new(Form.Packages, "0 packages", packages: []);

    /// <summary>The environment that is active.</summary>
    internal static CondaEnvTarget Active => new(Form.Active, "");

    /// <summary>The environment at a path.</summary>
    /// <param name="path">Path of the environment's folder.</param>
    /// <param name="computerName">Name of the machine that says so; null if that is this one.</param>
    /// <returns>The target.</returns>
    public static CondaEnvTarget FromPath(string path, string? computerName = null) => new(Form.Folder, path, computerName);

    /// <summary>The environment that a text names: a path if it holds a separator or a drive, else a name.</summary>
    /// <param name="text">A name or a path.</param>
    /// <param name="computerName">Name of the machine that says so; null if that is this one.</param>
    /// <returns>The target.</returns>
    public static CondaEnvTarget Parse(string text, string? computerName = null) =>
        new(Target.OfEnvironment(text).Kind == TargetKind.Folder ? Form.Folder : Form.Name, text, computerName);

    /// <summary>What a text names: an environment, one at a revision or time, a file, the folder of a record.</summary>
    /// <param name="text">A name or a path, for an environment with <c>@</c> and a revision or a time behind it.</param>
    /// <returns>The target. Which of them it is, is decided when it is looked for.</returns>
    public static CondaEnvTarget FromText(string text) => new(Form.Open, text);

    /// <summary>The name or the path.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _packages is { Count: not 1 } packages ? $"{packages.Count} packages" : Text;

    internal static CondaEnvTarget OfFile(string path) => new(Form.File, path);

    internal static CondaEnvTarget Of(CondaEnvFile file) => new(Form.File, file.Path, file: file);

    internal static CondaEnvTarget Of(CondaPackage package) => new(Form.Packages, package.ToString(), packages: [package]);

    internal CondaEnvTarget At(int revision) => new(_form, Text, _computerName, revision) { Called = Called };

    internal CondaEnvTarget With(object? source) => new(_form, Text, _computerName, _revision, _file, _packages) { Source = source, Called = Called };

    internal CondaEnvTarget As(string? called) => new(_form, Text, _computerName, _revision, _file, _packages) { Source = Source, Called = called };

    /// <summary>Adds targets to others: packages of one environment, however they come, are one.</summary>
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

    /// <summary>An environment as Core knows it, with its path absolute.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound: it is on another machine, or on a drive that does not exist or is none of the file system.</exception>
    internal Target ToEnvironment(SessionState session)
    {
        RequireThisMachine();
        return _form == Form.Active ? Target.Active
            : _form == Form.Folder ? new Target(TargetKind.Folder, session.FileSystemPath(Text, CondaErrorKind.EnvironmentNotFound)) { Called = Called } : new Target(TargetKind.Name, Text);
    }

    /// <summary>A side of a comparison, read.</summary>
    /// <exception cref="CondaEnvException">It is not there, or cannot be read.</exception>
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

    /// <summary>What an environment is made from: a file, read, or an environment to copy.</summary>
    /// <exception cref="CondaEnvException">It is not there, or cannot be read. FormatUnsupported for a revision.</exception>
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

    /// <summary>Refuses what lies on another machine: this one may have a folder of the same path, which is not what is meant.</summary>
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
