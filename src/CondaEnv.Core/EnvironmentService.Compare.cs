using System;
using System.Globalization;
using System.Threading;
using CondaEnv.Compare;
using CondaEnv.Formats.Locks;
using CondaEnv.Machines.Targets;

namespace CondaEnv;

/// <content>The sides of a comparison.</content>
internal sealed partial class EnvironmentService
{
    /// <summary>Creates the side for an environment.</summary>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>.</exception>
    public ComparedSide Side(CondaEnvironment environment, CancellationToken cancellation) => ComparedSide.Of(environment, Read(environment, cancellation));

    /// <summary>Creates the side for an environment at a revision.</summary>
    /// <exception cref="CondaEnvException">As
    /// <see cref="PackagesAt(CondaEnvironment, int, CancellationToken)"/>.</exception>
    public ComparedSide SideAt(CondaEnvironment environment, int revision, CancellationToken cancellation) =>
        ComparedSide.Of(environment, revision.ToString(CultureInfo.InvariantCulture), PackagesAt(environment, revision, cancellation));

    /// <summary>Interprets a text from the user; see <see cref="Target"/>.</summary>
    /// <param name="text">An environment, possibly at a revision or time, a file, or the folder of a record.</param>
    /// <param name="absolute">Makes a path absolute, relative to the user's current location.</param>
    public Target ParseTarget(string text, Func<string, string> absolute) => Target.Parse(text, absolute, name =>
    {
        try
        {
            return _finder.FindByName(name).IsEnvironment;
        }
        catch (CondaEnvException)
        {
            return false;
        }
    });

    /// <summary>Creates the side for a target.</summary>
    /// <param name="target">The target to compare.</param>
    /// <param name="selection">The part of a lock file that the user selected.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="CondaEnvException">As <see cref="Find"/>, <see cref="Read"/>,
    /// <see cref="PackagesAt(CondaEnvironment, int, CancellationToken)"/> and <see cref="ImportFile"/>.</exception>
    public ComparedSide Side(Target target, LockSelection selection, CancellationToken cancellation)
    {
        if (target.Kind == TargetKind.File)
        {
            return ComparedSide.Of(ImportFile(target.Text), selection);
        }

        CondaEnvironment environment = Find(target);
        return target.Revision is { } revision ? SideAt(environment, revision, cancellation)
            : target.Date is { } date ? ComparedSide.Of(environment, target.When!, PackagesAt(environment, date, cancellation))
            : Side(environment, cancellation);
    }
}
