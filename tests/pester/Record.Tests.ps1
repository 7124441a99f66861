BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $more, $FixtureEnvironments
    $null = Add-TestEnvironment $more 'one'
    $null = Add-TestEnvironment $more 'two' -Package 'zlib=1.3.1=0', 'bzip2=1.0.8=1' -File @{ 'conda-meta/history' = "==> 2026-01-01 00:00:00 <==`n# cmd: conda create zlib`n# update specs: ['zlib']`n" }
    $null = Add-TestEnvironment $more '[brackets]'
    $null = Add-TestEnvironment $more 'damaged' -File @{ 'conda-meta/bad-1.0-0.json' = '{' }
    $null = Add-TestEnvironment $more 'secret' -File @{ 'conda-meta/state' = '{"env_vars": {"API_KEY": "abc123"}}' }
    $null = New-Item -ItemType Directory (Join-Path $more 'plain')

    function Get-FullId([string] $Id) { "$Id,CondaEnv.Commands.SaveCondaEnvRecordCommand" }
}

AfterAll {
    Exit-TestMachine
}

Describe 'Save-CondaEnvRecord and its targets' {
    BeforeEach {
        $root = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'takes a name, a path, a prefix, an object, a twin, a row, a folder' {
        $prefix = Join-Path $more 'one'
        Save-CondaEnvRecord one -Path $root | Should -BeNullOrEmpty
        (Get-ChildItem $root).Name | Should -Be 'one-linux-64'
        $record = @(
            Save-CondaEnvRecord one $root -PassThru
            Save-CondaEnvRecord -EnvironmentName one -LiteralPath $root -PassThru
            Save-CondaEnvRecord $prefix $root -PassThru
            Save-CondaEnvRecord -Prefix $prefix -Path $root -PassThru
            Save-CondaEnvRecord -InputObject (Get-CondaEnv one) -Path $root -PassThru
            Get-CondaEnv one | Save-CondaEnvRecord -Path $root -PassThru
            Get-CondaEnv one | ConvertTo-Twin | Save-CondaEnvRecord -Path $root -PassThru
            Get-CondaEnv one | ConvertTo-Csv | ConvertFrom-Csv | Save-CondaEnvRecord -Path $root -PassThru
            Get-Item $prefix | Save-CondaEnvRecord -Path $root -PassThru
            'one' | Save-CondaEnvRecord -Path $root -PassThru
            Save-CondaEnvRecord one $root -PassThru | Save-CondaEnvRecord -Path $root -PassThru
        )
        $record | Should -HaveCount 11
        $record.IsChanged | Sort-Object -Unique | Should -Be $false
        $record.Path | Sort-Object -Unique | Should -Be (Join-Path $root 'one-linux-64')
    }

    It 'takes the active environment where none is given' {
        $env:CONDA_PREFIX = Join-Path $more 'one'
        try {
            (Save-CondaEnvRecord -Path $root -PassThru).EnvironmentName | Should -Be 'one'
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }

        { Save-CondaEnvRecord -Path $root -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId NoActiveEnvironment)
    }

    It 'records beside PowerShell''s location, on its drives, and below [brackets]' {
        $null = New-Item -ItemType Directory $root
        Push-Location $root
        try {
            Save-CondaEnvRecord one ./deep/er
            Save-CondaEnvRecord '[brackets]' '[x]'
        } finally {
            Pop-Location
        }

        $null = New-PSDrive -Name Records -PSProvider FileSystem -Root $root
        Save-CondaEnvRecord two Records:/drive
        foreach ($expected in 'deep/er/one-linux-64', '[x]/[brackets]-linux-64', 'drive/two-linux-64') {
            Test-Path -LiteralPath (Join-Path $root "$expected/record.json") | Should -BeTrue -Because $expected
        }
    }

    It 'goes on after one that cannot be recorded' {
        $record = 'nope', 'one', 'plain', 'damaged', 'two' | Save-CondaEnvRecord -Path $root -PassThru -ErrorVariable problem -ErrorAction SilentlyContinue -WarningAction Ignore
        $record.EnvironmentName | Should -Be 'one', 'damaged', 'two'
        $problem.FullyQualifiedErrorId | Should -Be (Get-FullId EnvironmentNotFound), (Get-FullId NotAnEnvironment), (Get-FullId RecordInvalid)
        $record[1].Losses.Code | Should -Contain 'RecordInvalid'
    }

    It 'says <Kind> for <What>, and writes nothing' -ForEach @(
        @{ What = 'a drive that is not there'; Place = 'Nowhere:/x'; Kind = 'PathNotFound' }
        @{ What = 'a place that is no folder'; Place = 'Env:/x'; Kind = 'PathNotFound' }
    ) {
        { Save-CondaEnvRecord one $Place } | Should -Throw -ErrorId (Get-FullId $Kind)
    }

    It 'says FileWriteFailed for a file as the folder' {
        Set-Content $root 'mine'
        { Save-CondaEnvRecord one $root -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId FileWriteFailed)
        Get-Content $root | Should -Be 'mine'
    }
}

Describe 'Save-CondaEnvRecord' {
    BeforeEach {
        $root = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'records a whole machine, and shows how far it is' {
        Get-CondaEnv | Save-CondaEnvRecord -Path $root -WarningAction Ignore -ErrorAction Ignore
        (Get-ChildItem $root -Directory).Name | Sort-Object | Should -Be (Get-CondaEnv | ForEach-Object { "$($_.Name)-$($_.Platform)" } | Sort-Object)
        $shown = Invoke-Fresh -Variable @{ Root = $root } {
            $shell = [powershell]::Create().AddScript({
                    param($Module, $Root)
                    Import-Module $Module
                    Get-CondaEnv | Save-CondaEnvRecord -Path $Root -WarningAction Ignore -ErrorAction Ignore
                }).AddArgument($ModulePath).AddArgument($Root)
            $null = $shell.Invoke()
            $ours = @($shell.Streams.Progress | Where-Object Activity -EQ 'Recording environments')
            $ours.Count
            $ours[0].StatusDescription
            "$($ours[-1].RecordType)"
        }
        [int]$shown[0] | Should -Be (1 + @(Get-CondaEnv).Count)
        $shown[1] | Should -Match '^1: '
        $shown[2] | Should -Be 'Completed'
    }

    It 'writes nothing where nothing has changed' {
        Get-CondaEnv one, two | Save-CondaEnvRecord -Path $root
        $before = Get-TreeState $root
        (Get-CondaEnv one, two | Save-CondaEnvRecord -Path $root -PassThru).IsChanged | Should -Be $false, $false
        Get-TreeState $root | Should -BeExactly $before
    }

    It 'returns what it wrote with -PassThru' {
        $record = Save-CondaEnvRecord two $root -PassThru
        $record | Should -BeOfType CondaEnv.CondaEnvRecord
        $record.Prefix | Should -Be (Join-Path $more 'two')
        $record.IsChanged | Should -BeTrue
        $record.Platform | Should -Be 'linux-64'
        $record.PackageCount | Should -Be 2
        $record.Fingerprint | Should -Be (Get-CondaEnv two).Fingerprint
        $record.Files | Should -Be 'environment.yml', 'environment.full.yml', 'explicit.txt', 'packages.csv', 'record.json'
        $json = Get-Content (Join-Path $record.Path record.json) -Raw | ConvertFrom-Json
        $json.Environment.Fingerprint | Should -Be $record.Fingerprint
        foreach ($file in $json.Files) {
            (Get-FileHash (Join-Path $record.Path $file.Name)).Hash | Should -Be $file.Sha256
        }
    }

    It 'has files that lead back to the packages' {
        $record = Save-CondaEnvRecord mkdocs-env $root -PassThru
        $rows = Import-Csv (Join-Path $record.Path packages.csv)
        $rows.Name | Should -Be (Get-CondaPackage -EnvironmentName mkdocs-env).Name
        ($rows[0] | Get-CondaPackage pip).Name | Should -Be 'pip'
        Get-Content (Join-Path $record.Path requirements.txt) | Should -Contain 'mkdocs==1.6.1'
    }

    It 'is as precise as -Pin and -PinPackage say' {
        $record = Save-CondaEnvRecord two $root -Pin Minor -PinPackage @{ 'bz*' = 'Exact'; bzip2 = 'Major' } -PassThru
        $lines = Get-Content (Join-Path $record.Path environment.yml)
        $lines | Should -Contain '  - zlib=1.3'
        $lines | Should -Contain '  - bzip2=1'
        { Save-CondaEnvRecord two $root -PinPackage @{ zlib = 'x' } } | Should -Throw -ErrorId (Get-FullId ParameterArgumentValidationError)
    }

    It 'warns of what is lost, and withholds secrets unless they are asked for' {
        $record = Save-CondaEnvRecord secret $root -PassThru -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -HaveCount 1
        "$warning" | Should -Match "^'secret': 1 variable not in the text.*: API_KEY\.$"
        Get-ChildItem $record.Path | Get-Content | Should -Not -Match 'abc123'
        Save-CondaEnvRecord secret $root -IncludeSecret -WarningVariable warning -WarningAction SilentlyContinue
        Get-Content (Join-Path $record.Path environment.full.yml) | Should -Contain '  API_KEY: abc123'
        "$warning" | Should -Match 'in clear: API_KEY'
    }

    It 'writes no record with -Strict where an environment would differ, and goes on' {
        $record = 'pip-mixed', 'two' | Save-CondaEnvRecord -Path $root -Strict -PassThru -ErrorVariable problem -ErrorAction SilentlyContinue -WarningAction Ignore
        $record.EnvironmentName | Should -Be 'two'
        $problem.FullyQualifiedErrorId | Should -Contain (Get-FullId LossRefused)
        (Get-ChildItem $root).Name | Should -Be 'two-linux-64'
    }

    It 'writes nothing with -WhatIf' {
        Save-CondaEnvRecord one, two $root -WhatIf -PassThru | Should -BeNullOrEmpty
        $root | Should -Not -Exist
    }

    It 'touches nothing but the records' {
        $before = Get-TreeState $more
        Get-CondaEnv | Save-CondaEnvRecord -Path $root -WarningAction Ignore -ErrorAction Ignore
        Get-TreeState $more | Should -BeExactly $before
    }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'Save-CondaEnvRecord mk'; First = 'mkdocs-env' }
        @{ Line = 'Save-CondaEnvRecord -EnvironmentName mk'; First = 'mkdocs-env' }
        @{ Line = 'Save-CondaEnvRecord -Pin Mi'; First = 'Minor' }
    ) {
        (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches[0].CompletionText | Should -Be $First
    }
}

Describe 'A record as an object' {
    BeforeEach {
        $root = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'keeps every property elsewhere, and its losses as rows' {
        $live = Save-CondaEnvRecord secret $root -PassThru -WarningAction Ignore
        $twin = $live | ConvertTo-Twin
        foreach ($property in [CondaEnv.CondaEnvRecord].GetProperties().Name) {
            $twin.PSObject.Properties.Name | Should -Contain $property
            "$($twin.$property)" | Should -Be "$($live.$property | ForEach-Object { $_ })"
        }

        $twin.Losses[0].Code | Should -Be $live.Losses[0].Code
        ($twin | Save-CondaEnvRecord -Path $root -PassThru -WarningAction Ignore).IsChanged | Should -BeFalse
    }

    It 'is shown as a table and as a list, living or not' {
        $live = Save-CondaEnvRecord two $root -PassThru
        $lines = ($live | Out-String -Width 200).Trim().Split("`n") | ForEach-Object { ($_ -replace '\e\[[\d;]*m').TrimEnd() }
        $lines[0] | Should -Be 'Environment            Platform     Packages   Pip Changed Path'
        $lines[2] | Should -Be "two                    linux-64            2     0 True    $(Join-Path $root 'two-linux-64')"
        $live | ConvertTo-Twin | Out-String -Width 200 | Should -Be ($live | Out-String -Width 200)
        $text = $live | Format-List | Out-String
        [CondaEnv.CondaEnvRecord].GetProperties().Name | ForEach-Object { $text | Should -Match "(?m)^$_ +:" }
    }
}

Describe 'Records of several machines in one folder' {
    BeforeAll {
        . "$PSScriptRoot/Support.ps1"
        $more = Join-Path $TestDrive 'more'
        $other = Join-Path $TestDrive 'other'
        $records = Join-Path $TestDrive 'fleet'
        Enter-TestMachine $TestDrive -EnvironmentsFolder $more, $other
        $null = Add-TestEnvironment $more 'teaching'
        $null = Add-TestEnvironment $other 'teaching'
        $first = Save-CondaEnvRecord -Prefix (Join-Path $more 'teaching') -Path $records -PassThru
        $json = Join-Path $first.Path 'record.json'
        [IO.File]::WriteAllText($json, [IO.File]::ReadAllText($json).Replace("`"ComputerName`": `"$([Environment]::MachineName)`"", '"ComputerName": "lab07"'))
    }

    AfterAll { Exit-TestMachine }

    It 'say whose they are, and stay' {
        $platform = $first.Platform
        (Get-Content (Join-Path $first.Path 'record.json') -Raw) | Should -Match '"ComputerName": "lab07"'
        $mine = Save-CondaEnvRecord -Prefix (Join-Path $more 'teaching') -Path $records -PassThru
        Split-Path $mine.Path -Leaf | Should -BeExactly "teaching-$platform-$([Environment]::MachineName)"
        $again = Save-CondaEnvRecord -Prefix (Join-Path $more 'teaching') -Path $records -PassThru
        $again.Path, $again.IsChanged | Should -Be $mine.Path, $false
        $third = Save-CondaEnvRecord -Prefix (Join-Path $other 'teaching') -Path $records -PassThru
        Split-Path $third.Path -Leaf | Should -Match "^teaching-$platform-[0-9a-f]{8}$"
        @(Get-ChildItem $records -Directory) | Should -HaveCount 3
    }
}
