<#
.SYNOPSIS
Runs the Pester suite against the built module, as 'dotnet test' and build.ps1 do.
.DESCRIPTION
The Pester that 'dotnet build' fetches is used; without it, an installed one. The last lines say what was not tested for want
of a program, and how many tests passed. Exit codes: 0 all passed, 1 some failed, 3 there is no Pester 5.
#>
[CmdletBinding()]
param(
    # Files or folders of tests; by default the whole suite.
    [string[]] $Path = $PSScriptRoot,

    # Tags of tests to leave out.
    [string[]] $ExcludeTag = @()
)

$pester = @(Get-Item "$PSScriptRoot/../CondaEnv.PowerShell/bin/*/*/*/Modules/Pester/*/Pester.psd1" -ErrorAction Ignore | Sort-Object LastWriteTime -Descending | ForEach-Object FullName) +
    @(Get-Module -ListAvailable Pester | Where-Object Version -GE 5.0.0 | Sort-Object Version -Descending | ForEach-Object Path) | Select-Object -First 1
if (-not $pester) {
    [Console]::Error.WriteLine("There is no Pester 5: 'dotnet build' fetches it.")
    exit 3
}

Import-Module $pester
$global:NotTested = [Collections.Generic.List[string]]::new()
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Filter.ExcludeTag = $ExcludeTag
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration
$global:NotTested | Sort-Object -Unique | ForEach-Object { "Not tested: $_" }
$system = if ($PSVersionTable.OS) { $PSVersionTable.OS } else { 'Windows' }
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"Pester in PowerShell $($PSVersionTable.PSVersion), ${system}: $($result.PassedCount) passed, $failed failed, $($result.SkippedCount + $result.NotRunCount) skipped"
exit ([int]($result.Result -ne 'Passed' -or $result.TotalCount -eq 0))
