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
    /// <summary>An environment as a side of a comparison.</summary>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>.</exception>
    public ComparedSide Side(CondaEnvironment environment, CancellationToken cancellation) => ComparedSide.Of(environment, Read(environment, cancellation));

    /// <summary>An environment at a revision, as a side of a comparison.</summary>
    /// <exception cref="CondaEnvException">As <see cref="PackagesAt(CondaEnvironment, int, CancellationToken)"/>.</exception>
    public ComparedSide SideAt(CondaEnvironment environment, int revision, CancellationToken cancellation) =>
        ComparedSide.Of(environment, revision.ToString(CultureInfo.InvariantCulture), PackagesAt(environment, revision, cancellation));

    /// <summary>What a text names, as a side of a comparison; see <see cref="SideText"/>.</summary>
    /// <param name="text">An environment, one at a revision or date, a file, the folder of a record.</param>
    /// <param name="absolute">Makes a path absolute.</param>
    /// <param name="selection">The part of a lock that the user named.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CondaEnvException">As <see cref="Locate"/>, <see cref="Read"/>, <see cref="PackagesAt(CondaEnvironment, int, CancellationToken)"/> and <see cref="ImportFile"/>.</exception>
    public ComparedSide Side(string text, Func<string, string> absolute, LockSelection selection, CancellationToken cancellation)
    {
        SideText parsed = SideText.Parse(text, absolute, name =>
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
        if (parsed.Kind == SideTextKind.File)
        {
            return ComparedSide.Of(ImportFile(parsed.Target), selection);
        }

        CondaEnvironment environment = parsed.Kind == SideTextKind.Folder ? Locate(parsed.Target) : FindByName(parsed.Target);
        return parsed.Revision is { } revision ? SideAt(environment, revision, cancellation)
            : parsed.Date is { } date ? ComparedSide.Of(environment, parsed.When!, PackagesAt(environment, date, cancellation))
            : Side(environment, cancellation);
    }
}
