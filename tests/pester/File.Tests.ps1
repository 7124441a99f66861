# Files that describe environments: how they come in, what comes out, and what is said of them.

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    Enter-TestMachine $TestDrive
    Push-Location $TestDrive
    Set-Content good.yml 'name: good', 'channels: [conda-forge]', 'dependencies:', '  - python=3.12', '  - pip', '  - pip:', '      - six==1.17.0', 'variables: { A: b }'
    Set-Content -LiteralPath '[odd].yml' 'name: odd', 'dependencies: [zlib]'
    Set-Content o.yml 'name: o', 'channels: [conda-forge]', 'dependencies: [zlib]'
    Set-Content broken.yml 'name: x', 'dependencies:', '  - python', ' - pip'
    Set-Content lost.yml 'name: lost', 'channels: conda-forge', 'dependencies: [zlib]'
    [IO.File]::WriteAllText("$TestDrive/utf16.yml", "name: wide`r`nchannels: [c]`r`ndependencies: [zlib]`r`n", [Text.Encoding]::Unicode)
    $null = New-Item empty -ItemType Directory

    # A pixi.lock of two environments without a 'default', each for two platforms.
    $lines = 'version: 6', 'environments:'
    foreach ($one in 'py311', 'py312') {
        $lines += "  ${one}:", '    channels: []', '    packages:'
        foreach ($subdir in 'linux-64', 'win-64') { $lines += "      ${subdir}:", "      - conda: https://h/c/$subdir/$one-1-0.conda" }
    }

    $lines += 'packages:'
    foreach ($subdir in 'linux-64', 'win-64') { foreach ($one in 'py311', 'py312') { $lines += "- conda: https://h/c/$subdir/$one-1-0.conda", "  sha256: $('a' * 64)" } }
    Set-Content pixi.lock $lines
}

AfterAll {
    Pop-Location
    Exit-TestMachine
}

Describe 'Import-CondaEnvFile' {
    It 'returns a flat object' {
        $file = Import-CondaEnvFile good.yml
        $file | Should -BeOfType CondaEnv.CondaEnvFile
        $file.Path | Should -Be (Join-Path $TestDrive 'good.yml')
        $file.Dependencies.Spec | Should -Be 'python=3.12', 'pip', 'six==1.17.0'
        $file.Dependencies[2].Version | Should -BeOfType CondaEnv.CondaVersion
        $file.VariableNames | Should -Be 'A'
        $file.GetVariables()['A'] | Should -Be 'b'
        "$file" | Should -Be $file.Path
    }

    It 'takes wildcards, and literal paths' {
        (Import-CondaEnvFile go*.yml, o.yml).Name | Should -Be 'good', 'o'
        (Import-CondaEnvFile '[odd].yml').Name | Should -Be 'o'
        (Import-CondaEnvFile -LiteralPath '[odd].yml').Name | Should -Be 'odd'
        Import-CondaEnvFile nothing*.yml -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'takes texts, files and properties from the pipeline' {
        ('good.yml', 'o.yml' | Import-CondaEnvFile).Name | Should -Be 'good', 'o'
        (Get-Item -LiteralPath '[odd].yml' | Import-CondaEnvFile).Name | Should -Be 'odd'
        ([pscustomobject]@{ Path = 'good.yml' }, [pscustomobject]@{ FullName = "$TestDrive/o.yml" } | Import-CondaEnvFile).Name | Should -Be 'good', 'o'
        (Import-CondaEnvFile good.yml | Import-CondaEnvFile).Name | Should -Be 'good'
    }

    It 'reads what Windows PowerShell redirects, and what Export-CondaEnv and Save-CondaEnvRecord write' {
        (Import-CondaEnvFile utf16.yml).Name | Should -Be 'wide'
        foreach ($format in 'EnvironmentYaml', 'EnvironmentJson', 'CondaLock', 'PixiLock') {
            Export-CondaEnv packaging-env -Format $format -Path "$TestDrive/export" -WarningAction Ignore
            $file = Import-CondaEnvFile export
            $file.Kind | Should -Be $format
            $file.PackageCount | Should -Be (Get-CondaEnv packaging-env).PackageCount
        }

        $record = Save-CondaEnvRecord mkdocs-env records -PassThru -WarningAction Ignore
        $file = $record | Import-CondaEnvFile
        $file.Fingerprint | Should -Be (Get-CondaEnv mkdocs-env).Fingerprint
        $file.Dependencies | Should -HaveCount 60
    }

    It 'has one error for each bad file, with line and column, and goes on' {
        $files = Import-CondaEnvFile broken.yml, none.yml, empty, Nope:/x.yml, good.yml -ErrorVariable problem -ErrorAction SilentlyContinue
        $files.Name | Should -Be 'good'
        $problem.FullyQualifiedErrorId | Should -Be @(
            'FileInvalid,CondaEnv.Commands.ImportCondaEnvFileCommand', 'PathNotFound,CondaEnv.Commands.ImportCondaEnvFileCommand',
            'PathNotFound,CondaEnv.Commands.ImportCondaEnvFileCommand', 'PathNotFound,CondaEnv.Commands.ImportCondaEnvFileCommand')
        "$($problem[0])" | Should -Match 'line 4, column 2'
        $problem[0].TargetObject | Should -Be (Join-Path $TestDrive 'broken.yml')
    }

    It 'says what it has not read as it stands' {
        $file = Import-CondaEnvFile lost.yml -ErrorVariable problem -ErrorAction SilentlyContinue
        $file.Channels | Should -Be 'conda-forge'
        $problem.FullyQualifiedErrorId | Should -Be 'FileInvalid,CondaEnv.Commands.ImportCondaEnvFileCommand'
    }

    It 'survives serialisation with its dependencies' {
        $twin = Import-CondaEnvFile good.yml | ConvertTo-Twin
        $twin.Dependencies.Spec | Should -Be 'python=3.12', 'pip', 'six==1.17.0'
        $twin.Kind | Should -Be 'EnvironmentYaml'
    }

    It 'shows a table' {
        $text = (Import-CondaEnvFile good.yml | Out-String -Width 120) -replace '\e\[[\d;]*m'
        $text | Should -Match 'Name +Kind +Packages +Pip Channels +Path'
        ((Import-CondaEnvFile good.yml).Dependencies | Out-String -Width 120) -replace '\e\[[\d;]*m' | Should -Match ' 7 pip +six +six==1.17.0'
    }
}

Describe 'A lock file with several environments and platforms' {
    It 'is read whole, or the part that is named' {
        (Import-CondaEnvFile pixi.lock).Dependencies | Should -HaveCount 4
        $part = Import-CondaEnvFile pixi.lock -LockEnvironment py312 -Platform win-64
        $part.Dependencies.Url | Should -Be 'https://h/c/win-64/py312-1-0.conda'
        $part.Platforms | Should -Be 'win-64'
        $part.PackageCount | Should -Be 1
        (Import-CondaEnvFile pixi.lock -Platform linux-64).Dependencies.Name | Should -Be 'py311', 'py312'
    }

    It 'is not guessed at' {
        { Compare-CondaEnv pixi.lock pixi.lock -ErrorAction Stop } | Should -Throw -ErrorId 'LockEnvironmentRequired,CondaEnv.Commands.CompareCondaEnvCommand' -ExpectedMessage "*'py311', 'py312'*"
        Compare-CondaEnv pixi.lock pixi.lock -LockEnvironment py311 | Should -BeNullOrEmpty
        (Compare-CondaEnv (Import-CondaEnvFile pixi.lock -LockEnvironment py311) (Import-CondaEnvFile pixi.lock -LockEnvironment py312) -Platform win-64).Name | Should -Be 'py312', 'py311'
    }

    It 'has no other parts than its own' {
        foreach ($command in 'Import-CondaEnvFile', 'Find-CondaEnvFileIssue', 'Test-CondaEnvFile') {
            & $command pixi.lock -LockEnvironment none -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem.FullyQualifiedErrorId | Should -BeLike 'LockEnvironmentNotFound,*'
            & $command good.yml -Platform linux-64 -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem.FullyQualifiedErrorId | Should -BeLike 'LockEnvironmentNotFound,*'
        }

        Compare-CondaEnv good.yml o.yml -Platform linux-64 -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -BeLike 'LockEnvironmentNotFound,*'
        Test-CondaEnvFile pixi.lock -LockEnvironment py311 | Should -BeTrue
        Find-CondaEnvFileIssue pixi.lock -LockEnvironment py311 -Platform win-64 | Should -BeNullOrEmpty
    }
}

Describe 'Test-CondaEnvFile' {
    It 'is True or False for each file' {
        Test-CondaEnvFile good.yml, broken.yml, lost.yml, o.yml | Should -Be $true, $false, $false, $true
        Get-Item good.yml | Test-CondaEnvFile | Should -BeTrue
        Test-CondaEnvFile -LiteralPath '[odd].yml' | Should -BeTrue
    }

    It 'is an error for a file that is not there' {
        Test-CondaEnvFile none.yml -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'PathNotFound,CondaEnv.Commands.TestCondaEnvFileCommand'
    }
}

Describe 'Find-CondaEnvFileIssue' {
    It 'returns rows, by line' {
        $issues = @(Find-CondaEnvFileIssue broken.yml, lost.yml, good.yml)
        $issues | Should -BeOfType CondaEnv.CondaEnvIssue
        $issues.RuleName | Should -Be 'InvalidFile', 'KeyType'
        $issues[1].Line, $issues[1].Column | Should -Be 2, 11
        "$($issues[1])" | Should -BeLike "$(Join-Path $TestDrive 'lost.yml'):2:11: KeyType: *"
    }

    It 'filters by severity and rule' {
        Set-Content many.yml 'name: a b', 'prefix: /x', 'unknown: 1', 'dependencies: [zlib]'
        (Find-CondaEnvFileIssue many.yml).RuleName | Should -Be 'MissingChannels', 'NameRefused', 'PrefixPresent', 'UnknownKey'
        (Find-CondaEnvFileIssue many.yml -Severity Error).RuleName | Should -Be 'NameRefused'
        (Find-CondaEnvFileIssue many.yml -IncludeRule *Present, unknownkey).RuleName | Should -Be 'PrefixPresent', 'UnknownKey'
        (Find-CondaEnvFileIssue many.yml -ExcludeRule M*, NameRefused).RuleName | Should -Be 'PrefixPresent', 'UnknownKey'
        { Find-CondaEnvFileIssue many.yml -ExcludeRule Nope } | Should -Throw -ErrorId 'RuleNotFound,CondaEnv.Commands.FindCondaEnvFileIssueCommand'
    }

    It 'completes rules' {
        (TabExpansion2 'Find-CondaEnvFileIssue x -IncludeRule Sec' -cursorColumn 41).CompletionMatches.CompletionText | Should -Be 'SecretInUrl', 'SecretVariable'
        (TabExpansion2 'Find-CondaEnvFileIssue x -Severity ' -cursorColumn 35).CompletionMatches.CompletionText | Should -Contain 'Warning'
    }

    It 'shows findings by file' {
        $text = (Find-CondaEnvFileIssue lost.yml | Out-String -Width 120) -replace '\e\[[\d;]*m'
        $text | Should -Match 'File: .*lost.yml'
        $text | Should -Match ' 2 +11 Error +KeyType'
    }

    It 'has all its rules in the help' {
        $rules = (TabExpansion2 'Find-CondaEnvFileIssue x -IncludeRule ' -cursorColumn 38).CompletionMatches
        $help = (Get-Help Find-CondaEnvFileIssue).description | Out-String -Width 1000
        foreach ($rule in $rules) { $help | Should -Match ([regex]::Escape("$($rule.CompletionText) (")) }
    }
}

Describe 'Lists of packages as PowerShell writes them' {
    BeforeAll {
        $prefix = Join-Path $FixtureEnvironments 'packaging-env'
        $packages = Get-CondaPackage -Prefix $prefix
        $packages | Export-Csv rows.csv
        $packages | Export-Csv typed.csv -Delimiter ';' -IncludeTypeInformation -Encoding unicode
        $packages | Export-Clixml rows.clixml
        , $packages | Export-Clixml one.xml
        $packages | Export-Clixml twins.clixml
        Import-Clixml twins.clixml | Export-Clixml twice.clixml
        Import-Clixml twins.clixml | Export-Csv twins.csv
        Import-Csv rows.csv | Export-Csv again.csv
        Get-CondaEnv | Export-Csv environments.csv
    }

    It '<_> is the environment' -ForEach 'rows.csv', 'typed.csv', 'rows.clixml', 'one.xml', 'twice.clixml', 'again.csv' {
        $file = Import-CondaEnvFile $_ -ErrorAction Stop -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty
        $file.Kind | Should -Be 'CondaList'
        $file.Dependencies.Count | Should -Be $packages.Count
        Compare-CondaEnv $prefix "./$_" -Quiet | Should -BeTrue
        Find-CondaEnvFileIssue $_ | Should -BeNullOrEmpty
    }

    It 'takes packages of another session out of CSV, and says once that their lists are lost' {
        $null = Import-CondaEnvFile twins.csv -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 1
        Compare-CondaEnv $prefix ./twins.csv -Quiet -WarningAction SilentlyContinue | Should -BeTrue
    }

    It 'refuses a list of something else once' {
        $null = Import-CondaEnvFile environments.csv -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be 'FileInvalid,CondaEnv.Commands.ImportCondaEnvFileCommand'
    }
}

Describe 'A record that was changed' {
    BeforeAll {
        $null = Save-CondaEnvRecord -Prefix (Join-Path $FixtureEnvironments 'packaging-env') -Path ./records
        $record = (Get-ChildItem ./records).FullName
    }

    It 'is found by a pattern of folders' {
        Test-CondaEnvFile ./records/* | Should -BeTrue
        Test-CondaEnvFile .\records\* | Should -BeTrue
    }

    It 'is warned of, found, and nothing is made of it' {
        Add-Content (Join-Path $record 'explicit.txt') '# more'
        $null = Import-CondaEnvFile $record -ErrorAction Stop -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike "*'explicit.txt' was changed*"
        (Find-CondaEnvFileIssue $record -IncludeRule HashMismatch).Severity | Should -Be 'Error'
        Test-CondaEnvFile $record | Should -BeFalse
        New-CondaEnv -Prefix ./made -Path $record -Plan -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be 'HashMismatch,CondaEnv.Commands.NewCondaEnvCommand'
        New-CondaEnv -Prefix ./made -Path $record -Plan -SkipHashCheck -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Not -Contain 'HashMismatch,CondaEnv.Commands.NewCondaEnvCommand'
    }
}
