# The whole way with a real conda, mamba or micromamba: the one that CONDAENV_TOOL names, or one in PATH. The channel and
# pip's index are made here; nothing comes from the network.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $tool = if ($env:CONDAENV_TOOL) { $env:CONDAENV_TOOL } else { Get-Command micromamba, mamba, conda -CommandType Application -ErrorAction Ignore | Where-Object { try { $null = & $_.Source --version; $LASTEXITCODE -eq 0 } catch { $false } } | Select-Object -First 1 | ForEach-Object Source }
    $python = Get-Command python3 -CommandType Application -ErrorAction Ignore | Select-Object -First 1 | ForEach-Object Source
    $isPossible = $tool -and $python -and -not $IsWindows
    if (-not $isPossible) {
        Write-NotTested 'environments made by a real tool: no conda, mamba or micromamba is in PATH or CONDAENV_TOOL, or no python3 in PATH.'
    }
}

Describe 'With the real <Tool>' -Tag RealTool -Skip:(-not $isPossible) -ForEach @{ Tool = "$tool"; Python = "$python" } {
    BeforeAll {
        . "$PSScriptRoot/Support.ps1"
        $work = Join-Path ([IO.Path]::GetTempPath()) "condaenv-$([guid]::NewGuid().ToString('N'))"
        $channel = Join-Path $work 'channel'
        $null = New-Item $work, $channel, "$work/envs" -ItemType Directory
        Enter-TestMachine $work -EnvironmentsFolder "$work/envs"
        $env:CONDAENV_TOOL = $Tool
        $env:CONDA_PKGS_DIRS = "$work/pkgs"
        $env:CONDA_OFFLINE = 'true'
        $env:MAMBA_ROOT_PREFIX = "$work/mamba"
        $env:PIP_NO_INDEX = '1'
        $env:PIP_FIND_LINKS = "$channel/wheels"
        $env:CONDA_SUBDIR = "$(if ($IsMacOS) { 'osx' } else { 'linux' })-$(switch ([Runtime.InteropServices.RuntimeInformation]::OSArchitecture) { 'Arm64' { if ($IsMacOS) { 'arm64' } else { 'aarch64' } } default { '64' } })"
        $short = & $Python "$PSScriptRoot/RealChannel.py" $channel $env:CONDA_SUBDIR
        $LASTEXITCODE | Should -Be 0

        # The seed's two files, with our channel.
        $packaging = Join-Path $work 'packaging.yml'
        Set-Content $packaging "name: packaging-env`nchannels: [`"file://$channel`", nodefaults]`ndependencies:`n  - python=$short`n  - pytest`n  - setuptools`n  - sphinx`n  - blackd"
        $mkdocs = Join-Path $work 'mkdocs.yml'
        Set-Content $mkdocs "name: mkdocs-env`nchannels:`n  - file://$channel`n  - nodefaults`ndependencies:`n  - python=$short`n  - pip`n  - pip:`n    - mkdocs`n    - `"mkdocstrings[python]`"`n    - mkdocs-material"
    }

    AfterAll {
        Remove-Item Env:CONDAENV_TOOL, Env:CONDA_PKGS_DIRS, Env:CONDA_OFFLINE, Env:MAMBA_ROOT_PREFIX, Env:PIP_NO_INDEX, Env:PIP_FIND_LINKS, Env:CONDA_SUBDIR -ErrorAction Ignore
        Exit-TestMachine
        if ($work) { Remove-Item $work -Recurse -Force }
    }

    It 'makes <Name>, records it, removes it and restores it: no row' -ForEach @(
        @{ Name = 'packaging-env'; File = { $packaging }; Conda = 6; Pip = 0 }
        @{ Name = 'mkdocs-env'; File = { $mkdocs }; Conda = 3; Pip = 5 }
    ) {
        $made = New-CondaEnv -Path (& $File) -ErrorAction Stop -WarningAction Ignore
        Write-Verbose "$($made.Tool) $($made.ToolVersion)"
        $made.Name | Should -Be $Name
        "$($made.Style)" | Should -Be 'Friendly'
        $made.PackageCount | Should -BeGreaterOrEqual $Conda
        $made.PipPackageCount | Should -Be $Pip
        $made.Differences | Should -BeNullOrEmpty

        # Untouched, and then damaged.
        Find-CondaEnvIssue $Name -Severity Error, Warning | ForEach-Object { "$_" } | Should -BeNullOrEmpty
        Test-CondaEnv $Name | Should -BeTrue
        $file = Get-CondaPackageFile -EnvironmentName $Name | Where-Object { $_.Sha256 -and $_.Type -eq 'File' -and $_.File -like '*/site-packages/*.py' } | Select-Object -First 1 | ForEach-Object { Get-Item (Join-Path $_.Prefix $_.File) }
        $content = [IO.File]::ReadAllBytes($file.FullName)
        Remove-Item $file.FullName
        [IO.File]::WriteAllText($file.FullName, 'altered')
        $issue = Find-CondaEnvIssue $Name -Severity Error
        $issue.RuleName | Should -Be 'AlteredFile'
        Join-Path $issue.Prefix $issue.File | Should -Be $file.FullName
        Test-CondaEnv $Name | Should -BeFalse
        [IO.File]::WriteAllBytes($file.FullName, $content)
        Test-CondaEnv $Name | Should -BeTrue

        $before = Get-CondaPackage -EnvironmentName $Name
        $record = Save-CondaEnvRecord $Name -Path "$work/records" -PassThru -WarningAction Ignore
        Remove-CondaEnv $Name -Confirm:$false -ErrorAction Stop
        "$work/envs/$Name" | Should -Not -Exist

        $restored = $record | New-CondaEnv -Name $Name -Strict -ErrorAction Stop
        "$($restored.Style)" | Should -Be 'Exact'
        Compare-CondaEnv $record.Path $Name | Should -BeNullOrEmpty
        Compare-CondaEnv $before $Name | Should -BeNullOrEmpty
        $restored.Environment.Fingerprint | Should -Be $record.Fingerprint
        (Get-CondaEnv $Name | New-CondaEnv "$Name-copy" -Strict -ErrorAction Stop).DifferenceCount | Should -Be 0
    }

    It 'tells what it would install, and makes nothing' {
        $plan = New-CondaEnv planned -Path $packaging -Plan -ErrorAction Stop
        $plan.Name | Should -Contain 'blackd'
        ($plan | Where-Object Name -EQ pytest).Version | Should -Be '8.0'
        "$work/envs/planned" | Should -Not -Exist
    }

    It 'says what is wrong: <Hint>' -ForEach @(
        @{ Hint = 'a package'; Line = 'nonesuch' }
        @{ Hint = 'the pins|a package'; Line = 'clash', 'pytest=8' }
    ) {
        Set-Content "$work/wrong.yml" ("name: wrong`nchannels: [`"file://$channel`", nodefaults]`ndependencies:`n  - " + ($Line -join "`n  - "))
        New-CondaEnv -Path "$work/wrong.yml" -ErrorAction SilentlyContinue -ErrorVariable problem -WarningAction Ignore
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'CondaFailed,*'
        "$problem" | Should -Match "Hint: ($Hint)"
        "$work/envs/wrong" | Should -Not -Exist
    }

    It 'names a channel that is not there' {
        Set-Content "$work/wrong.yml" "name: wrong`nchannels: [`"file://$work/nowhere`", nodefaults]`ndependencies:`n  - pytest"
        New-CondaEnv -Path "$work/wrong.yml" -ErrorAction SilentlyContinue -ErrorVariable problem -WarningAction Ignore
        "$problem" | Should -Match 'Hint: a channel is a folder that does not exist'
        "$work/envs/wrong" | Should -Not -Exist
    }

    It 'leaves what stood when it cannot replace it' {
        $null = New-CondaEnv stays -Path $packaging -ErrorAction Stop -WarningAction Ignore
        $before = (Get-CondaEnv stays).Fingerprint
        Set-Content "$work/wrong.yml" "channels: [`"file://$channel`", nodefaults]`ndependencies:`n  - nonesuch"
        New-CondaEnv stays -Path "$work/wrong.yml" -Force -ErrorAction SilentlyContinue -WarningAction Ignore
        (Get-CondaEnv stays).Fingerprint | Should -Be $before
        Get-ChildItem "$work/envs" -Filter 'stays*' -Name | Should -Be 'stays'
    }

    It 'updates and prunes' {
        $null = New-CondaEnv changes -Path $packaging -ErrorAction Stop -WarningAction Ignore
        Set-Content "$work/less.yml" "channels: [`"file://$channel`", nodefaults]`ndependencies:`n  - python=$short`n  - pytest=7.0"
        $result = Update-CondaEnv changes "$work/less.yml" -Prune -ErrorAction Stop -WarningAction Ignore
        $result.Differences | Should -BeNullOrEmpty
        (Get-CondaPackage pytest -EnvironmentName changes).Version | Should -Be '7.0'
        Get-CondaPackage -EnvironmentName changes | ForEach-Object Name | Should -Not -Contain 'sphinx'
    }

    It 'does not touch a frozen one' {
        $null = New-CondaEnv cold -Path $packaging -ErrorAction Stop -WarningAction Ignore
        Set-Content "$work/envs/cold/conda-meta/frozen" '{"message": "Leave me"}'
        Remove-CondaEnv cold -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'EnvironmentFrozen,*'
        Remove-CondaEnv cold -Force -Confirm:$false -ErrorAction Stop
        "$work/envs/cold" | Should -Not -Exist
    }
}
