BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, (Join-Path $TestDrive 'more')
    $null = Add-TestEnvironment (Join-Path $TestDrive 'more') "it's here"
    $null = Add-TestEnvironment (Join-Path $TestDrive 'more') '[brackets]'
}

AfterAll {
    Exit-TestMachine
}

Describe 'Completion' {
    BeforeAll {
        function Complete([string] $Line) { (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches }
    }

    It 'completes names of environments for <_>' -ForEach 'Get-CondaEnv mk', 'Get-CondaEnv -Name mk', 'Export-CondaEnv mk', 'Export-CondaEnv -EnvironmentName mk', 'Get-CondaPackage -EnvironmentName mk', "Get-CondaEnv 'mk" {
        $found = Complete $_
        $found[0].CompletionText | Should -Be 'mkdocs-env'
        $found[0].ToolTip | Should -Be (Join-Path $FixtureEnvironments 'mkdocs-env')
    }

    It 'quotes what needs quoting' {
        (Complete 'Export-CondaEnv it')[0].CompletionText | Should -Be "'it''s here'"
        (Complete 'Export-CondaEnv [br')[0].CompletionText | Should -Be "'[brackets]'"
        (Complete 'Get-CondaEnv [br')[0].CompletionText | Should -Be "'``[brackets``]'"
    }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'Export-CondaEnv -Style '; Texts = 'Full', 'History', 'NoBuilds', 'Portable' }
        @{ Line = 'Export-CondaEnv -Format Env'; Texts = 'EnvironmentJson', 'EnvironmentYaml' }
        @{ Line = 'Get-CondaPackage -Manager '; Texts = 'Conda', 'Pip' }
        @{ Line = 'Get-CondaEnv | Where-Object IsA'; Texts = 'IsActive' }
        @{ Line = 'Get-CondaPackage | Sort-Object Ver'; Texts = 'Version' }
    ) {
        (Complete $Line).CompletionText | Sort-Object | Should -Be $Texts
    }
}

Describe 'Objects elsewhere' {
    It 'keeps every property of an environment' {
        $live = Get-CondaEnv envvars
        $twin = $live | ConvertTo-Twin
        foreach ($property in [CondaEnv.CondaEnvironment].GetProperties().Name) {
            $twin.PSObject.Properties.Name | Should -Contain $property
            "$($twin.$property)" | Should -Be "$($live.$property | ForEach-Object { $_ })"
        }
    }

    It 'keeps every property of a package' {
        $live = Get-CondaPackage requests -EnvironmentName pip-upgraded
        $twin = $live | ConvertTo-Twin
        foreach ($property in [CondaEnv.CondaPackage].GetProperties().Name) {
            $twin.PSObject.Properties.Name | Should -Contain $property
            "$($twin.$property)" | Should -Be "$($live.$property | ForEach-Object { $_ })"
        }
    }

    It 'keeps every property of a revision, and its packages as rows' {
        $live = Get-CondaEnvHistory history-specs -Revision 1
        $twin = $live | ConvertTo-Twin
        foreach ($property in [CondaEnv.CondaEnvRevision].GetProperties().Name) {
            $twin.PSObject.Properties.Name | Should -Contain $property
        }

        $twin.Added.Version | Should -Be $live.Added.Version
        $twin.Changed.Name | Should -Be 'packaging'
        $twin.Specs | Should -Be $live.Specs
    }

    It 'keeps the losses of an export as rows' {
        $twin = Export-CondaEnv pip-mixed -PassThru -WarningAction Ignore -ErrorAction Ignore | ConvertTo-Twin
        $twin.Losses.Code | Should -Contain 'EditableInstall'
    }

    It 'comes back from a job' {
        $path = Join-Path $RepositoryRoot 'CondaEnv.psd1'
        $found = Start-Job { Import-Module $using:path; Get-CondaEnv mkdocs-env } | Receive-Job -Wait -AutoRemoveJob
        $found.PSTypeNames | Should -Contain 'Deserialized.CondaEnv.CondaEnvironment'
        ($found | Get-CondaPackage pip).Name | Should -Be 'pip'
    }
}

Describe 'Views' {
    BeforeAll {
        $env:CONDA_PREFIX = Join-Path $FixtureEnvironments 'envvars'
        function Show($InputObject, [int] $Width = 100) {
            ($InputObject | Out-String -Width $Width).Trim("`r", "`n").Split("`n") | ForEach-Object { ($_ -replace '\e\[[\d;]*m').TrimEnd() }
        }
    }

    AfterAll {
        Remove-Item Env:CONDA_PREFIX
    }

    It 'shows environments as a table' {
        $text = Show (Get-CondaEnv envvars, mkdocs-env | Select-Object * | ForEach-Object {
                # Times and places are the machine's: fixed ones here.
                $_.Prefix = "/envs/$($_.Name)"; $_.LastModified = [datetime]'2026-05-04'
                $_.PSTypeNames.Insert(0, 'Deserialized.CondaEnv.CondaEnvironment')
                $_
            })
        $text | Should -Be @(
            '  Name           Distribution Python  Conda  Pip Prefix'
            '- ----           ------------ ------  -----  --- ------'
            '* envvars        Miniforge    3.12.13    28    0 /envs/envvars'
            '  mkdocs-env     Miniforge    3.12.13    28   32 /envs/mkdocs-env'
        )
    }

    It 'shows packages by environment' {
        Show (Get-CondaPackage -EnvironmentName mkdocs-env -Manager Conda | Where-Object Name -Like p*) | Should -Be @(
            '   Environment: mkdocs-env'
            ''
            'Name                     Version      Build                Channel      Manager Requested'
            '----                     -------      -----                -------      ------- ---------'
            'packaging                26.2         py312h06a4308_0      defaults     Conda'
            'pip                      26.1.2       py312h06a4308_0      defaults     Conda   yes'
            'python                   3.12.13      h5148396_0           defaults     Conda   yes'
        )
    }

    It 'shows twins as it shows the living' {
        foreach ($live in (Get-CondaEnv envvars), (Get-CondaPackage pip), (Get-CondaEnvHistory history-specs)) {
            Show ($live | ConvertTo-Twin) | Should -Be (Show $live)
            Show ($live | ConvertTo-Twin) 79 | Should -Be (Show $live 79)
        }
    }

    It 'keeps within <_> columns, and cuts nothing' -ForEach 79, 100, 160 {
        $lines = Show (Get-CondaEnv) $_
        $lines | Where-Object Length -GT $_ | Should -BeNullOrEmpty
        $lines | Should -Not -Match ([string][char]0x2026)
        $lines = Show (Get-CondaEnv | Get-CondaPackage -ErrorAction Ignore) $_
        $lines | Where-Object Length -GT $_ | Should -BeNullOrEmpty
        $lines | Should -Not -Match ([string][char]0x2026)
        $lines = Show (Get-CondaEnv | Get-CondaEnvHistory -ErrorAction Ignore) $_
        $lines | Where-Object Length -GT $_ | Should -BeNullOrEmpty
        $lines | Should -Not -Match ([string][char]0x2026)
    }

    It 'shows everything as a list' {
        $properties = [CondaEnv.CondaEnvironment].GetProperties().Name
        $text = Get-CondaEnv envvars | Format-List | Out-String
        $properties | ForEach-Object { $text | Should -Match "(?m)^$_ +:" }
        $properties = [CondaEnv.CondaPackage].GetProperties().Name
        $text = Get-CondaPackage pip | Format-List | Out-String
        $properties | ForEach-Object { $text | Should -Match "(?m)^$_ +:" }
        $properties = [CondaEnv.CondaEnvRevision].GetProperties().Name
        $text = Get-CondaEnvHistory | Format-List | Out-String
        $properties | ForEach-Object { $text | Should -Match "(?m)^$_ +:" }
    }

    It 'shows the result of an export, and its losses' {
        $result = Export-CondaEnv pip-mixed -PassThru -WarningAction Ignore -ErrorAction Ignore
        (Show $result)[0] | Should -Be 'Environment            Format            Style    Packages   Pip Path'
        (Show $result.Losses)[0] | Should -Be 'Severity    Code               Package            Detail'
    }

    It 'hides the marks' {
        (Get-CondaEnv envvars | Get-Member).Name | Should -Not -Contain 'ActiveMark'
        (Get-CondaPackage pip | ConvertTo-Csv)[0] | Should -Not -Match 'Mark'
    }
}

Describe 'Looking' {
    It 'changes nothing' {
        $root = Join-Path $TestDrive 'copy'
        $null = New-Item $root -ItemType Directory
        Copy-Item $FixtureEnvironments $root -Recurse
        $env:CONDA_ENVS_DIRS = Join-Path $root 'envs'
        $before = Get-TreeState $TestDrive
        try {
            $null = Get-CondaEnv -AllUsers | Format-List | Out-String
            $null = Get-CondaEnv -SearchPath $root -Recurse
            $null = Get-ChildItem (Join-Path $root 'envs') | Get-CondaEnv | Get-CondaPackage -ErrorAction Ignore | Format-List | Out-String
            $null = Get-CondaEnv | Get-CondaEnvHistory -ErrorAction Ignore | Format-List | Out-String
            $null = Get-CondaEnv | Get-CondaPackage -AtRevision 0
            $null = Get-CondaEnv | Get-CondaPackageDependency -IncludeOptional -ErrorAction Ignore | Format-Table | Out-String
            $null = Get-CondaEnv | Get-CondaPackageDependency -Summary -ErrorAction Ignore
            $null = Get-CondaEnv | Measure-CondaEnv -ErrorAction Ignore | Format-Table | Out-String
            $null = Get-CondaEnv | Get-CondaPackageFile -Verify -ErrorAction Ignore | Format-Table | Out-String
            $null = Get-CondaEnv | Get-CondaPackage -OwnerOf bin/*, nope -ErrorAction Ignore
            foreach ($format in Get-CondaExportFormat) {
                foreach ($style in $format.Styles) {
                    $null = Get-CondaEnv | Export-CondaEnv -Style $style -Format $format.Name -WarningAction Ignore -ErrorAction Ignore
                }
            }

            $null = TabExpansion2 'Export-CondaEnv ' -cursorColumn 16
        } finally {
            $env:CONDA_ENVS_DIRS = $FixtureEnvironments
        }

        Get-TreeState $TestDrive | Should -BeExactly $before
    }
}
