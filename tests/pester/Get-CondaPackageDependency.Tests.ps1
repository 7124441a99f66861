# Which package needs which, as rows, as a tree, and as texts for files.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    # A small environment with everything in it: a package is a name, a version and what it depends on.
    function Add-Tree([string] $Name, [Collections.IDictionary] $Package, [string[]] $Requested = @()) {
        $file = @{ 'conda-meta/history' = -join ("==> 2026-01-02 03:04:05 <==`n# cmd: conda create -n x`n", $(if ($Requested) { "# update specs: ['$($Requested -join "', '")']`n" })) }
        foreach ($key in $Package.Keys) {
            $part = $key.Split('=')
            $file["conda-meta/$($part[0])-$($part[1])-0.json"] = [ordered]@{
                name = $part[0]; version = $part[1]; build = '0'; build_number = 0; subdir = 'linux-64'; channel = 'https://conda.anaconda.org/conda-forge/linux-64'
                url = "https://conda.anaconda.org/conda-forge/linux-64/$($part[0])-$($part[1])-0.conda"; license = 'MIT'; size = 10; depends = @($Package[$key]); files = @()
            } | ConvertTo-Json
        }

        Add-TestEnvironment $more $Name -Package @() -File $file
    }

    $null = Add-Tree 'small' ([ordered]@{
            'app=1.0' = 'lib >=1,<2', 'python', 'gone >=2', '__glibc >=2.17'; 'lib=1.5' = 'python >=3.9', 'openssl <3'; 'python=3.12.1' = 'openssl >=3', 'pip'
            'openssl=3.0' = @(); 'pip=24' = 'python >=3.7'; 'orphan=1' = 'lib'
        }) 'app', 'python=3.12'
    $null = Add-TestEnvironment $more '[brackets]' -Package 'bracketed=1=0'

    function Get-Text($Rows) { $Rows | ForEach-Object { "$($_.Branch)$($_.Name)$(if ($_.Repeated) { ' (*)' })$(if ($_.State -ne 'Met') { " $($_.State)" })" } }
    function Show($InputObject, [int] $Width = 80) { ($InputObject | Out-String -Width $Width).Trim("`r", "`n") -split '\r?\n' | ForEach-Object TrimEnd }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Exit-TestMachine
}

Describe 'The tree' {
    It 'starts from what was requested and what that does not explain' {
        $rows = Get-CondaPackageDependency -EnvironmentName small
        $rows | Should -BeOfType CondaEnv.CondaPackageDependency
        Get-Text $rows | Should -BeExactly @(
            'app'
            '├─ gone Unmet'
            '├─ lib'
            '│  ├─ openssl (*) Conflict'
            '│  └─ python (*)'
            '├─ python (*)'
            '└─ __glibc Virtual'
            'python'
            '├─ openssl'
            '└─ pip'
            '   └─ python (*)'
            'orphan'
            '└─ lib (*)'
        )
        $rows[3] | Select-Object Name, Version, Manager, Depth, Parent, Requirement, State, Requested, Repeated, EnvironmentName | ForEach-Object { "$_" } |
            Should -BeExactly '@{Name=openssl; Version=3.0; Manager=Conda; Depth=2; Parent=lib; Requirement=openssl <3; State=Conflict; Requested=False; Repeated=True; EnvironmentName=small}'
        $rows[7].Requested | Should -BeTrue
        $rows.Prefix | Select-Object -Unique | Should -Be (Join-Path $more 'small')
        $rows.ComputerName | Select-Object -Unique | Should -Be ([Environment]::MachineName)
    }

    It 'starts from names, wildcards and MatchSpecs' {
        (Get-CondaPackageDependency pip -EnvironmentName small).Name | Should -Be 'pip', 'python', 'openssl', 'pip'
        (Get-CondaPackageDependency 'o*', 'LIB>=1' -EnvironmentName small -Depth 0).Name | Should -Be 'openssl', 'orphan', 'lib'
        Get-CondaPackageDependency 'x*' -EnvironmentName small -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'leads to what needs a package, up to what was requested' {
        Get-Text (Get-CondaPackageDependency openssl -Reverse -EnvironmentName small) | Should -BeExactly 'openssl', '├─ lib Conflict', '│  ├─ app', '│  └─ orphan', '└─ python'
        (Get-CondaPackageDependency openssl -Reverse -EnvironmentName small -Depth 1 | Where-Object Depth -EQ 1).Requirement | Should -Be 'openssl <3', 'openssl >=3'
    }

    It 'is cut at a depth, and repeats everything with -All' {
        (Get-CondaPackageDependency app -Depth 1 -EnvironmentName small).Depth | Measure-Object -Maximum | ForEach-Object Maximum | Should -Be 1
        Get-Text (Get-CondaPackageDependency app -All -EnvironmentName small) | Should -BeExactly @(
            'app', '├─ gone Unmet', '├─ lib', '│  ├─ openssl Conflict', '│  └─ python', '│     ├─ openssl', '│     └─ pip', '│        └─ python (*)', '├─ python', '│  ├─ openssl', '│  └─ pip', '│     └─ python (*)', '└─ __glibc Virtual'
        )
    }

    It 'has leaves and cycles alone' {
        (Get-CondaPackageDependency -Leaf -EnvironmentName small).Name | Should -Be 'app', 'orphan'
        Get-Text (Get-CondaPackageDependency -Cycle -EnvironmentName small) | Should -BeExactly 'pip', '└─ python', '   └─ pip (*)'
    }

    It 'shows extras that are not installed on demand' {
        $rows = Get-CondaPackageDependency mkdocstrings -EnvironmentName mkdocs-env -Depth 1
        $all = Get-CondaPackageDependency mkdocstrings -EnvironmentName mkdocs-env -Depth 1 -IncludeOptional
        ($rows | Where-Object State -EQ Optional).Requirement | Should -Be 'mkdocstrings-python>=0.5.2; extra == "python"'
        Get-Text ($all | Where-Object { $_.Requirement -notin $rows.Requirement }) | Should -BeExactly '├─ mkdocstrings-crystal Optional'
        $all | Where-Object Name -EQ mkdocstrings-crystal | ForEach-Object { $_.Version, $_.Manager } | Should -Be $null, 'Pip'
    }
}

Describe 'The summary' {
    It 'is one object that adds up' {
        $summary = Get-CondaPackageDependency -Summary -EnvironmentName small
        $summary | Should -BeOfType CondaEnv.CondaDependencySummary
        $summary | Select-Object * -ExcludeProperty Prefix, ComputerName | ForEach-Object { "$_" } |
            Should -BeExactly '@{EnvironmentName=small; PackageCount=6; PipPackageCount=0; RequestedCount=2; TransitiveCount=3; UnexplainedCount=1; MaxDepth=1; CycleCount=1; UnmetCount=1; ConflictCount=1; LicenseCount=1; Licenses=["MIT"]; UnlicensedCount=0; Size=60}'
        (Get-CondaPackageDependency python -Summary -EnvironmentName small).PackageCount | Should -Be 3
        (Get-CondaEnv small, mkdocs-env | Get-CondaPackageDependency -Summary).EnvironmentName | Should -Be 'small', 'mkdocs-env'
    }
}

Describe 'What it takes' {
    It 'is an environment: <_>' -ForEach 'Get-CondaEnv small | Get-CondaPackageDependency', 'Get-CondaPackageDependency -InputObject small', 'Get-CondaPackageDependency -Prefix "$more/small"', 'Get-CondaPackageDependency -EnvironmentName sma*',
        'Get-Item "$more/small" | Get-CondaPackageDependency', 'Get-CondaPackage -EnvironmentName small | Get-CondaPackageDependency', 'Get-CondaEnv small | ConvertTo-Twin | Get-CondaPackageDependency',
        'Get-CondaPackage -EnvironmentName small | ConvertTo-Csv | ConvertFrom-Csv | Get-CondaPackageDependency' {
        Get-Text (& ([scriptblock]::Create($_))) | Should -BeExactly (Get-Text (Get-CondaPackageDependency -EnvironmentName small))
    }

    It 'is the active environment if nothing is given' {
        $env:CONDA_PREFIX = Join-Path $more 'small'
        try {
            (Get-CondaPackageDependency openssl -Reverse).Name | Should -Be 'openssl', 'lib', 'app', 'orphan', 'python'
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }
    }

    It 'is packages to start from, in their own environment' {
        $rows = Get-CondaPackage openssl, pip -EnvironmentName small | Get-CondaPackageDependency -Reverse -Depth 1
        $rows.Name | Should -Be 'openssl', 'lib', 'python', 'pip', 'python'
        # A name takes precedence: the package then only tells the environment.
        (Get-CondaPackage openssl -EnvironmentName small | Get-CondaPackageDependency lib -Depth 0).Name | Should -Be 'lib'
    }

    It 'is packages of another machine, which are all that there is' {
        $far = Get-CondaPackage lib, python -EnvironmentName small | ConvertTo-Twin -Depth 2 | ForEach-Object { $_.ComputerName = 'far-away'; $_ }
        $rows = $far | Get-CondaPackageDependency
        Get-Text $rows | Should -BeExactly 'python', '├─ openssl Unmet', '└─ pip Unmet', 'lib', '├─ openssl Unmet', '└─ python (*)'
        # As the environment says it: python was requested.
        ($rows | Where-Object Requested).Name | Select-Object -Unique | Should -Be 'python'
        $rows.ComputerName | Select-Object -Unique | Should -Be 'far-away'
    }

    It 'is a record, a lock file, a list of packages' {
        $record = Save-CondaEnvRecord mkdocs-env (Join-Path $TestDrive 'records') -PassThru -WarningAction Ignore
        $expected = Get-Text (Get-CondaPackageDependency -EnvironmentName mkdocs-env)
        Get-Text ($record | Get-CondaPackageDependency) | Should -BeExactly $expected
        Get-Text (Get-CondaPackageDependency -InputObject $record.Path) | Should -BeExactly $expected
        Get-Text (Get-Item (Join-Path $record.Path 'packages.csv') | Get-CondaPackageDependency) | Should -BeExactly $expected
        Get-Text (Import-CondaEnvFile $record.Path | Get-CondaPackageDependency) | Should -BeExactly $expected
        $lock = Join-Path $TestDrive 'pixi.lock'
        Export-CondaEnv mkdocs-env -Path $lock -WarningAction Ignore
        Get-Text (Get-CondaPackageDependency openssl -Reverse -Depth 1 -InputObject $lock -Platform linux-64) | Should -BeExactly 'openssl', '└─ python'
        Get-CondaPackageDependency -InputObject $lock -LockEnvironment nope -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'LockEnvironmentNotFound,CondaEnv.Commands.GetCondaPackageDependencyCommand'
    }
}

Describe 'A text for a file' {
    It 'is one string for each environment: <_>' -ForEach 'Text', 'Dot', 'Mermaid' {
        $texts = Get-CondaEnv small, mkdocs-env | Get-CondaPackageDependency -As $_
        $texts | Should -HaveCount 2
        $texts | Should -BeOfType string
        $texts[0] | Should -Match @{ Text = '(?m)^├─ lib 1\.5 \[>=1,<2\]$'; Dot = '^digraph'; Mermaid = '^flowchart' }[$_]
    }

    It 'is one array of JSON for all of them' {
        $text = Get-CondaEnv small, mkdocs-env | Get-CondaPackageDependency -As Json
        $text | Should -HaveCount 1
        ($text | ConvertFrom-Json).EnvironmentName | Select-Object -Unique | Should -Be 'small', 'mkdocs-env'
        ($text | ConvertFrom-Json)[0].PSObject.Properties.Name | Should -Be ([CondaEnv.CondaPackageDependency].GetProperties().Name)
        (Get-CondaPackageDependency nothing* -EnvironmentName small -As Json | ConvertFrom-Json) | Should -BeNullOrEmpty
    }
}

Describe 'The table' {
    It 'draws the tree' {
        Show (Get-CondaPackageDependency app -EnvironmentName small) | Should -BeExactly @(
            '   Environment: small'
            ''
            'Name                             Version     Pip Note        Requirement'
            '----                             -------     --- ----        -----------'
            'app                              1.0             Requested'
            '├─ gone                                          Unmet       >=2'
            '├─ lib                           1.5                         >=1,<2'
            '│  ├─ openssl                    3.0             Conflict    <3'
            '│  └─ python (*)                 3.12.1          Requested   >=3.9'
            '├─ python                        3.12.1          Requested'
            '│  ├─ openssl (*)                3.0                         >=3'
            '│  └─ pip                        24'
            '│     └─ python (*)              3.12.1          Requested   >=3.7'
            '└─ __glibc                                       Virtual     >=2.17'
        )
    }

    It 'is the same for rows of another session' {
        $rows = Get-CondaPackageDependency openssl -Reverse -EnvironmentName small
        Show ($rows | ConvertTo-Twin) | Should -BeExactly (Show $rows)
        Show ($rows | ConvertTo-Twin -Depth 2) 140 | Should -BeExactly (Show $rows 140)
    }

    It 'carries the lines on where a name is wrapped' {
        $null = Add-Tree 'long' ([ordered]@{ 'a=1' = 'a-package-with-quite-a-long-name-indeed >=1', 'b'; 'a-package-with-quite-a-long-name-indeed=1' = @(); 'b=1' = @() }) 'a'
        $text = Show (Get-CondaPackageDependency -EnvironmentName long)
        $text[5] | Should -Match '^├─ a-package-\S*-$|^├─ a-package-\S*- +1 '
        $text[6] | Should -Match '^│  \S+$'
    }

    It 'draws in ASCII on a console that has no lines' -Tag 'Wine: a child process has no console.' {
        $encoding = [Console]::OutputEncoding
        [Console]::OutputEncoding = [Text.Encoding]::ASCII
        try {
            $text = Show (Get-CondaPackageDependency app -EnvironmentName small)
        } finally {
            [Console]::OutputEncoding = $encoding
        }

        $text[5..7] -replace ' {2,}.*' | Should -BeExactly '|- gone', '|- lib', '|'
        $text[7] | Should -Match '^\|  \|- openssl  '
        $text[-1] | Should -Match '^`- __glibc '
    }
}

Describe 'What does not go well' {
    It 'is an error for each name that no package has, and the others are shown' {
        $rows = Get-CondaPackageDependency pyhton, pip, 'python<3' -Depth 0 -EnvironmentName small -ErrorVariable problems -ErrorAction SilentlyContinue
        $rows.Name | Should -Be 'pip'
        $problems.FullyQualifiedErrorId | Should -Be (@('PackageNotFound,CondaEnv.Commands.GetCondaPackageDependencyCommand') * 2)
        $problems[0].Exception.Message | Should -BeExactly "'small' has no package 'pyhton'. Did you mean 'python'?"
        $problems[1].Exception.Message | Should -BeExactly "'small' has no package 'python<3'. It has 'python==3.12.1=0'."
        $problems[0].TargetObject | Should -Be 'pyhton'
    }

    It 'is an error for each environment that is not there, and the rest goes on' {
        (Get-CondaPackageDependency pip -Depth 0 -EnvironmentName nope, small -ErrorVariable problem -ErrorAction SilentlyContinue).EnvironmentName | Should -Be 'small'
        $problem.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.GetCondaPackageDependencyCommand'
    }

    It 'is an error for a spec or pattern that is none, once: <_>' -ForEach 'python[[=', 'a[' {
        Get-CondaPackageDependency $_ -EnvironmentName small, mkdocs-env -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'SpecInvalid,CondaEnv.Commands.GetCondaPackageDependencyCommand'
    }

    It 'is refused: <_>' -ForEach '-Leaf -Cycle', '-Summary -Reverse', '-Summary -As Dot', '-Cycle -Depth 1', '-Leaf -All' {
        { & ([scriptblock]::Create("Get-CondaPackageDependency -EnvironmentName small $_")) } | Should -Throw -ErrorId 'AmbiguousParameterSet,CondaEnv.Commands.GetCondaPackageDependencyCommand'
    }

    It 'is a hint, if the first word is an environment' {
        Get-CondaPackageDependency small -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'NoActiveEnvironment,CondaEnv.Commands.GetCondaPackageDependencyCommand'
        $problem.Exception.Message | Should -Match "use: Get-CondaPackageDependency -EnvironmentName 'small'\.$"
    }

    It 'is a warning, if a list knows no dependencies' {
        $null = Get-CondaPackageDependency -InputObject history-specs@1 -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match "^'history-specs@1' does not record what its packages depend on\."
    }
}

Describe 'Completion' {
    BeforeAll {
        function Complete([string] $Line) { (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText }
    }

    It 'completes <Line>' -ForEach @(
        @{ Line = 'Get-CondaPackageDependency -EnvironmentName small op'; Text = 'openssl' }
        @{ Line = 'Get-CondaPackageDependency -EnvironmentName small -Reverse -Name op'; Text = 'openssl' }
        @{ Line = 'Get-CondaPackageDependency -EnvironmentName sma'; Text = 'small' }
        @{ Line = 'Get-CondaPackageDependency -As Mer'; Text = 'Mermaid' }
        @{ Line = 'Get-CondaPackageDependency | Where-Object Sta'; Text = 'State' }
    ) {
        Complete $Line | Should -Be $Text
    }
}
