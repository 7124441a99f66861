using System;
using System.Linq;
using System.Threading;
using CondaEnv.Measure;

namespace CondaEnv;

/// <content>Sizes of environments.</content>
internal sealed partial class EnvironmentService
{
    private EnvironmentMeasurer? _measurer;

    /// <summary>Measures an environment; see <see cref="EnvironmentMeasurer"/>.</summary>
    /// <param name="environment">The environment to measure.</param>
    /// <param name="progress">Called on this thread now and then; null for none.</param>
    /// <param name="cancellation">Cancels the measurement.</param>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>. Reported: AccessDenied or FileReadFailed for a folder of
    /// an environment or a package cache that cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancellation is requested.</exception>
    public CondaEnvMeasure Measure(CondaEnvironment environment, Action<MeasureProgress>? progress, CancellationToken cancellation)
    {
        _measurer ??= new EnvironmentMeasurer(
            () => [.. _finder.FindAll(cancellation: cancellation).Select(static e => e.Prefix)], () => _finder.PackageCaches, _machine.PathComparer, _report, _verbose);
        return _measurer.Measure(environment, Read(environment, cancellation), progress, cancellation);
    }
}
