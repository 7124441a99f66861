using System.Management.Automation;

namespace CondaEnv.Errors;

/// <summary>The error table: maps each error kind to an ErrorRecord. The names are part of the contract.</summary>
internal static class ErrorRecords
{
    /// <summary>Creates the error record: the kind is the ErrorId, and the target is the TargetObject.</summary>
    public static ErrorRecord ToErrorRecord(this CondaEnvException error) =>
        new(error, error.Kind.ToString(), CategoryOf(error.Kind), error.Target);

    // The compiler reports a kind without a line as an error (CS8509). Values without a name do not occur.
#pragma warning disable CS8524
    private static ErrorCategory CategoryOf(CondaErrorKind kind) => kind switch
    {
        CondaErrorKind.EnvironmentNotFound => ErrorCategory.ObjectNotFound,
        CondaErrorKind.NotAnEnvironment => ErrorCategory.InvalidArgument,
        CondaErrorKind.NoActiveEnvironment => ErrorCategory.InvalidArgument,
        CondaErrorKind.RecordInvalid => ErrorCategory.InvalidData,
        CondaErrorKind.HistoryInvalid => ErrorCategory.InvalidData,
        CondaErrorKind.StateInvalid => ErrorCategory.InvalidData,
        CondaErrorKind.MetadataInvalid => ErrorCategory.InvalidData,
        CondaErrorKind.PathNotFound => ErrorCategory.ObjectNotFound,
        CondaErrorKind.FileReadFailed => ErrorCategory.ReadError,
        CondaErrorKind.FileWriteFailed => ErrorCategory.WriteError,
        CondaErrorKind.AccessDenied => ErrorCategory.PermissionDenied,
        CondaErrorKind.FileExists => ErrorCategory.ResourceExists,
        CondaErrorKind.SpecInvalid => ErrorCategory.ParserError,
        CondaErrorKind.VersionInvalid => ErrorCategory.ParserError,
        CondaErrorKind.FileInvalid => ErrorCategory.ParserError,
        CondaErrorKind.HashMismatch => ErrorCategory.InvalidData,
        CondaErrorKind.SourceRequired => ErrorCategory.InvalidArgument,
        CondaErrorKind.TreeTooLarge => ErrorCategory.LimitsExceeded,
        CondaErrorKind.PlatformUnknown => ErrorCategory.InvalidArgument,
        CondaErrorKind.PackageNotFound => ErrorCategory.ObjectNotFound,
        CondaErrorKind.LockEnvironmentRequired => ErrorCategory.InvalidArgument,
        CondaErrorKind.LockEnvironmentNotFound => ErrorCategory.ObjectNotFound,
        CondaErrorKind.FormatUnsupported => ErrorCategory.NotImplemented,
        CondaErrorKind.StyleRequired => ErrorCategory.InvalidArgument,
        CondaErrorKind.FormatRequired => ErrorCategory.InvalidArgument,
        CondaErrorKind.ChannelRequired => ErrorCategory.InvalidArgument,
        CondaErrorKind.LossRefused => ErrorCategory.InvalidOperation,
        CondaErrorKind.PartialRefused => ErrorCategory.InvalidOperation,
        CondaErrorKind.RevisionNotFound => ErrorCategory.ObjectNotFound,
        CondaErrorKind.EnvironmentExists => ErrorCategory.ResourceExists,
        CondaErrorKind.EnvironmentFrozen => ErrorCategory.InvalidOperation,
        CondaErrorKind.EnvironmentIsBase => ErrorCategory.InvalidOperation,
        CondaErrorKind.CondaNotFound => ErrorCategory.NotInstalled,
        CondaErrorKind.CondaFailed => ErrorCategory.InvalidResult,
        CondaErrorKind.CondaTimedOut => ErrorCategory.OperationTimeout,
    };
#pragma warning restore CS8524
}
