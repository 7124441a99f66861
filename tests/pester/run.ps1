<#
.SYNOPSIS
Runs the Pester suite against the built module, as 'dotnet test' and build.ps1 do.
.DESCRIPTION
Exit codes: 0 all passed, 1 some failed, 3 there is no Pester 5.
#>
[CmdletBinding()]
param()

$pester = Get-Module -ListAvailable Pester | Where-Object Version -GE 5.0.0 | Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    exit 3
}

Import-Module $pester.Path
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.RenderMode = 'Plaintext'
$result = Invoke-Pester -Configuration $configuration
exit ([int]($result.Result -ne 'Passed' -or $result.TotalCount -eq 0))
