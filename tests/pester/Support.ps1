# What the tests share. Dot-source it in BeforeAll.

$RepositoryRoot = Split-Path (Split-Path $PSScriptRoot)
# As the system spells it: Join-Path leaves a '/' in its second part as it is.
$FixtureRoot = [IO.Path]::GetFullPath((Join-Path $RepositoryRoot 'tests/fixtures'))
$FixtureEnvironments = Join-Path $FixtureRoot 'envs'

# The module that is tested: the checkout's, or the one that CONDAENV_MODULE names, as an unpacked package.
$ModulePath = if ($env:CONDAENV_MODULE) { $env:CONDAENV_MODULE } else { Join-Path $RepositoryRoot 'CondaEnv.psd1' }
Import-Module $ModulePath

# The PowerShell under test; the one in PATH may be another, or none.
$PowerShell = (Get-Process -Id $PID).Path

# What stands in for conda, where it has been built; and the cmdlets that need a tool.
$StandIn = Get-Item "$RepositoryRoot/tests/CondaEnv.StandIn/bin/*/net10.0/conda*" -ErrorAction Ignore | Where-Object Extension -In '', '.exe' | Sort-Object LastWriteTime | Select-Object -Last 1 | ForEach-Object FullName
$ToolCommands = 'New-CondaEnv', 'Remove-CondaEnv', 'Update-CondaEnv'

# What is left out for want of a program; the run ends with it.
function Write-NotTested {
    param([string] $Text)

    Write-Warning "Not tested: $Text"
    if ($global:NotTested -is [Collections.IList]) { $null = $global:NotTested.Add($Text) }
}

# A machine without installations and settings of its own, so that it does not matter where the tests run: in this
# process and in all that it starts.
function Enter-TestMachine {
    param([string] $HomeDirectory, [string[]] $EnvironmentsFolder = $FixtureEnvironments)

    $script:SavedVariables = @{}
    foreach ($variable in Get-ChildItem Env:) { $script:SavedVariables[$variable.Name] = $variable.Value }
    Get-ChildItem Env: | Where-Object Name -Match '^(_?CONDA|_?MAMBA|PIXI|PYENV|XDG_|VIRTUAL_ENV|SOURCE_DATE_EPOCH)' | ForEach-Object { Remove-Item "Env:$($_.Name)" }
    foreach ($name in 'HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA') {
        Set-Item "Env:$name" $HomeDirectory
    }

    # Places of the machine, such as /opt and /etc/conda, are looked for in the home.
    $env:CONDAENV_SYSTEM_ROOT = $HomeDirectory
    $env:PATH = ($env:PATH -split [IO.Path]::PathSeparator | Where-Object { $_ -and -not (Test-CondaFolder $_) }) -join [IO.Path]::PathSeparator
    $env:CONDA_ENVS_DIRS = $EnvironmentsFolder -join [IO.Path]::PathSeparator
}

function Test-CondaFolder {
    param([string] $Path)

    # Some distributions of Linux package conda for all users. What else is there is needed.
    if ($Path -in '/bin', '/usr/bin') { return $false }
    foreach ($name in 'conda', 'mamba', 'micromamba') {
        foreach ($extension in '', '.exe', '.bat') {
            if ([IO.File]::Exists([IO.Path]::Combine($Path, "$name$extension"))) { return $true }
        }
    }

    $false
}

function Exit-TestMachine {
    Get-ChildItem Env: | Where-Object { -not $script:SavedVariables.ContainsKey($_.Name) } | ForEach-Object { Remove-Item "Env:$($_.Name)" }
    foreach ($name in $script:SavedVariables.Keys) {
        Set-Item "Env:$name" $script:SavedVariables[$name]
    }
}

# Runs a script in a fresh process of this PowerShell, with $ModulePath set, and returns what it prints.
function Invoke-Fresh {
    param([scriptblock] $Script, [hashtable] $Variable = @{}, [string[]] $Through = @())

    $path = Join-Path ([IO.Path]::GetTempPath()) "condaenv-$([guid]::NewGuid().ToString('N')).ps1"
    $Variable = @{ ModulePath = $ModulePath } + $Variable
    $lines = foreach ($name in $Variable.Keys) { "`$$name = '$("$($Variable[$name])".Replace("'", "''"))'" }
    [IO.File]::WriteAllText($path, (@("`$ErrorActionPreference = 'Stop'") + $lines + "$Script" -join "`n"), [Text.UTF8Encoding]::new($true))
    try {
        $command = @($Through) + $PowerShell + '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', $path
        $program, $arguments = $command
        & $program $arguments 2>&1 | ForEach-Object { "$_" }
    } finally {
        Remove-Item $path
    }
}

# A small environment; a package is a text such as 'zlib=1.3.1=0'.
function Add-TestEnvironment {
    param([string] $Folder, [string] $Name, [string[]] $Package = @('zlib=1.3.1=0'), [hashtable] $File = @{})

    $prefix = [IO.Path]::Combine($Folder, $Name)
    $meta = [IO.Path]::Combine($prefix, 'conda-meta')
    $null = [IO.Directory]::CreateDirectory($meta)
    [IO.File]::WriteAllText([IO.Path]::Combine($meta, 'history'), '')
    foreach ($text in $Package) {
        $part = $text.Split('=')
        $fileName = $part -join '-'
        $record = [ordered]@{
            name = $part[0]; version = $part[1]; build = $part[2]; build_number = 0
            channel = 'https://conda.anaconda.org/conda-forge/linux-64'; subdir = 'linux-64'
            fn = "$fileName.conda"; url = "https://conda.anaconda.org/conda-forge/linux-64/$fileName.conda"
            depends = @(); files = @(); sha256 = 'ab' * 32
        }
        [IO.File]::WriteAllText([IO.Path]::Combine($meta, "$fileName.json"), ($record | ConvertTo-Json))
    }

    foreach ($relative in $File.Keys) {
        $path = [IO.Path]::Combine($prefix, $relative)
        $null = [IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($path))
        [IO.File]::WriteAllText($path, $File[$relative])
    }

    $prefix
}

# Names, contents and times of writing of a whole tree, as one text.
function Get-TreeState {
    param([string] $Path)

    (Get-ChildItem -LiteralPath $Path -Recurse -Force | Sort-Object FullName | ForEach-Object {
            $content = if ($_.PSIsContainer) { 'folder' } else { (Get-FileHash -LiteralPath $_.FullName).Hash }
            "$($_.FullName)|$($_.LastWriteTimeUtc.Ticks)|$content"
        }) -join "`n"
}

# The deserialised twin, as remoting makes it.
function ConvertTo-Twin {
    param([Parameter(ValueFromPipeline)] $InputObject, [int] $Depth = 1)

    process {
        [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($InputObject, $Depth))
    }
}
