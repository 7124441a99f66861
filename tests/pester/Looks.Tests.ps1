# What people see, as text: tables and lists at three widths, with and without colour, and every error. The texts stand
# in snapshots/; after a change that is meant, run with UPDATE_SNAPSHOTS=1 and read the difference.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $views = 'environment', 'package', 'revision', 'result', 'loss', 'difference', 'comparison', 'dependency', 'summary', 'measure'
    $errors = @(
        @{ Id = 'EnvironmentNotFound'; Line = 'Get-CondaEnv mkdoc-env', 'Get-CondaEnv nope', 'Get-CondaEnv ./nope', 'Get-CondaEnv Nope:/x', 'Get-CondaPackage -Prefix Env:/PATH', '[pscustomobject]@{ Prefix = "/x"; ComputerName = "far-away" } | Get-CondaPackage' }
        @{ Id = 'NotAnEnvironment'; Line = 'Get-CondaEnv plain', 'Get-CondaPackage -Prefix file.txt', 'Export-CondaEnv plain' }
        @{ Id = 'NoActiveEnvironment'; Line = 'Get-CondaPackage', 'Export-CondaEnv' }
        @{ Id = 'RecordInvalid'; Line = 'Get-CondaPackage -EnvironmentName bad-record', 'Export-CondaEnv bad-record' }
        @{ Id = 'HistoryInvalid'; Line = 'Get-CondaPackage -EnvironmentName bad-history' }
        @{ Id = 'RevisionNotFound'; Line = 'Get-CondaEnvHistory history-specs -Revision 7', 'Get-CondaPackage -EnvironmentName one -AtRevision 0', 'Get-CondaPackage -EnvironmentName history-specs -AtDate 2020-01-15', 'Compare-CondaEnv mkdocs-env@2001-01-01 one' }
        @{ Id = 'StateInvalid'; Line = 'Get-CondaPackage -EnvironmentName bad-state' }
        @{ Id = 'MetadataInvalid'; Line = 'Get-CondaPackage -EnvironmentName bad-metadata' }
        @{ Id = 'PathNotFound'; Line = 'Get-CondaEnv -SearchPath nope', 'Export-CondaEnv one -Path nope/a.yml', 'Export-CondaEnv one -Path Nope:/a.yml' }
        if (-not $IsWindows) { @{ Id = 'FileReadFailed'; Line = 'Get-CondaPackage -EnvironmentName looping' } }
        @{ Id = 'FileWriteFailed'; Line = 'Export-CondaEnv one -Path plain' }
        @{ Id = 'AccessDenied'; Line = 'Export-CondaEnv one -Path read-only.yml' }
        @{ Id = 'FileExists'; Line = 'Export-CondaEnv one -Path file.txt -NoClobber', 'Export-CondaEnv one, envvars -Path new.yml -WarningAction Ignore' }
        @{ Id = 'FileInvalid'; Line = '$env:CONDARC = "broken.yml"; Get-CondaEnv one' }
        @{ Id = 'FormatUnsupported'; Line = 'Export-CondaEnv one -Style NoBuilds -Format Explicit', 'Export-CondaEnv mkdocs-env -Format Explicit -Hash None' }
        @{ Id = 'PartialRefused'; Line = 'Export-CondaEnv bad-record -Path file.txt -WarningAction Ignore' }
        @{ Id = 'LossRefused'; Line = 'Export-CondaEnv mkdocs-env -Style History -Strict -WarningAction Ignore' }
        @{ Id = 'ReferenceAmbiguous'; Line = 'Compare-CondaEnv one, mkdocs-env one' }
        @{ Id = 'DifferenceRequired'; Line = 'Get-CondaPackage nosuch -EnvironmentName one | Compare-CondaEnv one' }
        @{ Id = 'SpecInvalid'; Line = 'Import-CondaEnvFile list.txt' }
        @{ Id = 'SourceRequired'; Line = 'New-CondaEnv fresh' }
        @{ Id = 'EnvironmentExists'; Line = 'New-CondaEnv one -Path wish.yml' }
        @{ Id = 'EnvironmentFrozen'; Line = 'Remove-CondaEnv frozen -Confirm:$false' }
        @{ Id = 'EnvironmentIsBase'; Line = 'New-CondaEnv base -Path wish.yml -Force' }
        @{ Id = 'CondaNotFound'; Line = '$env:CONDAENV_TOOL = ""; $env:PATH = ""; New-CondaEnv fresh -Path wish.yml', '$env:CONDAENV_TOOL = "conda"; New-CondaEnv fresh -Path wish.yml' }
        if ($StandIn) { @{ Id = 'CondaFailed'; Line = '$env:CONDAENV_TOOL = $StandIn; $env:CONDAENV_STANDIN = "$PWD/fails"; New-CondaEnv fresh -Path wish.yml' } }
        if ($StandIn) { @{ Id = 'CondaTimedOut'; Line = '$env:CONDAENV_TOOL = $StandIn; $env:CONDAENV_STANDIN = "$PWD/hangs"; New-CondaEnv fresh -Path wish.yml -TimeoutSeconds 1' } }
        @{ Id = 'ChannelRequired'; Line = 'Export-CondaEnv one -OverrideChannels' }
        @{ Id = 'StyleRequired'; Line = 'Export-CondaEnv one -Pin Minor' }
        @{ Id = 'PlatformUnknown'; Line = 'Export-CondaEnv one -Style Portable -Platform windows', 'Export-CondaEnv one -Style Portable -Platform win64', 'Export-CondaEnv one -Style Portable -Platform Amiga' }
        @{ Id = 'TreeTooLarge'; Line = 'Get-CondaPackageDependency p0 -All -EnvironmentName wide' }
        @{ Id = 'PackageNotFound'; Line = 'Get-CondaPackageDependency pyhton, "python<3", xyzzy -EnvironmentName mkdocs-env', 'Export-CondaEnv mkdocs-env -Style Portable -PinPackage @{ pyhton = "Minor" }', 'Export-CondaEnv mkdocs-env -Style Portable -PinPackage @{ "qt*" = "Minor" }' }
        @{ Id = 'FormatRequired'; Line = 'Export-CondaEnv one -Hash Md5' }
        @{ Id = 'HashMismatch'; Line = 'New-CondaEnv fresh -Path records/one-linux-64' }
        @{ Id = 'LockEnvironmentRequired'; Line = 'Compare-CondaEnv pixi.lock one' }
        @{ Id = 'LockEnvironmentNotFound'; Line = 'Import-CondaEnvFile pixi.lock -LockEnvironment py313', 'Import-CondaEnvFile pixi.lock -LockEnvironment py312 -Platform osx-64', 'Import-CondaEnvFile wish.yml -Platform osx-64' }
    )
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'one'
    $null = Add-TestEnvironment $more 'bad-record' -File @{ 'conda-meta/bad-1.0-0.json' = '{ "name": "bad", ' }
    $null = Add-TestEnvironment $more 'bad-history'
    [IO.File]::WriteAllText((Join-Path $more 'bad-history/conda-meta/history'), "==> 2026-01-02 03:04:05 <==`n# update specs: ['zlib' 3`n")
    $null = Add-TestEnvironment $more 'bad-state' -File @{ 'conda-meta/state' = '{' }
    $null = Add-TestEnvironment $more 'bad-metadata' -File @{
        'conda-meta/python-3.12.4-0.json'                        = '{ "name": "python", "version": "3.12.4", "build": "0", "build_number": 0, "subdir": "linux-64", "depends": [] }'
        'lib/python3.12/site-packages/bad-1.0.dist-info/RECORD'   = ''
        'lib/python3.12/site-packages/bad-1.0.dist-info/METADATA' = "Metadata-Version: 2.1`nName: bad`n"
    }
    $null = Add-TestEnvironment $more 'looping'
    # 2^30 ways from the first package to the last.
    $wide = @{}
    foreach ($i in 0..59) {
        $next = [Math]::Floor($i / 2) * 2 + 2
        $wide["conda-meta/p$i-1-0.json"] = @{ name = "p$i"; version = '1'; build = '0'; build_number = 0; subdir = 'linux-64'; depends = @(if ($i -lt 58) { "p$next", "p$($next + 1)" }) } | ConvertTo-Json
    }

    $null = Add-TestEnvironment $more 'wide' -Package @() -File $wide
    $null = New-Item (Join-Path $more 'plain'), (Join-Path $TestDrive 'plain') -ItemType Directory
    # A link to itself is a file that is there and cannot be read.
    if (-not $IsWindows) { ln -sf history (Join-Path $more 'looping/conda-meta/history') }
    Set-Content (Join-Path $TestDrive 'file.txt') 'mine'
    Set-Content (Join-Path $TestDrive 'broken.yml') 'channels: [a'
    Set-Content (Join-Path $TestDrive 'read-only.yml') 'mine'
    Set-Content (Join-Path $TestDrive 'wish.yml') "name: x`ndependencies:`n  - zlib=1.3=0"
    Set-Content (Join-Path $TestDrive 'list.txt') '# This file may be used to create an environment using:', '# $ conda create --name <env> --file <this file>', 'zlib=1.3=0', 'python[[='
    Set-Content (Join-Path $TestDrive 'pixi.lock') ('version: 6', 'environments:' + ('py311', 'py312' | ForEach-Object { "  ${_}:", '    channels: []', '    packages:', '      linux-64:', "      - conda: https://h/c/linux-64/$_-1-0.conda" }) + 'packages:' + ('py311', 'py312' | ForEach-Object { "- conda: https://h/c/linux-64/$_-1-0.conda" }))
    Set-Content (Join-Path $TestDrive 'fails') 'err PackagesNotFoundError: The following packages are not available from current channels: zlib=1.3=0', 'exit 1'
    Set-Content (Join-Path $TestDrive 'hangs') 'hang'
    $null = Save-CondaEnvRecord one (Join-Path $TestDrive 'records')
    Add-Content (Join-Path $TestDrive 'records/one-linux-64/explicit.txt') '# more'
    $null = Add-TestEnvironment $more 'frozen' -File @{ 'conda-meta/frozen' = '{ "message": "kept as it is" }' }
    Set-ItemProperty (Join-Path $TestDrive 'read-only.yml') -Name IsReadOnly -Value $true

    # Machine, place and time are fixed; and the longest of everything is among them.
    function Get-FixedTwin($InputObject) {
        foreach ($twin in $InputObject | ConvertTo-Twin -Depth 2) {
            $fixed = @{ ComputerName = 'lab01'; Created = [datetime]::new(2026, 1, 2, 3, 4, 5, [DateTimeKind]::Utc); LastModified = [datetime]::new(2026, 5, 4, 3, 2, 1, [DateTimeKind]::Utc); Timestamp = [datetime]::new(2025, 6, 5, 4, 3, 2, [DateTimeKind]::Utc) }
            foreach ($name in $fixed.Keys) { if ($null -ne $twin.PSObject.Properties[$name]?.Value) { $twin.$name = $fixed[$name] } }
            foreach ($name in 'Name', 'EnvironmentName', 'Prefix', 'Path', 'Location') {
                if ($twin.PSObject.Properties[$name] -and $twin.$name) { $twin.$name = $twin.$name.Replace($FixtureEnvironments, '/home/user/miniforge3/envs').Replace($more, '/data/environments').Replace('\', '/') }
            }

            $twin
        }
    }

    function Get-Sample([string] $View) {
        switch ($View) {
            'environment' {
                $twins = @(Get-FixedTwin (Get-CondaEnv envvars, mkdocs-env, one))
                $twins[0].IsActive = $true
                $twins[2].Name = 'a-name-of-an-environment-that-is-rather-long'
                $twins[2].Prefix = '/data/environments/of/a/project/a-name-of-an-environment-that-is-rather-long'
                $twins
            }
            'difference' { @(Compare-CondaEnv packaging-env mkdocs-env | Where-Object Name -In 'mkdocs-material-extensions', 'sphinx', 'python', 'openssl', 'idna') + @(Compare-CondaEnv (Join-Path $TestDrive 'wish.yml') packaging-env | Where-Object Change -EQ SpecViolated) | ConvertTo-Twin -Depth 2 | ForEach-Object { $_.Reference = "$($_.Reference)".Replace($TestDrive, '/data').Replace('\', '/'); $_.Prefix = $_.ReferencePrefix = '/data/envs/x'; $_.ComputerName = $_.ReferenceComputerName = 'lab01'; $_ } }
            'comparison' { Compare-CondaEnv packaging-env mkdocs-env -Summary | ConvertTo-Twin | ForEach-Object { $_.Prefix = $_.ReferencePrefix = '/data/envs/x'; $_.ComputerName = $_.ReferenceComputerName = 'lab01'; $_ } }
            'package' { Get-FixedTwin (Get-CondaPackage python, mkdocs, allcaps, tensorflow*, my-editable, numpy -EnvironmentName mkdocs-env, pip-mixed, pip-upgraded -ErrorAction Ignore) }
            'dependency' { Get-FixedTwin (Get-CondaPackageDependency mkdocstrings, libxcrypt -EnvironmentName mkdocs-env -IncludeOptional -Depth 3) }
            'summary' { Get-FixedTwin (Get-CondaPackageDependency -Summary -EnvironmentName mkdocs-env, envvars) }
            'measure' {
                $sizes = 0, 999, 12345, 1234567, 104857600, 31415926535
                foreach ($twin in Get-FixedTwin (Measure-CondaEnv envvars, mkdocs-env, one)) {
                    $twin.Size, $twin.ExclusiveSize, $twin.SharedWithCache, $twin.SharedWithOthers, $twin.PipSize, $twin.CacheSize = $sizes
                    $sizes = $sizes[1..5] + $sizes[0]
                    $twin.RecordedSize = 4321
                    $twin.FileCount = 42
                    $twin.IsUpperBound = $twin.EnvironmentName -ne 'envvars'
                    $twin.LastUsed = [datetime]::new(2026, 6, 7, 12, 9, 10, [DateTimeKind]::Utc)
                    $twin.LastUsedEvidence = if ($twin.EnvironmentName -eq 'one') { 'Interpreter' } else { 'SitePackages' }
                    if ($twin.EnvironmentName -eq 'one') { $twin.EnvironmentName = 'a-name-of-an-environment-that-is-rather-long' }
                    $twin
                }
            }
            'revision' { Get-FixedTwin (Get-CondaEnvHistory history-specs) }
            'result' { Get-FixedTwin (Get-CondaEnv one, envvars | Export-CondaEnv -Path { Join-Path $more "$($_.Name).environment.yml" } -PassThru -WarningAction Ignore) }
            'loss' { (Export-CondaEnv pip-mixed -PassThru -WarningAction Ignore -ErrorAction Ignore).Losses | Where-Object Code -NE 'MetadataInvalid' | ConvertTo-Twin }
        }
    }

    function Get-Line([string] $Text) { ($Text.Trim("`r", "`n") -split '\r?\n').TrimEnd() }

    function Assert-Snapshot([string] $Name, [string[]] $Lines) {
        $path = "$PSScriptRoot/snapshots/$Name.txt"
        if ($env:UPDATE_SNAPSHOTS) { Set-Content $path ($Lines -join "`n") -NoNewline; Add-Content $path "`n" -NoNewline }
        $Lines | Should -BeExactly ((Get-Content $path -Raw).TrimEnd("`r", "`n") -split '\r?\n')
    }

    # A session of its own at a prompt: what ConciseView makes of an error depends on where it was raised.
    function Get-ErrorText([string] $Line) {
        $shell = [powershell]::Create()
        $searched = $env:PATH
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'; Set-Location '$TestDrive'; `$StandIn = '$StandIn'; `$PSStyle.OutputRendering = 'PlainText'").Invoke()
            $shell.Commands.Clear()
            try {
                $null = $shell.AddScript($Line).Invoke()
            } catch {
                $shell.Streams.Error.Add($_.Exception.InnerException.ErrorRecord)
            }

            foreach ($problem in @($shell.Streams.Error)) {
                $shell.Commands.Clear()
                $text = -join $shell.AddCommand('Out-String').AddParameter('InputObject', $problem).AddParameter('Width', 1000).Invoke()
                [pscustomobject]@{
                    Id = $problem.FullyQualifiedErrorId.Split(',')[0]
                    Text = $text.Trim().Replace($FixtureEnvironments, '<envs>').Replace($TestDrive, '<folder>').Replace([Environment]::MachineName, '<this machine>').Replace('\', '/')
                }
            }
        } finally {
            $shell.Dispose()
            Remove-Item Env:CONDARC, Env:CONDAENV_TOOL, Env:CONDAENV_STANDIN, (Join-Path $TestDrive 'new.yml') -ErrorAction Ignore
            $env:PATH = $searched
        }
    }

    $culture = [cultureinfo]::CurrentCulture
    [cultureinfo]::CurrentCulture = [cultureinfo]::InvariantCulture
    $rendering = $PSStyle.OutputRendering
}

AfterAll {
    # Windows removes no read-only file, and TestDrive goes with the tests.
    Set-ItemProperty (Join-Path $TestDrive 'read-only.yml') -Name IsReadOnly -Value $false
    [cultureinfo]::CurrentCulture = $culture
    $PSStyle.OutputRendering = $rendering
    Exit-TestMachine
}

Describe 'The <_> view' -ForEach $views {
    BeforeAll {
        $sample = Get-Sample $_
        $name = $_
    }

    It 'is as recorded at 80, 100 and 160 columns' {
        $PSStyle.OutputRendering = 'PlainText'
        $lines = foreach ($width in 80, 100, 160) {
            foreach ($shape in 'Format-Table', 'Format-List') {
                "=== $shape, $width columns"
                # A list is as wide as its values: two of its entries tell.
                $shown = if ($shape -eq 'Format-List') { $sample | Select-Object -First 2 } else { $sample }
                $text = Get-Line ($shown | & $shape | Out-String -Width $width)
                $text | Where-Object Length -GT $width | Should -BeNullOrEmpty
                $text
            }
        }

        Assert-Snapshot $name $lines
    }

    It 'has colour in its headings only, and the same text without' {
        foreach ($shape in 'Format-Table', 'Format-List') {
            $PSStyle.OutputRendering = 'Ansi'
            $coloured = $sample | & $shape | Out-String -Width 100
            $PSStyle.OutputRendering = 'PlainText'
            $plain = $sample | & $shape | Out-String -Width 100
            $plain | Should -Not -Match '\e'
            $coloured | Should -Match '\e'
            Get-Line ($coloured -replace '\e\[[\d;]*m') | Should -BeExactly (Get-Line $plain)
        }
    }

    It 'cuts nothing in its table' {
        $PSStyle.OutputRendering = 'PlainText'
        foreach ($width in 80, 100, 160) {
            $sample | Format-Table | Out-String -Width $width | Should -Not -Match ([string][char]0x2026)
        }
    }
}

Describe 'Where colour is not wanted' {
    It 'there is none: NO_COLOR' {
        $env:NO_COLOR = '1'
        try {
            $text = & $PowerShell -NoProfile -Command "Import-Module '$ModulePath'; Get-CondaEnv envvars | Out-String; Get-CondaPackage pip -EnvironmentName envvars | Format-List | Out-String; Get-CondaEnv nope 2>&1 | Out-String"
        } finally {
            Remove-Item Env:NO_COLOR
        }

        "$text" | Should -Match 'envvars'
        "$text" | Should -Match 'nope'
        "$text" | Should -Not -Match '\e'
    }
}

Describe 'Errors in ConciseView' {
    It '<Id> is one line at a prompt, as recorded' -ForEach $errors {
        $lines = foreach ($command in $Line) {
            "> $command"
            $problems = @(Get-ErrorText $command)
            $problems.Id | Should -Contain $Id
            # What is partial is told first, and then what is refused because of it.
            if ($Id -eq 'PartialRefused') { $problems = @($problems | Where-Object Id -EQ $Id) }
            # What the tool said has lines of its own.
            if ($Id -ne 'CondaFailed') { $problems[0].Text | Should -Not -Match '\n' }
            $problems[0].Text | Should -Match '(?s)^[A-Z][\w-]+: .*[.?]$'
            $problems[0].Text -split '\r?\n'
        }

        Assert-Snapshot "error-$Id" $lines
    }

    It 'are all here' {
        # No cmdlet can raise these today: what is wrong in a file has the file's id.
        $silent = 'VersionInvalid'
        $recorded = (Get-ChildItem "$PSScriptRoot/snapshots/error-*.txt").BaseName.Substring(6)
        $recorded | Sort-Object | Should -BeExactly ([Enum]::GetNames([CondaEnv.CondaErrorKind]) + 'DifferenceRequired', 'ReferenceAmbiguous' | Where-Object { $_ -notin $silent } | Sort-Object)
    }
}
