using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Changes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.History;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Prefixes.Revisions;

/// <summary>The history of one environment: its revisions, and what was installed at each.</summary>
/// <remarks>
/// A revision is a block, counted from 0 as <c>conda list --revisions</c> does; from the end with negative numbers, as
/// <c>conda install --revision</c> does. Lines of changes are read here only: whoever reads what is installed now
/// passes them by.
/// </remarks>
internal sealed class EnvironmentHistory
{
    private readonly RecordOwner _owner;
    private readonly string _path;
    private readonly IReadOnlyList<HistoryBlock> _blocks;

    private EnvironmentHistory(RecordOwner owner, string path, IReadOnlyList<HistoryBlock> blocks)
    {
        _owner = owner;
        _path = path;
        _blocks = blocks;
    }

    /// <summary>Number of revisions.</summary>
    public int Count => _blocks.Count;

    /// <summary>Date and command of each revision, credentials removed.</summary>
    public IReadOnlyList<string> Titles
    {
        get
        {
            List<string> titles = [];
            foreach (HistoryBlock block in _blocks)
            {
                titles.Add($"{block.Date} {SecretRedactor.RedactOrNull(block.Command)}".TrimEnd());
            }

            return titles;
        }
    }

    /// <summary>Reads the history; no revisions where there is none.</summary>
    /// <param name="owner">What the packages have in common.</param>
    /// <param name="report">Takes one HistoryInvalid for each line that conda could not read.</param>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed.</exception>
    public static EnvironmentHistory Read(RecordOwner owner, Action<CondaEnvException> report)
    {
        CondaMeta meta = CondaMeta.List(owner.Prefix);
        string text = meta.ReadText("history") ?? "";
        return new EnvironmentHistory(owner, meta.HistoryPath, HistoryParser.Parse(text, meta.HistoryPath, report, withLines: true));
    }

    /// <summary>Those of the revisions that a filter wants, in their order.</summary>
    /// <param name="revisions">All revisions.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="report">Takes one RevisionNotFound for each number that is not there.</param>
    public IReadOnlyList<CondaEnvRevision> Filter(IReadOnlyList<CondaEnvRevision> revisions, RevisionFilter filter, Action<CondaEnvException> report)
    {
        HashSet<int> numbers = [];
        foreach (int revision in filter.Revisions)
        {
            try
            {
                numbers.Add(Find(revision));
            }
            catch (CondaEnvException e)
            {
                report(e);
            }
        }

        // As recorded: local time of the machine.
        DateTime? since = filter.Since is { Kind: DateTimeKind.Utc } utc ? utc.ToLocalTime() : filter.Since;
        DateTime? until = filter.Until is { } date ? LocalTime.EndOf(date) : null;
        List<CondaEnvRevision> wanted = [];
        foreach (CondaEnvRevision revision in revisions)
        {
            if ((filter.Revisions.Count == 0 || numbers.Contains(revision.Revision)) &&
                (since is null || revision.Date >= since) &&
                (until is null || revision.Date <= until))
            {
                wanted.Add(revision);
            }
        }

        return wanted;
    }

    /// <summary>The revision of a number.</summary>
    /// <exception cref="CondaEnvException">RevisionNotFound.</exception>
    public int Find(int revision)
    {
        int index = revision < 0 ? _blocks.Count + revision : revision;
        if (index >= 0 && index < _blocks.Count)
        {
            return index;
        }

        string number = revision.ToString(CultureInfo.InvariantCulture);
        throw NotFound(
            _blocks.Count switch
            {
                0 => $"'{_owner.EnvironmentName}' has no revision {number}: its history, '{_path}', has none.",
                1 => $"'{_owner.EnvironmentName}' has no revision {number}; its only one is 0.",
                _ => $"'{_owner.EnvironmentName}' has no revision {number}; it has 0 to {(_blocks.Count - 1).ToString(CultureInfo.InvariantCulture)}.",
            },
            number);
    }

    /// <summary>
    /// The last revision that is not later than a date; one without a time means its end. The last by number: where the
    /// dates are out of order (a clock was set back, a file was joined), the numbers say what came after what. A block
    /// whose date is none counts as of the date before it.
    /// </summary>
    /// <exception cref="CondaEnvException">RevisionNotFound.</exception>
    public int Find(DateTime at)
    {
        DateTime end = LocalTime.EndOf(at);
        int found = -1;
        DateTime? first = null;
        DateTime? date = null;
        for (int i = 0; i < _blocks.Count; i++)
        {
            date = LocalTime.Parse(_blocks[i].Date) ?? date;
            first = first is null || date < first ? date : first;
            found = date <= end ? i : found;
        }

        if (found >= 0)
        {
            return found;
        }

        string text = LocalTime.ToShortText(at);
        throw NotFound(
            first is { } earliest
                ? $"The history of '{_owner.EnvironmentName}' does not go back to {text}; it begins at {LocalTime.ToText(earliest)}."
                : $"The history of '{_owner.EnvironmentName}', '{_path}', has no dates.",
            text);
    }

    /// <summary>What was installed after a revision, by name.</summary>
    /// <param name="index">Number of the revision, from 0.</param>
    /// <param name="report">Takes one HistoryInvalid for each line that says nothing.</param>
    /// <param name="cancellation">Ends the replay between two blocks.</param>
    public IReadOnlyList<CondaPackage> PackagesAfter(int index, Action<CondaEnvException> report, CancellationToken cancellation)
    {
        HistoryState state = new(_owner, _path, report);
        List<HistoryBlock> blocks = [];
        for (int i = 0; i <= index; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            state.Apply(_blocks[i]);
            blocks.Add(_blocks[i]);
        }

        IReadOnlyList<CondaPackage> packages = state.Packages;
        Dictionary<string, MatchSpec> requested = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, MatchSpec> request in RequestedSpecFolder.Fold(blocks, _path, _owner.Channels, report))
        {
            requested[request.Key] = request.Value;
        }

        foreach (CondaPackage package in packages)
        {
            if (requested.TryGetValue(package.Name, out MatchSpec? spec))
            {
                package.Requested = true;
                package.RequestedSpecSource = spec;
            }
        }

        return packages;
    }

    /// <summary>All revisions.</summary>
    /// <param name="contents">What the environment holds now: the last revision says how that differs.</param>
    /// <param name="report">Takes one HistoryInvalid for each line that says nothing.</param>
    /// <param name="cancellation">Ends the replay between two blocks.</param>
    public IReadOnlyList<CondaEnvRevision> Revisions(EnvironmentContents contents, Action<CondaEnvException> report, CancellationToken cancellation)
    {
        HistoryState state = new(_owner, _path, report);
        CondaEnvRevision[] revisions = new CondaEnvRevision[_blocks.Count];
        for (int i = 0; i < revisions.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            HistoryBlock block = _blocks[i];
            BlockChanges changes = state.Apply(block);
            revisions[i] = ToRevision(i, block, changes, state.Count, i + 1 < revisions.Length ? null : DriftFrom(state.Packages, contents, i));
        }

        return revisions;
    }

    private CondaEnvRevision ToRevision(int number, HistoryBlock block, BlockChanges changes, int count, IReadOnlyList<CondaEnvDifference>? drift)
    {
        HistoryCommand command = HistoryCommand.Read(block.Command);
        string? action = command.Action ?? block.SpecsWord switch { "uninstall" => "remove", { } word => word, null => null };
        IReadOnlyList<string> asked = (action == "remove" && block.RemoveSpecs.Count > 0) || block.UpdateSpecs.Count == 0 ? block.RemoveSpecs : block.UpdateSpecs;
        (MatchSpec? Spec, string Text)[] specs = new (MatchSpec?, string)[asked.Count];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int i = 0; i < specs.Length; i++)
        {
            bool valid = MatchSpec.TryParse(asked[i], _owner.Channels, out MatchSpec? spec);
            specs[i] = (spec, SecretRedactor.Redact(valid ? spec!.ToString() : asked[i]));
            names.Add(spec?.Name ?? "");
        }

        List<CondaPackage> added = [];
        List<CondaPackage> removed = [];
        List<CondaEnvDifference> changed = [];
        foreach (PackagePair pair in PackagePair.Join(changes.Removed, changes.Added))
        {
            bool requested = names.Contains(pair.Name);
            if (pair.Difference is { } now && requested)
            {
                now.Requested = true;
                now.RequestedSpecSource = Array.Find(specs, s => s.Spec?.Name == pair.Name).Spec;
            }

            if (pair.Reference is null)
            {
                added.Add(pair.Difference!);
            }
            else if (pair.Difference is null)
            {
                removed.Add(pair.Reference);
            }
            else if (ToDifference(pair, At(number - 1), At(number), requested) is { } row)
            {
                changed.Add(row);
            }
        }

        // Who calls itself conda in the history may be another: micromamba writes a version of conda that it is not.
        bool isWriter = command.Tool is null || command.Tool == block.Tool;
        return new CondaEnvRevision
        {
            Revision = number,
            Date = LocalTime.Parse(block.Date),
            Action = action,
            Specs = Array.ConvertAll(specs, static s => s.Text),
            Request = specs.Length > 0 ? string.Join("; ", Array.ConvertAll(specs, static s => s.Text)) : command.Request,
            Command = command.Text,
            Arguments = command.Arguments,
            Tool = command.Tool ?? block.Tool,
            ToolVersion = isWriter ? block.ToolVersion : null,
            Added = added,
            Removed = removed,
            Changed = changed,
            PackageCount = count,
            Drift = drift,
            EnvironmentName = _owner.EnvironmentName,
            Prefix = _owner.Prefix,
            ComputerName = _owner.ComputerName,
        };
    }

    /// <summary>How the records of now differ from the state that the history ends with. pip is no part of either.</summary>
    private IReadOnlyList<CondaEnvDifference> DriftFrom(IReadOnlyList<CondaPackage> state, EnvironmentContents contents, int number)
    {
        List<CondaPackage> records = [.. contents.Clobbered];
        foreach (CondaPackage package in contents.Packages)
        {
            // A record that pip has overwritten is still one.
            if ((package.Manager == PackageManager.Conda ? package : package.Replaces) is { } record)
            {
                records.Add(record);
            }
        }

        // What cannot be read has been reported; that it is gone would be wrong.
        HashSet<string> unreadable = new(StringComparer.OrdinalIgnoreCase);
        foreach (CondaEnvException problem in contents.Problems)
        {
            unreadable.Add(problem.Target is { } path ? path.Substring(path.LastIndexOfAny(['/', '\\']) + 1) : "");
        }

        List<CondaEnvDifference> drift = [];
        foreach (PackagePair pair in PackagePair.Join(state, records))
        {
            CondaPackage? gone = pair.Difference is null ? pair.Reference : null;
            if (gone is not null && unreadable.Contains($"{gone.Name}-{gone.Version}-{gone.Build}.json"))
            {
                continue;
            }

            if (ToDifference(pair, At(number), _owner.EnvironmentName, pair.Difference?.Requested ?? false) is { } row)
            {
                drift.Add(row);
            }
        }

        return drift;
    }

    private string At(int number) => $"{_owner.EnvironmentName}@{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The row of a pair; null where both are the same.</summary>
    private CondaEnvDifference? ToDifference(PackagePair pair, string reference, string difference, bool requested)
    {
        (PackageChange change, ChangeLevel? level) = pair switch
        {
            { Reference: null } => (PackageChange.Added, null),
            { Difference: null } => (PackageChange.Removed, null),
            _ => PackageStep.Between(pair.Reference!, pair.Difference!),
        };
        return change == PackageChange.Unchanged ? null : new CondaEnvDifference
        {
            Name = pair.Name,
            Manager = PackageManager.Conda,
            Change = change,
            Level = level,
            ReferenceVersion = pair.Reference?.Version,
            ReferenceBuild = pair.Reference?.Build,
            ReferenceChannel = pair.Reference?.Channel,
            ReferencePackage = pair.Reference,
            DifferenceVersion = pair.Difference?.Version,
            DifferenceBuild = pair.Difference?.Build,
            DifferenceChannel = pair.Difference?.Channel,
            DifferencePackage = pair.Difference,
            Requested = requested,
            SideIndicator = change switch { PackageChange.Added => "=>", PackageChange.Removed => "<=", _ => "<>" },
            Reference = reference,
            Difference = difference,
            ReferencePrefix = _owner.Prefix,
            Prefix = _owner.Prefix,
            ReferenceComputerName = _owner.ComputerName,
            ComputerName = _owner.ComputerName,
        };
    }

    private static CondaEnvException NotFound(string message, string target) => new(CondaErrorKind.RevisionNotFound, message, target);
}
