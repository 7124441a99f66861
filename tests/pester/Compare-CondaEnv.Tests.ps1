BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'left' -Package 'a=1.9=0', 'b=1.0=0', 'gone=1.0=0', 'same=1.0=0'
    $right = Add-TestEnvironment $more 'right' -Package 'a=1.10=0', 'b=1.0=1', 'new=2.0=0', 'same=1.0=0'
    [IO.File]::WriteAllText((Join-Path $right 'conda-meta/history'), "==> 2026-01-10 10:00:00 <==`n+conda-forge/linux-64::a-1.9-0`n+conda-forge/linux-64::same-1.0-0`n==> 2026-01-15 23:30:00 <==`n-conda-forge/linux-64::a-1.9-0`n+conda-forge/linux-64::a-1.10-0`n")
    $null = Add-TestEnvironment $more 'same@3' -Package 'a=1.9=0'
    $null = Add-TestEnvironment $more 'empty' -Package @()
    $null = Add-TestEnvironment $more 'bad' -File @{ 'conda-meta/bad-1.0-0.json' = '{' }
    Set-Content (Join-Path $TestDrive 'wish.yml') "name: x`ndependencies:`n  - a=1.9`n  - same`n"
    function Get-Row($Row) { $Row | ForEach-Object { "$($_.Change) $($_.Name) $($_.ReferenceVersion)$($_.SideIndicator)$($_.DifferenceVersion) $($_.Level)".Trim() } }
    $expected = 'Added new =>2.0', 'Removed gone 1.0<=', 'Upgraded a 1.9<>1.10 Minor', 'Rebuilt b 1.0<>1.0 Build'
    function Get-FullId([string] $Id) { "$Id,CondaEnv.Commands.CompareCondaEnvCommand" }
}

AfterAll {
    Exit-TestMachine
}

Describe 'Compare-CondaEnv' {
    BeforeEach {
        Push-Location $TestDrive
    }

    AfterEach {
        Pop-Location
    }

    It 'compares two environments by name' {
        $rows = Compare-CondaEnv left right
        Get-Row $rows | Should -Be $expected
        $rows | Should -BeOfType CondaEnv.CondaEnvDifference
        $rows[3].Detail | Should -Be '0 -> 1'
        $rows[0].RequiredBy | Should -BeNullOrEmpty
    }

    It 'takes <Kind>' -ForEach @(
        @{ Kind = 'prefixes'; Sides = { (Join-Path $more 'left'), (Join-Path $more 'right') } }
        @{ Kind = 'relative paths'; Sides = { './more/left', './more/right' } }
        @{ Kind = 'paths of a drive of the session'; Sides = { 'TestDrive:/more/left', 'TestDrive:/more/right' } }
        @{ Kind = 'environments'; Sides = { (Get-CondaEnv left), (Get-CondaEnv right) } }
        @{ Kind = 'folders'; Sides = { (Get-Item more/left), (Get-Item more/right) } }
        @{ Kind = 'environments of another session'; Sides = { (Get-CondaEnv left | ConvertTo-Twin), (Get-CondaEnv right | ConvertTo-Twin) } }
        @{ Kind = 'lists of packages'; Sides = { (Get-CondaPackage -EnvironmentName left), (Get-CondaPackage -EnvironmentName right) } }
        @{ Kind = 'packages of another session'; Sides = { (Get-CondaPackage -EnvironmentName left | ConvertTo-Twin), (Get-CondaPackage -EnvironmentName right | ConvertTo-Twin -Depth 2) } }
        @{ Kind = 'rows of CSV'; Sides = { (Get-CondaPackage -EnvironmentName left | ConvertTo-Csv | ConvertFrom-Csv), 'right' } }
        @{ Kind = 'rows of JSON'; Sides = { (Get-CondaPackage -EnvironmentName left | ConvertTo-Json | ConvertFrom-Json), 'right' } }
        @{ Kind = 'records'; Sides = { (Save-CondaEnvRecord left -Path ./records -PassThru -WarningAction Ignore), (Save-CondaEnvRecord right -Path ./records -PassThru -WarningAction Ignore).Path } }
        @{ Kind = 'records of another session'; Sides = { (Save-CondaEnvRecord left, right -Path ./records -PassThru -WarningAction Ignore | Select-Object -First 1 | ConvertTo-Twin), './records/right-linux-64/record.json' } }
        @{ Kind = 'explicit files'; Sides = { 'left', 'right' | Export-CondaEnv -Format Explicit -Path { "./$_.txt" } -WarningAction Ignore; './left.txt', 'right.txt' } }
        @{ Kind = 'files of an export'; Sides = { (Export-CondaEnv left -Format PixiLock -Path left.lock -PassThru -WarningAction Ignore), (Import-CondaEnvFile (Export-CondaEnv right -Format CondaLock -Path right.conda-lock.yml -PassThru -WarningAction Ignore).Path) } }
    ) {
        $reference, $difference = & $Sides
        Get-Row (Compare-CondaEnv $reference $difference) | Should -Be $expected
        Get-Row ($difference | Compare-CondaEnv $reference) | Should -Be $expected
    }

    It 'compares with a revision, and with the end of a day' {
        Get-Row (Compare-CondaEnv right@0 right) | Should -Be 'Added b =>1.0', 'Added new =>2.0', 'Upgraded a 1.9<>1.10 Minor'
        Get-Row (Compare-CondaEnv right@2026-01-14 right@2026-01-15) | Should -Be 'Upgraded a 1.9<>1.10 Minor'
        Get-Row (Compare-CondaEnv ./more/right@2026-01-15T12:00 right@1) | Should -Be 'Upgraded a 1.9<>1.10 Minor'
        Get-Row ((Get-CondaEnvHistory right)[0] | Compare-CondaEnv right@1) | Should -Be 'Downgraded a 1.10<>1.9 Minor'
    }

    It 'takes an environment that is really called so' {
        (Compare-CondaEnv same@3 left -Summary).Reference | Should -Be 'same@3'
        (Compare-CondaEnv same@3 left).Name | Should -Be 'b', 'gone', 'same'
    }

    It 'says what a file of specs asks for' {
        $rows = Compare-CondaEnv wish.yml right
        Get-Row $rows | Should -Be 'Added b =>1.0', 'Added new =>2.0', 'SpecViolated a <>1.10'
        $rows[-1].Spec | Should -Be 'a=1.9'
        $rows[-1].Detail | Should -Be "requested is 'a=1.9', installed is version 1.10"
        Get-Row (Compare-CondaEnv wish.yml left -IncludeEqual) | Should -Contain 'SpecSatisfied a ==1.9'
    }

    It 'gives a truth with -Quiet' {
        Compare-CondaEnv left left -Quiet | Should -BeTrue
        Compare-CondaEnv left right -Quiet | Should -BeFalse
        'left', 'right' | Compare-CondaEnv left -Quiet | Should -BeExactly $false
        Compare-CondaEnv left nosuch -Quiet -ErrorAction Ignore | Should -BeNullOrEmpty
        # What is damaged may hide a difference.
        Compare-CondaEnv bad bad -Quiet -ErrorAction Ignore | Should -BeNullOrEmpty
        Compare-CondaEnv bad left -Quiet -ErrorAction Ignore | Should -BeExactly $false
    }

    It 'counts with -Summary' {
        $summary = Compare-CondaEnv left right -Summary
        $summary | Should -BeOfType CondaEnv.CondaEnvComparison
        $summary.DifferenceCount, $summary.Added, $summary.Removed, $summary.Upgraded, $summary.Rebuilt, $summary.Unchanged | Should -Be 4, 1, 1, 1, 1, 1
        $summary.IsEqual | Should -BeFalse
        $summary.Fingerprint | Should -Be (Get-CondaEnv right).Fingerprint
    }

    It 'gives rows for each of several, and each says whose it is' {
        $rows = Get-CondaEnv left, right, empty | Compare-CondaEnv left
        $rows | Group-Object Prefix | ForEach-Object { "$(Split-Path $_.Name -Leaf) $($_.Count)" } | Should -Be 'empty 4', 'right 4'
        $rows.ComputerName | Sort-Object -Unique | Should -Be ([Environment]::MachineName)
        $packages = Get-CondaPackage -EnvironmentName left, right | ConvertTo-Twin
        ($packages | Compare-CondaEnv left -Summary).Difference | Should -Be 'left', 'right'
    }

    It 'tells machines apart' {
        $here = Get-CondaPackage -EnvironmentName right
        $there = $here | ConvertTo-Twin | ForEach-Object { $_.ComputerName = 'lab07'; $_ }
        $sums = @($here) + $there | Compare-CondaEnv left -Summary
        $sums.ComputerName | Should -Be ([Environment]::MachineName), 'lab07'
        { [pscustomobject]@{ Prefix = Join-Path $more 'left'; ComputerName = 'lab07' } | Compare-CondaEnv left -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId EnvironmentNotFound)
    }

    It 'goes on after one that fails' {
        $rows = 'nosuch', 'right', 'nosuch.yml' | Compare-CondaEnv left -ErrorVariable problems -ErrorAction SilentlyContinue
        Get-Row $rows | Should -Be $expected
        $problems.FullyQualifiedErrorId | Should -Be (Get-FullId EnvironmentNotFound), (Get-FullId PathNotFound)
        $null = Compare-CondaEnv bad left -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be (Get-FullId RecordInvalid)
        $null = Compare-CondaEnv right@9 left -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems.FullyQualifiedErrorId | Should -Be (Get-FullId RevisionNotFound)
    }

    It 'takes nothing from the pipeline for an error, not for equal' {
        $answer = Get-CondaPackage nosuch -EnvironmentName left | Compare-CondaEnv left -Quiet -ErrorVariable problems -ErrorAction SilentlyContinue
        $answer | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be (Get-FullId DifferenceRequired)
        # Given by name, an empty list is one.
        (Compare-CondaEnv left @()).Change | Should -Be 'Removed', 'Removed', 'Removed', 'Removed'
        (Compare-CondaEnv @() right).Change | Should -Be 'Added', 'Added', 'Added', 'Added'
    }

    It 'refuses two references' {
        { Compare-CondaEnv left, right left } | Should -Throw -ErrorId (Get-FullId ReferenceAmbiguous)
    }

    It 'says that the history knows nothing of pip' {
        $null = Compare-CondaEnv mkdocs-env@0 mkdocs-env -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match "pip packages are not compared.*'mkdocs-env@0'"
    }

    It 'makes one line of CSV of each row' {
        $csv = Compare-CondaEnv packaging-env mkdocs-env | ConvertTo-Csv
        $csv | Should -HaveCount ((Compare-CondaEnv packaging-env mkdocs-env -Summary).DifferenceCount + 1)
        $idna = $csv | ConvertFrom-Csv | Where-Object Name -EQ 'idna'
        $idna.Change, $idna.Level, $idna.RequiredBy, $idna.ReferencePackage | Should -Be 'SourceChanged', 'Minor', '["requests"]', 'idna==3.18=pyhcf101f3_0'
    }

    It 'keeps its rows through a serialisation' {
        $twin = Compare-CondaEnv left right | ConvertTo-Twin -Depth 3
        Get-Row $twin | Should -Be $expected
        ($twin | Where-Object Level -EQ 'Minor').Name | Should -Be 'a'
        $twin[0].DifferencePackage.Version | Should -Be '2.0'
    }

    It 'completes environments and files' {
        $line = 'Compare-CondaEnv le'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'left'
        $line = 'Compare-CondaEnv left ./wis'
        (TabExpansion2 $line $line.Length).CompletionMatches.ListItemText | Should -Contain 'wish.yml'
    }
}
