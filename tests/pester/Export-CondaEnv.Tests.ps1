BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more 'one'
    $null = Add-TestEnvironment $more 'two' -Package 'zlib=1.3.1=0', 'bzip2=1.0.8=1'
    $null = Add-TestEnvironment $more 'damaged' -File @{ 'conda-meta/bad-1.0-0.json' = '{' }
    $null = New-Item -ItemType Directory (Join-Path $more 'plain')

    function Get-FullId([string] $Id) { "$Id,CondaEnv.Commands.ExportCondaEnvCommand" }

    # The cmdlet's parameters for recorded arguments of conda.
    function ConvertFrom-CondaArgument([string[]] $Argument) {
        $formats = @{ 'environment-yaml' = 'EnvironmentYaml'; 'environment-json' = 'EnvironmentJson'; explicit = 'Explicit'; requirements = 'CondaRequirements' }
        $parameters = @{ IncludePrefix = $true; Channel = @() }
        for ($i = 0; $i -lt $Argument.Count; $i++) {
            switch ($Argument[$i]) {
                '-n' { $parameters.EnvironmentName = $Argument[++$i] }
                '-p' { $parameters.Prefix = $Argument[++$i].Replace('{{ROOT}}', $FixtureRoot) }
                '--no-builds' { if (-not $parameters.Style) { $parameters.Style = 'NoBuilds' } }
                '--from-history' { $parameters.Style = 'History' }
                '--json' { $parameters.Format = 'EnvironmentJson' }
                '--format' { $parameters.Format = $formats[$Argument[++$i]]; if ($parameters.Format -eq 'Explicit') { $parameters.Hash = 'None' } }
                '-c' { $parameters.Channel += $Argument[++$i] }
                '--override-channels' { $parameters.OverrideChannels = $true }
                '--ignore-channels' { $parameters.IgnoreChannels = $true }
            }
        }

        if ($parameters.Channel.Count -eq 0) { $parameters.Remove('Channel') }
        $parameters
    }

    # Prefixes as this system spells them.
    function Resolve-Root([string] $Text, [string] $Format) {
        $environments = Join-Path $FixtureEnvironments ''
        if ($Format -eq 'EnvironmentJson') { $environments = $environments.Replace('\', '\\') }
        $Text.Replace('{{ROOT}}/envs/', $environments).Replace('{{ROOT}}', $FixtureRoot)
    }

    # Comments that name the tool and its machine differ by nature; an explicit list has its folder's order, and a
    # development install is in it only where the project is, which lies outside of the fixtures.
    function Get-Comparable([string] $Text, [string] $Format) {
        if ($Format -in 'Explicit', 'CondaRequirements') {
            $lines = $Text.Split("`n") -notmatch '^# (created-by|platform):|/<develop>/'
            if ($Format -eq 'Explicit') { $lines = $lines | Sort-Object }
            $Text = $lines -join "`n"
        }

        $Text
    }
}

AfterAll {
    Exit-TestMachine
}

Describe 'Export-CondaEnv in conda''s own words' {
    It 'writes <_> as conda does, as lines and into a file' -ForEach (Get-ChildItem "$PSScriptRoot/../fixtures/golden" -Directory).Name {
        $folder = Join-Path $FixtureRoot "golden/$_/26.7.1"
        $index = Get-Content (Join-Path $folder 'index.json') -Raw | ConvertFrom-Json -AsHashtable
        $file = Join-Path $TestDrive 'golden.txt'
        $compared = 0
        foreach ($name in $index.commands.Keys) {
            $command = $index.commands[$name]
            if ($command.rc -ne 0 -or $command.args -notcontains 'export' -or $command.args -contains '--platform') { continue }

            $parameters = ConvertFrom-CondaArgument $command.args
            if ($command.env.CONDA_CHANNELS) { $env:CONDA_CHANNELS = $command.env.CONDA_CHANNELS }
            try {
                $lines = Export-CondaEnv @parameters -WarningAction Ignore -ErrorAction Ignore
                Export-CondaEnv @parameters -Path $file -AllowPartial -WarningAction Ignore -ErrorAction Ignore
            } finally {
                if ($env:CONDA_CHANNELS) { Remove-Item Env:CONDA_CHANNELS }
            }

            $expected = Resolve-Root ([IO.File]::ReadAllText((Join-Path $folder "$name.out"))) $parameters.Format
            $written = [Text.UTF8Encoding]::new($false, $true).GetString([IO.File]::ReadAllBytes($file))
            ($lines -join "`n") + "`n" | Should -BeExactly $written -Because "$name, lines"
            Get-Comparable $written $parameters.Format | Should -BeExactly (Get-Comparable $expected $parameters.Format) -Because $name
            $compared++
        }

        $compared | Should -BeGreaterOrEqual 15
    }

    It 'leaves the prefix out unless it is asked for' {
        Export-CondaEnv mkdocs-env | Should -Not -Match '^prefix:'
        (Export-CondaEnv mkdocs-env -IncludePrefix)[-1] | Should -Be "prefix: $(Join-Path $FixtureEnvironments 'mkdocs-env')"
    }

    It 'writes no empty line at the end' {
        (Export-CondaEnv mkdocs-env)[-1] | Should -Not -BeNullOrEmpty
        Export-CondaEnv mkdocs-env | ForEach-Object { $_ | Should -BeOfType string }
    }
}

Describe 'Export-CondaEnv and its targets' {
    It 'takes a name, a path, a prefix, an object, a twin, a row, a folder' {
        $expected = Export-CondaEnv one
        $prefix = Join-Path $more 'one'
        Export-CondaEnv -EnvironmentName one | Should -Be $expected
        Export-CondaEnv $prefix | Should -Be $expected
        Export-CondaEnv -Prefix $prefix | Should -Be $expected
        Export-CondaEnv -InputObject (Get-CondaEnv one) | Should -Be $expected
        Get-CondaEnv one | Export-CondaEnv | Should -Be $expected
        Get-CondaEnv one | ConvertTo-Twin | Export-CondaEnv | Should -Be $expected
        Get-CondaEnv one | ConvertTo-Csv | ConvertFrom-Csv | Export-CondaEnv | Should -Be $expected
        Get-Item $prefix | Export-CondaEnv | Should -Be $expected
        'one' | Export-CondaEnv | Should -Be $expected
        Push-Location $more
        try { Export-CondaEnv ./one | Should -Be $expected } finally { Pop-Location }
    }

    It 'takes the active environment where none is given' {
        $env:CONDA_PREFIX = Join-Path $more 'one'
        try {
            (Export-CondaEnv)[0] | Should -Be 'name: one'
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }

        { Export-CondaEnv -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId NoActiveEnvironment)
    }

    It 'looks at the environment as it is now' {
        $environment = Add-TestEnvironment $more 'changing' | Get-CondaEnv
        $environment.PipPackageCount | Should -Be 0
        $null = Add-TestEnvironment $more 'changing' -Package 'xz=5.0=0'
        $environment | Export-CondaEnv | Should -Contain '  - xz=5.0=0'
        ($environment | Get-CondaPackage).Name | Should -Be 'xz', 'zlib'
    }
}

Describe 'Export-CondaEnv -Path' {
    BeforeEach {
        $out = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $out -ItemType Directory
    }

    It 'writes UTF-8 without byte order mark, with LF' {
        Export-CondaEnv one -Path (Join-Path $out 'a.yml') | Should -BeNullOrEmpty
        $bytes = [IO.File]::ReadAllBytes((Join-Path $out 'a.yml'))
        $bytes[0..4] | Should -Be ([Text.Encoding]::ASCII.GetBytes('name:'))
        $bytes | Should -Not -Contain 13
        $bytes[-1] | Should -Be 10
    }

    It 'writes beside PowerShell''s location, and to its drives' {
        Push-Location $out
        try {
            Export-CondaEnv one -Path b.yml
            Export-CondaEnv one -LiteralPath '[c].yml'
        } finally {
            Pop-Location
        }

        $null = New-PSDrive -Name Target -PSProvider FileSystem -Root $out
        Export-CondaEnv one -Path Target:/d.yml
        (Get-ChildItem $out).Name | Sort-Object | Should -Be '[c].yml', 'b.yml', 'd.yml'
    }

    It 'returns what it wrote with -PassThru' {
        $path = Join-Path $out 'e.yml'
        $result = Export-CondaEnv mkdocs-env -Path $path -Style NoBuilds -PassThru
        $result | Should -BeOfType CondaEnv.CondaExportResult
        $result.EnvironmentName | Should -Be 'mkdocs-env'
        $result.Path | Should -Be $path
        $result.Style | Should -Be 'NoBuilds'
        $result.Format | Should -Be 'EnvironmentYaml'
        $result.PackageCount | Should -Be 28
        $result.PipPackageCount | Should -Be 32
        $result.Sha256 | Should -Be (Get-FileHash $path).Hash.ToLowerInvariant()
        $result.Fingerprint | Should -Be (Get-CondaEnv mkdocs-env).Fingerprint
    }

    It 'returns the result in place of the lines where -PassThru has no -Path' {
        $result = Export-CondaEnv pip-mixed -PassThru -WarningAction Ignore -ErrorAction Ignore
        $result.Path | Should -BeNullOrEmpty
        $result.Losses.Code | Should -Contain 'EditableInstall'
    }

    It 'overwrites, unless -NoClobber says not to' {
        $path = Join-Path $out 'f.yml'
        Set-Content $path 'mine'
        { Export-CondaEnv one -Path $path -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId FileExists)
        Get-Content $path | Should -Be 'mine'
        Export-CondaEnv one -Path $path
        (Get-Content $path)[0] | Should -Be 'name: one'
    }

    It 'replaces a read-only file with -Force only' {
        $path = Join-Path $out 'g.yml'
        Set-Content $path 'mine'
        Set-ItemProperty -LiteralPath $path -Name IsReadOnly -Value $true
        { Export-CondaEnv one -Path $path -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId AccessDenied)
        Get-Content $path | Should -Be 'mine'
        Export-CondaEnv one -Path $path -Force
        (Get-Content $path)[0] | Should -Be 'name: one'
    }

    It 'touches nothing with -WhatIf' {
        Set-Content (Join-Path $out 'h.yml') 'mine'
        $before = Get-TreeState $out
        Export-CondaEnv one -Path (Join-Path $out 'h.yml') -WhatIf -PassThru | Should -BeNullOrEmpty
        Export-CondaEnv one -Path (Join-Path $out 'i.yml') -WhatIf
        Get-TreeState $out | Should -Be $before
    }

    It 'gives each environment its path by a script block, and by no property' {
        Get-CondaEnv one, two | Export-CondaEnv -Path { Join-Path $out "$($_.Name).yml" }
        (Get-ChildItem $out).Name | Should -Be 'one.yml', 'two.yml'
        (Get-Content (Join-Path $out 'two.yml'))[0] | Should -Be 'name: two'
        $lines = [pscustomobject]@{ EnvironmentName = 'one'; Path = Join-Path $out 'by-property.yml' } | Export-CondaEnv
        $lines[0] | Should -Be 'name: one'
        Join-Path $out 'by-property.yml' | Should -Not -Exist
    }

    It 'writes the first of many into one path, and refuses the others' {
        $path = Join-Path $out 'many.yml'
        Get-CondaEnv one, two | Export-CondaEnv -Path $path -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be (Get-FullId FileExists)
        $problem[0].TargetObject | Should -Be $path
        (Get-Content $path)[0] | Should -Be 'name: one'

        Remove-Item $path
        Export-CondaEnv one, two -Path $path -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be (Get-FullId FileExists)
        (Get-Content $path)[0] | Should -Be 'name: one'
    }

    It 'does not count a failure as written' {
        $path = Join-Path $out 'after-failure.yml'
        Export-CondaEnv nope, two -Path $path -ErrorAction SilentlyContinue
        (Get-Content $path)[0] | Should -Be 'name: two'
    }

    It 'says <Kind> for <What>' -ForEach @(
        @{ What = 'a folder that is not there'; Relative = 'no/such/a.yml'; Kind = 'PathNotFound' }
        @{ What = 'a folder as the file'; Relative = '.'; Kind = 'FileWriteFailed' }
    ) {
        { Export-CondaEnv one -Path (Join-Path $out $Relative) -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId $Kind)
        Get-ChildItem $out -Force | Should -BeNullOrEmpty
    }
}

Describe 'Export-CondaEnv and what it cannot carry' {
    It 'warns of losses in a sentence for each kind' {
        $null = Export-CondaEnv pip-mixed -WarningVariable warning -WarningAction SilentlyContinue -ErrorAction Ignore
        $warning.Message | Where-Object { $_ -match "^'pip-mixed': " } | Should -BeExactly "'pip-mixed': 4 packages are paths on this machine and will not install elsewhere: gitpkg, local-dir-pkg, my-editable, paginate."
    }

    It 'warns that values of variables are written' {
        $null = Export-CondaEnv envvars -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match 'variables'
    }

    It 'is silent where nothing is lost' {
        $null = Export-CondaEnv mkdocs-env -WarningVariable warning -ErrorAction Stop
        $warning | Should -BeNullOrEmpty
    }

    It 'refuses a style that does not go with the format' {
        { Export-CondaEnv one -Style NoBuilds -Format Explicit } | Should -Throw -ErrorId (Get-FullId FormatUnsupported)
    }

    It 'refuses pip packages in an explicit file, as conda does' {
        $path = Join-Path $TestDrive 'explicit.txt'
        { Export-CondaEnv mkdocs-env -Format Explicit -Hash None -Path $path -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId FormatUnsupported)
        Test-Path $path | Should -BeFalse
    }

    It 'writes pip packages beside an explicit file, both or neither' {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $path = Join-Path $folder 'explicit.txt'
        $pip = Join-Path $folder 'explicit.pip.txt'
        $null = New-Item $folder -ItemType Directory
        $result = Export-CondaEnv mkdocs-env -Path $path -PassThru -WarningVariable warning
        $warning | Should -BeNullOrEmpty
        $result.Format, $result.PackageCount, $result.PipPackageCount, $result.PipPath | Should -Be 'Explicit', 28, 32, $pip
        Get-Content $path | Select-Object -Last 1 | Should -Match '\.conda#sha256:[0-9a-f]{64}$'
        Get-Content $pip | Should -Contain 'mkdocs==1.6.1'
        Remove-Item $path
        { Export-CondaEnv mkdocs-env -Path $path -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId (Get-FullId FileExists)
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'warns of pip packages where nothing can stand beside the lines' {
        $lines = Export-CondaEnv mkdocs-env -Format Explicit -Hash Md5 -WarningVariable warning -WarningAction SilentlyContinue
        $lines[-1] | Should -Match '\.conda#[0-9a-f]{32}$'
        $warning.Message | Should -Match "pip's packages are not in the text"
    }

    It 'takes the format from the name of the file' -ForEach @(
        @{ Name = 'environment.json'; First = '{' }
        @{ Name = 'requirements.txt'; First = '# This file may be used to create an environment using:' }
        @{ Name = 'conda-lock.yml'; First = 'version: 1' }
        @{ Name = 'pixi.lock'; First = 'version: 6' }
        @{ Name = 'pixi.toml'; First = '# created-by: CondaEnv *' }
        @{ Name = 'pylock.toml'; First = 'lock-version = "1.0"' }
        @{ Name = 'one.pip.txt'; First = "# pip's packages of the environment 'one'; to be installed by:" }
        @{ Name = 'one.txt'; First = 'name: one' }
    ) {
        $path = Join-Path $TestDrive $Name
        Export-CondaEnv one -Path $path -WarningAction Ignore
        (Get-Content $path)[0] | Should -BeLike $First
        Export-CondaEnv one -Path $path -Format EnvironmentYaml
        (Get-Content $path)[0] | Should -Be 'name: one'
    }

    It 'refuses a hash where there is no place for one' {
        { Export-CondaEnv one -Hash Md5 } | Should -Throw -ErrorId (Get-FullId FormatRequired)
        { Export-CondaEnv one -Hash Md5 -Path environment.json } | Should -Throw -ErrorId (Get-FullId FormatRequired)
    }

    It 'refuses -OverrideChannels without -Channel, as conda does' {
        { Export-CondaEnv one -OverrideChannels } | Should -Throw -ErrorId (Get-FullId ChannelRequired)
    }

    It 'exports what is left of a damaged environment' {
        $lines = Export-CondaEnv damaged -ErrorVariable problem -ErrorAction SilentlyContinue
        $lines | Should -Contain '  - zlib=1.3.1=0'
        $problem.FullyQualifiedErrorId | Should -Be (Get-FullId RecordInvalid)
        (Export-CondaEnv damaged -PassThru -ErrorAction Ignore).Losses.Code | Should -Be 'RecordInvalid'
    }

    It 'says that a plain folder is no environment' {
        $null = Export-CondaEnv plain -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be (Get-FullId NotAnEnvironment)
    }

    It 'makes no file of a plain folder' {
        $file = Join-Path $TestDrive 'plain.yml'
        Export-CondaEnv plain -Path $file -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be (Get-FullId NotAnEnvironment)
        $file | Should -Not -Exist
    }

    It 'goes on after a name that is not there' {
        Export-CondaEnv nope, one -ErrorVariable problem -ErrorAction SilentlyContinue | Should -Contain 'name: one'
        $problem.FullyQualifiedErrorId | Should -Be (Get-FullId EnvironmentNotFound)
    }
}
