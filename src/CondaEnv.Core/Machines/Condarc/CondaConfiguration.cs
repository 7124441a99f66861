using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Machines.Host;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Machines.Condarc;

/// <summary>
/// The settings of conda that say where environments are and what channels are called: its condarc files and
/// <c>CONDA_…</c> variables, merged as conda merges them. Variables in the values are expanded. Null stands for a
/// setting that nothing sets, where conda's own default holds.
/// </summary>
/// <remarks>Channel URLs here may hold credentials: they are for comparing, not for showing.</remarks>
internal sealed class CondaConfiguration
{
    private CondaConfiguration(IReadOnlyList<string> sources) => Sources = sources;

    /// <summary><c>channels</c>: names and URLs, the strongest first, each once; conda-like tools have no default here.</summary>
    public IReadOnlyList<string> Channels { get; private init; } = [];

    /// <summary><c>channels</c> of mamba's own files, which conda does not read; for machines that have no conda.</summary>
    public IReadOnlyList<string> MambaChannels { get; private init; } = [];

    /// <summary><c>envs_dirs</c> as configured, absolute, each once: conda's, then those of mamba's own files. Defaults are not among them.</summary>
    public IReadOnlyList<string> EnvsDirs { get; private init; } = [];

    /// <summary><c>default_channels</c>: what <c>defaults</c> stands for.</summary>
    public IReadOnlyList<string>? DefaultChannels { get; private init; }

    /// <summary><c>custom_channels</c>: names and the URLs below which they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? CustomChannels { get; private init; }

    /// <summary><c>custom_multichannels</c>: names and the channels that they stand for.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>? CustomMultichannels { get; private init; }

    /// <summary><c>channel_alias</c>: the URL that names are put behind.</summary>
    public string? ChannelAlias { get; private init; }

    /// <summary><c>migrated_channel_aliases</c>: URLs that stand for the alias.</summary>
    public IReadOnlyList<string>? MigratedChannelAliases { get; private init; }

    /// <summary><c>migrated_custom_channels</c>: names and their former URLs.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? MigratedCustomChannels { get; private init; }

    /// <summary><c>register_envs</c>: whether conda writes <c>environments.txt</c>.</summary>
    public bool RegisterEnvs { get; private init; } = true;

    /// <summary><c>use_local</c>: whether the channel <c>local</c> comes before all others.</summary>
    public bool UseLocal { get; private init; }

    /// <summary><c>root_prefix</c>, where it is configured.</summary>
    public string? RootPrefix { get; private init; }

    /// <summary>The files that were read, from the weakest to the strongest: conda's, then mamba's.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Where was looked for files, found or not: what decides whether these settings still hold.</summary>
    public IReadOnlyList<string> Places { get; private init; } = [];

    /// <summary>Reads the settings. A damaged file is one problem, and the others count.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="yaml">Makes the reader; called only where there is a file.</param>
    /// <param name="rootPrefix">Prefix of the installation that would be running; null where none is known.</param>
    /// <param name="targetPrefix">
    /// The environment that is worked on, which may hold a condarc of its own: conda puts it for <c>CONDA_PREFIX</c>.
    /// Null means the active one, else the root's.
    /// </param>
    /// <param name="onProblem">Hears of files and settings that cannot be used.</param>
    public static CondaConfiguration Load(
        Machine machine, Func<IYamlReader> yaml, string? rootPrefix, string? targetPrefix = null, Action<CondaEnvException>? onProblem = null)
    {
        onProblem ??= static _ => { };
        Lazy<IYamlReader> reader = new(yaml);
        string? target = targetPrefix ?? machine.GetFolder("CONDA_PREFIX") ?? rootPrefix;

        // An environment may come from somebody else; an installation is the user's own, or the administrator's.
        string? foreign = target is not null && !(rootPrefix is not null && machine.PathComparer.Equals(target, rootPrefix)) ? target : null;
        IReadOnlyList<string> condaPlaces = CondarcPlaces.OfConda(machine, rootPrefix, target);
        List<CondarcSource> conda = ReadAll(machine, condaPlaces, foreign, reader, onProblem);
        string? mambaRoot = machine.GetFolder("MAMBA_ROOT_PREFIX") ?? rootPrefix;
        IReadOnlyList<string> mambaPlaces = CondarcPlaces.OfMamba(machine, mambaRoot, target);
        List<CondarcSource> mamba = ReadAll(machine, mambaPlaces, foreign, reader, onProblem);
        string[] files = [.. conda.Concat(mamba).Select(static source => source.Name)];
        conda.Add(CondarcSource.FromVariables(machine, onProblem));

        // Each is a field of conda's Context; all that are read here have expandvars=True there but the last three.
        return new CondaConfiguration(files)
        {
            Places = [.. condaPlaces.Concat(mambaPlaces).Select(machine.Expand).Where(static path => path is not null)!],
            Channels = Distinct(CondarcMerge.Sequence(conda, CondarcParameter.Channels)) ?? [],
            MambaChannels = Distinct(CondarcMerge.Sequence(mamba, CondarcParameter.Channels)) ?? [],
            EnvsDirs = Folders(machine, CondarcMerge.Sequence(conda, CondarcParameter.EnvsDirs), CondarcMerge.Sequence(mamba, CondarcParameter.EnvsDirs)),
            DefaultChannels = Distinct(CondarcMerge.Sequence(conda, CondarcParameter.DefaultChannels)),
            CustomChannels = CondarcMerge.Map(conda, CondarcParameter.CustomChannels),
            CustomMultichannels = CondarcMerge.MapOfSequences(conda, CondarcParameter.CustomMultichannels)?
                .Select(entry => new KeyValuePair<string, IReadOnlyList<string>>(entry.Key, Distinct(entry.Value)!)).ToArray(),
            ChannelAlias = Alias(conda, onProblem),
            MigratedChannelAliases = Distinct(CondarcMerge.Sequence(conda, CondarcParameter.MigratedChannelAliases)),
            MigratedCustomChannels = CondarcMerge.Map(conda, CondarcParameter.MigratedCustomChannels),
            RegisterEnvs = Truth(CondarcMerge.Scalar(conda, CondarcParameter.RegisterEnvs), unset: true),
            UseLocal = Truth(CondarcMerge.Scalar(conda, CondarcParameter.UseLocal), unset: false),
            RootPrefix = CondarcMerge.Scalar(conda, CondarcParameter.RootPrefix) is { Length: > 0 } root ? machine.Absolute(root) : null,
        };
    }

    /// <summary>True if the settings would differ without the environment that is active.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="rootPrefix">Prefix of the installation that would be running; null where none is known.</param>
    public static bool DependsOnActive(Machine machine, string? rootPrefix)
    {
        string? active = machine.GetFolder("CONDA_PREFIX") ?? rootPrefix;
        return active is not null && CondarcPlaces.HasOwn(machine, active) && !Files(active).SequenceEqual(Files(null), machine.PathComparer);

        IEnumerable<string> Files(string? target) =>
            CondarcPlaces.Files(machine, CondarcPlaces.OfConda(machine, rootPrefix, target))
                .Concat(CondarcPlaces.Files(machine, CondarcPlaces.OfMamba(machine, machine.GetFolder("MAMBA_ROOT_PREFIX") ?? rootPrefix, target)));
    }

    private static List<CondarcSource> ReadAll(Machine machine, IReadOnlyList<string> places, string? foreign, Lazy<IYamlReader> reader, Action<CondaEnvException> onProblem)
    {
        List<CondarcSource> sources = [];
        foreach (string file in CondarcPlaces.Files(machine, places))
        {
            try
            {
                bool isForeign = foreign is not null && (Path.GetDirectoryName(file) is { } folder && (machine.PathComparer.Equals(folder, foreign) || machine.PathComparer.Equals(Path.GetDirectoryName(folder) ?? "", foreign)));
                sources.Add(CondarcSource.FromFile(file, isForeign ? static text => text : machine.ExpandVariables, reader.Value, onProblem));
            }
            catch (CondaEnvException problem)
            {
                onProblem(problem);
            }
        }

        return sources;
    }

    private static string[]? Distinct(IReadOnlyList<string>? values) => values?.Distinct(StringComparer.Ordinal).ToArray();

    private static string[] Folders(Machine machine, params IReadOnlyList<string>?[] lists) =>
        [.. lists.SelectMany(static list => list ?? []).Select(machine.Absolute).Where(static path => path is not null).Distinct(machine.PathComparer)!];

    private static string? Alias(List<CondarcSource> sources, Action<CondaEnvException> onProblem)
    {
        string? alias = CondarcMerge.Scalar(sources, CondarcParameter.ChannelAlias);
        if (alias is null || alias.Length == 0 || CondaUrl.HasScheme(alias))
        {
            return alias;
        }

        // channel_alias_validation in conda/base/context.py. The value may hold a token.
        onProblem(new CondaEnvException(CondaErrorKind.FileInvalid, "The setting 'channel_alias' must be a URL with a scheme in lower case, such as 'https://conda.example.org'.", "channel_alias"));
        return null;
    }

    /// <summary><c>boolify</c> in conda/auxlib/type_coercion.py, for the words that people write.</summary>
    private static bool Truth(string? value, bool unset) => value?.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "y" or "1" => true,
        "false" or "no" or "off" or "n" or "non" or "none" or "0" or "" => false,
        _ => unset,
    };
}
