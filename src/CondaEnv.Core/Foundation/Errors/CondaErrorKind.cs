namespace CondaEnv;

/// <summary>What went wrong. Each kind is one ErrorId of the cmdlets and one key of the error table in the help.</summary>
public enum CondaErrorKind
{
    /// <summary>A named environment or prefix does not exist.</summary>
    EnvironmentNotFound,

    /// <summary>The folder is there, but it is no environment: it has no <c>conda-meta</c> (CEP 32) and is no venv.</summary>
    NotAnEnvironment,

    /// <summary>No target was given and no environment is active.</summary>
    NoActiveEnvironment,

    /// <summary>A record in <c>conda-meta</c> is damaged, misnamed or a duplicate; the others are still returned.</summary>
    RecordInvalid,

    /// <summary><c>conda-meta/history</c> is damaged.</summary>
    HistoryInvalid,

    /// <summary><c>conda-meta/state</c> or a file of <c>etc/conda/env_vars.d</c> is damaged.</summary>
    StateInvalid,

    /// <summary>The metadata of a pip package, or another file that describes the environment, is damaged.</summary>
    MetadataInvalid,

    /// <summary>A file or folder to read does not exist.</summary>
    PathNotFound,

    /// <summary>A file exists but could not be read.</summary>
    FileReadFailed,

    /// <summary>A file could not be written.</summary>
    FileWriteFailed,

    /// <summary>The system refused access.</summary>
    AccessDenied,

    /// <summary>The target file exists and may not be replaced.</summary>
    FileExists,

    /// <summary>The text is no MatchSpec, version spec, channel or requirement.</summary>
    SpecInvalid,

    /// <summary>The text is no version (CEP 33).</summary>
    VersionInvalid,

    /// <summary>A configuration or environment file is malformed.</summary>
    FileInvalid,

    /// <summary>A lock file holds several environments, and neither the lock nor the caller says which is meant.</summary>
    LockEnvironmentRequired,

    /// <summary>A lock file has no such environment, or no packages for the platform.</summary>
    LockEnvironmentNotFound,

    /// <summary>The format cannot carry this environment at all.</summary>
    FormatUnsupported,

    /// <summary>An option goes with another style of an export.</summary>
    StyleRequired,

    /// <summary>An option goes with another format of an export.</summary>
    FormatRequired,

    /// <summary>The configured channels are to be left out, and no other is named.</summary>
    ChannelRequired,

    /// <summary>Something would be lost, and the caller has said that nothing may be.</summary>
    LossRefused,

    /// <summary>An environment that could not be read completely would have replaced what was written before.</summary>
    PartialRefused,

    /// <summary>The history has no such revision, or nothing as early as that.</summary>
    RevisionNotFound,

    /// <summary>An environment is there already, and may not be replaced.</summary>
    EnvironmentExists,

    /// <summary>The environment is marked as frozen (CEP 22).</summary>
    EnvironmentFrozen,

    /// <summary>It is the base environment of an installation.</summary>
    EnvironmentIsBase,

    /// <summary>There is no conda-like tool on the machine.</summary>
    CondaNotFound,

    /// <summary>The tool failed.</summary>
    CondaFailed,

    /// <summary>The tool did not end in time.</summary>
    CondaTimedOut,

    /// <summary>A file of a record was changed after it was recorded.</summary>
    HashMismatch,

    /// <summary>conda knows no platform of that name.</summary>
    PlatformUnknown,

    /// <summary>The environment has no package that fits a name or pattern that was to be treated in another way.</summary>
    PackageNotFound,

    /// <summary>Nothing says what an environment is to be made from.</summary>
    SourceRequired,
}
