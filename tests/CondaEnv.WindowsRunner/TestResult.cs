namespace CondaEnv.WindowsRunner;

/// <summary>How a test ended.</summary>
internal enum TestOutcome
{
    Passed,
    Failed,

    /// <summary>The test itself found that it cannot run here.</summary>
    Skipped,

    /// <summary>The test carries the trait that was to be left out.</summary>
    Excluded,
}

/// <summary>One run of a test with one set of arguments.</summary>
/// <param name="Name">Class, method and arguments.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">The exception, or the reason why it did not run; empty if it passed.</param>
internal readonly record struct TestResult(string Name, TestOutcome Outcome, string Message = "");
