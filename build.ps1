<#
.SYNOPSIS
Builds and tests CondaEnv.
.DESCRIPTION
Thin tasks over 'dotnet' for people who live in PowerShell. 'dotnet build' and 'dotnet test' do the same.
.EXAMPLE
./build.ps1
Builds the module; then 'Import-Module ./CondaEnv.psd1' works.
.EXAMPLE
./build.ps1 -Task Test
Builds and runs all tests, the Pester suite among them.
#>
[CmdletBinding()]
param(
    # What to do; later tasks build first, as far as they need it.
    [ValidateSet('Build', 'Test', 'Pester')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'CondaEnvPs.sln'

foreach ($name in $Task) {
    switch ($name) {
        'Build' { dotnet build $solution --configuration $Configuration --nologo }
        'Test' { dotnet test $solution --configuration $Configuration --nologo }
        # In a process of its own: a session cannot let go of an assembly.
        'Pester' { & (Get-Process -Id $PID).Path -NoProfile -File (Join-Path $PSScriptRoot 'tests/pester/run.ps1') }
    }

    if ($LASTEXITCODE -ne 0) {
        throw "The task '$name' failed (exit code $LASTEXITCODE)."
    }
}
