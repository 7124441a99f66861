using System;

namespace CondaEnv.Tests;

/// <summary>The PowerShell under test.</summary>
internal static class PowerShell
{
    /// <summary>The program that CONDAENV_PWSH names; by default the one that was built with the tests.</summary>
    public static string Program => Environment.GetEnvironmentVariable("CONDAENV_PWSH") is { Length: > 0 } named
        ? named
        : Repository.Metadata("PowerShell") + (OperatingSystem.IsWindows() ? ".exe" : "");
}
