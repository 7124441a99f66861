# Whether environments are what they claim to be.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $more, $FixtureEnvironments
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    function Get-Record([string] $Name, [string] $Version = '1.0', [string[]] $Depends = @(), [string[]] $Constrains = @()) {
        @{ "conda-meta/$Name-$Version-0.json" = [ordered]@{
                name = $Name; version = $Version; build = '0'; build_number = 0; subdir = 'linux-64'; channel = 'https://conda.anaconda.org/conda-forge/linux-64'
                depends = $Depends; constrains = $Constrains; files = @()
            } | ConvertTo-Json }
    }

    $broken = Add-TestEnvironment $more 'broken' -Package @() -File ((Get-Record app 1.0 'lib >=2', 'gone') + (Get-Record lib 1.5) + @{ 'conda-meta/pinned' = "lib 2.*`n"; 'conda-meta/bad-1.0-0.json' = '{' })
    $null = Add-TestEnvironment $more 'warned' -Package @() -File ((Get-Record lib 1.5) + @{ 'conda-meta/state' = '{' })
    $sound = Add-TestEnvironment $more 'sound' -Package 'zlib=1.3=0'
    $null = Add-TestEnvironment $more '[brackets]' -Package @() -File (Get-Record app 1.0 'gone')
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Exit-TestMachine
}

Describe 'Find-CondaEnvIssue' {
    It 'returns rows that name the package, the file and what to do' {
        $issues = Find-CondaEnvIssue broken
        $issues | Should -BeOfType CondaEnv.CondaEnvIssue
        $issues.RuleName | Should -Be 'DamagedRecord', 'UnmetDependency', 'UnmetDependency', 'PinViolated'
        $issues.Package | Should -Be 'bad', 'app', 'app', 'lib'
        $issues.Expected | Should -Be $null, 'lib >=2', 'gone', 'lib 2.*'
        $issues[1].Actual | Should -Be 'lib 1.5 0'
        $issues.EnvironmentName | Sort-Object -Unique | Should -Be 'broken'
        $issues.Prefix | Sort-Object -Unique | Should -Be $broken
        $issues[0].File | Should -Be 'conda-meta/bad-1.0-0.json'
        $issues.Suggestion | Should -Not -Contain $null
        $Error.Clear()
        $issues | ForEach-Object { "$_" } | Select-Object -First 1 | Should -BeLike 'broken: DamagedRecord: *'
    }

    It 'writes no error for what is damaged' {
        Find-CondaEnvIssue broken, warned -ErrorVariable problems | Should -Not -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'takes environments by <Way>' -ForEach @(
        @{ Way = 'name'; Script = { Find-CondaEnvIssue -Name broken } }
        @{ Way = 'wildcard'; Script = { Find-CondaEnvIssue -EnvironmentName bro* } }
        @{ Way = 'prefix'; Script = { Find-CondaEnvIssue -Prefix $broken } }
        @{ Way = 'object'; Script = { Get-CondaEnv broken | Find-CondaEnvIssue } }
        @{ Way = 'package'; Script = { Get-CondaPackage -EnvironmentName broken -ErrorAction Ignore | Find-CondaEnvIssue } }
        @{ Way = 'folder'; Script = { Get-Item -LiteralPath $broken | Find-CondaEnvIssue } }
        @{ Way = 'twin'; Script = { Get-CondaEnv broken | ConvertTo-Twin | Find-CondaEnvIssue } }
    ) {
        (& $Script).RuleName | Should -Be 'DamagedRecord', 'UnmetDependency', 'UnmetDependency', 'PinViolated'
    }

    It 'takes a name with brackets' {
        (Find-CondaEnvIssue '[brackets]').EnvironmentName | Should -Be '[brackets]'
    }

    It 'selects rules and severities' {
        (Find-CondaEnvIssue broken -Rule Pin*, unmetdependency).RuleName | Should -Be 'UnmetDependency', 'UnmetDependency', 'PinViolated'
        (Find-CondaEnvIssue broken -ExcludeRule Unmet*, DamagedRecord).RuleName | Should -Be 'PinViolated'
        Find-CondaEnvIssue broken -Severity Warning, Information | Should -BeNullOrEmpty
        (Find-CondaEnvIssue broken, warned -Severity Warning).RuleName | Should -Be 'StateInvalid'
        { Find-CondaEnvIssue broken -IncludeRule Nope } | Should -Throw -ErrorId 'RuleNotFound,CondaEnv.Commands.FindCondaEnvIssueCommand'
    }

    It 'goes on after an environment that is not there' {
        (Find-CondaEnvIssue none, '[brackets]' -ErrorVariable problems -ErrorAction SilentlyContinue).RuleName | Should -Be 'UnmetDependency'
        $problems.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.FindCondaEnvIssueCommand'
    }

    It 'completes rules with what they find' {
        $found = (TabExpansion2 'Find-CondaEnvIssue x -Rule Pi' -cursorColumn 29).CompletionMatches
        $found.CompletionText | Should -Be 'PinViolated'
        $found.ToolTip | Should -BeLike 'Error: *'
    }

    It 'fits into 80 columns, grouped by environment' {
        $lines = (Find-CondaEnvIssue broken | Out-String -Width 80) -split '\r?\n'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        $lines | Should -Contain '   Environment: broken'
        ($lines -join "`n") | Should -Match 'Error +PinViolated +lib 1\.5 0 is installed'
        (Find-CondaEnvIssue broken | ConvertTo-Twin | Out-String -Width 80) -split '\r?\n' | Should -Contain '   Environment: broken'
        (Find-CondaEnvIssue broken | Format-List | Out-String -Width 80) | Should -Match 'Suggestion +: '
    }

    It 'never binds its file to the path of a cmdlet' {
        (Find-CondaEnvIssue broken)[0].Path | Should -BeNullOrEmpty
    }

    It 'says what each rule finds in about_CondaEnv_Rules, with an example' {
        $text = [IO.File]::ReadAllText([IO.Path]::GetFullPath("$PSScriptRoot/../../module/docs/about_CondaEnv_Rules.md"))
        $rules = (TabExpansion2 'Find-CondaEnvIssue x -IncludeRule ' -cursorColumn 34).CompletionMatches
        $rules | Should -HaveCount ([regex]::Matches($text, '(?m)^### ').Count)
        foreach ($rule in $rules) {
            $severity, $description = $rule.ToolTip -split ': ', 2
            $text | Should -Match ('(?s)### {0} \({1}\)\n{2}\n\nExample: \S' -f $rule.CompletionText, $severity, [regex]::Escape($description))
        }
    }
}

Describe 'Test-CondaEnv' {
    It 'is false with an error, and true with a warning' {
        Test-CondaEnv broken, warned, sound | Should -Be $false, $true, $true
        Get-CondaEnv broken, sound | Test-CondaEnv | Should -Be $false, $true
    }

    It 'has a bar that can be moved' {
        Test-CondaEnv warned, sound -Severity Warning | Should -Be $false, $true
        Test-CondaEnv broken -ExcludeRule Unmet*, Pin*, Damaged* | Should -BeTrue
    }

    It 'says why on the verbose stream' {
        $lines = Test-CondaEnv broken -Verbose 4>&1 | ForEach-Object { "$_" }
        $lines -match 'fails the test: broken: PinViolated' | Should -HaveCount 1
    }

    It 'returns nothing for what is not there' {
        Test-CondaEnv none -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.TestCondaEnvCommand'
    }
}
