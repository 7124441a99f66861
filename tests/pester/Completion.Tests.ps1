# Completion through TabExpansion2, as a user's Tab does it. The first part walks all cmdlets: a new one without a
# completer, a view or an example fails.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $commonParameters = [Management.Automation.PSCmdlet]::CommonParameters
    # What a user names and the machine knows. Paths of files are PowerShell's own affair.
    $completed = 'Name', 'EnvironmentName', 'InputObject', 'Prefix', 'Channel', 'Format', 'Style', 'Manager', 'ReferenceObject', 'DifferenceObject', 'Revision'
    $commands = @(Get-Command -Module CondaEnv -CommandType Cmdlet)
    $parameters = @(foreach ($command in $commands) {
            foreach ($parameter in $command.Parameters.Values | Where-Object { $_.Name -in $completed -and $_.Name -notin $commonParameters }) {
                @{ Command = $command.Name; Parameter = $parameter.Name }
            }
        })
    $outputs = @(foreach ($command in $commands) {
            foreach ($type in $command.OutputType.Type | Where-Object Namespace -EQ 'CondaEnv') { @{ Command = $command.Name; Type = $type.FullName } }
        })
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    $extra = Join-Path $TestDrive 'extra'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more, $extra
    foreach ($name in "it's here", '[brackets]', '3.10', '-dash', 'semi;colon', '$dollar', 'twice') { $null = Add-TestEnvironment $more $name }
    $null = Add-TestEnvironment $extra 'twice'
    $null = New-Item (Join-Path $TestDrive 'plain/sub folder') -ItemType Directory
    function Complete([string] $Line, [int] $Column = $Line.Length) { (TabExpansion2 $Line -cursorColumn $Column).CompletionMatches }

    # The cache of this runspace.
    function Get-Cache {
        $type = [CondaEnv.Commands.GetCondaEnvCommand].Assembly.GetType('CondaEnv.Binding.CompletionCache')
        $type.GetProperty('Current').GetValue($null)
    }

    function Get-ReadCount {
        $cache = Get-Cache
        $cache.GetType().GetProperty('Reads', [Reflection.BindingFlags]'Instance, NonPublic').GetValue($cache)
    }
}

AfterAll {
    Exit-TestMachine
}

Describe 'Every cmdlet' {
    It '<Command> completes -<Parameter>' -ForEach $parameters {
        $found = (Get-Command $Command).Parameters[$Parameter]
        $type = if ($found.ParameterType.IsArray) { $found.ParameterType.GetElementType() } else { $found.ParameterType }
        $isCompleted = $type.IsEnum -or ($found.Attributes | Where-Object { $_ -is [ArgumentCompleter] -or $_ -is [ValidateSet] })
        $isCompleted | Should -BeTrue
        # And a value comes out where there is one to offer.
        $env:CONDA_PREFIX = Join-Path $FixtureEnvironments 'mkdocs-env'
        try {
            Complete "$Command -$Parameter " | Should -Not -BeNullOrEmpty
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }
    }

    It 'has a table and a list for <Type>, also of another session' -ForEach $outputs {
        foreach ($name in $Type, "Deserialized.$Type") {
            $views = @((Get-FormatData -TypeName $name).FormatViewDefinition.Control)
            $views[0] | Should -BeOfType Management.Automation.TableControl
            $views | Where-Object { $_ -is [Management.Automation.ListControl] } | Should -HaveCount 1
        }
    }

    It 'has a view for the rows that a result holds' {
        Get-FormatData -TypeName CondaEnv.ExportLoss, Deserialized.CondaEnv.ExportLoss | Should -Not -BeNullOrEmpty
    }
}

Describe 'Names of environments' {
    It 'are completed for <_>, with the prefix as tooltip' -ForEach 'Get-CondaEnv mk', 'Get-CondaEnv -Name MK', 'Export-CondaEnv mk', "Export-CondaEnv -EnvironmentName 'mk", 'Export-CondaEnv -EnvironmentName "mk',
        'Get-CondaPackage -EnvironmentName envvars, mk', 'Get-CondaPackage -InputObject mk' {
        $found = @(Complete $_)
        $found.CompletionText | Should -Be 'mkdocs-env'
        $found.ToolTip | Should -Be (Join-Path $FixtureEnvironments 'mkdocs-env')
    }

    It 'are quoted where they must be: <Name>' -ForEach @(
        @{ Word = 'it'; Name = "it's here"; Text = "'it''s here'" }
        @{ Word = '[b'; Name = '[brackets]'; Text = "'[brackets]'" }
        @{ Word = '3'; Name = '3.10'; Text = "'3.10'" }
        @{ Word = "'-d"; Name = '-dash'; Text = "'-dash'" }
        @{ Word = 'semi'; Name = 'semi;colon'; Text = "'semi;colon'" }
        @{ Word = "'`$d"; Name = '$dollar'; Text = "'`$dollar'" }
    ) {
        $line = "Export-CondaEnv -EnvironmentName $Word"
        $found = @(Complete $line)
        $found.ListItemText | Should -Be $Name
        $found.CompletionText | Should -Be $Text
        # What was completed is what is bound, in a list, too.
        (& ([scriptblock]::Create("Get-CondaPackage -EnvironmentName envvars, $Text"))).EnvironmentName | Select-Object -Last 1 | Should -Be $Name
        # Where wildcards are taken, the name stands for itself all the same.
        $text = @(Complete "Get-CondaEnv $Word").CompletionText
        (& ([scriptblock]::Create("Get-CondaEnv $text"))).Name | Should -Be $Name
    }

    It 'lead to each of two of one name' {
        $found = @(Complete 'Get-CondaPackage -EnvironmentName twi')
        $found.Count | Should -Be 2
        $reached = $found.CompletionText | ForEach-Object { (& ([scriptblock]::Create("Get-CondaPackage -EnvironmentName $_"))).Prefix }
        $reached | Sort-Object | Should -Be (Join-Path $extra 'twice'), (Join-Path $more 'twice')
    }
}

Describe 'Prefixes' {
    It 'are completed by name and by path' {
        $prefix = Join-Path $FixtureEnvironments 'mkdocs-env'
        (Complete 'Get-CondaPackage -Prefix mk').CompletionText | Should -Be $prefix
        (Complete "Export-CondaEnv -Prefix $FixtureEnvironments/mk").CompletionText | Should -Be $prefix
        (Complete "Export-CondaEnv $FixtureEnvironments/mk").CompletionText | Should -Be $prefix
        (Complete 'Get-CondaEnv -Prefix mk').ToolTip | Should -Be "mkdocs-env: $prefix"
    }

    It 'are completed through folders that hold no environment, from PowerShell''s location' {
        Push-Location $TestDrive
        try {
            (Complete 'Get-CondaEnv -Prefix pla').CompletionText | Should -Match 'plain$'
            $found = Complete 'Get-CondaEnv -Prefix ./plain/'
            $found.CompletionText.Replace('\', '/') | Should -Be "'./plain/sub folder'"
            # Literal: no backtick before a bracket.
            (Complete 'Get-CondaEnv -Prefix ./more/[').CompletionText.Replace('\', '/') | Should -Be "'./more/[brackets]'"
        } finally {
            Pop-Location
        }
    }
}

Describe 'Names of packages' {
    It 'are those of the environment on the line: <_>' -ForEach "Get-CondaPackage -EnvironmentName mkdocs-env mkdocs-m", 'Get-CondaPackage -EnvironmentName mkdocs-env -Name pip, mkdocs-m',
        'Get-CondaPackage -InputObject mkdocs-env mkdocs-m', 'Get-CondaPackage -EnvironmentName no-such-env, mkdocs-env mkdocs-m' {
        $found = Complete $_
        $found.CompletionText | Should -Be 'mkdocs-material', 'mkdocs-material-extensions'
        $found[0].ToolTip | Should -Be (Join-Path $FixtureEnvironments 'mkdocs-env')
    }

    It 'are those of a prefix, from PowerShell''s location and its drives' {
        $null = New-PSDrive -Name Fixtures -PSProvider FileSystem -Root $FixtureEnvironments
        (Complete 'Get-CondaPackage -Prefix Fixtures:/mkdocs-env mkdocs-m')[0].CompletionText | Should -Be 'mkdocs-material'
        Push-Location $FixtureEnvironments
        try {
            (Complete 'Get-CondaPackage -Prefix mkdocs-env mkdocs-m')[0].CompletionText | Should -Be 'mkdocs-material'
            (Complete 'Get-CondaPackage -Prefix ./mkdocs-env mkdocs-m')[0].CompletionText | Should -Be 'mkdocs-material'
        } finally {
            Pop-Location
        }
    }

    It 'are found where the environment stands behind the cursor' {
        (Complete 'Get-CondaPackage mkdocs-m -EnvironmentName mkdocs-env' 25)[0].CompletionText | Should -Be 'mkdocs-material'
    }

    It 'are those of the active environment where none is named, and none without' {
        Complete 'Get-CondaPackage zli' | Should -BeNullOrEmpty
        $env:CONDA_PREFIX = Join-Path $more 'twice'
        try {
            (Complete 'Get-CondaPackage zli').CompletionText | Should -Be 'zlib'
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }
    }

    It 'are nothing, and no error, where the environment is not there or damaged' {
        $Error.Clear()
        Complete 'Get-CondaPackage -EnvironmentName nope p' | Should -BeNullOrEmpty
        Complete 'Get-CondaPackage -Prefix NoSuchDrive:/x p' | Should -BeNullOrEmpty
        Complete 'Get-CondaPackage -Prefix Env:/PATH p' | Should -BeNullOrEmpty
        (Complete 'Get-CondaPackage -EnvironmentName pip-mixed pagi').CompletionText | Should -Be 'paginate'
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'Channels' {
    It 'are the configured ones, and those of the environment; never a secret' {
        Set-Content (Join-Path $TestDrive '.condarc') @(
            'channels: [conda-forge, "https://repo.example/t/tk-abc/private", "https://user:pw@repo.example/x", "https://repo.example/open"]'
            'custom_channels: {ours: "https://repo.example"}')
        try {
            $found = @(Complete 'Export-CondaEnv mkdocs-env -Channel ')
            $found.CompletionText | Sort-Object | Should -Be 'conda-forge', 'defaults', 'https://repo.example/open', 'ours'
            "$($found.ToolTip)" | Should -Not -Match 'tk-abc|pw@'
        } finally {
            Remove-Item (Join-Path $TestDrive '.condarc') -Force
        }

        (Complete 'Export-CondaEnv twice -Channel conda').CompletionText | Should -Be 'conda-forge'
    }
}

Describe 'Parts of a lock file' {
    BeforeAll {
        $lock = Join-Path $TestDrive 'pixi.lock'
        # Two environments, one of them for two platforms.
        Set-Content $lock @(
            'version: 6', 'environments:'
            '  default:', '    channels:', '    - url: https://conda.anaconda.org/conda-forge/', '    packages:'
            '      linux-64:', '      - conda: https://conda.anaconda.org/conda-forge/linux-64/a-1-0.conda'
            '      osx-arm64:', '      - conda: https://conda.anaconda.org/conda-forge/osx-arm64/a-1-0.conda'
            '  docs:', '    channels:', '    - url: https://conda.anaconda.org/conda-forge/', '    packages:'
            '      linux-64:', '      - conda: https://conda.anaconda.org/conda-forge/linux-64/a-1-0.conda'
            'packages:'
            '- conda: https://conda.anaconda.org/conda-forge/linux-64/a-1-0.conda'
            '- conda: https://conda.anaconda.org/conda-forge/osx-arm64/a-1-0.conda')
    }

    It 'are completed from the file on the line: <_>' -ForEach 'Import-CondaEnvFile', 'Test-CondaEnvFile', 'Find-CondaEnvFileIssue', 'New-CondaEnv x -Path', 'Update-CondaEnv x -Path', 'Compare-CondaEnv x' {
        $environments = Complete "$_ '$lock' -LockEnvironment "
        $environments.CompletionText | Should -Be 'default', 'docs'
        $environments[0].ToolTip | Should -Be 'linux-64, osx-arm64'
        (Complete "$_ '$lock' -Platform o").CompletionText | Should -Be 'osx-arm64'
    }

    It 'are nothing, and no error, for a file that has none or cannot be read' {
        Complete "Import-CondaEnvFile '$TestDrive/none.lock' -LockEnvironment " | Should -BeNullOrEmpty
        Complete "Import-CondaEnvFile '$PSScriptRoot/run.ps1' -Platform " | Should -BeNullOrEmpty
    }
}

Describe 'Platforms' {
    It 'are those that conda knows' {
        (Complete 'Export-CondaEnv -Platform osx').CompletionText | Should -Be 'osx-64', 'osx-arm64'
        (Complete 'Export-CondaEnv -Platform linux-64, win-').CompletionText | Should -Contain 'win-64'
    }
}

Describe 'What completion keeps' {
    It 'is read once, and again when something changed: <What>' -ForEach @(
        @{ What = 'a new environment'; Line = 'Get-CondaEnv fre'; Change = { $null = Add-TestEnvironment $more 'fresh' }; Text = 'fresh' }
        @{ What = 'a variable'; Line = 'Get-CondaEnv far'; Change = { $null = Add-TestEnvironment (Join-Path $TestDrive 'far') 'faraway'; $env:CONDA_ENVS_DIRS += [IO.Path]::PathSeparator + (Join-Path $TestDrive 'far') }; Text = 'faraway' }
        @{ What = 'a condarc'; Line = 'Get-CondaEnv conf'; Change = { $null = Add-TestEnvironment (Join-Path $TestDrive 'conf') 'configured'; Set-Content (Join-Path $TestDrive '.condarc') "envs_dirs: ['$(Join-Path $TestDrive 'conf')']" }; Text = 'configured' }
        @{ What = 'environments.txt'; Line = 'Get-CondaEnv regis'; Change = { $prefix = Add-TestEnvironment (Join-Path $TestDrive 'reg') 'registered'; $null = New-Item (Join-Path $TestDrive '.conda') -ItemType Directory -Force; Set-Content (Join-Path $TestDrive '.conda/environments.txt') $prefix }; Text = { Join-Path $TestDrive 'reg/registered' } }
        @{ What = 'a package'; Line = 'Get-CondaPackage -EnvironmentName twice brand'; Change = { $null = Add-TestEnvironment (Split-Path (Get-CondaPackage -EnvironmentName twice)[0].Prefix) 'twice' -Package 'brandnew=1=0' }; Text = 'brandnew' }
        @{ What = 'the location'; Line = 'Get-CondaEnv -Prefix workspace'; Change = { $null = Add-TestEnvironment (Join-Path $TestDrive 'pixi/.pixi/envs') 'workspace'; Set-Location (Join-Path $TestDrive 'pixi') }; Text = { Join-Path $TestDrive 'pixi/.pixi/envs/workspace' } }
    ) {
        $before = $env:CONDA_ENVS_DIRS
        $location = $PWD
        try {
            Complete $Line | Should -BeNullOrEmpty
            $reads = Get-ReadCount
            Complete $Line | Should -BeNullOrEmpty
            Get-ReadCount | Should -Be $reads -Because 'nothing has changed'
            . $Change
            # Quoted where it has a blank.
            (Complete $Line).CompletionText.Trim("'") | Should -Be $(if ($Text -is [scriptblock]) { & $Text } else { $Text })
            Get-ReadCount | Should -BeGreaterThan $reads
        } finally {
            Set-Location $location
            $env:CONDA_ENVS_DIRS = $before
            foreach ($file in '.condarc', '.conda/environments.txt') { Remove-Item (Join-Path $TestDrive $file) -Force -ErrorAction Ignore }
        }
    }

    It 'is bounded' {
        $folder = Join-Path $TestDrive 'many'
        foreach ($i in 1..20) {
            $prefix = Add-TestEnvironment $folder "many$i"
            (Complete "Get-CondaPackage -Prefix '$prefix' z").CompletionText | Should -Be 'zlib'
        }

        $cache = Get-Cache
        $lists = $cache.GetType().GetField('_packages', [Reflection.BindingFlags]'Instance, NonPublic').GetValue($cache)
        $lists.Count | Should -BeGreaterThan 0
        $lists.Count | Should -BeLessOrEqual 8
    }

    It 'is each runspace''s own' {
        $here = Get-Cache
        Get-Cache | Should -Be $here
        $shell = [powershell]::Create()
        try {
            $there = $shell.AddScript("[AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -eq 'CondaEnv' }).GetType('CondaEnv.Binding.CompletionCache').GetProperty('Current').GetValue(`$null)").Invoke()[0]
            [object]::ReferenceEquals($there.PSObject.BaseObject, $here) | Should -BeFalse
        } finally {
            $shell.Dispose()
        }
    }
}

Describe 'Completion in a fresh session' {
    It 'loads YAML where there is a condarc only' {
        $lines = 'Get-CondaEnv mk', 'Get-CondaEnv -Prefix mk', 'Get-CondaPackage -EnvironmentName mkdocs-env p', 'Export-CondaEnv mkdocs-env -Channel '
        $script = "Import-Module '$ModulePath'; function C { foreach (`$l in '$($lines -join "', '")') { if (-not (TabExpansion2 `$l -cursorColumn `$l.Length).CompletionMatches) { `"nothing for `$l`" } }; " +
            "'YamlDotNet' -in [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name }; C; Set-Content '$TestDrive/.condarc' 'channels: [conda-forge]'; C"
        try {
            & $PowerShell -NoProfile -Command $script | Should -Be 'False', 'True'
        } finally {
            Remove-Item "$TestDrive/.condarc" -Force -ErrorAction Ignore
        }
    }

    It 'completes in constrained language' {
        $lines = 'Get-CondaEnv mk', 'Get-CondaPackage -EnvironmentName mkdocs-env mkdocs-material-'
        $script = "Import-Module '$ModulePath'; `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; " +
            "foreach (`$line in '$($lines -join "', '")') { (TabExpansion2 `$line -cursorColumn `$line.Length).CompletionMatches.CompletionText }"
        & $PowerShell -NoProfile -Command $script | Should -Be 'mkdocs-env', 'mkdocs-material-extensions'
    }

    It 'could start no process: what completes knows of none' {
        $cmdlets = [CondaEnv.Commands.GetCondaEnvCommand].Assembly
        foreach ($assembly in $cmdlets, [CondaEnv.CondaPackage].Assembly) {
            $assembly.GetReferencedAssemblies().Name | Should -Not -Contain 'System.Diagnostics.Process'
        }
    }
}

Describe 'What completion says' {
    BeforeAll {
        . "$PSScriptRoot/Support.ps1"
        Enter-TestMachine $TestDrive
        function Get-Offer([string] $Line) { (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches }
    }

    AfterAll { Exit-TestMachine }

    It 'behind env@ is its revisions, the newest first, and the days that have one' {
        $texts = (Get-Offer 'Compare-CondaEnv history-specs@').CompletionText -replace "'"
        $texts[0..4] | Should -Be 'history-specs@4', 'history-specs@3', 'history-specs@2', 'history-specs@1', 'history-specs@0'
        $texts[5] | Should -Match '^history-specs@\d{4}-\d\d-\d\d$'
        (Get-Offer 'Compare-CondaEnv history-specs@2').CompletionText -replace "'" | Should -Contain 'history-specs@2'
        Compare-CondaEnv $texts[5] history-specs@4 -WarningAction Ignore | Should -BeNullOrEmpty
    }

    It 'of members begins with those of the type' {
        (Get-Offer 'Get-CondaPackage | Where-Object ').CompletionText[0] | Should -Not -Match 'Mark$'
        (Get-Offer 'Get-CondaEnv | Where-Object ').CompletionText | Should -Not -Contain 'ActiveMark'
    }
}
