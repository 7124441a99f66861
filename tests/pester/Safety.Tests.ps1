BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $more, $FixtureEnvironments
    $null = Add-TestEnvironment $more 'one' -File @{ 'conda-meta/history' = "==> 2026-01-01 00:00:00 <==`n# cmd: conda create zlib`n+conda-forge/linux-64::zlib-1.3.1-0`n# update specs: ['zlib']`n" }
    $null = Add-TestEnvironment $more 'two' -Package 'zlib=1.3.1=0', 'bzip2=1.0.8=1'
    $onUnix = [IO.Path]::DirectorySeparatorChar -eq '/'
    $writers = Get-Command -Module CondaEnv | Where-Object { $_.Parameters.ContainsKey('WhatIf') } | ForEach-Object Name

    function Get-FullId([string] $Id, [string] $Command) { "$Id,CondaEnv.Commands.$($Command.Replace('-', ''))Command" }
}

AfterAll {
    Exit-TestMachine
}

Describe 'An output path' {
    BeforeEach {
        $out = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $out
    }

    It 'never binds by property name' {
        $readers = 'Import-CondaEnvFile', 'Find-CondaEnvFileIssue', 'Test-CondaEnvFile'
        foreach ($command in Get-Command -Module CondaEnv | Where-Object Name -NotIn $readers) {
            foreach ($set in $command.ParameterSets) {
                $set.Parameters | Where-Object { $_.Name -eq 'Path' -and ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName) } |
                    Should -BeNullOrEmpty -Because "$($command.Name) may write to it"
            }
        }
    }

    It 'is not taken from a row, whatever emits it, on any cmdlet that writes' {
        Push-Location $out
        try {
            foreach ($name in 'victim.txt', 'victim.yml', 'left.yml', 'record/file.txt') {
                $null = New-Item -ItemType File -Force -Path $name -Value 'precious'
            }

            $prefix = Join-Path $more 'one'
            Export-CondaEnv one -Path left.yml
            $record = Save-CondaEnvRecord one -Path records -PassThru
            $rows = [ordered]@{
                environment = Get-CondaEnv one
                package = Get-CondaPackage -EnvironmentName one
                revision = Get-CondaEnvHistory one
                export = Export-CondaEnv two -Path two.yml -PassThru
                report = Export-CondaEnv two -ReportOnly
                record = $record
                file = Import-CondaEnvFile left.yml
                comparison = Compare-CondaEnv one two -Summary -ErrorAction Ignore
                difference = Compare-CondaEnv one two
                issue = Find-CondaEnvFileIssue left.yml
                format = Get-CondaExportFormat
                created = [pscustomobject]@{ PSTypeName = 'Deserialized.CondaEnv.CondaEnvCreateResult'; Name = 'one'; Prefix = $prefix; Path = 'victim.yml' }
                csv = [pscustomobject]@{ Prefix = $prefix; EnvironmentName = 'one'; Path = 'victim.txt'; LiteralPath = 'victim.txt'; FullName = 'victim.txt' }
                csvByName = [pscustomobject]@{ EnvironmentName = 'one'; Path = 'victim.txt' }
                csvNamePath = [pscustomobject]@{ Name = 'one'; Path = 'victim.yml' }
                fileInfo = Get-Item left.yml
                folder = Get-Item $prefix
                text = 'one'
            }

            $before = Get-TreeState $out
            $environments = Get-TreeState $more
            foreach ($kind in @($rows.Keys)) {
                foreach ($row in @($rows[$kind]) + @($rows[$kind] | ConvertTo-Twin) + @($rows[$kind] | ConvertTo-Csv | ConvertFrom-Csv)) {
                    $null = $row | Export-CondaEnv -ErrorAction SilentlyContinue -WarningAction Ignore
                    Get-TreeState $out | Should -Be $before -Because "a row '$kind' names no file to write"
                    foreach ($writer in $writers | Where-Object { $_ -notin 'Export-CondaEnv', 'Save-CondaEnvRecord' }) {
                        try {
                            $null = $row | & $writer -WhatIf -ErrorAction SilentlyContinue -WarningAction Ignore
                        } catch [Management.Automation.ParameterBindingException] {
                            # What stands for nothing that the cmdlet takes leaves its mandatory parameters unset.
                            $_.FullyQualifiedErrorId | Should -Match '^(MissingMandatoryParameter|AmbiguousParameterSet)'
                        }
                    }

                    $target = Join-Path $out 'asked'
                    $null = $row | Save-CondaEnvRecord -Path $target -ErrorAction SilentlyContinue -WarningAction Ignore
                    if (Test-Path $target) { Remove-Item -Recurse -Force $target }
                    Get-TreeState $out | Should -Be $before -Because "a row '$kind' names no file to write"
                }
            }

            Get-TreeState $more | Should -Be $environments
        } finally {
            Pop-Location
        }
    }

    It 'is a script block that knows what was piped, on both cmdlets' {
        $row = [pscustomobject]@{ Prefix = Join-Path $more 'one'; Mine = 'a' }
        $row | Export-CondaEnv -Path { Join-Path $out "$($_.Mine).yml" }
        Get-CondaEnv one, two | Export-CondaEnv -Path { Join-Path $out "$($_.Name).yml" }
        'two' | Export-CondaEnv -Path { Join-Path $out "text-$_.yml" }
        Get-Item (Join-Path $more 'two') | Export-CondaEnv -Path { Join-Path $out "$($_.BaseName)-folder.yml" }
        Export-CondaEnv -EnvironmentName one, two -Path { Join-Path $out "named-$($_.Name).yml" }
        Export-CondaEnv -Prefix (Join-Path $more 'two') -LiteralPath { Join-Path $out "prefix-$($PSItem.Name).yml" }
        $names = [string[]]@((Get-ChildItem $out -File).Name)
        [array]::Sort($names, [StringComparer]::Ordinal)
        $names | Should -Be 'a.yml', 'named-one.yml', 'named-two.yml', 'one.yml', 'prefix-two.yml', 'text-two.yml', 'two-folder.yml', 'two.yml'

        $row | Save-CondaEnvRecord -Path { Join-Path $out "r-$($_.Mine)" }
        Get-CondaEnv one, two | Save-CondaEnvRecord -Path { Join-Path $out "r-$($_.Name)" }
        Save-CondaEnvRecord one { Join-Path $out "r2-$($_.Name)" }
        [string[]]$folders = (Get-ChildItem $out -Directory).Name
        [array]::Sort($folders, [StringComparer]::Ordinal)
        $folders | Should -Be 'r-a', 'r-one', 'r-two', 'r2-one'
        (Get-ChildItem (Join-Path $out 'r-two')).Name | Should -Be 'two-linux-64'
    }

    It 'is one error where the script block gives no path or several, or fails' -ForEach @(
        @{ Script = { } }, @{ Script = { '' } }, @{ Script = { 'a', 'b' } }, @{ Script = { throw 'no' } }, @{ Script = { Get-Item NoSuch: -ErrorAction Stop } }
    ) {
        foreach ($command in 'Export-CondaEnv', 'Save-CondaEnvRecord') {
            'one', 'two' | & $command -Path $Script -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems.FullyQualifiedErrorId | Where-Object { $_ -match '^PathNotFound,CondaEnv' } | Should -Be @(Get-FullId PathNotFound $command; Get-FullId PathNotFound $command)
        }

        Get-ChildItem $out | Should -BeNullOrEmpty
    }

    It 'takes one path, and a file object by its full name' {
        { Export-CondaEnv one -Path a.yml, b.yml } | Should -Throw -ErrorId (Get-FullId 'ParameterArgumentTransformationError' 'Export-CondaEnv')
        Export-CondaEnv one -Path ([IO.FileInfo] (Join-Path $out 'f.yml'))
        Join-Path $out 'f.yml' | Should -Exist
    }
}

Describe 'What could not be read completely' {
    BeforeEach {
        $out = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $out
        $prefix = Add-TestEnvironment $more 'partial' -Package 'zlib=1.3.1=0', 'bzip2=1.0.8=1'
        Export-CondaEnv partial -Path "$out/a.yml"
        Save-CondaEnvRecord partial -Path "$out/r"
        [IO.File]::WriteAllText("$prefix/conda-meta/zlib-1.3.1-0.json", '{')
        $before = Get-TreeState $out
    }

    It 'never replaces what was whole, unless AllowPartial says so' {
        Export-CondaEnv partial -Path "$out/a.yml" -Force -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction Ignore
        $problems[-1].FullyQualifiedErrorId | Should -Be (Get-FullId PartialRefused 'Export-CondaEnv')
        $problems[-1].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $problems[-1].TargetObject | Should -Be (Join-Path $out 'a.yml')
        Save-CondaEnvRecord partial -Path "$out/r" -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction Ignore
        $problems[-1].FullyQualifiedErrorId | Should -Be (Get-FullId PartialRefused 'Save-CondaEnvRecord')
        Get-TreeState $out | Should -Be $before

        Export-CondaEnv partial -Path "$out/a.yml" -AllowPartial -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction Ignore
        $problems | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } | Sort-Object -Unique | Should -Be 'RecordInvalid'
        Save-CondaEnvRecord partial -Path "$out/r" -AllowPartial -ErrorAction SilentlyContinue -WarningAction Ignore
        "$out/a.yml" | Should -Not -FileContentMatch 'zlib'
        "$out/r/partial-linux-64/packages.csv" | Should -Not -FileContentMatch 'zlib'
    }

    It 'is written where nothing is' {
        Export-CondaEnv partial -Path "$out/new.yml" -ErrorAction SilentlyContinue -WarningAction Ignore
        "$out/new.yml" | Should -FileContentMatch 'bzip2'
        Save-CondaEnvRecord partial -Path "$out/new" -PassThru -ErrorAction SilentlyContinue -WarningAction Ignore | Should -HaveCount 1
    }
}

Describe 'What is no regular file' {
    BeforeEach {
        if (-not $onUnix) { Set-ItResult -Skipped -Because 'Windows has no FIFOs among its files' }
    }

    It 'is written to as a target, and stays what it is' {
        $pipe = Join-Path $TestDrive 'pipe'
        mkfifo $pipe
        $reader = [Diagnostics.Process]::Start([Diagnostics.ProcessStartInfo]@{ FileName = 'cat'; Arguments = "`"$pipe`""; RedirectStandardOutput = $true; UseShellExecute = $false })
        Export-CondaEnv one -Path $pipe
        $text = $reader.StandardOutput.ReadToEnd()
        $reader.WaitForExit()
        $text.TrimEnd("`n").Split("`n") | Should -Be (Export-CondaEnv one)
        & test -p $pipe
        $LASTEXITCODE | Should -Be 0
    }

    It 'is one error for a setting' {
        mkfifo (Join-Path $TestDrive '.condarc')
        try {
            Get-CondaEnv one -ErrorVariable problems -ErrorAction SilentlyContinue | Should -HaveCount 1
            $problems.FullyQualifiedErrorId | Should -Be (Get-FullId FileReadFailed 'Get-CondaEnv')
        } finally {
            Remove-Item -Force (Join-Path $TestDrive '.condarc')
        }
    }
}
