# What happens when a command is stopped, by Ctrl-C or by a cmdlet downstream that has enough. No absolute times are asserted:
# what was not done any more is counted.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    # What lists a table of its own is done before it could be stopped.
    $commands = @(Get-Command -Module CondaEnv -CommandType Cmdlet | Where-Object { $_.Name -ne 'Get-CondaExportFormat' -and ($StandIn -or $_.Name -notin $ToolCommands) } | ForEach-Object { @{ Name = $_.Name } })

}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    # Not in $TestDrive, which Pester looks through after each block, in a time that grows with the square of the files.
    $work = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    $many = Join-Path $work 'many'
    Enter-TestMachine $work -EnvironmentsFolder $FixtureEnvironments, $many
    # One environment under many names, so that reading them all takes seconds. Where a folder cannot be linked (Wine), there are
    # copies: fewer, and smaller.
    $link = if ($IsWindows) { 'Junction' } else { 'SymbolicLink' }
    $null = New-Item $many -ItemType Directory -Force
    $linked = [bool](New-Item -ItemType $link (Join-Path $work 'link') -Target $many -ErrorAction Ignore)
    $count, $size = if ($linked) { 400, 300 } else { 40, 100 }
    $names = foreach ($i in 1..$count) { 'env{0:d3}' -f $i }
    $null = Add-TestEnvironment $many $names[0] -Package (1..$size | ForEach-Object { "package$_=1.0=0" })
    # And a history, so that replaying it does, too.
    [IO.File]::WriteAllText((Join-Path $many "$($names[0])/conda-meta/history"), -join (1..100 | ForEach-Object { "==> 2026-01-02 03:04:05 <==`n+conda-forge/linux-64::package$_-1-0`n" }))
    foreach ($name in $names | Select-Object -Skip 1) {
        $path = Join-Path $many $name
        if ($linked) { $null = New-Item -ItemType $link $path -Target (Join-Path $many $names[0]) } else { Copy-Item (Join-Path $many $names[0]) $path -Recurse }
    }
    $null = Add-TestEnvironment $many 'filed' -Package @() -File @{
        'conda-meta/filed-1-0.json' = '{"name":"filed","version":"1","build":"0","build_number":0,"channel":"c","subdir":"linux-64","depends":[],"files":["' + ((1..100000) -join '","') + '"]}'
    }
    $null = Add-TestEnvironment $many 'damaged' -File @{ 'conda-meta/bad-1.0-0.json' = '{' }
    # A tree that takes long to search, and holds nothing.
    $tree = Join-Path $work 'tree'
    foreach ($i in 1..100) { foreach ($j in 1..150) { $null = [IO.Directory]::CreateDirectory("$tree/$i/$j") } }
    $out = Join-Path $work 'out'
    $records = Join-Path $work 'records'
    $files = Join-Path $work 'files'
    $null = New-Item $out, $records, $files -ItemType Directory
    # Without channels, so that each has a finding.
    foreach ($i in 1..4000) { [IO.File]::WriteAllText("$files/$i.yml", 'dependencies: [zlib]') }

    # A tool that hangs, once it has said that it runs.
    $yaml = Join-Path $work 'environment.yml'
    Set-Content $yaml "name: made`ndependencies:`n  - zlib=1.3=0"
    $sign = Join-Path $work 'running'
    Set-Content "$work/steps" "pid $sign", 'hang'
    $env:CONDAENV_TOOL = $StandIn
    $env:CONDAENV_STANDIN = "$work/steps"
    $hangs = { if (Test-Path $sign) { Remove-Item $sign; $true } }

    # What each does for long, and how to tell that it has begun; a cmdlet without a line here fails.
    $long = @{
        'Get-CondaEnv'        = @{ Script = "Get-CondaEnv -SearchPath '$tree' -Recurse"; Begun = { Start-Sleep -Milliseconds 50; $true }; All = 1 }
        'Compare-CondaEnv'    = @{ Script = "'$($names -join "', '")' | Compare-CondaEnv (Get-CondaPackage -EnvironmentName packaging-env)"; Begun = { $output.Count -gt 0 }; All = $size * $count }
        'Get-CondaPackage'    = @{ Script = "Get-CondaPackage -EnvironmentName '$($names -join "', '")'"; Begun = { $output.Count -gt 0 }; All = $size * $count }
        'Get-CondaPackageDependency' = @{ Script = "Get-CondaPackageDependency -EnvironmentName '$($names -join "', '")'"; Begun = { $output.Count -gt 0 }; All = $size * $count }
        'Get-CondaPackageFile' = @{ Script = 'Get-CondaPackageFile -Verify -EnvironmentName filed'; Begun = { $output.Count -gt 0 }; All = 100000 }
        'Get-CondaEnvHistory' = @{ Script = "Get-CondaEnvHistory '$($names -join "', '")'"; Begun = { $output.Count -gt 0 }; All = 100 * $count }
        'Measure-CondaEnv'    = @{ Script = "Measure-CondaEnv '$($names -join "', '")'"; Begun = { $output.Count -gt 2 }; All = $count }
        'Export-CondaEnv'     = @{ Script = "'$($names -join "', '")' | Export-CondaEnv -Path { `"$out/`$_.yml`" } -PassThru"; Begun = { $output.Count -gt 2 }; All = $count }
        'Import-CondaEnvFile' = @{ Script = "Import-CondaEnvFile '$files/*'"; Begun = { $output.Count -gt 2 }; All = 4000 }
        'Test-CondaEnvFile'   = @{ Script = "Test-CondaEnvFile '$files/*'"; Begun = { $output.Count -gt 2 }; All = 4000 }
        'Find-CondaEnvFileIssue' = @{ Script = "Find-CondaEnvFileIssue '$files/*'"; Begun = { $output.Count -gt 2 }; All = 4000 }
        'Find-CondaEnvIssue'  = @{ Script = "Find-CondaEnvIssue '$($names -join "', '")'"; Begun = { $output.Count -gt 0 }; All = $count }
        'Test-CondaEnv'       = @{ Script = "Test-CondaEnv '$($names -join "', '")'"; Begun = { $output.Count -gt 0 }; All = $count }
        'New-CondaEnv'        = @{ Script = "New-CondaEnv -Prefix '$work/made' -Path '$yaml'"; Begun = $hangs; All = 1 }
        'Update-CondaEnv'     = @{ Script = "Update-CondaEnv $($names[0]) '$yaml'"; Begun = $hangs; All = 1 }
        'Remove-CondaEnv'     = @{ Script = "Remove-CondaEnv $($names[0]) -Confirm:`$false"; Begun = $hangs; All = 1 }
        'Save-CondaEnvRecord' = @{ Script = "'$($names -join "', '")' | Save-CondaEnvRecord -Path '$records' -PassThru"; Begun = { $output.Count -gt 2 }; All = $count }
    }

    # Runs a script in a session of its own, and stops it once it is under way.
    function Invoke-Stopped($Task) {
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript("Import-Module '$ModulePath'").Invoke()
            $shell.Commands.Clear()
            $output = [Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.AddScript($Task.Script).BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
            while (-not (& $Task.Begun) -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 5 }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            [pscustomobject]@{ State = $shell.InvocationStateInfo.State; Count = $output.Count; Errors = @($shell.Streams.Error); Milliseconds = $watch.ElapsedMilliseconds }
        } finally {
            $shell.Dispose()
        }
    }
}

AfterAll {
    Remove-Item Env:CONDAENV_TOOL, Env:CONDAENV_STANDIN -ErrorAction Ignore
    Exit-TestMachine
    [IO.Directory]::Delete($work, $true)
}

Describe 'Ctrl-C in <Name>' -ForEach $commands {
    It 'ends it at once, says nothing and leaves nothing behind' {
        $long[$Name] | Should -Not -BeNullOrEmpty -Because 'every cmdlet can be stopped'
        $before = Get-TreeState (Join-Path $many $names[0])
        $result = Invoke-Stopped $long[$Name]
        Write-Verbose "$Name ended $($result.Milliseconds) ms after it was stopped"
        $result.State | Should -Be 'Stopped'
        $result.Count | Should -BeLessThan $long[$Name].All
        $result.Errors | Should -BeNullOrEmpty
        Get-TreeState (Join-Path $many $names[0]) | Should -Be $before

        # What was written is whole, and there is no other file.
        foreach ($record in Get-ChildItem $records -Force) {
            $record.Name | Should -Match '^env\d+-'
            Get-ChildItem $record.FullName -Name | Should -Contain 'record.json'
        }

        $whole = Export-CondaEnv $names[0]
        foreach ($file in Get-ChildItem $out -Force) {
            $file.Name | Should -Match '^env\d+\.yml$'
            (Get-Content $file.FullName | Select-Object -Skip 1) -join "`n" | Should -BeExactly (($whole | Select-Object -Skip 1) -join "`n")
        }
    }
}

Describe 'Ctrl-C in the middle of a file' {
    # Compared with the time of the whole, since there is nothing else to count.
    It 'stops <_>' -ForEach 'Import-CondaEnvFile', 'Find-CondaEnvFileIssue', 'Test-CondaEnvFile', 'Compare-CondaEnv env001' {
        $file = Join-Path $work 'large.yml'
        if (-not (Test-Path $file)) { [IO.File]::WriteAllText($file, "dependencies:`n" + -join (1..150000 | ForEach-Object { "  - package$_=1.0`n" })) }
        $script = "`$null = $_ '$file'"
        $whole = [Diagnostics.Stopwatch]::StartNew()
        & ([scriptblock]::Create($script))
        $whole.Stop()
        $wait = [int]($whole.ElapsedMilliseconds / 5)
        $result = Invoke-Stopped @{ Script = $script; Begun = { Start-Sleep -Milliseconds $wait; $true } }
        $result.State | Should -Be 'Stopped'
        $result.Errors | Should -BeNullOrEmpty
        $result.Milliseconds | Should -BeLessThan ($whole.ElapsedMilliseconds / 2)
    }
}

Describe 'Select-Object -First 1' {
    It 'ends the reading: <_>' -ForEach @(
        'Get-CondaEnv env001, no-such-env'
        'Get-CondaPackage -EnvironmentName env001, damaged'
        "'env001', 'damaged' | Get-CondaPackage"
        'Get-CondaEnv env001, damaged | Get-CondaPackage'
        'Export-CondaEnv env001, damaged'
        "'env001', 'damaged' | Export-CondaEnv"
    ) {
        # The second would be an error, if it were looked at.
        $script = [scriptblock]::Create("$_ -ErrorVariable problem -ErrorAction SilentlyContinue | Select-Object -First 1; `$problem")
        & $script | Should -HaveCount 1
        # And it is, where more is wanted.
        $script = [scriptblock]::Create("`$null = $_ -ErrorVariable problem -ErrorAction SilentlyContinue; `$problem")
        & $script | Should -HaveCount 1
    }

    It 'writes no further file' {
        Remove-Item "$out/*" -Force
        'env001', 'env002', 'env003' | Export-CondaEnv -Path { "$out/$_.yml" } -PassThru | Select-Object -First 1 | Should -Not -BeNullOrEmpty
        (Get-ChildItem $out -Force).Name | Should -Be 'env001.yml'
    }
}
