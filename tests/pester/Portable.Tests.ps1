BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $history = "==> 2026-01-01 00:00:00 <==`n# cmd: conda create numpy>=1.20 pandas`n# update specs: ['numpy>=1.20', 'pandas', 'scipy=1.11.4', 'pywin32']`n"
    $null = Add-TestEnvironment $more 'asked' -Package 'numpy=1.26.4=0', 'pandas=2.2.1=0', 'scipy=1.11.4=0', 'pywin32=306=0', 'zlib=1.3.1=0' -File @{
        'conda-meta/history' = $history
        'conda-meta/state'   = '{"env_vars": {"API_KEY": "abc123"}}'
    }

    function Get-FullId([string] $Id) { "$Id,CondaEnv.Commands.ExportCondaEnvCommand" }

    # What stands under dependencies: in one text.
    function Get-Dependency {
        param([hashtable] $Parameter = @{})

        $lines = Export-CondaEnv asked -Style Portable -WarningAction Ignore @Parameter
        ($lines -match '^  - [a-z]' -replace '^  - ' | Where-Object { $_ -notin 'conda-forge', 'nodefaults', 'linux-64', 'win-64' }) -join ' '
    }
}

AfterAll {
    Exit-TestMachine
}

Describe 'Export-CondaEnv -Style Portable' {
    It 'names what was asked for, as it was asked for' {
        Get-Dependency | Should -Be 'numpy>=1.20 pandas scipy=1.11.4 pywin32'
        Export-CondaEnv asked -Style Portable -WarningAction Ignore | Should -Not -Match 'prefix|API_KEY|zlib'
    }

    It 'is as precise as -Pin <Pin>' -ForEach @(
        @{ Pin = 'AsRequested'; Expected = 'numpy>=1.20 pandas scipy=1.11.4 pywin32' }
        @{ Pin = 'Major'; Expected = 'numpy>=1.20,1.* pandas=2 scipy=1.11.4 pywin32=306' }
        @{ Pin = 'Minor'; Expected = 'numpy=1.26 pandas=2.2 scipy=1.11.4 pywin32=306' }
        @{ Pin = 'Exact'; Expected = 'numpy==1.26.4 pandas==2.2.1 scipy==1.11.4 pywin32==306' }
        @{ Pin = 'Build'; Expected = 'numpy==1.26.4=0 pandas==2.2.1=0 scipy==1.11.4=0 pywin32==306=0' }
    ) {
        Get-Dependency @{ Pin = $Pin } | Should -Be $Expected
    }

    It 'loosens only with -AllowLooserPin' {
        Get-Dependency @{ Pin = 'Minor'; AllowLooserPin = $true } | Should -Be 'numpy=1.26 pandas=2.2 scipy=1.11 pywin32=306'
    }

    It 'takes exceptions by name and wildcard from -PinPackage' {
        Get-Dependency @{ Pin = 'None'; PinPackage = @{ 'p*' = 'Major'; 'pan*' = 'Minor'; zlib = 'Exact' } } | Should -Be 'numpy>=1.20 pandas=2.2 scipy=1.11.4 pywin32=306 zlib==1.3.1'
        Get-Dependency @{ PinPackage = @{ 'p*' = 'Major'; pandas = 'Exact' } } | Should -Be 'numpy>=1.20 pandas==2.2.1 scipy=1.11.4 pywin32=306'
        Get-Dependency @{ PinPackage = [ordered]@{ 'pan*' = 'Minor'; 'p*' = 'Major' } } | Should -Be 'numpy>=1.20 pandas=2 scipy=1.11.4 pywin32=306'
    }

    It 'refuses a precision that is none, before anything is read' {
        { Export-CondaEnv asked -Style Portable -PinPackage @{ numpy = 'Minro' } } | Should -Throw -ErrorId (Get-FullId ParameterArgumentValidationError) -ExpectedMessage "*AsRequested, None, Major, Minor, Patch, Exact or Build*'Minro' for 'numpy' is not one of them*"
        { Export-CondaEnv asked -Style Portable -PinPackage @{ numpy = 99 } } | Should -Throw -ErrorId (Get-FullId ParameterArgumentValidationError)
        { Export-CondaEnv asked -Style Portable -Pin Minro } | Should -Throw -ErrorId (Get-FullId CannotConvertArgumentNoMessage)
    }

    It 'starts from -StartFrom' {
        Get-Dependency @{ StartFrom = 'History' } | Should -Be 'numpy>=1.20 pandas scipy=1.11.4 pywin32'
        (Get-Dependency @{ StartFrom = 'Leaves' }).Split(' ') | Should -Contain 'zlib'
        (Get-Dependency @{ StartFrom = 'Both' }).Split(' ') | Should -Contain 'zlib'
    }

    It 'lists pip packages by -Pip' {
        $top = Export-CondaEnv mkdocs-env -Style Portable
        $top | Should -Contain '      - mkdocs'
        $top | Should -Not -Contain '      - jinja2'
        Export-CondaEnv mkdocs-env -Style Portable -Pip All | Should -Contain '      - jinja2'
        $none = Export-CondaEnv mkdocs-env -Style Portable -Pip None -WarningVariable warning -WarningAction SilentlyContinue
        $none | Should -Not -Contain '      - mkdocs'
        "$warning" | Should -Match '32 pip packages not in the text'
        Export-CondaEnv mkdocs-env -Style Portable -Pin Minor | Should -Contain '      - mkdocs~=1.6.0'
    }

    It 'writes platforms, and warns of what they lack' {
        $lines = Export-CondaEnv asked -Style Portable -Platform linux-64, win-64 -WarningVariable warning -WarningAction SilentlyContinue
        $lines -join "`n" | Should -Match "platforms:`n  - linux-64`n  - win-64`n"
        "$warning" | Should -Match 'pywin32: exists for Windows only, not for linux-64'
    }

    It 'writes values of variables with -IncludeSecret only, and warns' {
        $null = Export-CondaEnv asked -Style Portable -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match 'API_KEY'
        "$warning" | Should -Not -Match 'abc123'
        $lines = Export-CondaEnv asked -Style Portable -IncludeSecret -WarningVariable warning -WarningAction SilentlyContinue
        $lines | Should -Contain '  API_KEY: abc123'
        "$warning" | Should -Match 'in clear: API_KEY'
    }

    It 'refuses -<Name> with another style, in words' -ForEach @(
        @{ Name = 'StartFrom'; Value = 'Leaves' }, @{ Name = 'Pin'; Value = 'Minor' }, @{ Name = 'PinPackage'; Value = @{ a = 'Minor' } }
        @{ Name = 'AllowLooserPin'; Value = $true }, @{ Name = 'Pip'; Value = 'All' }, @{ Name = 'Platform'; Value = 'win-64' }
    ) {
        $parameter = @{ $Name = $Value }
        foreach ($style in 'Full', 'NoBuilds', 'History') {
            { Export-CondaEnv asked -Style $style @parameter } | Should -Throw -ErrorId (Get-FullId StyleRequired) -ExpectedMessage "-$Name goes with -Style Portable."
        }

        { Export-CondaEnv asked @parameter } | Should -Throw -ErrorId (Get-FullId StyleRequired)
    }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'Export-CondaEnv -Style Portable -Pin '; Texts = 'AsRequested', 'Build', 'Exact', 'Major', 'Minor', 'None', 'Patch' }
        @{ Line = 'Export-CondaEnv -Style Portable -Pip '; Texts = 'All', 'None', 'TopLevel' }
        @{ Line = 'Export-CondaEnv -Style Portable -StartFrom '; Texts = 'Both', 'History', 'Leaves' }
    ) {
        (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText | Sort-Object | Should -Be $Texts
    }
}

Describe 'Export-CondaEnv -ReportOnly' {
    It 'returns the losses, and writes nothing' {
        $path = Join-Path $TestDrive 'report.yml'
        $result = Export-CondaEnv asked -Style Portable -Path $path -ReportOnly -WarningAction Ignore
        $result | Should -BeOfType CondaEnv.CondaExportResult
        $result.Path | Should -BeNullOrEmpty
        $result.PackageCount | Should -Be 4
        $result.Losses.Code | Sort-Object | Should -Be 'NotRequested', 'PlatformBound', 'RootsChosen', 'VariableWithheld'
        $path | Should -Not -Exist
        $result.Sha256 | Should -Be (Export-CondaEnv asked -Style Portable -PassThru -WarningAction Ignore).Sha256
    }

    It 'reports several environments that would have one path' {
        $result = Get-CondaEnv asked, envvars | Export-CondaEnv -Path (Join-Path $TestDrive 'one.yml') -ReportOnly -WarningAction Ignore -ErrorAction Stop
        $result.EnvironmentName | Sort-Object | Should -Be 'asked', 'envvars'
        Join-Path $TestDrive 'one.yml' | Should -Not -Exist
    }
}

Describe 'Export-CondaEnv -Strict' {
    It 'writes nothing and ends the command where an environment would differ' {
        $path = Join-Path $TestDrive 'strict.yml'
        $written = [Collections.ArrayList]::new()
        {
            'pip-mixed', 'asked' | Export-CondaEnv -Path $path -Strict -PassThru -WarningAction Ignore -ErrorAction SilentlyContinue -OutVariable written
        } | Should -Throw -ErrorId (Get-FullId LossRefused)
        $path | Should -Not -Exist
        $written | Should -BeNullOrEmpty
        { Export-CondaEnv pip-mixed -Style Portable -Strict -WarningAction Ignore -ErrorAction SilentlyContinue } | Should -Throw -ErrorId (Get-FullId LossRefused)
    }

    It 'says what would be lost' {
        try {
            Export-CondaEnv pip-mixed -Strict -WarningAction Ignore -ErrorAction SilentlyContinue
        } catch {
            $problem = $_
        }

        $problem.CategoryInfo.Category | Should -Be 'InvalidOperation'
        $problem.TargetObject | Should -Be (Join-Path $FixtureEnvironments 'pip-mixed')
        "$problem" | Should -Match "differ from 'pip-mixed' \(\d+ losses\).*EditableInstall"
    }

    It 'writes what only warns' {
        $path = Join-Path $TestDrive 'warned.yml'
        Export-CondaEnv asked -Style Portable -Path $path -Strict -WarningAction Ignore
        $path | Should -Exist
    }
}

Describe 'Secrets' {
    BeforeAll {
        $prefix = Add-TestEnvironment $more 'private' -File @{
            'conda-meta/history' = "==> 2026-01-01 00:00:00 <==`n# cmd: conda create -c https://bob:S3CRET@private.example.com/team --token=S3CRET zlib tool`n# update specs: ['zlib', 'https://bob:S3CRET@private.example.com/team::tool']`n"
            'conda-meta/pinned'  = 'https://bob:S3CRET@private.example.com/team::zlib=1'
            'conda-meta/tool-1.0-0.json' = '{"name": "tool", "version": "1.0", "build": "0", "build_number": 0, "subdir": "linux-64", "depends": ["https://conda.anaconda.org/t/S3CRET/org::zlib"],
                "channel": "https://bob:S3CRET@private.example.com/team/linux-64", "url": "https://bob:S3CRET@private.example.com/t/S3CRET/team/linux-64/tool-1.0-0.conda"}'
            'conda-meta/bad-1.0-0.json'  = '{"name": "bad", "url": "https://bob:S3CRET@private.example.com/bad.conda", '
        }

        # All streams of a script, the properties of its objects included.
        function Get-Everything([scriptblock] $Script) {
            & $Script -Verbose -Debug *>&1 | ForEach-Object { "$_"; $_ | Format-List * -Force | Out-String -Width 5000 } | Out-String
        }
    }

    It 'are on no stream of any cmdlet' {
        $text = Get-Everything {
            Get-CondaEnv private -Verbose
            Get-CondaPackage -EnvironmentName private -Verbose
            foreach ($style in [Enum]::GetNames([CondaEnv.ExportStyle])) {
                foreach ($format in [Enum]::GetNames([CondaEnv.ExportFormat])) {
                    try {
                        Export-CondaEnv private -Style $style -Format $format -Channel https://bob:S3CRET@given.example.com/c -Verbose
                        Export-CondaEnv private -Style $style -Format $format -ReportOnly -Verbose
                        Export-CondaEnv private -Style $style -Format $format -Strict -Verbose
                    } catch {
                        $_
                    }
                }
            }

            Save-CondaEnvRecord private (Join-Path $TestDrive 'private') -PassThru -Verbose
            Get-ChildItem (Join-Path $TestDrive 'private/*/*') | Get-Content
        }
        $text | Should -Match 'private.example.com/team'
        $text | Should -Match 'RecordInvalid'
        $text | Should -Not -Match 'S3CRET'
    }

    It 'are written where they are asked for, with a warning each' {
        foreach ($style in 'Full', 'Portable') {
            $lines = Export-CondaEnv private -Style $style -IncludeSecret -WarningVariable warning -WarningAction SilentlyContinue -ErrorAction Ignore
            $lines | Should -Contain '  - https://bob:S3CRET@private.example.com/team'
            "$warning" | Should -Match "credentials of 'https://private.example.com/team' are in the text, in clear"
            "$warning" | Should -Not -Match 'S3CRET'
        }
    }
}
