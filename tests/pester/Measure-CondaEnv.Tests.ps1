# Disk space of environments, and traces of their last use.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $null = Add-TestEnvironment $more 'one' -Package 'a=1=0'
    $null = Add-TestEnvironment $more 'two' -Package 'a=1=0'
    $null = Add-TestEnvironment $more '[brackets]' -Package 'a=1=0'
    $null = Add-TestEnvironment $more 'damaged' -File @{ 'conda-meta/bad-1.0-0.json' = '{' }
    $null = New-Item (Join-Path $more 'plain') -ItemType Directory
    $null = New-Item (Join-Path $env:HOME '.conda/pkgs/a-1-0') -ItemType Directory -Force
    $lib = New-Item (Join-Path $more 'one/lib') -ItemType Directory
    foreach ($name in 'own', 'cached', 'shared') { [IO.File]::WriteAllBytes((Join-Path $lib $name), [byte[]]::new(1MB)) }
    $null = New-Item (Join-Path $env:HOME '.conda/pkgs/a-1-0/cached') -ItemType HardLink -Target (Join-Path $lib 'cached')
    $null = New-Item (Join-Path $more 'two/shared') -ItemType HardLink -Target (Join-Path $lib 'shared')
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Exit-TestMachine
}

Describe 'The sizes' {
    It 'count each link of a file where it is' {
        $measure = Measure-CondaEnv one
        $measure | Should -BeOfType CondaEnv.CondaEnvMeasure
        $measure.EnvironmentName | Should -BeExactly 'one'
        $measure.Size | Should -BeGreaterOrEqual 3MB
        $measure.Size | Should -BeLessThan 3.5MB
        $measure.SharedWithCache | Should -BeGreaterOrEqual 1MB
        $measure.SharedWithOthers | Should -BeGreaterOrEqual 1MB
        $measure.ExclusiveSize | Should -Be ($measure.Size - $measure.SharedWithCache - $measure.SharedWithOthers)
        $measure.CacheSize | Should -BeGreaterOrEqual 1MB
        $measure.FileCount | Should -Be 5
        $measure.PipSize | Should -Be 0
        $measure.RecordedSize | Should -BeGreaterThan 0
        $measure.RecordedSize | Should -BeLessThan 1MB
        $measure.LastModified | Should -Be (Get-CondaEnv one).LastModified
        $measure.LastUsed | Should -BeOfType datetime
        $measure.LastUsedEvidence | Should -Be 'History'
    }

    It 'sort, and walk each folder once' {
        $rows, $walked = (Get-CondaEnv one, two, mkdocs-env | Measure-CondaEnv -Verbose 4>&1).Where({ $_ -isnot [Management.Automation.VerboseRecord] }, 'Split')
        $walks = @($walked.Message -match '^Walking')
        $walks | Should -Be ($walks | Select-Object -Unique)
        $walks | Should -HaveCount (1 + @(Get-CondaEnv).Count)
        ($rows | Sort-Object ExclusiveSize -Descending)[-1].EnvironmentName | Should -Be 'two'
        $rows.CacheSize | Select-Object -Unique | Should -HaveCount 1
        ($rows | Where-Object EnvironmentName -EQ mkdocs-env).PipSize | Should -BeGreaterThan 0
    }
}

Describe 'The targets' {
    It 'are objects, names, paths and packages' {
        (Get-CondaEnv one | Measure-CondaEnv).EnvironmentName | Should -Be 'one'
        ('one', (Join-Path $more 'two') | Measure-CondaEnv).EnvironmentName | Should -Be 'one', 'two'
        (Get-CondaPackage -EnvironmentName one, two | Measure-CondaEnv).EnvironmentName | Should -Be 'one', 'two'
        (Measure-CondaEnv -EnvironmentName 'o*').EnvironmentName | Should -Be 'one'
        (Measure-CondaEnv -Name one, two).EnvironmentName | Should -Be 'one', 'two'
        (Measure-CondaEnv -Prefix (Join-Path $more '[brackets]')).EnvironmentName | Should -BeExactly '[brackets]'
        (Get-Item (Join-Path $more 'one') | Measure-CondaEnv).EnvironmentName | Should -Be 'one'
        ([pscustomobject]@{ EnvironmentName = 'one' } | Measure-CondaEnv).EnvironmentName | Should -Be 'one'
        (Measure-CondaEnv one | Measure-CondaEnv).Prefix | Should -Be (Join-Path $more 'one')
    }

    It 'are the active environment by default' {
        $active = $env:CONDA_PREFIX
        $env:CONDA_PREFIX = Join-Path $more 'two'
        try {
            (Measure-CondaEnv).EnvironmentName | Should -Be 'two'
        } finally {
            $env:CONDA_PREFIX = $active
        }
    }

    It 'that fail are errors, and the rest is measured' {
        $rows = Measure-CondaEnv nowhere, (Join-Path $more 'plain'), one -ErrorVariable failures -ErrorAction SilentlyContinue
        $rows.EnvironmentName | Should -Be 'one'
        $failures.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.MeasureCondaEnvCommand', 'NotAnEnvironment,CondaEnv.Commands.MeasureCondaEnvCommand'
    }

    It 'that are damaged are measured, with an error' {
        $row = Measure-CondaEnv damaged -ErrorVariable failures -ErrorAction SilentlyContinue
        $row.FileCount | Should -BeGreaterThan 0
        $failures.FullyQualifiedErrorId | Should -Be 'RecordInvalid,CondaEnv.Commands.MeasureCondaEnvCommand'
    }
}

Describe 'The view' {
    It 'has sizes with units' {
        $text = Measure-CondaEnv one | Out-String -Width 80
        $text | Should -Match '(?m)^Environment +Size +Exclusive +Cached +Shared +Last used +Evidence\s*$'
        $text | Should -Match '(?m)^one +3[.,]\d MB +(< )?1[.,]\d MB +1[.,]0 MB +1[.,]0 MB +\d{4}-\d\d-\d\d +History\s*$'
        Measure-CondaEnv one | Format-List | Out-String | Should -Match "(?m)^Size +: $((Measure-CondaEnv one).Size)\s*$"
    }

    It 'is the same for objects from another session' {
        $row = Measure-CondaEnv one
        $back = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($row, 1))
        $back | Out-String -Width 80 | Should -BeExactly ($row | Out-String -Width 80)
        $back.LastUsedEvidence | Should -BeExactly 'History'
    }
}
