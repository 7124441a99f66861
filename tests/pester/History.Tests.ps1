BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $prefix = Add-TestEnvironment $more 'steps' -Package 'a=1.11=0', 'new=1=0'
    [IO.File]::WriteAllText((Join-Path $prefix 'conda-meta/history'), @'
==> 2026-01-10 10:00:00 <==
# cmd: /opt/conda/bin/conda create -n steps -c https://me:s3cret@host/t/tk-123/c a=1.9 b
# conda version: 26.7.1
+conda-forge/linux-64::a-1.9-0
+https://host/c/noarch::b-1.0-py_0
# update specs: ['a=1.9', 'b']
==> 2026-01-15 23:30:00 <==
# cmd: /opt/conda/bin/conda update a
# conda version: 26.7.1
-conda-forge/linux-64::a-1.9-0
+conda-forge/linux-64::a-1.10-0
# update specs: ['a']
==> 2026-01-16 08:00:00 <==
# cmd: /opt/conda/bin/conda remove b
# conda version: 26.7.1
-https://host/c/noarch::b-1.0-py_0
# remove specs: ['b']

'@.Replace("`r", ''))
    $null = Add-TestEnvironment $more 'silent'
    $null = Add-TestEnvironment $more '[brackets]'
    [IO.File]::WriteAllText((Join-Path $more '[brackets]/conda-meta/history'), "==> 2026-02-01 00:00:00 <==`n")
    $broken = Add-TestEnvironment $more 'broken'
    [IO.File]::WriteAllText((Join-Path $broken 'conda-meta/history'), "==> 2026-02-01 00:00:00 <==`n+nothing`n+c::a-1-0`n")
}

AfterAll {
    Exit-TestMachine
}

Describe 'Get-CondaEnvHistory' {
    It 'returns a revision for each block' {
        $found = Get-CondaEnvHistory steps
        $found.Revision | Should -Be 0, 1, 2
        $found.Action | Should -Be 'create', 'update', 'remove'
        $found.PackageCount | Should -Be 2, 2, 1
        $found.Request | Should -Be 'a=1.9; b', 'a', 'b'
        $found.Tool | Should -Be 'conda', 'conda', 'conda'
        $found[0].ToolVersion | Should -Be '26.7.1'
        $found[0].Added.Name | Should -Be 'a', 'b'
        $found[2].Removed.Name | Should -Be 'b'
        $found[0].Date | Should -Be ([datetime]'2026-01-10 10:00:00')
        $found[0].Date.Kind | Should -Be 'Unspecified'
        $found | Should -BeOfType CondaEnv.CondaEnvRevision
    }

    It 'knows that 1.10 comes after 1.9' {
        $change = (Get-CondaEnvHistory steps -Revision 1).Changed
        "$($change.Change) $($change.Level)" | Should -Be 'Upgraded Minor'
        "$change" | Should -Be 'a 1.9 -> 1.10'
    }

    It 'shows no credentials' {
        $text = (Get-CondaEnvHistory steps | Format-List * | Out-String -Width 500) + (Get-CondaEnvHistory steps | ConvertTo-Json -Depth 5 -WarningAction Ignore)
        $text | Should -Not -Match 's3cret|tk-123'
        $text | Should -Match 'host/'
    }

    It 'says how conda-meta differs from the history, on the last revision' {
        $found = Get-CondaEnvHistory steps
        $null -eq $found[0].Drift | Should -BeTrue
        $found[2].Drift | ForEach-Object { "$($_.Change) $($_.Name)" } | Should -Be 'Upgraded a', 'Added new'
        $found[2].DriftCount | Should -Be 2
        (Get-CondaEnvHistory history-specs -Revision -1).DriftCount | Should -Be 0
    }

    It 'takes an environment by <How>' -ForEach @(
        @{ How = 'object'; Script = { Get-CondaEnv steps | Get-CondaEnvHistory } }
        @{ How = 'name in the pipeline'; Script = { 'steps' | Get-CondaEnvHistory } }
        @{ How = 'name'; Script = { Get-CondaEnvHistory -EnvironmentName steps } }
        @{ How = 'prefix'; Script = { Get-CondaEnvHistory -Prefix $prefix } }
        @{ How = 'folder'; Script = { Get-Item $prefix | Get-CondaEnvHistory } }
        @{ How = 'property'; Script = { [pscustomobject]@{ EnvironmentName = 'steps' } | Get-CondaEnvHistory } }
    ) {
        (& $Script).Count | Should -Be 3
    }

    It 'takes brackets literally' {
        (Get-CondaEnvHistory -Prefix "$more/[brackets]").EnvironmentName | Should -Be '[brackets]'
    }

    It 'chooses by <How>' -ForEach @(
        @{ How = 'number'; Parameters = @{ Revision = 2, 0 }; Expected = 0, 2 }
        @{ How = 'number from the end'; Parameters = @{ Revision = -1 }; Expected = 2 }
        @{ How = 'first time'; Parameters = @{ Since = '2026-01-15' }; Expected = 1, 2 }
        @{ How = 'last day, which counts to its end'; Parameters = @{ Until = '2026-01-15' }; Expected = 0, 1 }
        @{ How = 'last time'; Parameters = @{ Until = '2026-01-15 23:00' }; Expected = 0 }
        @{ How = 'both'; Parameters = @{ Since = '2026-01-11'; Until = '2026-01-15' }; Expected = 1 }
    ) {
        (Get-CondaEnvHistory steps @Parameters).Revision | Should -Be $Expected
    }

    It 'says which number is not there, and returns the others' {
        $found = Get-CondaEnvHistory steps -Revision 1, 3, -4 -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Revision | Should -Be 1
        $problem.FullyQualifiedErrorId | Should -Be 'RevisionNotFound,CondaEnv.Commands.GetCondaEnvHistoryCommand', 'RevisionNotFound,CondaEnv.Commands.GetCondaEnvHistoryCommand'
        $problem[0].TargetObject | Should -Be '3'
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'returns nothing of an environment without a history' {
        Get-CondaEnvHistory silent -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'reports a line that names no package, and goes on' {
        $found = Get-CondaEnvHistory broken -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Added.Name | Should -Be 'a'
        $problem.FullyQualifiedErrorId | Should -Be 'HistoryInvalid,CondaEnv.Commands.GetCondaEnvHistoryCommand'
        "$problem" | Should -Match 'history'', line 2:'
    }

    It 'goes on after a target that is not there' {
        (Get-CondaEnvHistory -EnvironmentName nope, steps -ErrorVariable problem -ErrorAction SilentlyContinue).Count | Should -Be 3
        $problem.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.GetCondaEnvHistoryCommand'
    }

    It 'completes revisions, the newest first' {
        $line = 'Get-CondaEnvHistory steps -Revision '
        $found = (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches
        $found.CompletionText | Should -Be '2', '1', '0'
        $found[2].ListItemText | Should -Be '0  2026-01-10 10:00:00'
        $found[2].ToolTip | Should -Match 'conda create -n steps'
        $found.ToolTip | Should -Not -Match 's3cret|tk-123'
        $line = 'Get-CondaPackage -EnvironmentName steps -AtRevision 1'
        (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Should -Be '1'
        $line = 'Get-CondaEnvHistory nope -Revision '
        (TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText | Where-Object { $_ -match '^\d' } | Should -BeNullOrEmpty
    }
}

Describe 'Get-CondaPackage of an earlier state' {
    It 'is that of a revision: <Revision>' -ForEach @(
        @{ Revision = 0; Expected = 'a==1.9=0', 'b==1.0=py_0' }
        @{ Revision = 1; Expected = 'a==1.10=0', 'b==1.0=py_0' }
        @{ Revision = -1; Expected = 'a==1.10=0' }
    ) {
        Get-CondaPackage -EnvironmentName steps -AtRevision $Revision | ForEach-Object { "$_" } | Should -Be $Expected
    }

    It 'takes the same dates everywhere: <_>' -ForEach '2026-01-15', '2026-01-15T12:00', '2026-01-15 12:00', '2026-01-15T12:00:00', '2026-01-15 12:00:00' {
        $packages = Get-CondaPackage -EnvironmentName steps -AtDate $_
        $packages | Should -Not -BeNullOrEmpty
        Compare-CondaEnv "steps@$_" $packages -ErrorAction Stop | Should -BeNullOrEmpty
        $until = Get-CondaEnvHistory steps -Until $_
        (Get-CondaEnvHistory steps -Revision $until[-1].Revision).PackageCount | Should -Be @($packages).Count
    }

    It 'is that of a date: <Date>' -ForEach @(
        @{ Date = '2026-01-10'; Expected = 'a==1.9=0', 'b==1.0=py_0' }
        @{ Date = '2026-01-15'; Expected = 'a==1.10=0', 'b==1.0=py_0' }
        @{ Date = '2026-01-15 12:00'; Expected = 'a==1.9=0', 'b==1.0=py_0' }
        @{ Date = '2027-01-01'; Expected = 'a==1.10=0' }
    ) {
        Get-CondaPackage -EnvironmentName steps -AtDate $Date | ForEach-Object { "$_" } | Should -Be $Expected
    }

    It 'goes with the other parameters' {
        $found = Get-CondaEnv steps | Get-CondaPackage b -AtRevision 0 -Requested
        "$($found.Channel) $($found.Subdir) $($found.Manager) $($found.RequestedSpec)" | Should -Be 'https://host/c noarch Conda b'
        Get-CondaPackage -EnvironmentName steps -AtRevision 0 -Manager Pip | Should -BeNullOrEmpty
    }

    It 'says what there is, where it is not there' {
        $null = Get-CondaPackage -EnvironmentName steps -AtRevision 3 -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'RevisionNotFound,CondaEnv.Commands.GetCondaPackageCommand'
        "$problem" | Should -Be "'steps' has no revision 3; it has 0 to 2."
        $null = Get-CondaPackage -EnvironmentName steps -AtDate 2026-01-09 -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -Be "The history of 'steps' does not go back to 2026-01-09; it begins at 2026-01-10 10:00:00."
    }

    It 'refuses both at once' {
        { Get-CondaPackage -EnvironmentName steps -AtRevision 1 -AtDate 2026-01-15 } | Should -Throw -ErrorId 'AmbiguousParameterSet,CondaEnv.Commands.GetCondaPackageCommand'
    }
}
