BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'versions' -Package 'a=1.10=0', 'b=1.9=0', 'c=1.9.0rc1=0', 'd=1.9.1=0'
    $null = Add-TestEnvironment $more 'damaged' -Package 'good=1.0=0', 'fine=2.0=0' -File @{
        'conda-meta/bad-1.0-0.json'   = '{ "name": "bad", '
        'conda-meta/empty-1.0-0.json' = ''
    }
    $site = 'lib/python3.12/site-packages'
    $null = Add-TestEnvironment $more 'shipped' -Package @() -File @{
        'conda-meta/python-3.12.4-0.json'               = '{ "name": "python", "version": "3.12.4", "build": "0", "build_number": 0, "subdir": "linux-64", "channel": "conda-forge", "depends": [] }'
        'conda-meta/pyqt-5.15.9-0.json'                 = "{ `"name`": `"pyqt`", `"version`": `"5.15.9`", `"build`": `"0`", `"build_number`": 0, `"subdir`": `"linux-64`", `"channel`": `"conda-forge`", `"depends`": [`"python`"], `"files`": [`"$site/PyQt5-5.15.9.dist-info/RECORD`", `"$site/PyQt5_sip-12.12.2.dist-info/RECORD`"] }"
        "$site/PyQt5-5.15.9.dist-info/RECORD"           = ''
        "$site/PyQt5-5.15.9.dist-info/METADATA"         = "Metadata-Version: 2.1`nName: PyQt5`nVersion: 5.15.9`n"
        "$site/PyQt5_sip-12.12.2.dist-info/RECORD"      = ''
        "$site/PyQt5_sip-12.12.2.dist-info/METADATA"    = "Metadata-Version: 2.1`nName: PyQt5-sip`nVersion: 12.12.2`n"
    }
    $null = Add-TestEnvironment $more '[brackets]'
    $null = New-Item -ItemType Directory (Join-Path $more 'plain')
}

AfterAll {
    Exit-TestMachine
}

Describe 'Get-CondaPackage' {
    It 'reads environments from the pipeline' {
        $packages = Get-CondaEnv mkdocs-env | Get-CondaPackage
        $packages.Count | Should -Be 60
        $packages | ForEach-Object { $_ | Should -BeOfType CondaEnv.CondaPackage }
        $packages.EnvironmentName | Select-Object -Unique | Should -Be 'mkdocs-env'
    }

    It 'counts Python distributions that a conda package ships as part of it' {
        (Get-CondaPackage -EnvironmentName shipped).Name | Should -Be 'pyqt', 'python'
        (Get-CondaPackage pyqt -EnvironmentName shipped).Provides | Should -Be 'PyQt5==5.15.9', 'PyQt5_sip==12.12.2'
        (Get-CondaPackage PyQt5 -EnvironmentName shipped).Name | Should -Be 'pyqt'
        Get-CondaPackage -Manager Pip -EnvironmentName shipped | Should -BeNullOrEmpty
        (Get-CondaPackage -EnvironmentName shipped | ConvertTo-Twin | Where-Object Name -EQ pyqt).Provides | Should -Contain 'PyQt5==5.15.9'
        Set-Content (Join-Path $TestDrive 'shipped.yml') "name: x`nchannels: [conda-forge]`ndependencies:`n  - python`n  - pyqt`n"
        Compare-CondaEnv (Join-Path $TestDrive 'shipped.yml') shipped | Should -BeNullOrEmpty
        (Export-CondaEnv shipped -WarningAction Ignore) -join "`n" | Should -Match 'pyqt5==5\.15\.9'
        (Export-CondaEnv shipped -PassThru -WarningAction Ignore).Losses.Code | Should -Contain 'ProvidedByConda'
        (Export-CondaEnv shipped -Style Portable -StartFrom Leaves -WarningAction Ignore) -join "`n" | Should -Not -Match 'pyqt5'
    }

    It 'warns of an editable install from another machine, without an error' {
        Get-CondaPackage -EnvironmentName pip-mixed -ErrorVariable problem -WarningVariable warning -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
        $problem | Should -BeNullOrEmpty
        "$warning" | Should -BeLike "The editable install 'develop-proj' cannot be read*"
    }

    It 'says that an earlier state is not an environment' {
        Get-CondaPackage -EnvironmentName mkdocs-env@0 -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'EnvironmentNotFound,*'
        "$problem" | Should -BeLike "'mkdocs-env@0' is an earlier state of an environment*"
    }

    It 'reads by name, by prefix, by object' {
        $expected = (Get-CondaPackage -EnvironmentName pip-mixed -ErrorAction SilentlyContinue).Count
        $expected | Should -BeGreaterThan 28
        $prefix = Join-Path $FixtureEnvironments 'pip-mixed'
        (Get-CondaPackage -Prefix $prefix -ErrorAction SilentlyContinue).Count | Should -Be $expected
        (Get-CondaPackage -EnvironmentName $prefix -ErrorAction SilentlyContinue).Count | Should -Be $expected
        (Get-CondaPackage -InputObject (Get-CondaEnv pip-mixed) -ErrorAction SilentlyContinue).Count | Should -Be $expected
        (Get-CondaPackage -InputObject pip-mixed -ErrorAction SilentlyContinue).Count | Should -Be $expected
        ('pip-mixed' | Get-CondaPackage -ErrorAction SilentlyContinue).Count | Should -Be $expected
        (Get-Item $prefix | Get-CondaPackage -ErrorAction SilentlyContinue).Count | Should -Be $expected
        (Get-CondaEnv pip-mixed | ConvertTo-Twin | Get-CondaPackage -ErrorAction SilentlyContinue).Count | Should -Be $expected
        ([pscustomobject]@{ EnvironmentName = 'pip-mixed' } | Get-CondaPackage -ErrorAction SilentlyContinue).Count | Should -Be $expected
        ([pscustomobject]@{ Prefix = $prefix } | Get-CondaPackage -ErrorAction SilentlyContinue).Count | Should -Be $expected
    }

    It 'reads several' {
        (Get-CondaPackage pip -InputObject (Get-CondaEnv mkdocs-env, envvars)).EnvironmentName | Should -Be 'mkdocs-env', 'envvars'
        (Get-CondaPackage pip -EnvironmentName mkdocs-env, envvars).EnvironmentName | Should -Be 'mkdocs-env', 'envvars'
        (Get-ChildItem $FixtureEnvironments | Get-CondaPackage python -ErrorAction SilentlyContinue).Count | Should -Be 6
    }

    It 'takes a CSV of environments; their names do not filter the packages' {
        $csv = Get-CondaEnv mkdocs-env, envvars | ConvertTo-Csv | ConvertFrom-Csv
        $csv.Name | Should -Be 'mkdocs-env', 'envvars'
        ($csv | Get-CondaPackage pip).Prefix | Should -Be $csv.Prefix
        ($csv | Get-CondaPackage).Count | Should -BeGreaterThan 80
    }

    It 'takes the name of an environment literally' {
        (Get-CondaPackage -EnvironmentName '[brackets]').Name | Should -Be 'zlib'
        (Get-CondaPackage -Prefix (Join-Path $more '[brackets]')).Name | Should -Be 'zlib'
        (Get-CondaPackage -InputObject '[brackets]').Name | Should -Be 'zlib'
    }

    It 'filters by name, with wildcards, as conda or the metadata spells it' {
        (Get-CondaPackage 'pip', 'PYTHON' -EnvironmentName mkdocs-env).Name | Should -Be 'pip', 'python'
        (Get-CondaPackage 'mkdocs*' -EnvironmentName mkdocs-env).Name | Should -Contain 'mkdocs-material'
        (Get-CondaPackage ruamel?yaml -EnvironmentName pip-mixed -ErrorAction SilentlyContinue).Name | Should -Be 'ruamel-yaml'
    }

    It 'filters by manager and by request' {
        (Get-CondaPackage -EnvironmentName mkdocs-env -Manager Pip).Count | Should -Be 32
        (Get-CondaPackage -EnvironmentName mkdocs-env -Manager Conda).Count | Should -Be 28
        (Get-CondaPackage -EnvironmentName mkdocs-env -Manager Conda, Pip).Count | Should -Be 60
        (Get-CondaPackage -EnvironmentName mkdocs-env -Requested -Manager Conda).Name | Should -Be 'pip', 'python'
    }

    It 'reads the active environment where none is given' {
        $env:CONDA_PREFIX = Join-Path $FixtureEnvironments 'envvars'
        try {
            (Get-CondaPackage pip).EnvironmentName | Should -Be 'envvars'
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }
    }

    It 'does not fall back on the active environment where the pipeline is empty' {
        $env:CONDA_PREFIX = Join-Path $FixtureEnvironments 'envvars'
        try {
            Get-CondaEnv 'nothing-*' | Get-CondaPackage | Should -BeNullOrEmpty
            { $null | Get-CondaPackage -ErrorAction Stop } | Should -Throw
            { Get-CondaPackage -InputObject $null } | Should -Throw
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }
    }

    It 'keeps the conda record of what pip has overwritten' {
        $replaced = Get-CondaPackage -EnvironmentName pip-upgraded | Where-Object Replaces
        $replaced | Should -Not -BeNullOrEmpty
        $replaced[0].Manager | Should -Be 'Pip'
        $replaced[0].Replaces.Manager | Should -Be 'Conda'
    }

    It 'stops where Select-Object has enough' {
        (Get-CondaEnv | Get-CondaPackage -ErrorAction Stop | Select-Object -First 1).Name | Should -Not -BeNullOrEmpty
    }

    It 'goes into a spreadsheet' {
        $path = Join-Path $TestDrive 'pip.csv'
        Get-CondaEnv mkdocs-env | Get-CondaPackage | Where-Object Manager -EQ Pip | Export-Csv $path
        $rows = Import-Csv $path
        $rows.Count | Should -Be 32
        $rows[0].PSObject.Properties.Name[0..2] | Should -Be 'Name', 'RawName', 'Version'
        ($rows | Where-Object Name -EQ 'mkdocs').Version | Should -Match '^\d+\.\d+'
        $rows | ForEach-Object { $_.PSObject.Properties.Value -like 'System.*' | Should -BeNullOrEmpty }
        ($rows | Select-Object -First 1 | Get-CondaPackage pip).EnvironmentName | Should -Be 'mkdocs-env'
    }
}

Describe 'Versions' {
    It 'sort in conda''s order' {
        (Get-CondaPackage -EnvironmentName versions | Sort-Object Version).Version.Text | Should -Be '1.9.0rc1', '1.9', '1.9.1', '1.10'
    }

    It 'compare with texts' {
        (Get-CondaPackage -EnvironmentName versions | Where-Object Version -GT '1.9').Name | Should -Be 'a', 'd'
        (Get-CondaPackage -EnvironmentName versions | Where-Object Version -EQ '1.9').Name | Should -Be 'b'
        (Get-CondaPackage -EnvironmentName versions | Where-Object { $_.Version -lt '1.9' }).Name | Should -Be 'c'
    }

    It 'are made of texts' {
        [CondaEnv.CondaVersion]'1.10' | Should -BeGreaterThan ([CondaEnv.CondaVersion]'1.9')
        "$([CondaEnv.CondaVersion]'1.10')" | Should -Be '1.10'
    }
}

Describe 'Get-CondaPackage and bad input' {
    It 'says <Id> for <What>' -ForEach @(
        @{ What = 'no environment at all'; Arguments = { @{} }; Id = 'NoActiveEnvironment'; Category = 'InvalidArgument' }
        @{ What = 'a name that is not there'; Arguments = { @{ EnvironmentName = 'nope' } }; Id = 'EnvironmentNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a prefix that is not there'; Arguments = { @{ Prefix = Join-Path $TestDrive 'nope' } }; Id = 'EnvironmentNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a plain folder'; Arguments = { @{ Prefix = Join-Path $more 'plain' } }; Id = 'NotAnEnvironment'; Category = 'InvalidArgument' }
        @{ What = 'a pattern that is not closed'; Arguments = { @{ Name = 'a['; EnvironmentName = 'mkdocs-env' } }; Id = 'SpecInvalid'; Category = 'ParserError' }
    ) {
        $given = & $Arguments
        Get-CondaPackage @given -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -Be "$Id,CondaEnv.Commands.GetCondaPackageCommand"
        $problem[0].CategoryInfo.Category | Should -Be $Category
    }

    It 'returns the others where records are damaged' {
        $found = Get-CondaPackage -EnvironmentName damaged -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'fine', 'good'
        $problem.Count | Should -Be 2
        $problem | ForEach-Object { $_.FullyQualifiedErrorId | Should -Be 'RecordInvalid,CondaEnv.Commands.GetCondaPackageCommand' }
        $problem.CategoryInfo.Category | Should -Be 'InvalidData', 'InvalidData'
        Split-Path $problem.TargetObject -Leaf | Should -Be 'bad-1.0-0.json', 'empty-1.0-0.json'
    }

    It 'goes on after a target that is not there' {
        (Get-CondaPackage pip -EnvironmentName nope, mkdocs-env -ErrorAction SilentlyContinue).EnvironmentName | Should -Be 'mkdocs-env'
        ('nope', 'mkdocs-env' | Get-CondaPackage pip -ErrorAction SilentlyContinue).EnvironmentName | Should -Be 'mkdocs-env'
    }

    It 'refuses what is no environment at binding' {
        { 42 | Get-CondaPackage -ErrorAction Stop } | Should -Throw
        { [pscustomobject]@{ Name = 'mkdocs-env' } | Get-CondaPackage -ErrorAction Stop } | Should -Throw
        { Get-CondaPackage -EnvironmentName a -Prefix b } | Should -Throw -ErrorId 'AmbiguousParameterSet,CondaEnv.Commands.GetCondaPackageCommand'
        { Get-CondaPackage -Manager Apt } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,CondaEnv.Commands.GetCondaPackageCommand'
    }
}
