<#
.SYNOPSIS
Times completion with many environments, in a session that is warm.
.DESCRIPTION
Each line is completed in turn with one that needs no completer of this module (a parameter of an enumeration), so that
a busy machine is as unfair to one as to the other. Printed are medians, and the median of each pair's ratio: with what
was kept from the last press of Tab, and with all looked at again. The module must have been built.
.EXAMPLE
bench/completion.ps1 -Environments 60
#>
[CmdletBinding()]
param(
    # How many environments to make, in a temporary folder.
    [int] $Environments = 60,

    # How many records each of them holds.
    [int] $Records = 100,

    # How many pairs to time for each line.
    [int] $Rounds = 51
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path (Split-Path $PSScriptRoot) 'CondaEnv.psd1')
$work = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
$reference = 'Export-CondaEnv -Style Fu'

function Measure-Completion([string] $Line) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $found = (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches
    $watch.Stop()
    if ($found.Count -eq 0) { throw "Nothing was completed for '$Line'." }
    $watch.Elapsed.TotalMilliseconds
}

function Get-Median([double[]] $Values) { ($Values | Sort-Object)[[int][math]::Floor($Values.Count / 2)] }

try {
    foreach ($i in 1..$Environments) {
        $meta = New-Item (Join-Path $work "env$i/conda-meta") -ItemType Directory
        [IO.File]::WriteAllText((Join-Path $meta 'history'), '')
        foreach ($j in 1..$Records) {
            $url = "https://conda.anaconda.org/conda-forge/linux-64/package$j-1.0-0.conda"
            [IO.File]::WriteAllText((Join-Path $meta "package$j-1.0-0.json"), ([ordered]@{
                        name = "package$j"; version = '1.0'; build = '0'; build_number = 0; subdir = 'linux-64'
                        channel = 'https://conda.anaconda.org/conda-forge/linux-64'; fn = "package$j-1.0-0.conda"; url = $url; depends = @(); files = @()
                    } | ConvertTo-Json))
        }
    }

    $env:CONDA_ENVS_DIRS = $work
    foreach ($line in 'Get-CondaEnv env4', "Export-CondaEnv -Prefix $work/env4", 'Get-CondaPackage -EnvironmentName env4 pack', 'Export-CondaEnv env4 -Channel co') {
        foreach ($state in 'kept', 'again') {
            $times = @()
            $ratios = @()
            foreach ($round in 1..($Rounds + 5)) {
                # A file that comes or goes in a folder that is looked at.
                if ($state -eq 'again') { [IO.Directory]::SetLastWriteTimeUtc($work, [datetime]::UtcNow); [IO.Directory]::SetLastWriteTimeUtc("$work/env4/conda-meta", [datetime]::UtcNow) }
                $time = Measure-Completion $line
                $ratio = $time / (Measure-Completion $reference)
                if ($round -gt 5) { $times += $time; $ratios += $ratio }
            }

            [pscustomobject]@{
                Line = $line.Replace($work, '...'); State = $state
                Milliseconds = [math]::Round((Get-Median $times), 1); Slowest = [math]::Round(($times | Measure-Object -Maximum).Maximum, 1)
                Ratio = [math]::Round((Get-Median $ratios), 1)
            }
        }
    }
} finally {
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
