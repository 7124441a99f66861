# Making, updating and removing environments, by the stand-in for the tools (tests/CondaEnv.StandIn).

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    if (-not $StandIn) {
        Write-NotTested "how environments are made, which needs the stand-in for the tools: 'dotnet build' makes it."
    }
}

Describe 'With a tool' -Skip:(-not $StandIn) {
    BeforeAll {
        . "$PSScriptRoot/Support.ps1"
        $work = Join-Path ([IO.Path]::GetTempPath()) "condaenv-$([guid]::NewGuid().ToString('N'))"
        $envs = Join-Path $work 'envs'
        $null = New-Item $envs -ItemType Directory
        Enter-TestMachine $work -EnvironmentsFolder $envs
        $env:CONDAENV_TOOL = $StandIn

        # The packages of these tests are those of one platform, and the tests run on all.
        $env:CONDA_SUBDIR = 'linux-64'
        $yaml = Join-Path $work 'environment.yml'
        Set-Content $yaml "name: made`ndependencies:`n  - zlib=1.3=0`n  - python=3.12=0"

        # Lets the stand-in do these steps, or what a good tool does.
        function Use-Step([string[]] $Step, [string[]] $Pip) {
            foreach ($pair in @{ CONDAENV_STANDIN = $Step; CONDAENV_STANDIN_PIP = $Pip }.GetEnumerator()) {
                if ($pair.Value) {
                    Set-Content "$work/$($pair.Key)" $pair.Value
                    Set-Item "Env:$($pair.Key)" "$work/$($pair.Key)"
                } else {
                    Remove-Item "Env:$($pair.Key)" -ErrorAction Ignore
                }
            }
        }

        function Get-Entry { Get-ChildItem $envs -Name -Force }
    }

    BeforeEach {
        Use-Step
        Get-ChildItem $envs | Remove-Item -Recurse -Force
    }

    AfterAll {
        Use-Step
        Remove-Item Env:CONDAENV_TOOL, Env:CONDA_SUBDIR
        Exit-TestMachine
        [IO.Directory]::Delete($work, $true)
    }

    Context 'New-CondaEnv' {
        It 'makes an environment from a file, and says how' {
            $result = New-CondaEnv -Path $yaml
            $result | Should -BeOfType CondaEnv.CondaEnvCreateResult
            $result.Name | Should -BeExactly 'made'
            $result.Prefix | Should -BeExactly (Join-Path $envs 'made')
            $result.Tool, $result.ToolVersion, "$($result.Style)" | Should -BeExactly 'conda', '26.7.1', 'Friendly'
            $result.ToolPath | Should -BeExactly $StandIn
            $result.Reason | Should -Match 'solved by the tool'
            $result.PackageCount | Should -Be 2
            $result.Differences | Should -BeNullOrEmpty
            $result.Duration | Should -BeGreaterThan ([timespan]::Zero)
            $result.Environment.PackageCount | Should -Be 2
        }

        It 'takes packages by name, and channels' {
            Use-Step "args $work/args", 'make'
            $result = New-CondaEnv lecture -Package python=3.12, pytest -Channel conda-forge, https://repo.example.org/mine
            $result.Name, $result.PackageCount, "$($result.Style)" | Should -Be 'lecture', 2, 'Friendly'
            $result.Source | Should -BeExactly 'python=3.12, pytest'
            $result.Warnings | Should -BeNullOrEmpty
            $result.Differences | Should -BeNullOrEmpty
            (Get-CondaPackage -EnvironmentName lecture).Name | Should -Be 'pytest', 'python'
            New-CondaEnv other -Package 'python=>3,=' -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'SpecInvalid,CondaEnv.Commands.NewCondaEnvCommand'
        }

        It 'puts channels before those of a file, and says where they have no effect' {
            Use-Step "args $work/args", 'make'
            $null = New-CondaEnv -Path $yaml -Channel mine -WhatIf
            $record = Save-CondaEnvRecord (New-CondaEnv -Path $yaml -Channel mine).Name -Path "$work/channels" -PassThru
            $record | New-CondaEnv again -Channel mine -WarningVariable warning -WarningAction SilentlyContinue | Should -Not -BeNullOrEmpty
            "$warning" | Should -Match '-Channel has no effect'
        }

        It 'with a name alone is an error and no question' {
            New-CondaEnv lecture -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'SourceRequired,CondaEnv.Commands.NewCondaEnvCommand'
            "$problem" | Should -Match "'lecture'.*-Package"
        }

        It 'gives a hint on a line of its own: <Hint>' -ForEach @(
            @{ Says = 'PackagesNotFoundError: no zlib'; Arguments = @{ Path = 'file' }; Hint = "the file names no channel: add 'channels: \[conda-forge\]'.*-Channel conda-forge" }
            @{ Says = 'PackagesNotFoundError: no zlib'; Arguments = @{ Path = 'file'; Channel = 'conda-forge' }; Hint = 'a package, or the requested version, is not in the channels' }
            @{ Says = 'PackagesNotFoundError: no zlib'; Arguments = @{ Package = 'zlib' }; Hint = 'no channel is named: use -Channel conda-forge' }
            @{ Says = 'CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://repo.lab.example.org/conda/linux-64/repodata.json>'; Arguments = @{ Package = 'zlib' }; Hint = "'repo\.lab\.example\.org' did not answer" }
            @{ Says = 'error    libmamba Could not resolve host: conda.anaconda.org'; Arguments = @{ Package = 'zlib' }; Hint = "'conda\.anaconda\.org' did not answer" }
        ) {
            Use-Step "err $Says", 'exit 1'
            if ($Arguments.Path) { $Arguments.Path = $yaml }
            New-CondaEnv hinted @Arguments -ErrorAction SilentlyContinue -ErrorVariable problem
            "$problem" | Should -Match "(?m)^Hint: $Hint"
        }

        It 'takes <What>' -ForEach @(
            @{ What = 'a file as an object'; Source = { Import-CondaEnvFile $yaml }; Style = 'Friendly' }
            @{ What = 'a file'; Source = { Get-Item $yaml }; Style = 'Friendly' }
            @{ What = 'the path of a file'; Source = { $yaml }; Style = 'Friendly' }
            @{ What = 'a record'; Source = { Save-CondaEnvRecord original -Path "$work/records" -PassThru }; Style = 'Exact' }
            @{ What = 'the folder of a record'; Source = { (Save-CondaEnvRecord original -Path "$work/records" -PassThru).Path }; Style = 'Exact' }
            @{ What = 'a record of another session'; Source = { Save-CondaEnvRecord original -Path "$work/records" -PassThru | ConvertTo-Twin }; Style = 'Exact' }
            @{ What = 'an environment'; Source = { Get-CondaEnv original }; Style = 'Exact' }
            @{ What = 'an environment of another session'; Source = { Get-CondaEnv original | ConvertTo-Twin }; Style = 'Exact' }
            @{ What = 'the name of an environment'; Source = { 'original' }; Style = 'Exact' }
        ) {
            $null = Add-TestEnvironment $envs 'original' -Package 'zlib=1.3=0', 'python=3.12=0'
            $result = & $Source | New-CondaEnv copy
            $result.Name | Should -BeExactly 'copy'
            "$($result.Style)" | Should -BeExactly $Style
            $result.PackageCount | Should -Be 2
            Compare-CondaEnv original copy -Quiet | Should -Be ($Style -eq 'Exact')
        }

        It 'resolves a path against the location of PowerShell, not of the process' {
            $here = Join-Path $work 'location'
            $null = Add-TestEnvironment $here 'original' -Package 'zlib=1.3=0'
            Set-Content (Join-Path $here 'own.yml') "dependencies:`n  - python=3.12=0"
            Push-Location $here
            try {
                [Environment]::CurrentDirectory | Should -Not -Be $here
                (New-CondaEnv copy -InputObject ./original).Environment.PackageCount | Should -Be 1
                (Get-CondaPackage -EnvironmentName copy).Name | Should -Be 'zlib'
                'own.yml' | New-CondaEnv made | Should -BeOfType CondaEnv.CondaEnvCreateResult
                (Get-CondaPackage -EnvironmentName made).Name | Should -Be 'python'
                Compare-CondaEnv ./original copy | Should -BeNullOrEmpty
                Compare-CondaEnv original own.yml -ErrorAction SilentlyContinue -ErrorVariable problem
                $problem.FullyQualifiedErrorId | Should -BeExactly 'EnvironmentNotFound,CondaEnv.Commands.CompareCondaEnvCommand'
            } finally {
                Pop-Location
            }

            'copy@0' | New-CondaEnv again -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'FormatUnsupported,CondaEnv.Commands.NewCondaEnvCommand'
        }

        It 'makes it at a prefix' {
            (New-CondaEnv -Prefix "$work/else where/it" -Path $yaml).Prefix | Should -BeExactly ([IO.Path]::GetFullPath("$work/else where/it"))
        }

        It 'touches nothing with -WhatIf' {
            $null = Add-TestEnvironment $envs 'made'
            $before = Get-TreeState $work
            New-CondaEnv -Path $yaml -Force -WhatIf | Should -BeNullOrEmpty
            Get-TreeState $work | Should -Be $before
        }

        It 'gives the packages with -Plan, and makes nothing' {
            $plan = New-CondaEnv -Path $yaml -Plan
            $plan | Should -BeOfType CondaEnv.CondaPackage
            $plan | ForEach-Object { "$($_.Name)=$($_.Version)=$($_.Build)" } | Should -BeExactly 'zlib=1.3=0', 'python=3.12=0'
            Get-Entry | Should -BeNullOrEmpty
        }

        It 'replaces an environment with -Force only' {
            $null = Add-TestEnvironment $envs 'made' -Package 'old=1.0=0'
            New-CondaEnv -Path $yaml -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem.FullyQualifiedErrorId | Should -BeExactly 'EnvironmentExists,CondaEnv.Commands.NewCondaEnvCommand'
            (Get-CondaPackage -EnvironmentName made).Name | Should -Be 'old'
            (New-CondaEnv -Path $yaml -Force).PackageCount | Should -Be 2
            Get-Entry | Should -Be 'made'
        }

        It 'leaves what was there when the tool fails: <Last>' -ForEach @(
            @{ Last = 'exit 1'; Id = 'CondaFailed' }
            @{ Last = 'hang'; Id = 'CondaTimedOut' }
        ) {
            $prefix = Add-TestEnvironment $envs 'made' -Package 'old=1.0=0'
            $before = Get-TreeState $prefix
            Use-Step 'half', 'err PackagesNotFoundError: nonesuch', $Last
            New-CondaEnv -Path $yaml -Force -TimeoutSeconds 8 -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
            $problem | Should -HaveCount 1
            $problem.FullyQualifiedErrorId | Should -BeExactly "$Id,CondaEnv.Commands.NewCondaEnvCommand"
            "$problem" | Should -Match 'PackagesNotFoundError: nonesuch'
            Get-Entry | Should -Be 'made'
            Get-TreeState $prefix | Should -Be $before
        }

        It 'keeps what was made with -KeepOnFailure' {
            Use-Step 'half', 'exit 1'
            New-CondaEnv -Path $yaml -KeepOnFailure -ErrorAction SilentlyContinue -ErrorVariable problem
            "$problem" | Should -BeLike "*is at '$(Join-Path $envs 'made')'*"
            (Get-CondaPackage -EnvironmentName made).Name | Should -Be 'zlib'
        }

        It 'installs the environment of a lock that is named, and compares with that' {
            $lines = 'version: 6', 'environments:'
            foreach ($one in @{ first = 'win-64', 'xz'; second = 'linux-64', 'zlib'; third = 'linux-64', 'python' }.GetEnumerator() | Sort-Object Name) {
                $lines += "  $($one.Name):", '    channels: []', '    packages:', "      $($one.Value[0]):", "      - conda: https://h/c/$($one.Value -join '/')-1-0.conda"
            }

            $lock = Join-Path $work 'pixi.lock'
            Set-Content $lock ($lines + 'packages:' + ('win-64/xz', 'linux-64/zlib', 'linux-64/python' | ForEach-Object { "- conda: https://h/c/$_-1-0.conda"; "  sha256: $('a' * 64)" }))
            New-CondaEnv made -Path $lock -Strict -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'LockEnvironmentRequired,CondaEnv.Commands.NewCondaEnvCommand'
            Get-Entry | Should -BeNullOrEmpty
            (New-CondaEnv made -Path $lock -Strict -LockEnvironment second).Environment.PackageCount | Should -Be 1
            (Get-CondaPackage -EnvironmentName made).Name | Should -Be 'zlib'
            (New-CondaEnv windows -Path $lock -Strict -Platform win-64 -Plan).Name | Should -Be 'xz'
            Import-CondaEnvFile $lock -LockEnvironment third | New-CondaEnv piped -Strict | Should -BeOfType CondaEnv.CondaEnvCreateResult
            (Update-CondaEnv made -Path $lock -LockEnvironment third).Differences.Name | Should -Be 'zlib'
            Update-CondaEnv made -Path $lock -LockEnvironment none -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'LockEnvironmentNotFound,CondaEnv.Commands.UpdateCondaEnvCommand'
            'piped' | New-CondaEnv copy -Platform linux-64 -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'LockEnvironmentNotFound,CondaEnv.Commands.NewCondaEnvCommand'
        }

        It 'makes none that differs with -Strict' {
            Use-Step 'half'
            (New-CondaEnv differs -Path $yaml -WarningAction SilentlyContinue -WarningVariable warning).Differences.Name | Should -Be 'python'
            "$warning" | Should -Match 'differs from'
            New-CondaEnv strict -Path $yaml -Strict -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'LossRefused,CondaEnv.Commands.NewCondaEnvCommand'
            Get-Entry | Should -Be 'differs'
        }

        It 'shows the lines of the tool with -Verbose, and how far it is' {
            Use-Step 'out {"fetch":"zlib-1.3 | 9 KB | ","finished":false,"maxval":1,"progress":0.25}', 'out \0{"fetch":"zlib-1.3 | 9 KB | ","finished":true,"maxval":1,"progress":1}', 'err a line of the tool', 'make'
            $shell = [powershell]::Create()
            try {
                $result = $shell.AddScript("`$VerbosePreference = 'Continue'; Import-Module '$ModulePath' -Verbose:`$false; New-CondaEnv -Path '$yaml'").Invoke()
                $result.PackageCount | Should -Be 2
                $shell.Streams.Verbose.Message | Should -Contain 'a line of the tool'
                $progress = $shell.Streams.Progress | Where-Object Activity -EQ 'Making an environment'
                $progress.StatusDescription | Should -Contain 'Solving'
                $download = @($progress | Where-Object StatusDescription -EQ 'Downloading')
                $download[0].CurrentOperation | Should -BeExactly 'zlib-1.3'
                $download[0].PercentComplete | Should -Be 25
                "$($progress[-1].RecordType)" | Should -Be 'Completed'
            } finally {
                $shell.Dispose()
            }
        }

        It 'ends with all that was started when it is stopped, and all is as it was' {
            $prefix = Add-TestEnvironment $envs 'made' -Package 'old=1.0=0'
            $before = Get-TreeState $prefix
            Use-Step 'half', "pid $work/pid", "child $work/child", 'hang'
            $shell = [powershell]::Create()
            try {
                $running = $shell.AddScript("Import-Module '$ModulePath'; New-CondaEnv -Path '$yaml' -Force").BeginInvoke()
                while (-not (Test-Path "$work/child") -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 20 }
                Start-Sleep -Milliseconds 200
                $watch = [Diagnostics.Stopwatch]::StartNew()
                $shell.Stop()
                Write-Verbose "It ended $($watch.ElapsedMilliseconds) ms after it was stopped"
                $shell.InvocationStateInfo.State | Should -Be 'Stopped'
                $shell.Streams.Error | Should -BeNullOrEmpty
            } finally {
                $shell.Dispose()
            }

            foreach ($file in 'pid', 'child') {
                $process = Get-Process -Id (Get-Content "$work/$file") -ErrorAction Ignore
                if ($process) { $process.WaitForExit(10000) | Should -BeTrue -Because "the $file was ended" }
            }

            Get-Entry | Should -Be 'made'
            Get-TreeState $prefix | Should -Be $before
        }

        It 'needs a name or a folder, and not both' {
            Set-Content "$work/nameless.yml" "dependencies:`n  - zlib=1.3=0"
            New-CondaEnv -Path "$work/nameless.yml" -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].Exception.Message | Should -Match 'does not name the environment'
            { New-CondaEnv -Name x -Prefix "$work/y" -Path $yaml } | Should -Throw -ErrorId 'AmbiguousParameterSet,CondaEnv.Commands.NewCondaEnvCommand'
            New-CondaEnv base -Path $yaml -Force -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeExactly 'EnvironmentIsBase,CondaEnv.Commands.NewCondaEnvCommand'
        }

        It 'runs nothing but what an absolute path names' {
            $env:CONDAENV_TOOL = 'conda'
            Push-Location (Split-Path $StandIn)
            try {
                New-CondaEnv -Path $yaml -ErrorAction SilentlyContinue -ErrorVariable problem
            } finally {
                Pop-Location
                $env:CONDAENV_TOOL = $StandIn
            }

            $problem[0].FullyQualifiedErrorId | Should -BeExactly 'CondaNotFound,CondaEnv.Commands.NewCondaEnvCommand'
            (Get-Command New-CondaEnv).Parameters.Keys | Should -Not -Contain 'Tool'
        }

        It 'completes names as they are' {
            $null = Add-TestEnvironment $envs '[brackets]'
            $found = TabExpansion2 'Remove-CondaEnv -Name [br'
            $found.CompletionMatches.CompletionText | Should -BeExactly "'[brackets]'"
        }

        It 'has a plain view' {
            $text = New-CondaEnv -Path $yaml | Out-String
            $text | Should -Match 'Name +Tool +Style +Packages +Pip +Differences +Prefix'
        }
    }

    Context 'Update-CondaEnv' {
        It 'takes packages by name' {
            $null = New-CondaEnv lecture -Package python=3.12 -Channel conda-forge
            (Update-CondaEnv lecture -Package sphinx).PackageCount | Should -Be 2
            (Get-CondaEnv lecture | Update-CondaEnv -Package xz -Channel conda-forge).Prefix | Should -Be (Join-Path $envs 'lecture')
            (Get-CondaPackage -EnvironmentName lecture).Name | Should -Be 'python', 'sphinx', 'xz'
        }

        It 'brings an environment to what a file says' {
            $null = Add-TestEnvironment $envs 'made' -Package 'old=1.0=0'
            $result = Update-CondaEnv made $yaml
            $result | Should -BeOfType CondaEnv.CondaEnvCreateResult
            (Get-CondaPackage -EnvironmentName made).Name | Should -Be 'old', 'python', 'zlib'
            $null = Update-CondaEnv -Prefix "$envs/made" -Path $yaml -Prune
            (Get-CondaPackage -EnvironmentName made).Name | Should -Be 'python', 'zlib'
        }

        It 'takes an environment from the pipeline, and no package of one' {
            $null = Add-TestEnvironment $envs 'made' -Package 'old=1.0=0'
            (Get-CondaEnv made | Update-CondaEnv -Path $yaml).Name | Should -Be 'made'
            Get-CondaPackage -EnvironmentName made | Update-CondaEnv -Path $yaml -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InputObjectNotBound,*'
        }

        It 'touches nothing with -WhatIf, nor what is frozen' {
            $prefix = Add-TestEnvironment $envs 'made' -File @{ 'conda-meta/frozen' = '{"message": "Leave me"}' }
            $before = Get-TreeState $prefix
            Update-CondaEnv made $yaml -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem.FullyQualifiedErrorId | Should -BeExactly 'EnvironmentFrozen,CondaEnv.Commands.UpdateCondaEnvCommand'
            "$problem" | Should -Match 'Leave me'
            Update-CondaEnv made $yaml -Force -WhatIf
            Get-TreeState $prefix | Should -Be $before
            Remove-Item "$prefix/conda-meta/*.json"
            (Update-CondaEnv made $yaml -Force).PackageCount | Should -Be 2
        }

        It 'warns where pip has installed' {
            $null = Add-TestEnvironment $envs 'made' -Package 'python=3.12=0' -File @{ 'lib/python3.12/site-packages/idna-3.10.dist-info/METADATA' = "Metadata-Version: 2.1`nName: idna`nVersion: 3.10`n"; 'lib/python3.12/site-packages/idna-3.10.dist-info/RECORD' = "a.py,,`n" }
            $null = Update-CondaEnv made $yaml -WarningAction SilentlyContinue -WarningVariable warning
            "$warning" | Should -Match 'has pip packages'
        }
    }

    Context 'Remove-CondaEnv' {
        It 'removes an environment' {
            $null = Add-TestEnvironment $envs 'made'
            $null = Add-TestEnvironment $envs 'other'
            Remove-CondaEnv made -Confirm:$false | Should -BeNullOrEmpty
            Get-Entry | Should -Be 'other'
            Get-CondaEnv other | Remove-CondaEnv -Confirm:$false
            Get-Entry | Should -BeNullOrEmpty
        }

        It 'asks before, and touches nothing with -WhatIf' {
            $null = Add-TestEnvironment $envs 'made'
            Remove-CondaEnv made -WhatIf
            Get-Entry | Should -Be 'made'
            [CondaEnv.Commands.RemoveCondaEnvCommand].GetCustomAttributes([Management.Automation.CmdletAttribute], $false).ConfirmImpact | Should -Be 'High'
        }

        It 'is no way to remove a package' {
            $null = Add-TestEnvironment $envs 'made'
            Get-CondaPackage -EnvironmentName made | Remove-CondaEnv -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'InputObjectNotBound,*'
            Get-Entry | Should -Be 'made'
        }

        It 'leaves base and what is frozen alone without -Force' {
            $null = Add-TestEnvironment $envs 'made' -File @{ 'conda-meta/frozen' = '' }
            $root = Add-TestEnvironment $work 'miniforge3' -Package 'conda=26.7.1=0' -File @{ 'condabin/conda' = '' }
            $env:CONDA_ROOT = $root
            Remove-CondaEnv made, base -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
            Remove-Item Env:CONDA_ROOT
            $problem.FullyQualifiedErrorId | Should -BeExactly 'EnvironmentFrozen,CondaEnv.Commands.RemoveCondaEnvCommand', 'EnvironmentIsBase,CondaEnv.Commands.RemoveCondaEnvCommand'
            Get-Entry | Should -Be 'made'
            Remove-CondaEnv made -Force -Confirm:$false
            Get-Entry | Should -BeNullOrEmpty
        }
    }
}
