using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CondaEnv.Export;
using CondaEnv.Formats.Catalog;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Install;
using CondaEnv.Machines.Condarc;
using CondaEnv.Machines.Environments;
using CondaEnv.Machines.Host;
using CondaEnv.Packages.Changes;
using CondaEnv.Packages.Matching;
using CondaEnv.Machines.Targets;
using CondaEnv.Prefixes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.Revisions;
using CondaEnv.Snapshots;
using CondaEnv.Specs.Channels;

namespace CondaEnv;

/// <summary>
/// The operations of the cmdlets and the command line: finding, reading and exporting environments. Use one instance
/// per task, because it caches what it learns about the machine.
/// </summary>
internal sealed partial class EnvironmentService : IInstallSource
{
    private readonly EnvironmentFinder _finder;
    private readonly Machine _machine;
    private readonly Func<IYamlReader> _yaml;
    private readonly Action<CondaEnvException> _report;
    private readonly Action<string> _verbose;
    private readonly Action<string>? _warn;

    // Properties of an environment use it on first access, on any thread.
    private readonly ConcurrentDictionary<CondaConfiguration, ChannelConfiguration> _channels = new();

    /// <summary>Creates the service; nothing is read yet.</summary>
    /// <param name="machine">The machine to inspect.</param>
    /// <param name="yaml">Creates the YAML reader; called only if there is a YAML file.</param>
    /// <param name="report">Called for parts that could not be read, while the rest was.</param>
    /// <param name="verbose">Called with the places that were searched and why, and with what was read.</param>
    /// <param name="warn">Called for items that were skipped although nothing failed: files of other users, and
    /// editable installs from folders of another machine.</param>
    public EnvironmentService(Machine machine, Func<IYamlReader> yaml, Action<CondaEnvException> report, Action<string> verbose, Action<string>? warn = null)
    {
        _machine = machine;
        _yaml = yaml;
        _report = report;
        _verbose = verbose;
        _warn = warn;
        _finder = new EnvironmentFinder(machine, yaml, report, verbose, warn);
    }

    /// <summary>How channel URLs are named, according to the machine's configuration.</summary>
    private ChannelConfiguration Channels => ChannelsOf(_finder.Configuration);

    /// <summary>
    /// Channel names in the configuration: <c>defaults</c>, the configured channels, and names for channels. Addresses
    /// with credentials are omitted, because they would not work without the credentials, which must not be shown.
    /// </summary>
    public IEnumerable<string> ChannelNames => new[] { "defaults" }
        .Concat(_finder.Configuration.Channels)
        .Concat(_finder.Configuration.MambaChannels)
        .Concat((_finder.Configuration.CustomChannels ?? []).Select(static entry => entry.Key))
        .Concat((_finder.Configuration.CustomMultichannels ?? []).Select(static entry => entry.Key))
        .Where(static channel => ReferenceEquals(SecretRedactor.Redact(channel), channel))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The machine that the service inspects.</summary>
    public Machine Machine => _machine;

    /// <summary>See <see cref="EnvironmentFinder.EnvsDirs"/>.</summary>
    public IReadOnlyList<string> EnvsDirs => _finder.EnvsDirs;

    /// <summary>See <see cref="EnvironmentFinder.Spell"/>.</summary>
    public string Spell(string path) => _finder.Spell(path);

    /// <summary>See <see cref="EnvironmentFinder.Roots"/>.</summary>
    public IReadOnlyList<string> Roots => _finder.Roots;

    /// <summary>See <see cref="EnvironmentFinder.Places"/>.</summary>
    public IEnumerable<string> Places => _finder.Places;

    /// <summary>All environments in the usual places, or in the given folders, sorted by prefix.</summary>
    /// <exception cref="CondaEnvException">Reported: PathNotFound for a given folder; AccessDenied, FileReadFailed or
    /// FileInvalid for a folder or a configuration file.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaEnvironment> FindAll(DiscoveryOptions? options = null, CancellationToken cancellation = default)
    {
        IReadOnlyList<EnvironmentLocation> locations = _finder.FindAll(options, cancellation);
        CondaEnvironment[] environments = new CondaEnvironment[locations.Count];
        for (int i = 0; i < environments.Length; i++)
        {
            environments[i] = Create(locations[i]);
        }

        return environments;
    }

    /// <summary>Creates a filter for packages; see <see cref="PackageFilter"/>.</summary>
    /// <exception cref="CondaEnvException">SpecInvalid if a spec is invalid.</exception>
    public PackageFilter Filter(IEnumerable<string> names, IEnumerable<string> channels, IReadOnlyCollection<PackageManager> managers, bool requested, Func<string, Func<string, bool>>? pattern = null) =>
        new(names, channels, Channels, pattern) { Managers = managers, Requested = requested };

    /// <summary>The current environment that a target refers to.</summary>
    /// <exception cref="CondaEnvException">NoActiveEnvironment, EnvironmentNotFound, NotAnEnvironment, AccessDenied;
    /// reported: FileInvalid or FileReadFailed for a configuration file of conda.</exception>
    public CondaEnvironment Find(Target target) => target.Found ?? Create(target.Kind == TargetKind.Active ? _finder.FindActive() : Locate(target), target.Called);

    /// <summary>
    /// The environments in the searched folders whose name matches; at least one for a name without wildcards.
    /// </summary>
    /// <param name="options">The folders to search.</param>
    /// <param name="name">The name or pattern.</param>
    /// <param name="pattern">Whether a name matches the pattern; null for a name without wildcards.</param>
    /// <param name="cancellation">Cancels the search.</param>
    /// <exception cref="CondaEnvException">EnvironmentNotFound if there is none, and as
    /// <see cref="FindAll"/>.</exception>
    public IReadOnlyList<CondaEnvironment> FindNamed(DiscoveryOptions options, string name, Func<string, bool>? pattern, CancellationToken cancellation = default)
    {
        IReadOnlyList<CondaEnvironment> all = FindAll(options, cancellation);
        CondaEnvironment[] found = [.. all.Where(e => pattern?.Invoke(e.Name) ?? _machine.PathComparer.Equals(e.Name, name))];
        if (found.Length > 0 || pattern is not null)
        {
            return found;
        }

        IReadOnlyList<string> near = NearNames.Of(name, all.Select(static e => e.Name).Where(static n => !EnvironmentFinder.IsPath(n)));
        throw new CondaEnvException(
            CondaErrorKind.EnvironmentNotFound,
            $"No environment is named '{name}' in {string.Join(", ", options.SearchPath.Select(static p => $"'{p}'"))}. "
            + (near.Count > 0 ? $"Did you mean {string.Join(" or ", near.Select(static n => $"'{n}'"))}?"
                : options.Recurse ? "Leave out the name to see all that are there." : "-Recurse also looks in the folders below."),
            name);
    }

    /// <summary>The environment at a path, including a plain virtual environment.</summary>
    /// <exception cref="CondaEnvException">EnvironmentNotFound, NotAnEnvironment, AccessDenied; reported: FileInvalid
    /// or FileReadFailed for a configuration file of conda.</exception>
    public CondaEnvironment Locate(string path) => Create(_finder.Locate(path));

    /// <summary>
    /// Locates a named environment. An earlier state of an environment, which only some cmdlets and verbs accept, gets
    /// a specific error.
    /// </summary>
    private EnvironmentLocation Locate(Target target, bool requireEnvironment = true)
    {
        try
        {
            return Look(target.Text);
        }
        catch (CondaEnvException e) when (e.Kind == CondaErrorKind.EnvironmentNotFound && Target.WithoutTime(target.Text) is { } now && Exists(now))
        {
            throw new CondaEnvException(
                CondaErrorKind.EnvironmentNotFound,
                $"'{target.Text}' is an earlier state of an environment, which cannot be used here. Give '{now}' for the environment as it is now. Earlier states can be compared, and listed with -AtRevision or -AtDate (--at-revision, --at-date).",
                target.Text,
                e);
        }

        EnvironmentLocation Look(string text) => target.Kind == TargetKind.Name ? _finder.FindByName(text, requireEnvironment) : _finder.Locate(text, requireEnvironment);

        bool Exists(string text)
        {
            try
            {
                return Look(text).IsEnvironment;
            }
            catch (CondaEnvException)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// As <see cref="Find"/>, for an export: conda exports any folder, even an empty one. A folder that is not an
    /// environment is reported, but its text is still shown as conda does; it is not written to a file.
    /// </summary>
    /// <exception cref="CondaEnvException">As <see cref="Find"/>, but NotAnEnvironment only if a file should be
    /// written.</exception>
    public CondaEnvironment FindForExport(Target target, bool toFile)
    {
        if (target.Found is not null || target.Kind == TargetKind.Active)
        {
            return Find(target);
        }

        EnvironmentLocation location = Locate(target, toFile);
        if (!location.IsEnvironment)
        {
            _report(new CondaEnvException(
                CondaErrorKind.NotAnEnvironment,
                $"'{location.Prefix}' is not an environment: it has no 'conda-meta' folder and no 'pyvenv.cfg'. conda exports it as an empty environment.",
                location.Prefix));
        }

        return Create(location, target.Called);
    }

    /// <summary>Reads everything in an environment; damaged parts are reported, and the rest is returned.</summary>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed if the environment's folder cannot be listed.
    /// Reported: RecordInvalid, HistoryInvalid, StateInvalid, MetadataInvalid, AccessDenied, FileReadFailed;
    /// FileInvalid for a configuration file of conda.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public EnvironmentContents Read(CondaEnvironment environment, CancellationToken cancellation)
    {
        EnvironmentContents contents = EnvironmentFacts.Of(environment).Read(cancellation);
        foreach (CondaEnvException problem in contents.Problems)
        {
            if (problem.IsWarning)
            {
                _warn?.Invoke(problem.Message);
            }
            else
            {
                _report(problem);
            }
        }

        int pip = contents.Packages.Count(static p => p.Manager == PackageManager.Pip);
        _verbose($"Read {Quantity.Of(contents.Packages.Count - pip, "conda package")} and {Quantity.Of(pip, "pip package")} from '{environment.Prefix}'.");
        return contents;
    }

    /// <summary>The packages of an environment; see <see cref="Read"/>.</summary>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaPackage> Packages(CondaEnvironment environment, CancellationToken cancellation) => Read(environment, cancellation).Packages;

    /// <summary>The revisions of an environment, in ascending order; none if there is no history.</summary>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaEnvRevision> History(CondaEnvironment environment, CancellationToken cancellation) =>
        History(environment, new RevisionFilter(), cancellation);

    /// <summary>
    /// The revisions that match a filter; a number that does not exist is reported as RevisionNotFound.
    /// </summary>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaEnvRevision> History(CondaEnvironment environment, RevisionFilter filter, CancellationToken cancellation)
    {
        // Reading the environment reports problems of its history, but without revisions it is not read.
        List<CondaEnvException> problems = [];
        EnvironmentHistory history = EnvironmentHistory.Read(OwnerOf(environment), problems.Add);
        if (history.Count == 0)
        {
            problems.ForEach(_report);
        }

        IReadOnlyList<CondaEnvRevision> revisions = history.Count == 0 ? [] : history.Revisions(Read(environment, cancellation), _report, cancellation);
        return history.Filter(revisions, filter, _report);
    }

    /// <summary>
    /// The revisions of an environment as text: date and command, credentials removed. Only the history is read.
    /// </summary>
    /// <exception cref="CondaEnvException">The environment's folder cannot be listed, or its history cannot be
    /// read.</exception>
    public IReadOnlyList<string> RevisionTitles(CondaEnvironment environment) => EnvironmentHistory.Read(OwnerOf(environment), static _ => { }).Titles;

    /// <summary>
    /// The conda packages after a revision, according to the history; a negative number counts from the end.
    /// </summary>
    /// <exception cref="CondaEnvException">RevisionNotFound; AccessDenied or FileReadFailed for the history. Reported:
    /// HistoryInvalid.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaPackage> PackagesAt(CondaEnvironment environment, int revision, CancellationToken cancellation)
    {
        EnvironmentHistory history = EnvironmentHistory.Read(OwnerOf(environment), _report);
        _verbose($"Read {Quantity.Of(history.Count, "revision")} from the history of '{environment.Prefix}'.");
        return history.PackagesAfter(history.Find(revision), _report, cancellation);
    }

    /// <summary>
    /// The conda packages at a time, according to the history: after the last revision (by number) that is not later. A
    /// date without a time means the end of that day. In local time, as recorded.
    /// </summary>
    /// <exception cref="CondaEnvException">RevisionNotFound; AccessDenied or FileReadFailed for the history. Reported:
    /// HistoryInvalid.</exception>
    /// <exception cref="OperationCanceledException">If cancellation is requested.</exception>
    public IReadOnlyList<CondaPackage> PackagesAt(CondaEnvironment environment, DateTime at, CancellationToken cancellation)
    {
        EnvironmentHistory history = EnvironmentHistory.Read(OwnerOf(environment), _report);
        _verbose($"Read {Quantity.Of(history.Count, "revision")} from the history of '{environment.Prefix}'.");
        return history.PackagesAfter(history.Find(at), _report, cancellation);
    }

    /// <summary>Creates the text of an export.</summary>
    /// <param name="environment">The environment to export.</param>
    /// <param name="options">What to write; <see cref="ExportOptions.ConfiguredChannels"/> and
    /// <see cref="ExportOptions.ChannelConfiguration"/> are set from the machine's configuration.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="CondaEnvException">FormatUnsupported; PackageNotFound if a pin is for a package that is not
    /// installed; as <see cref="Read"/>.</exception>
    public ExportText Export(CondaEnvironment environment, ExportOptions options, CancellationToken cancellation) =>
        EnvironmentExporter.Export(Read(environment, cancellation), Complete(options, environment));

    /// <summary>Records an environment; see <see cref="RecordWriter"/>.</summary>
    /// <param name="environment">The environment to record.</param>
    /// <param name="root">Full path of the folder of the records.</param>
    /// <param name="request">The options of the record.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="CondaEnvException">As <see cref="Read"/>; FileReadFailed if one of its files could not be read;
    /// PackageNotFound; LossRefused; PartialRefused; AccessDenied or FileWriteFailed for the record.</exception>
    public CondaEnvRecord Record(CondaEnvironment environment, string root, RecordRequest request, CancellationToken cancellation)
    {
        EnvironmentContents contents = Read(environment, cancellation);
        CondaEnvRecord record = RecordWriter.Write(root, environment, contents, Complete(request.Options, environment), request.Strict, request.AllowPartial, _machine.GetVariable("SOURCE_DATE_EPOCH"), _machine.PathComparer);
        _verbose(record.IsChanged ? $"Wrote the record '{record.Path}'." : $"The record '{record.Path}' is unchanged: the environment is as it was recorded.");
        return record;
    }

    private RecordOwner OwnerOf(CondaEnvironment environment) => new()
    {
        EnvironmentName = environment.Name,
        Prefix = environment.Prefix,
        ComputerName = environment.ComputerName,
        Channels = ChannelsFor(environment.Prefix),
    };

    /// <summary>
    /// Reads a file that describes an environment, or the record in a folder; see <see cref="EnvironmentFileReader"/>.
    /// </summary>
    /// <param name="path">Full path of the file or folder.</param>
    /// <exception cref="CondaEnvException">PathNotFound, AccessDenied or FileReadFailed if it cannot be read;
    /// FileInvalid, with line and column. Reported: FileInvalid or SpecInvalid for parts that were omitted.</exception>
    public CondaEnvFile ImportFile(string path)
    {
        CondaEnvFile file = new EnvironmentFileReader(_yaml, Channels, _report, _warn).Read(path);
        _verbose($"Read '{file.Path}' as {file.Kind}: {Quantity.Of(file.PackageCount, "conda package")}, {Quantity.Of(file.PipPackageCount, "pip package")}.");
        return file;
    }

    /// <summary>Completes the options with the settings that apply to an environment.</summary>
    private ExportOptions Complete(ExportOptions options, CondaEnvironment environment)
    {
        CondaConfiguration configuration = _finder.ConfigurationFor(environment.Prefix);
        return options.With(configuration.Channels, ChannelsOf(configuration), _machine.GetVariable("CONDA_SUBDIR"));
    }

    /// <summary>How channel URLs of an environment are named, both in its packages and in its exports.</summary>
    private ChannelConfiguration ChannelsFor(string prefix) => ChannelsOf(_finder.ConfigurationFor(prefix));

    private ChannelConfiguration ChannelsOf(CondaConfiguration configuration) => _channels.GetOrAdd(configuration, c => ToChannels(c, _machine));

    private static ChannelConfiguration ToChannels(CondaConfiguration configuration, Machine machine)
    {
        ChannelConfiguration defaults = ChannelConfiguration.Default;
        return new ChannelConfiguration
        {
            IsWindows = machine.IsWindows,
            ChannelAlias = configuration.ChannelAlias ?? defaults.ChannelAlias,
            DefaultChannels = configuration.DefaultChannels ?? defaults.DefaultChannels,
            CustomChannels = configuration.CustomChannels ?? defaults.CustomChannels,
            CustomMultichannels = configuration.CustomMultichannels ?? defaults.CustomMultichannels,
            MigratedCustomChannels = configuration.MigratedCustomChannels ?? defaults.MigratedCustomChannels,
            MigratedChannelAliases = configuration.MigratedChannelAliases ?? defaults.MigratedChannelAliases,
            HomeDirectory = machine.HomeDirectory,
            CurrentDirectory = machine.CurrentDirectory,
        };
    }

    private CondaEnvironment Create(EnvironmentLocation location, string? called = null)
    {
        string name = called is not null && location.Name == location.Prefix ? called : location.Name;
        return new(new EnvironmentFacts(location.Prefix, name, location.Kind, _machine.ComputerName, () => ChannelsFor(location.Prefix)))
        {
            Name = name,
            Prefix = location.Prefix,
            Kind = location.Kind,
            Distribution = location.Distribution,
            RootPrefix = location.RootPrefix,
            IsBase = location.IsBase,
            IsActive = location.IsActive,
            ComputerName = _machine.ComputerName,
        };
    }
}
