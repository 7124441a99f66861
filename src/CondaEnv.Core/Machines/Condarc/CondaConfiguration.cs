using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Yaml;
using CondaEnv.Machines.Host;
using CondaEnv.Specs.Channels;

namespace CondaEnv.Machines.Condarc;

/// <summary>
/// Settings of conda that determine where environments are and how channels are named, from condarc files and
/// <c>CONDA_…</c> variables, merged as in conda. Variables in values are expanded. Null means that a setting is not
/// set, so conda's default applies.
/// </summary>
/// <remarks>Channel URLs may contain credentials here: use them for comparison only, and do not show them.</remarks>
internal sealed class CondaConfiguration
{
    private CondaConfiguration(IReadOnlyList<string> sources) => Sources = sources;

    /// <summary>
    /// <c>channels</c>: names and URLs by descending priority, each once. Empty if not set; there is no default here.
    /// </summary>
    public IReadOnlyList<string> Channels { get; private init; } = [];

    /// <summary>
    /// <c>channels</c> of mamba's own files, which conda does not read; used on machines without conda.
    /// </summary>
    public IReadOnlyList<string> MambaChannels { get; private init; } = [];

    /// <summary>
    /// <c>envs_dirs</c> as configured, absolute, each once: conda's, then those of mamba's own files. Default folders
    /// are not included.
    /// </summary>
    public IReadOnlyList<string> EnvsDirs { get; private init; } = [];

    /// <summary>
    /// <c>pkgs_dirs</c> as configured, absolute, each once: conda's package caches, then those of mamba's own files.
    /// Default folders are not included.
    /// </summary>
    public IReadOnlyList<string> PkgsDirs { get; private init; } = [];

    /// <summary><c>default_channels</c>: the channels that <c>defaults</c> stands for.</summary>
    public IReadOnlyList<string>? DefaultChannels { get; private init; }

    /// <summary><c>custom_channels</c>: names, each with the URL that contains the channel.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? CustomChannels { get; private init; }

    /// <summary><c>custom_multichannels</c>: names, each with the channels that it stands for.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>? CustomMultichannels { get; private init; }

    /// <summary><c>channel_alias</c>: the URL to which channel names are appended.</summary>
    public string? ChannelAlias { get; private init; }

    /// <summary><c>migrated_channel_aliases</c>: URLs that are equivalent to the alias.</summary>
    public IReadOnlyList<string>? MigratedChannelAliases { get; private init; }

    /// <summary><c>migrated_custom_channels</c>: names, each with its former URL.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? MigratedCustomChannels { get; private init; }

    /// <summary><c>register_envs</c>: whether conda writes <c>environments.txt</c>.</summary>
    public bool RegisterEnvs { get; private init; } = true;

    /// <summary><c>use_local</c>: whether the channel <c>local</c> precedes all others.</summary>
    public bool UseLocal { get; private init; }

    /// <summary><c>root_prefix</c>; null if it is not set.</summary>
    public string? RootPrefix { get; private init; }

    /// <summary>The files that were read, by ascending priority: conda's, then mamba's.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>
    /// All possible paths of configuration files, whether they exist or not; they determine whether cached settings are
    /// still valid.
    /// </summary>
    public IReadOnlyList<string> Places { get; private init; } = [];

    /// <summary>Reads the settings. A damaged file is reported as one problem, and the other files are used.</summary>
    /// <param name="machine">The machine whose settings are read.</param>
    /// <param name="yaml">Creates the reader; called only if there is a file.</param>
    /// <param name="rootPrefix">Prefix of the installation that would run; null if unknown.</param>
    /// <param name="targetPrefix">The environment to work on, which may have its own condarc: conda uses it as
    /// <c>CONDA_PREFIX</c>. Null for the active one, otherwise the root's.</param>
    /// <param name="onProblem">Called for files and settings that cannot be used.</param>
    public static CondaConfiguration Load(
        Machine machine, Func<IYamlReader> yaml, string? rootPrefix, string? targetPrefix = null, Action<CondaEnvException>? onProblem = null)
    {
        onProblem ??= static _ => { };
        Lazy<IYamlReader> reader = new(yaml);
        string? target = targetPrefix ?? machine.GetFolder("CONDA_PREFIX") ?? rootPrefix;

        // An environment may have been made by someone else; an installation belongs to the user or the administrator.
        string? foreign = target is not null && !(rootPrefix is not null && machine.PathComparer.Equals(target, rootPrefix)) ? target : null;
        IReadOnlyList<string> condaPlaces = CondarcPlaces.OfConda(machine, rootPrefix, target);
        List<CondarcSource> conda = ReadAll(machine, condaPlaces, foreign, reader, onProblem);
        string? mambaRoot = machine.GetFolder("MAMBA_ROOT_PREFIX") ?? rootPrefix;
        IReadOnlyList<string> mambaPlaces = CondarcPlaces.OfMamba(machine, mambaRoot, target);
        List<CondarcSource> mamba = ReadAll(machine, mambaPlaces, foreign, reader, onProblem);
        string[] files = [.. conda.Concat(mamba).Select(static source => source.Name)];
        conda.Add(CondarcSource.FromVariables(machine, onProblem));

        // Each one is a field of conda's Context. All settings that are read here have expandvars=True there, except
        // for the last three.
        return new CondaConfiguration(files)
        {
            Places = [.. condaPlaces.Concat(mambaPlaces).Select(machine.Expand).Where(static path => path is not null)!],
            Channels = Distinct(CondarcMerge.Sequence(conda, CondarcParameter.Channels)) ?? [],
            MambaChannels = Distinct(CondarcMerge.Sequence(mamba, CondarcParameter.Channels)) ?? [],
            EnvsDirs = Folders(machine, CondarcMerge.Sequence(conda, CondarcParameter.EnvsDirs), CondarcMerge.Sequence(mamba, CondarcParameter.EnvsDirs)),
            PkgsDirs = Folders(machine, CondarcMerge.Sequence(conda, CondarcParameter.PkgsDirs), CondarcMerge.Sequence(mamba, CondarcParameter.PkgsDirs)),
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

    /// <summary>True if the settings would be different without the active environment.</summary>
    /// <param name="machine">The machine whose settings are read.</param>
    /// <param name="rootPrefix">Prefix of the installation that would run; null if unknown.</param>
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

        // channel_alias_validation in conda/base/context.py. The value may contain a token.
        onProblem(new CondaEnvException(CondaErrorKind.FileInvalid, "The setting 'channel_alias' must be a URL with a scheme in lower case, such as 'https://conda.example.org'.", "channel_alias"));
        return null;
    }

    /// <summary><c>boolify</c> in conda/auxlib/type_coercion.py, for common words.</summary>
    private static bool Truth(string? value, bool unset) => value?.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "y" or "1" => true,
        "false" or "no" or "off" or "n" or "non" or "none" or "0" or "" => false,
        _ => unset,
    };
}
