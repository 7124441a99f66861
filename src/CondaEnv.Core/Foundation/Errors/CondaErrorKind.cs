namespace CondaEnv;

/// <summary>
/// Type of an error. Each value is an ErrorId of the cmdlets and a key of the error table in the help.
/// </summary>
public enum CondaErrorKind
{
    /// <summary>A named environment or prefix does not exist.</summary>
    EnvironmentNotFound,

    /// <summary>
    /// The folder exists but is not an environment: it has no <c>conda-meta</c> (CEP 32) and is not a venv.
    /// </summary>
    NotAnEnvironment,

    /// <summary>No target was given, and no environment is active.</summary>
    NoActiveEnvironment,

    /// <summary>
    /// A record in <c>conda-meta</c> is damaged, has the wrong file name, or is a duplicate; the other records are
    /// still returned.
    /// </summary>
    RecordInvalid,

    /// <summary><c>conda-meta/history</c> is damaged.</summary>
    HistoryInvalid,

    /// <summary><c>conda-meta/state</c> or a file in <c>etc/conda/env_vars.d</c> is damaged.</summary>
    StateInvalid,

    /// <summary>The metadata of a pip package, or another file that describes the environment, is damaged.</summary>
    MetadataInvalid,

    /// <summary>A file or folder to read does not exist.</summary>
    PathNotFound,

    /// <summary>A file exists but could not be read.</summary>
    FileReadFailed,

    /// <summary>A file could not be written.</summary>
    FileWriteFailed,

    /// <summary>The system denied access.</summary>
    AccessDenied,

    /// <summary>The target file exists and must not be replaced.</summary>
    FileExists,

    /// <summary>A text is not a valid MatchSpec, version spec, channel or requirement.</summary>
    SpecInvalid,

    /// <summary>A text is not a valid version (CEP 33).</summary>
    VersionInvalid,

    /// <summary>A configuration or environment file is malformed.</summary>
    FileInvalid,

    /// <summary>
    /// A lock file contains several environments, and neither the lock file nor the user determines which one to use.
    /// </summary>
    LockEnvironmentRequired,

    /// <summary>A lock file does not contain the environment, or has no packages for the platform.</summary>
    LockEnvironmentNotFound,

    /// <summary>The format cannot represent this environment at all.</summary>
    FormatUnsupported,

    /// <summary>An option requires another export style.</summary>
    StyleRequired,

    /// <summary>An option requires another export format.</summary>
    FormatRequired,

    /// <summary>The configured channels should be omitted, but no other channel is given.</summary>
    ChannelRequired,

    /// <summary>The export would lose information, and the user requested a lossless export.</summary>
    LossRefused,

    /// <summary>An environment that was read incompletely would have replaced existing data.</summary>
    PartialRefused,

    /// <summary>The history has no such revision, or no revision that early.</summary>
    RevisionNotFound,

    /// <summary>The environment already exists and must not be replaced.</summary>
    EnvironmentExists,

    /// <summary>The environment is marked as frozen (CEP 22).</summary>
    EnvironmentFrozen,

    /// <summary>The environment is the base environment of an installation.</summary>
    EnvironmentIsBase,

    /// <summary>No conda-like tool was found on the machine.</summary>
    CondaNotFound,

    /// <summary>The conda-like tool failed.</summary>
    CondaFailed,

    /// <summary>The conda-like tool did not finish within the time limit.</summary>
    CondaTimedOut,

    /// <summary>A file of a record has changed since it was recorded.</summary>
    HashMismatch,

    /// <summary>conda has no platform of that name.</summary>
    PlatformUnknown,

    /// <summary>No package of the environment matches a name or pattern in an option.</summary>
    PackageNotFound,

    /// <summary>No source was given from which to create an environment.</summary>
    SourceRequired,

    /// <summary>A dependency tree with all its repetitions has too many rows.</summary>
    TreeTooLarge,
}
