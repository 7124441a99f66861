# What the tables say that no single property says: machines, paths that fit, totals that add up.

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'one' -Package 'numpy=1.26=py312_0', 'zlib=1=0'
    $null = Add-TestEnvironment $more 'two' -Package 'numpy=2.1=py312_0', 'xz=1=0'
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    function Show($InputObject, [int] $Width = 80) { ($InputObject | Out-String -Width $Width).Trim("`r", "`n") -split '\r?\n' | ForEach-Object TrimEnd }

    # The same rows, as another machine would send them.
    function ConvertTo-Far($InputObject, [string] $Computer) {
        foreach ($row in $InputObject | ConvertTo-Twin -Depth 2) {
            foreach ($name in 'ComputerName', 'ReferenceComputerName') { if ($row.PSObject.Properties[$name]) { $row.$name = $Computer } }
            $row
        }
    }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Exit-TestMachine
}

Describe 'Packages that were asked for by name' {
    It 'are one table for all environments, <_>' -ForEach 'live', 'deserialised' {
        $rows = Get-CondaEnv one, two | Get-CondaPackage numpy
        if ($_ -eq 'deserialised') { $rows = $rows | ConvertTo-Twin }
        $text = Show $rows
        $text[0] | Should -MatchExactly '^Name +Version +Environment +Manager +Build +Channel$'
        $text | Should -HaveCount 4
        $text[2] | Should -MatchExactly '^numpy +1\.26 +one +Conda +py312_0 +conda-forge$'
    }

    It 'say their machine where that is another one' {
        $rows = @(Get-CondaEnv one | Get-CondaPackage numpy) + @(ConvertTo-Far (Get-CondaEnv one | Get-CondaPackage numpy) 'lab07')
        $text = Show $rows
        $text[2] | Should -MatchExactly '1\.26 +one '
        $text[3] | Should -MatchExactly '1\.26 +lab07: one '
    }

    It 'are lists and properties as ever' {
        $row = Get-CondaPackage numpy -EnvironmentName one
        $row | Should -BeOfType CondaEnv.CondaPackage
        ($row | Format-List | Out-String) | Should -Match '(?m)^Sha256 +:'
        ($row | Get-CondaEnv).Name | Should -Be 'one'
    }
}

Describe 'All packages' {
    It 'have a heading for each machine' {
        $rows = @(Get-CondaPackage -EnvironmentName one) + @(ConvertTo-Far (Get-CondaPackage -EnvironmentName one) 'lab07') + @(ConvertTo-Far (Get-CondaPackage -EnvironmentName one) 'lab08')
        Show $rows | Where-Object { $_ -match 'Environment:' } | Should -Be '   Environment: one', '   Environment: lab07: one', '   Environment: lab08: one'
    }
}

Describe 'Differences' {
    It 'of machines have a heading for each' {
        $rows = foreach ($computer in 'lab07', 'lab08') { ConvertTo-Far (Compare-CondaEnv one two | Where-Object Change -EQ Added) $computer }
        Show $rows | Where-Object { $_ -match 'Change:' } | Should -Be '   Change: Added (lab07: one -> lab07: two)', '   Change: Added (lab08: one -> lab08: two)'
        $rows[-1].ComputerName = [Environment]::MachineName
        (Show $rows[-1])[0] | Should -Be "   Change: Added (lab08: one -> $([Environment]::MachineName): two)"
    }

    It 'of files have headings of one line' {
        $folder = Join-Path $TestDrive 'a-folder-with-a-rather-long-name/and-another-one-below-it/and-one-more'
        $null = New-Item $folder -ItemType Directory -Force
        Set-Content (Join-Path $folder 'environment.yml') 'name: x', 'dependencies:', '  - xz=2'
        $text = @(Show (Compare-CondaEnv (Join-Path $folder 'environment.yml') one | Where-Object Change -EQ SpecViolated))
        $text[0] | Should -MatchExactly '^   Change: SpecViolated \(\S+…\S*environment\.yml -> one\)$'
        $text[0].Length | Should -BeLessOrEqual 80
        $text[1] | Should -BeNullOrEmpty
    }
}

Describe 'A summary' {
    It 'has columns that add up to its total, whatever differs' {
        $pairs = @(Compare-CondaEnv packaging-env mkdocs-env, pip-mixed, pip-upgraded, history-specs -Summary -ErrorAction Ignore) + @(Compare-CondaEnv one two -Summary)
        foreach ($pair in $pairs) {
            $text = Show $pair
            $text | Where-Object Length -GT 80 | Should -BeNullOrEmpty
            $numbers = [regex]::Matches(($text[-1] -replace '^.{19}'), '\d+').Value
            $numbers | Should -HaveCount 10
            [int]$numbers[0] | Should -Be $pair.DifferenceCount
            ($numbers[1..9] | Measure-Object -Sum).Sum | Should -Be $pair.DifferenceCount
        }
    }
}

Describe 'Tables' {
    It 'leave room for their last column at 80 columns, or are shown without it' {
        $format = [xml](Get-Content (Join-Path (Split-Path $ModulePath) 'module/CondaEnv.Format.ps1xml') -Raw)
        foreach ($view in $format.SelectNodes('//View[TableControl]')) {
            $headers = @($view.SelectNodes('TableControl/TableHeaders/TableColumnHeader'))
            if ($headers[-1].Width) { continue }
            $taken = $headers.Count - 1 + ($headers | Measure-Object Width -Sum).Sum
            $taken -le 68 -or $taken -ge 80 | Should -BeTrue -Because "$($view.Name) takes $taken columns"
        }
    }

    It 'show a file at 80 columns' {
        $path = Join-Path $TestDrive 'a-file-of-the-lecture.yml'
        Set-Content $path "name: environment-of-the-lecture`nchannels: [conda-forge, https://conda.example.org/team]`ndependencies: [python=3.12]"
        $text = Show (Import-CondaEnvFile $path)
        $text | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $text[0] | Should -MatchExactly ' Path$'
        $text[2..99] -join "`n" | Should -Match 'conda-forge'
    }
}

Describe 'Environments' {
    It 'fit 80 columns, broken at separators only' {
        $folder = Join-Path $TestDrive 'projects/of-the-spring-term/second-course'
        $null = Add-TestEnvironment $folder 'environment-of-the-lecture-on-numbers'
        $rows = Get-CondaEnv -Prefix (Join-Path $folder 'environment-of-the-lecture-on-numbers')
        foreach ($row in $rows, ($rows | ConvertTo-Twin)) {
            $text = Show $row
            $text | Where-Object Length -GT 80 | Should -BeNullOrEmpty
            $ends = $text[2..99] | ForEach-Object { -split $_ } | Where-Object { $_ -notmatch '^\d+$|[-/\\_.:]$' }
            $ends | ForEach-Object { $row.Prefix | Should -Match "$([regex]::Escape($_))( |`$)" }
        }
    }

    It 'count the packages of pip' {
        (Show (Get-CondaEnv mkdocs-env))[0] | Should -MatchExactly '^  Name +Distribution Python +Conda +Pip Prefix$'
        (Show (Get-CondaEnv mkdocs-env))[2] | Should -MatchExactly '^  mkdocs-env +Miniforge +3\.12\.13 +28 +32 '
    }

    It 'of another session have room for the computer' {
        $rows = Get-CondaEnv one, mkdocs-env | ConvertTo-Twin
        $rows | ForEach-Object { Add-Member -InputObject $_ PSComputerName 'lab07.lab.org'; Add-Member -InputObject $_ PSShowComputerName $true }
        $text = Show $rows
        $text[0] | Should -MatchExactly 'PSComputerName$'
        $text | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $text[2] | Should -Match 'lab07\.lab\.org$'
    }

    It 'say nothing of a distribution that nothing tells' {
        (Get-CondaEnv one).Distribution | Should -BeExactly ''
        (Show (Get-CondaEnv one)) -join "`n" | Should -Not -Match 'unknown'
    }
}

Describe 'The formats' {
    It 'fit 80 columns' {
        $text = Show (Get-CondaExportFormat)
        $text | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $text[0] | Should -MatchExactly '^Name +Conda Pip Builds Hashes Channels Variables Files$'
        $text -join "`n" | Should -Not -Match '[{}]|True|False'
    }
}

Describe 'Severities' {
    It 'have colours, and none where they are not wanted' {
        Set-Content (Join-Path $TestDrive 'bad.yml') 'channels: 3', 'dependencies: [python=3.12, {a: b}]'
        Set-Content (Join-Path $TestDrive 'poor.yml') 'name: x', 'dependencies: [python=3.12, {a: b}]'
        $issues = Find-CondaEnvFileIssue (Join-Path $TestDrive 'bad.yml')
        (Show $issues) -join "`n" | Should -Not -Match '\e'
        $PSStyle.OutputRendering = 'Ansi'
        try {
            $text = $issues | Out-String -Width 120
            $text.Contains($PSStyle.Foreground.Red + 'Error') | Should -BeTrue
            (Find-CondaEnvFileIssue (Join-Path $TestDrive 'poor.yml') | ConvertTo-Twin | Out-String -Width 120) | Should -Match '\e\[[\d;]+m(Warning|Information)'
        } finally {
            $PSStyle.OutputRendering = 'PlainText'
        }
    }
}

Describe 'Help online' {
    It 'has an address for every cmdlet' {
        foreach ($command in Get-Command -Module CondaEnv) {
            $command.HelpUri | Should -MatchExactly "^https://.+/module/docs/$($command.Name)\.md$"
            Join-Path $RepositoryRoot "module/docs/$($command.Name).md" | Should -Exist
        }
    }
}
