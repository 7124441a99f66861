using System;
using System.Collections.Generic;
using CondaEnv.Packages.Findings;

namespace CondaEnv.Lint;

/// <summary>All rules, each once, sorted by name.</summary>
internal static class IssueRules
{
    public static IReadOnlyList<IssueRule> All { get; } =
    [
        new("BuildPinned", IssueSeverity.Warning, "A build string is pinned. The file works on one platform only, and only as long as the channel keeps that build."),
        new("ContradictingPins", IssueSeverity.Error, "No version of a package satisfies all its specs."),
        new("DefaultsMixed", IssueSeverity.Warning, "The channels 'defaults' and 'conda-forge' are mixed; their packages are not built to work together."),
        new("DuplicateDependency", IssueSeverity.Warning, "A package is listed twice for the same manager."),
        new("DuplicateKey", IssueSeverity.Error, "A key is defined twice; conda rejects the file."),
        new("DuplicatePipSection", IssueSeverity.Error, "There are several sections 'pip'; conda uses only the last one."),
        new("EmptyDependencies", IssueSeverity.Information, "The file lists no dependencies."),
        new("EmptyKey", IssueSeverity.Warning, "A key has no value; a later version of conda will reject such files."),
        new("EmptySection", IssueSeverity.Warning, "A section among the dependencies is empty."),
        new("FuzzyPin", IssueSeverity.Information, "A version after a single '=' is only the start of a version: =1.2.3 also matches 1.2.3.1."),
        new("HashMismatch", IssueSeverity.Error, "A file of a record was changed after it was recorded, for example because somebody edited explicit.txt, or it is missing: its hash is not the one in record.json."),
        new("InBothManagers", IssueSeverity.Warning, "A package is listed for conda and for pip; pip overwrites what conda installs."),
        new("InsecureUrl", IssueSeverity.Warning, "A channel or an index uses http, so anybody on the network can change what you download."),
        new("InvalidFile", IssueSeverity.Error, "The file is malformed, or does not describe an environment."),
        new("InvalidPipRequirement", IssueSeverity.Error, "A line for pip is not a valid requirement; pip fails."),
        new("InvalidSpec", IssueSeverity.Error, "A dependency is not a valid spec; conda fails."),
        new("KeyType", IssueSeverity.Error, "A value has the wrong type; conda rejects the file or misreads it."),
        new("LocalPath", IssueSeverity.Warning, "A channel or a dependency exists on this machine only: a path, a file:// address, or the channel 'local'."),
        new("MisplacedSection", IssueSeverity.Error, "A list of dependencies is below another key, for example because parts of two exports were pasted together."),
        new("MissingChannels", IssueSeverity.Warning, "The file lists no channels, so each machine uses its own."),
        new("MissingDependencies", IssueSeverity.Warning, "The key 'dependencies' is missing; a later version of conda will reject such files."),
        new("MissingHash", IssueSeverity.Information, "A package in a lock or an explicit file has no hash, so it cannot be verified."),
        new("NameRefused", IssueSeverity.Error, "conda does not allow this name for an environment."),
        new("PipComment", IssueSeverity.Warning, "A comment such as '# pip name @ url', written by conda-lock, lists a package that conda does not install."),
        new("PipMissing", IssueSeverity.Warning, "There is a section 'pip' but no dependency on pip."),
        new("PipPackageListed", IssueSeverity.Error, "A row of 'conda list' is a pip package, such as 'rich=13.7.1=pypi_0', which conda cannot find in any channel."),
        new("PrefixPresent", IssueSeverity.Warning, "The key 'prefix' is a folder of the machine that wrote the file."),
        new("ReversedOperator", IssueSeverity.Error, "An operator is reversed, such as '=>1.0', which conda reads as '>1.0', not as '>=1.0'."),
        new("SecretInUrl", IssueSeverity.Warning, "An address contains a password or a token, which anybody with the file can use."),
        new("SecretVariable", IssueSeverity.Warning, "A variable looks like a password or a token."),
        new("SelectorIgnored", IssueSeverity.Warning, "A comment such as '# [win]' is a selector of other tools: conda ignores it and installs the package on every platform."),
        new("TabCharacter", IssueSeverity.Error, "There is a tab before or after a value, outside quotes and comments; conda's YAML reader fails."),
        new("UnexpectedCharacter", IssueSeverity.Error, "There is an invisible or typographic character, such as a no-break space or a curly quote, where conda expects a plain one."),
        new("UnknownKey", IssueSeverity.Warning, "A key is not defined in CEP 24; conda ignores it."),
        new("UnknownSection", IssueSeverity.Warning, "A section in the dependencies is not for conda or pip; conda ignores it."),
        new("VariableType", IssueSeverity.Warning, "A variable is a number, a date or a Boolean to conda, and may be set to a different string."),
        new("WrongEncoding", IssueSeverity.Warning, "The file is not plain UTF-8; not every tool can read it."),
        new("WrongPlatform", IssueSeverity.Error, "An address in an explicit file is for another platform than the file, such as '.../osx-64/zlib-1.3-0.conda' below '# platform: linux-64'."),
        new("YamlTag", IssueSeverity.Error, "A value has a YAML tag, such as '- !name python', so conda does not read it as text."),
    ];

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
