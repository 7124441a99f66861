<#
.SYNOPSIS
Time of Import-Module in a new process, compared with an empty binary module.
.DESCRIPTION
Starts new PowerShell processes in turn, one for each module, so that a busy machine affects all of them alike. Prints
the medians of the ratios of each round.
.PARAMETER Rounds
Number of processes for each module.
.PARAMETER Engine
The PowerShell to measure.
#>
param([int] $Rounds = 11, [string] $Engine = (Get-Process -Id $PID).Path)
$ErrorActionPreference = 'Stop'
$folder = Join-Path ([IO.Path]::GetTempPath()) "condaenv-import-$PID"
$empty = New-Item -ItemType Directory (Join-Path $folder Empty)
try {
    Add-Type -OutputAssembly (Join-Path $empty Empty.dll) -OutputType Library -TypeDefinition @'
        using System.Management.Automation;
        [Cmdlet("Get", "Nothing")] public class GetNothingCommand : Cmdlet { }
'@
    New-ModuleManifest (Join-Path $empty Empty.psd1) -RootModule Empty.dll -CmdletsToExport Get-Nothing -FunctionsToExport @() -AliasesToExport @()
    $modules = @((Join-Path $empty Empty.psd1), (Join-Path (Split-Path $PSScriptRoot) CondaEnv.psd1))
    $script = '$ErrorActionPreference = "Stop"; $w = [Diagnostics.Stopwatch]::StartNew(); Import-Module $args[0]; $w.Elapsed.TotalMilliseconds'
    $file = Join-Path $folder import.ps1
    Set-Content $file $script
    $import, $whole = @(), @()
    for ($i = -1; $i -lt $Rounds; $i++) {
        $times = foreach ($module in $modules) {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $inside = [double](& $Engine -NoProfile -NonInteractive -File $file $module)
            [pscustomobject]@{ Inside = $inside; Whole = $watch.Elapsed.TotalMilliseconds }
        }

        # The first round fills the caches of the disk.
        if ($i -ge 0) {
            $import += $times[1].Inside / $times[0].Inside
            $whole += $times[1].Whole / $times[0].Whole
        }
    }

    function Get-Median($Values) { ($Values | Sort-Object)[[int][math]::Floor($Values.Count / 2)] }
    [pscustomobject]@{ Operation = 'Import-Module'; Ratio = [math]::Round((Get-Median $import), 2) }
    [pscustomobject]@{ Operation = 'process that imports and exits'; Ratio = [math]::Round((Get-Median $whole), 2) }
}
finally {
    Remove-Item $folder -Recurse -Force
}
