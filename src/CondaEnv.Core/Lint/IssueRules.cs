using System;
using System.Collections.Generic;
using CondaEnv.Packages.Findings;

namespace CondaEnv.Lint;

/// <summary>The rules, each once, in order of name.</summary>
internal static class IssueRules
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<IssueRule> All { get; } =
    [
        new("BuildPinned", IssueSeverity.Warning, "A build string is named, so that the file works on one platform, and only as long as the channel keeps that build."),
        new("ContradictingPins", IssueSeverity.Error, "No version satisfies what is asked of a package."),
        new("DefaultsMixed", IssueSeverity.Warning, "The channels 'defaults' and 'conda-forge' are mixed: their packages are not built to go together."),
        new("DuplicateDependency", IssueSeverity.Warning, "A package is named twice for the same manager."),
        new("DuplicateKey", IssueSeverity.Error, "A key comes twice in a mapping, at which conda stops."),
        new("DuplicatePipSection", IssueSeverity.Error, "There are several sections 'pip', of which conda takes the last alone."),
        new("EmptyDependencies", IssueSeverity.Information, "Nothing is to be installed."),
        new("EmptyKey", IssueSeverity.Warning, "A key has no value where conda expects one; conda will refuse such files."),
        new("EmptySection", IssueSeverity.Warning, "A section among the dependencies is empty."),
        new("FuzzyPin", IssueSeverity.Information, "A whole version behind one '=' is taken for the start of one: 1.2.3 lets 1.2.3.1 in."),
        new("HashMismatch", IssueSeverity.Error, "A file of a record was changed after it was recorded: record.json has another hash for it, as when a line of explicit.txt was edited, or the file is missing."),
        new("InBothManagers", IssueSeverity.Warning, "A package is to be installed by conda and by pip: pip overwrites what conda has installed."),
        new("InsecureUrl", IssueSeverity.Warning, "A channel or an index is reached by http, which anybody on the way can change."),
        new("InvalidFile", IssueSeverity.Error, "The file is malformed, or none of those that describe an environment."),
        new("InvalidPipRequirement", IssueSeverity.Error, "A line for pip is no requirement, at which pip stops."),
        new("InvalidSpec", IssueSeverity.Error, "A dependency is no spec, at which conda stops."),
        new("KeyType", IssueSeverity.Error, "A value is not of the kind that conda expects: it refuses the file, or makes something else of it."),
        new("LocalPath", IssueSeverity.Warning, "A channel or a dependency is on this machine only: a path, a file:// address, or the channel 'local'."),
        new("MisplacedSection", IssueSeverity.Error, "A list of dependencies stands below another key, as when parts of two exports are glued together."),
        new("MissingChannels", IssueSeverity.Warning, "No channel is named, so that each machine takes its own."),
        new("MissingDependencies", IssueSeverity.Warning, "The key 'dependencies' is missing; conda will refuse such files."),
        new("MissingHash", IssueSeverity.Information, "A package of a lock or an explicit file has no hash to check it by."),
        new("NameRefused", IssueSeverity.Error, "conda makes no environment of the name."),
        new("PipComment", IssueSeverity.Warning, "A comment such as '# pip name @ url', which conda-lock writes, names a package that conda does not install."),
        new("PipMissing", IssueSeverity.Warning, "There is a section 'pip' and no dependency on pip."),
        new("PipPackageListed", IssueSeverity.Error, "A row of 'conda list' names a package of pip, such as 'rich=13.7.1=pypi_0', which conda does not find in any channel."),
        new("PrefixPresent", IssueSeverity.Warning, "The key 'prefix' names a folder of one machine."),
        new("ReversedOperator", IssueSeverity.Error, "An operator is written backwards, such as '=>1.0', which conda reads as '>1.0' and not as '>=1.0'."),
        new("SecretInUrl", IssueSeverity.Warning, "An address holds a password or a token, which all who get the file can use."),
        new("SecretVariable", IssueSeverity.Warning, "A variable looks like a password or a token."),
        new("SelectorIgnored", IssueSeverity.Warning, "A comment such as '# [win]' is a selector of other tools: conda ignores it and installs the package on every platform."),
        new("TabCharacter", IssueSeverity.Error, "A tab stands outside of quotes and comments, before or behind a value, where conda's YAML reader stops at it."),
        new("UnexpectedCharacter", IssueSeverity.Error, "An invisible or typographic character, such as a no-break space or a curly quote, stands where conda expects a plain one."),
        new("UnknownKey", IssueSeverity.Warning, "A key is none of CEP 24: conda passes over it."),
        new("UnknownSection", IssueSeverity.Warning, "A section among the dependencies is not conda's or pip's: conda passes over it."),
        new("VariableType", IssueSeverity.Warning, "A variable is a number, a date or a truth value to conda, and may come out as another text."),
        new("WrongEncoding", IssueSeverity.Warning, "The file is not plain UTF-8, which not every tool reads."),
        new("WrongPlatform", IssueSeverity.Error, "An address in an explicit file is of another platform than the file, such as '.../osx-64/zlib-1.3-0.conda' below '# platform: linux-64'."),
        new("YamlTag", IssueSeverity.Error, "A value has a YAML tag, such as '- !name python', so that conda does not take it for text."),
    ];

    /// <summary>The rule of a name.</summary>
    public static IssueRule Of(string name)
    {
        foreach (IssueRule rule in All)
        {
            if (rule.Name == name)
            {
                return rule;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(name), name, null);
    }
}
