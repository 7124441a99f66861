using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using CondaEnv.Foundation.Disk;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Foundation.Text;
using CondaEnv.Packages.Changes;
using CondaEnv.Prefixes.Conda;
using CondaEnv.Prefixes.History;
using CondaEnv.Specs.MatchSpecs;

namespace CondaEnv.Prefixes.Revisions;

/// <summary>The history of one environment: its revisions, and the installed packages after each.</summary>
/// <remarks>
/// Each block is a revision, counted from 0 as in <c>conda list --revisions</c>, or from the end with negative numbers
/// as in <c>conda install --revision</c>. Only this class reads change lines; readers of the current state skip them.
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

    /// <summary>Date and command of each revision; credentials removed.</summary>
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

    /// <summary>Reads the history; there are no revisions if the file does not exist.</summary>
    /// <param name="owner">Values that all packages share.</param>
    /// <param name="report">Called with one HistoryInvalid for each line that conda could not read.</param>
    /// <exception cref="CondaEnvException">AccessDenied or FileReadFailed.</exception>
    public static EnvironmentHistory Read(RecordOwner owner, Action<CondaEnvException> report)
    {
        CondaMeta meta = CondaMeta.List(owner.Prefix);
        string text = meta.ReadText("history", ReadRule.Record) ?? "";
        return new EnvironmentHistory(owner, meta.HistoryPath, HistoryParser.Parse(text, meta.HistoryPath, report, withLines: true));
    }

    /// <summary>Returns the revisions that match a filter, in order.</summary>
    /// <param name="revisions">All revisions.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="report">Called with one RevisionNotFound for each number that does not exist.</param>
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

        // Dates are compared as recorded, in local time of the machine.
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

    /// <summary>Index of the revision with a number.</summary>
    /// <exception cref="CondaEnvException">RevisionNotFound if there is no such revision.</exception>
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
    /// The last revision that is not later than a date; a date without a time means the end of that day. "Last" refers
    /// to the number, because dates may be out of order (a clock was set back, files were joined). A block without a
    /// valid date counts as having the date of the preceding block.
    /// </summary>
    /// <exception cref="CondaEnvException">RevisionNotFound if all revisions are later.</exception>
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

    /// <summary>The installed packages after a revision, sorted by name.</summary>
    /// <param name="index">Number of the revision, starting from 0.</param>
    /// <param name="report">Called with one HistoryInvalid for each line that cannot be interpreted.</param>
    /// <param name="cancellation">Cancels between two blocks.</param>
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
    /// <param name="contents">The current contents of the environment; the last revision shows how they differ from the
    /// history.</param>
    /// <param name="report">Called with one HistoryInvalid for each line that cannot be interpreted.</param>
    /// <param name="cancellation">Cancels between two blocks.</param>
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

        // A tool may write another tool's name into the history: micromamba writes a version of conda.
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

    /// <summary>
    /// How the current records differ from the state after the last revision. pip packages are not part of either.
    /// </summary>
    private IReadOnlyList<CondaEnvDifference> DriftFrom(IReadOnlyList<CondaPackage> state, EnvironmentContents contents, int number)
    {
        List<CondaPackage> records = [.. contents.Clobbered];
        foreach (CondaPackage package in contents.Packages)
        {
            // A record that pip has overwritten still exists.
            if ((package.Manager == PackageManager.Conda ? package : package.Replaces) is { } record)
            {
                records.Add(record);
            }
        }

        // Unreadable records have been reported; they must not be shown as removed.
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

    /// <summary>Creates the row of a pair; null if both are the same.</summary>
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
