using System;
using System.Collections.Generic;
using CondaEnv.Packages.Findings;

namespace CondaEnv.Audit;

/// <summary>All rules for environments, each once, sorted by name.</summary>
internal static class AuditRules
{
    /// <summary>The one rule that is not used unless it is asked for by name.</summary>
    public const string OnRequest = "UntrackedFile";

    public static IReadOnlyList<IssueRule> All { get; } =
    [
        new("AlteredByPip", IssueSeverity.Warning, "pip has changed or removed a file of a conda package; conda still believes that the file is its own."),
        new("AlteredFile", IssueSeverity.Error, "The content of a file is not what the package installed: its hash differs."),
        new("CaseCollision", IssueSeverity.Warning, "Two files of a Windows environment differ in upper and lower case only, so one has replaced the other."),
        new("ClobberedFile", IssueSeverity.Warning, "Several packages own one file; the content of only one of them is there."),
        new("CondaAfterPip", IssueSeverity.Warning, "conda changed the environment after pip had installed packages; conda does not know about pip's files and may have overwritten them."),
        new("ConditionalUnknown", IssueSeverity.Information, "Whether a conditional dependency (CEP 43) applies cannot be decided from the files of the environment."),
        new("ConstraintViolated", IssueSeverity.Error, "An installed package violates a constraint of another one (constrains)."),
        new("DamagedRecord", IssueSeverity.Error, "A file in conda-meta cannot be read as the record of a package, so the package is unknown to conda."),
        new("DuplicateRecord", IssueSeverity.Warning, "Several records in conda-meta describe one package; conda uses one of them."),
        new("HistoryDrift", IssueSeverity.Warning, "The installed packages are not those that the history describes: something other than conda has changed conda-meta."),
        new("HistoryInvalid", IssueSeverity.Warning, "conda-meta/history is damaged; conda cannot tell what was requested."),
        new("LeftoverMetadata", IssueSeverity.Warning, "Metadata of an earlier installation by pip is left in site-packages: a second dist-info folder of one package, or a folder such as '~umpy'."),
        new("LinkBroken", IssueSeverity.Error, "A symbolic link of a package leads nowhere, or to another file than the one it was installed for."),
        new("LongPath", IssueSeverity.Warning, "A path has more than 259 characters; many Windows programs cannot open it unless long paths are enabled."),
        new("ManySmallInstalls", IssueSeverity.Information, "The environment was built by many small install commands; what is installed depends on their order."),
        new("MetadataInvalid", IssueSeverity.Warning, "The metadata of a pip package, or another file that describes the environment, is damaged."),
        new("MissingFile", IssueSeverity.Error, "A file that a package installed does not exist."),
        new("OnlyBase", IssueSeverity.Information, "base is the only environment, so everything is installed into base."),
        new("OverwrittenByPip", IssueSeverity.Warning, "pip has replaced or removed a conda package; its record is still in conda-meta."),
        new("PackagesInBase", IssueSeverity.Warning, "Packages were installed into the base environment, which contains conda itself."),
        new("PinViolated", IssueSeverity.Error, "An installed package violates a pin of conda-meta/pinned."),
        new("PrefixMoved", IssueSeverity.Error, "The environment was moved or copied: its files contain the path at which it was created."),
        new("RequestViolated", IssueSeverity.Warning, "An installed package is not what the user requested, according to the history."),
        new("ReservedName", IssueSeverity.Error, "A file has a name that Windows reserves, such as 'aux' or 'nul.txt'."),
        new("SpecialFile", IssueSeverity.Error, "A folder, a pipe or a device is in the place of a file of a package."),
        new("StateInvalid", IssueSeverity.Warning, "conda-meta/state, or a file in etc/conda/env_vars.d, is damaged; variables of the environment are not set."),
        new("UnmetDependency", IssueSeverity.Error, "A package that another one needs is not installed, or not in a version that it accepts."),
        new("UnreadableFile", IssueSeverity.Warning, "A file could not be checked: the system does not allow reading it, or it changed while it was read."),
        new("UnsafePath", IssueSeverity.Error, "A record lists a path outside the environment, such as '../../etc/passwd'. The path is not opened."),
        new("UntrackedFile", IssueSeverity.Information, "A file belongs to no package. This rule is only used if it is asked for by name."),
        new("UnverifiableFile", IssueSeverity.Information, "Files without a recorded hash, which cannot be verified; one finding per package, with their number."),
        new("VendoredMetadata", IssueSeverity.Information, "A conda package contains the metadata of a Python project of another name, such as PyQt5 in 'pyqt'. It is not a leftover, and pip must not change it."),
        new("VersionConflict", IssueSeverity.Error, "A pip package needs another version of an installed package, as 'pip check' reports."),
    ];

    /// <summary>The rules that look at the files of packages.</summary>
    public static IReadOnlyCollection<string> OfFiles { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "AlteredByPip", "AlteredFile", "CaseCollision", "ClobberedFile", "LinkBroken", "LongPath", "MissingFile", "PrefixMoved", "ReservedName", "SpecialFile",
        "UnreadableFile", "UnsafePath", "UntrackedFile", "UnverifiableFile",
    };

    /// <summary>The rules that read the content of files.</summary>
    public static IReadOnlyCollection<string> OfContent { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "AlteredByPip", "AlteredFile", "ClobberedFile", "PrefixMoved", "UnreadableFile",
    };
}
