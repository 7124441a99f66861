# With -Verbose, every cmdlet tells where it looked and why.

BeforeDiscovery {
    $lines = @(
        @{ Line = 'Get-CondaEnv'; Says = "Folders of environments \(envs_dirs\): '.*envs'", 'Found \d+ environments?\.' }
        @{ Line = 'Get-CondaEnv one'; Says = "'one' is '.*one': the first of the folders of environments" }
        @{ Line = 'Get-CondaEnv -SearchPath .'; Says = "Searching: '", 'Found 0 environments\.' }
        @{ Line = 'Get-CondaPackage -EnvironmentName one'; Says = "Read 1 conda package and 0 pip packages from '.*one'" }
        @{ Line = 'Get-CondaPackage -EnvironmentName history-specs -AtRevision 1'; Says = 'Read \d+ revisions from the history of' }
        @{ Line = 'Get-CondaPackageDependency -EnvironmentName one'; Says = "Read 1 conda package and 0 pip packages from '.*one'" }
        @{ Line = 'Get-CondaPackageFile -EnvironmentName one'; Says = "Read 1 conda package and 0 pip packages from '.*one'" }
        @{ Line = 'Get-CondaEnvHistory one'; Says = "'one' is" }
        @{ Line = 'Measure-CondaEnv one'; Says = "Walking '.*one'\.", 'Walking the package caches: there are none\.' }
        @{ Line = 'Get-CondaExportFormat *Yaml'; Says = "1 of \d+ formats match '\*Yaml'" }
        @{ Line = 'Export-CondaEnv one'; Says = 'Read 1 conda package' }
        @{ Line = 'Save-CondaEnvRecord one records'; Says = "Wrote the record '.*one-linux-64'" }
        @{ Line = 'Save-CondaEnvRecord one records'; Says = "The record '.*one-linux-64' is unchanged" }
        @{ Line = 'Import-CondaEnvFile good.yml'; Says = "Read '.*good.yml' as EnvironmentYaml: 1 conda package, 0 pip packages" }
        @{ Line = 'Compare-CondaEnv one mkdocs-env'; Says = 'Read 28 conda packages and 32 pip packages' }
        @{ Line = 'Test-CondaEnvFile bad.yml'; Says = "'.*bad.yml' fails the test: .*bad.yml:2:\d+: \w+: ", "Checked '.*bad.yml': [1-9]\d* error" }
        @{ Line = 'Test-CondaEnvFile good.yml'; Says = "Checked '.*good.yml': 0 errors" }
        @{ Line = 'Find-CondaEnvFileIssue bad.yml'; Says = "Checked '.*bad.yml'" }
        @{ Line = 'Find-CondaEnvIssue one'; Says = "Checked '.*one': 0 findings" }
        @{ Line = 'Test-CondaEnv one'; Says = "Checked '.*one': 0 findings" }
        @{ Line = 'New-CondaEnv fresh -Package python -WhatIf'; Says = "The folder of the environment is '.*fresh'" }
        @{ Line = 'Update-CondaEnv one -Package python -WhatIf'; Says = "'one' is '" }
        @{ Line = 'Remove-CondaEnv one -WhatIf'; Says = "'one' is '" }
    )
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'one'
    Push-Location $TestDrive
    Set-Content good.yml 'name: x', 'channels: [conda-forge]', 'dependencies: [python=3.12]'
    Set-Content bad.yml 'name: x', 'channels: 3', 'dependencies: [python=3.12]'

    function Get-Verbose([string] $Line) {
        & ([scriptblock]::Create("$Line -Verbose 4>&1")) 3>$null | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object Message
    }
}

AfterAll {
    Pop-Location
    Exit-TestMachine
}

Describe 'With -Verbose' {
    It '<Line> says what it did' -ForEach $lines {
        $text = @(Get-Verbose $Line)
        foreach ($pattern in $Says) { $text -match $pattern | Should -Not -BeNullOrEmpty -Because "it said: $($text -join ' | ')" }
    }

    It 'every cmdlet is among them' -ForEach @{ Lines = $lines.Line } {
        (Get-Command -Module CondaEnv).Name | Where-Object { $_ -notin ($Lines -replace ' .*') } | Should -BeNullOrEmpty
    }
}
