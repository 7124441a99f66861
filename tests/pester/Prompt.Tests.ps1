# What people type at the prompt, from names to versions and times: nothing is silently wrong.

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'old' -Package 'python=3.6.13=0', 'a=1.9=0'
    $null = Add-TestEnvironment $more 'nine' -Package 'python=3.9.1=0', 'a=1.10=0'
    $null = Add-TestEnvironment $more 'new' -Package 'python=3.14.0=0', 'a=1.10.1=0'
    Push-Location $TestDrive
}

AfterAll {
    Pop-Location
    Exit-TestMachine
}

Describe 'Versions' {
    It 'of Python sort and compare as versions' {
        (Get-CondaEnv old, new, nine | Sort-Object PythonVersion).Name | Should -Be 'old', 'nine', 'new'
        (Get-CondaEnv old, new, nine | Where-Object PythonVersion -LT '3.10').Name | Should -Be 'old', 'nine'
        (Get-CondaEnv | Where-Object PythonVersion -LT '3.10').Name | Should -Contain 'nine'
    }

    It 'do not compare with a number that has a point, and the message says to quote it: <_>' -ForEach 3.10, ([single]3.5) {
        $version = (Get-CondaEnv nine).PythonVersion
        { $version -lt $_ } | Should -Throw -ExpectedMessage '*Put the version in quotes*'
        { Get-CondaEnv nine | Where-Object PythonVersion -LT $_ -ErrorAction Stop } | Should -Throw -ExpectedMessage '*Put the version in quotes*'
    }

    It 'compare with whole numbers, decimals, [version] and [semver]' {
        $version = (Get-CondaPackage a -EnvironmentName nine).Version
        $version -gt 1 | Should -BeTrue
        $version -eq 1.10d | Should -BeTrue
        $version -ge [version]'1.9' | Should -BeTrue
        $version -lt [semver]'1.11.0' | Should -BeTrue
    }

    It 'print as their text, and have parts' {
        $version = (Get-CondaPackage a -EnvironmentName new).Version
        ($version | Out-String).Trim() | Should -BeExactly '1.10.1'
        $version.Major, $version.Minor, $version.Patch | Should -Be 1, 10, 1
        ((Get-CondaPackage a -EnvironmentName old, nine).Version | Out-String).Trim() -split '\r?\n' | Should -Be '1.9', '1.10'
    }

    It 'come back typed from <_>' -ForEach 'Clixml', 'a job' {
        $live = Get-CondaPackage a -EnvironmentName old, nine, new
        $far = if ($_ -eq 'Clixml') {
            $live | Export-Clixml far.xml
            Import-Clixml far.xml
            $environments = Get-CondaEnv old, nine, new | ConvertTo-Twin
        } else {
            $found = @(Start-Job -Init ([scriptblock]::Create("Import-Module '$ModulePath'")) { Get-CondaPackage a -EnvironmentName old, nine, new; Get-CondaEnv old, nine, new } | Receive-Job -Wait -AutoRemoveJob)
            $environments = $found[3..5]
            $found[0..2]
        }

        $far[0].Version | Should -BeOfType CondaEnv.CondaVersion
        ($far | Where-Object Version -GT '1.9').EnvironmentName | Should -Be 'nine', 'new'
        ($environments | Where-Object PythonVersion -LT '3.10').Name | Should -Be 'old', 'nine'
        ($far | Sort-Object Version -Descending)[0].EnvironmentName | Should -Be 'new'
    }
}

Describe 'Times' {
    It 'are local in objects and UTC in files' {
        $environment = Get-CondaEnv nine
        $environment.LastModified.Kind | Should -Be 'Local'
        $environment.LastModified | Should -Be (Get-Item "$($environment.Prefix)/conda-meta/history", "$($environment.Prefix)/conda-meta" -ErrorAction Ignore)[0].LastWriteTime
        $package = Get-CondaPackage python -EnvironmentName mkdocs-env
        $package.Timestamp.Kind | Should -Be 'Local'
        $utc = $package.Timestamp.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss")
        $null = Save-CondaEnvRecord mkdocs-env -Path records -WarningAction Ignore
        (Import-Csv records/mkdocs-env-linux-64/packages.csv | Where-Object Name -EQ python).Timestamp | Should -BeLike "$utc*Z"
    }

    It 'come back the same from another session' {
        $live = Get-CondaPackage python -EnvironmentName mkdocs-env
        ($live | ConvertTo-Twin).Timestamp | Should -Be $live.Timestamp
        ($live | ConvertTo-Twin).Timestamp.Kind | Should -Be 'Local'
    }
}

Describe 'Get-CondaPackage by spec and channel' {
    It '<Spec> finds <Expected>' -ForEach @(
        @{ Spec = 'a>=1.10'; Expected = 'new', 'nine' }
        @{ Spec = 'a>1.9,<1.10.1'; Expected = 'nine' }
        @{ Spec = 'a=1.9'; Expected = 'old' }
        @{ Spec = 'python=3.14'; Expected = 'new' }
    ) {
        (Get-CondaPackage $Spec -EnvironmentName * -ErrorAction Ignore).EnvironmentName | Sort-Object | Should -Be $Expected
    }

    It 'compares the versions of pip packages as pip does' {
        (Get-CondaPackage 'mkdocs~=1.6', 'Mkdocs_Material<9' -EnvironmentName mkdocs-env).Name | Should -Be 'mkdocs'
    }

    It 'filters by name, host and address of the channel' {
        $expected = (Get-CondaPackage -EnvironmentName mkdocs-env -Manager Conda).Count
        foreach ($channel in 'defaults', 'repo.anaconda.com', 'REPO.*', 'https://repo.anaconda.com/pkgs/main') {
            (Get-CondaEnv mkdocs-env | Get-CondaPackage -Channel $channel).Count | Should -Be $expected -Because $channel
        }

        (Get-CondaPackage -Channel pypi -EnvironmentName mkdocs-env).Count | Should -Be 32
        Get-CondaPackage -Channel conda-forge -EnvironmentName mkdocs-env | Should -BeNullOrEmpty
    }

    It 'gives one error for a text that is not a spec' {
        $problem = $null
        Get-CondaPackage 'a>=1,,<2' -EnvironmentName old, nine -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'SpecInvalid,CondaEnv.Commands.GetCondaPackageCommand'
    }

    It 'says that a name is that of an environment, if none is active' {
        { Get-CondaPackage mkdocs-env -ErrorAction Stop } | Should -Throw -ErrorId 'NoActiveEnvironment,*' -ExpectedMessage "*-EnvironmentName 'mkdocs-env'*"
    }
}

Describe 'JSON' {
    It 'is the command line''s, and reads back' {
        $text = Get-CondaPackage -n nine -AsJson
        $text | Should -HaveCount 1
        $rows = $text | ConvertFrom-Json
        $rows.Name | Should -Be 'a', 'python'
        $rows[0].Version | Should -BeOfType string
        $rows[0].Manager | Should -BeExactly 'Conda'
        Set-Content list.json $text
        Compare-CondaEnv nine list.json | Should -BeNullOrEmpty
        $tool = Get-Item "$RepositoryRoot/src/CondaEnv.Cli/bin/*/net10.0/condaenv.dll" | Sort-Object LastWriteTime | Select-Object -Last 1
        $dotnet = @(Get-Command dotnet -CommandType Application -ErrorAction Ignore)[0]
        if ($tool -and $dotnet) { (& $dotnet.Source $tool.FullName packages --prefix $more/nine --json) -join "`n" | Should -BeExactly $text }
    }

    It 'is an empty array if there is nothing' {
        Get-CondaPackage none-such -n nine -AsJson | Should -Be '[]'
    }
}

Describe 'Names that conda''s users type' {
    It '-n and -p mean the environment on <_>' -ForEach 'Get-CondaEnv', 'Get-CondaPackage', 'Get-CondaEnvHistory', 'Export-CondaEnv', 'Save-CondaEnvRecord', 'New-CondaEnv', 'Update-CondaEnv', 'Remove-CondaEnv' {
        $parameters = (Get-Command $_).Parameters.Values
        ($parameters | Where-Object { 'n' -in $_.Aliases }).Name | Should -BeIn 'Name', 'EnvironmentName'
        ($parameters | Where-Object { 'p' -in $_.Aliases }).Name | Should -Be 'Prefix'
    }

    It 'work as typed' {
        (Get-CondaPackage a -n nine).Version | Should -Be '1.10'
        (Export-CondaEnv -n nine)[0] | Should -Be 'name: nine'
        (Export-CondaEnv -Name nine)[0] | Should -Be 'name: nine'
        (Export-CondaEnv -p $more/nine)[0] | Should -Be 'name: nine'
        (Get-CondaEnv -n nine).Name | Should -Be 'nine'
    }

    It 'the name of a piped file is never that of an environment' {
        $file = New-Item nine -ItemType File -Force
        $problem = $null
        $file | Export-CondaEnv -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem | Should -HaveCount 1
    }

    It 'wildcards lead to every environment that fits, and a literal name first' {
        (Export-CondaEnv 'n*' | Select-String '^name: ').Line | Should -Be 'name: new', 'name: nine'
        (Get-CondaPackage a -EnvironmentName 'n*').EnvironmentName | Should -Be 'new', 'nine'
        Get-CondaPackage a -EnvironmentName 'zz*' | Should -BeNullOrEmpty
    }

    It 'rows with a name lead Get-CondaEnv to environments' {
        ([pscustomobject]@{ Name = 'nine' } | Get-CondaEnv).Prefix | Should -Be (Join-Path $more 'nine')
        (Get-Item $more/nine | Get-CondaEnv).Prefix | Should -Be (Join-Path $more 'nine')
        ([pscustomobject]@{ Name = 'old'; Prefix = "$more/nine" } | Get-CondaEnv).Name | Should -Be 'nine'
    }

    It 'the file of an export is the second word' {
        Export-CondaEnv nine nine.yml
        Get-Content nine.yml -TotalCount 1 | Should -Be 'name: nine'
    }

    It 'one word for a comparison is compared with the active environment' {
        $env:CONDA_PREFIX = Join-Path $more 'nine'
        try {
            Compare-CondaEnv nine.yml | Should -BeNullOrEmpty
            (Compare-CondaEnv new | Where-Object Name -EQ a).Change | Should -Be 'Downgraded'
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }

        { Compare-CondaEnv nine.yml -ErrorAction Stop } | Should -Throw -ErrorId 'NoActiveEnvironment,*'
    }
}
