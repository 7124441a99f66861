BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    # Spelled so that the file is ASCII, which both PowerShells read alike.
    $lettered = 'un' + [char]0xEF + '-c' + [char]0xF6 + 'd' + [char]0xE9 + ' ' + [char]0x74B0 + [char]0x5883
    $null = Add-TestEnvironment $more 'with space'
    $null = Add-TestEnvironment $more $lettered
    $null = Add-TestEnvironment $more '[brackets]'
    $null = Add-TestEnvironment $more 'b'
    $null = New-Item -ItemType Directory (Join-Path $more 'plain')
    $outside = Join-Path $TestDrive 'outside'
    $null = Add-TestEnvironment (Join-Path $outside 'level1') 'deep'
    $null = Add-TestEnvironment $outside 'near'
}

AfterAll {
    Exit-TestMachine
}

Describe 'Get-CondaEnv by name' {
    It 'lists all, each once, ordered by prefix' {
        $all = Get-CondaEnv | Where-Object { $_.Prefix.StartsWith($FixtureRoot) }
        $all.Name | Should -Be (Get-ChildItem $FixtureEnvironments -Directory).Name
        $all | ForEach-Object { $_ | Should -BeOfType CondaEnv.CondaEnvironment }
    }

    It 'finds one by name' {
        $found = Get-CondaEnv mkdocs-env
        $found.Prefix | Should -Be (Join-Path $FixtureEnvironments 'mkdocs-env')
        $found.PythonVersion | Should -Be '3.12.13'
        $found.PackageCount | Should -Be 28
        $found.PipPackageCount | Should -Be 32
        $found.ComputerName | Should -Be ([Environment]::MachineName)
        "$found" | Should -Be 'mkdocs-env'
    }

    It 'takes wildcards, and writes what two of them match once' {
        (Get-CondaEnv pip-*, *-mixed).Name | Should -Be 'pip-mixed', 'pip-upgraded'
        (Get-CondaEnv PIP-*).Name | Should -Be 'pip-mixed', 'pip-upgraded'
    }

    It 'writes nothing where a wildcard matches nothing' {
        Get-CondaEnv 'nothing-*' -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'finds names of all letters' {
        (Get-CondaEnv 'with space').Name | Should -Be 'with space'
        (Get-CondaEnv $lettered).Name | Should -Be $lettered
    }

    It 'takes [brackets] as a wildcard, and literally where they are escaped' {
        (Get-CondaEnv '[brackets]').Name | Should -Be 'b'
        (Get-CondaEnv '`[brackets`]').Name | Should -Be '[brackets]'
        (Get-CondaEnv ([WildcardPattern]::Escape('[brackets]'))).Name | Should -Be '[brackets]'
    }

    It 'takes a text with a separator as a path' {
        (Get-CondaEnv (Join-Path $outside 'near')).Prefix | Should -Be (Join-Path $outside 'near')
    }

    It 'takes names from the pipeline' {
        ('mkdocs-env', 'envvars' | Get-CondaEnv).Name | Should -Be 'mkdocs-env', 'envvars'
    }

    It 'knows the active one' {
        $env:CONDA_PREFIX = Join-Path $FixtureEnvironments 'envvars'
        try {
            (Get-CondaEnv | Where-Object IsActive).Name | Should -Be 'envvars'
        } finally {
            Remove-Item Env:CONDA_PREFIX
        }
    }

    It 'finds with -AllUsers, too' {
        (Get-CondaEnv mkdocs-env -AllUsers).Name | Should -Be 'mkdocs-env'
        (Get-CondaEnv mkdocs-* -AllUsers).Name | Should -Be 'mkdocs-env'
        { Get-CondaEnv nope -AllUsers -ErrorAction Stop } | Should -Throw -ErrorId 'EnvironmentNotFound,CondaEnv.Commands.GetCondaEnvCommand'
    }
}

Describe 'Get-CondaEnv by prefix' {
    It 'takes a prefix' {
        (Get-CondaEnv -Prefix (Join-Path $outside 'near')).Name | Should -Be (Join-Path $outside 'near')
    }

    It 'takes [brackets] literally' {
        (Get-CondaEnv -Prefix (Join-Path $more '[brackets]')).Name | Should -Be '[brackets]'
    }

    It 'takes paths relative to the location, drives and provider paths' {
        $null = New-PSDrive -Name Elsewhere -PSProvider FileSystem -Root $outside
        (Get-CondaEnv -Prefix Elsewhere:/near).Prefix | Should -Be (Join-Path $outside 'near')
        (Get-CondaEnv Elsewhere:/near).Prefix | Should -Be (Join-Path $outside 'near')
        (Get-CondaEnv -Prefix "Microsoft.PowerShell.Core\FileSystem::$outside/near").Prefix | Should -Be (Join-Path $outside 'near')
        Push-Location $outside
        try {
            (Get-CondaEnv -Prefix near).Prefix | Should -Be (Join-Path $outside 'near')
            (Get-CondaEnv ./near).Prefix | Should -Be (Join-Path $outside 'near')
            (Get-CondaEnv -SearchPath .).Prefix | Should -Be (Join-Path $outside 'near')
        } finally {
            Pop-Location
        }
    }

    It 'takes folders from the pipeline' {
        (Get-ChildItem $FixtureEnvironments | Get-CondaEnv).Name | Should -Be (Get-ChildItem $FixtureEnvironments).Name
        (Get-Item -LiteralPath (Join-Path $more '[brackets]') | Get-CondaEnv).Name | Should -Be '[brackets]'
    }

    It 'takes rows of a CSV file, by their prefix' {
        $csv = Get-CondaEnv m* | ConvertTo-Csv | ConvertFrom-Csv
        ($csv | Get-CondaEnv).Prefix | Should -Be (Join-Path $FixtureEnvironments 'mkdocs-env')
    }

    It 'takes its own objects and their deserialised twins' {
        (Get-CondaEnv envvars | Get-CondaEnv).Name | Should -Be 'envvars'
        (Get-CondaEnv envvars | ConvertTo-Twin | Get-CondaEnv).Name | Should -Be 'envvars'
    }
}

Describe 'Get-CondaEnv by search path' {
    It 'looks in a folder' {
        (Get-CondaEnv -SearchPath $outside).Prefix | Should -Be (Join-Path $outside 'near')
    }

    It 'looks below it with -Recurse, as deep as -Depth says' {
        (Get-CondaEnv -SearchPath $outside -Recurse).Prefix | Should -Be (Join-Path (Join-Path $outside 'level1') 'deep'), (Join-Path $outside 'near')
        (Get-CondaEnv -SearchPath $outside -Depth 0).Prefix | Should -Be (Join-Path $outside 'near')
        (Get-CondaEnv -SearchPath $outside -Depth 1).Count | Should -Be 2
    }

    It 'says where a folder does not exist, and goes on' {
        $found = Get-CondaEnv -SearchPath (Join-Path $TestDrive 'nope'), $outside -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Prefix | Should -Be (Join-Path $outside 'near')
        $problem.FullyQualifiedErrorId | Should -Be 'PathNotFound,CondaEnv.Commands.GetCondaEnvCommand'
    }
}

Describe 'Get-CondaEnv and bad input' {
    It 'says <Id> for <What>' -ForEach @(
        @{ What = 'a name that is not there'; Arguments = { @{ Name = 'nope' } }; Id = 'EnvironmentNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a prefix that is not there'; Arguments = { @{ Prefix = Join-Path $TestDrive 'nope' } }; Id = 'EnvironmentNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a plain folder by name'; Arguments = { @{ Name = 'plain' } }; Id = 'NotAnEnvironment'; Category = 'InvalidArgument' }
        @{ What = 'a plain folder by prefix'; Arguments = { @{ Prefix = Join-Path $more 'plain' } }; Id = 'NotAnEnvironment'; Category = 'InvalidArgument' }
        @{ What = 'a file'; Arguments = { @{ Prefix = Join-Path $more 'b/conda-meta/history' } }; Id = 'NotAnEnvironment'; Category = 'InvalidArgument' }
        @{ What = 'a path of 300 characters'; Arguments = { @{ Prefix = Join-Path $TestDrive ('x' * 300) } }; Id = 'EnvironmentNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a drive that is not there'; Arguments = { @{ Prefix = 'NoSuchDrive:/x' } }; Id = 'EnvironmentNotFound'; Category = 'ObjectNotFound' }
        @{ What = 'a path of another provider'; Arguments = { @{ Prefix = 'Env:/PATH' } }; Id = 'EnvironmentNotFound'; Category = 'ObjectNotFound' }
    ) {
        $given = & $Arguments
        $found = Get-CondaEnv @given -ErrorVariable problem -ErrorAction SilentlyContinue
        $found | Should -BeNullOrEmpty
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -Be "$Id,CondaEnv.Commands.GetCondaEnvCommand"
        $problem[0].CategoryInfo.Category | Should -Be $Category
        $problem[0].TargetObject | Should -BeOfType string
        $problem[0].Exception | Should -BeOfType CondaEnv.CondaEnvException
    }

    It 'returns the others' {
        $found = Get-CondaEnv nope, mkdocs-env, plain, envvars -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'mkdocs-env', 'envvars'
        $problem.Count | Should -Be 2
    }

    It 'suggests a near name' {
        { Get-CondaEnv mkdoc-env -ErrorAction Stop } | Should -Throw "*Did you mean 'mkdocs-env'?"
    }

    It 'says AccessDenied for a folder that may not be read' -Tag OrdinaryUser -Skip:($IsWindows -or (id -u) -eq 0) {
        $closed = Add-TestEnvironment $TestDrive 'closed'
        chmod 000 $closed
        try {
            { Get-CondaEnv -Prefix $closed -ErrorAction Stop } | Should -Throw -ErrorId 'AccessDenied,CondaEnv.Commands.GetCondaEnvCommand'
        } finally {
            chmod 755 $closed
        }
    }

    It 'reads a prefix of 300 characters' -Skip:($IsWindows) {
        $long = Join-Path (Join-Path $TestDrive ('y' * 150)) ('z' * 150)
        $null = Add-TestEnvironment (Split-Path $long) (Split-Path $long -Leaf)
        (Get-CondaEnv -Prefix $long | Get-CondaPackage).Name | Should -Be 'zlib'
    }

    It 'refuses wrong combinations at binding' {
        { Get-CondaEnv -Name x -Prefix y } | Should -Throw -ErrorId 'AmbiguousParameterSet,CondaEnv.Commands.GetCondaEnvCommand'
        { Get-CondaEnv -Name x -Recurse } | Should -Throw -ErrorId 'MissingMandatoryParameter,CondaEnv.Commands.GetCondaEnvCommand'
        { Get-CondaEnv '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError,CondaEnv.Commands.GetCondaEnvCommand'
    }

    It 'writes stale entries to the verbose stream' {
        $registry = Join-Path $TestDrive '.conda/environments.txt'
        $null = New-Item (Split-Path $registry) -ItemType Directory -Force
        Set-Content $registry (Join-Path $TestDrive 'gone')
        try {
            $messages = Get-CondaEnv -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
            $messages.Message -join "`n" | Should -BeLike "*'$(Join-Path $TestDrive 'gone')'*environments.txt*"
        } finally {
            Remove-Item $registry
        }
    }

    It 'reports a broken condarc, and lists all the same' {
        Set-Content (Join-Path $TestDrive '.condarc') 'channels: [a'
        try {
            $found = Get-CondaEnv m* -ErrorVariable problem -ErrorAction SilentlyContinue
            $found.Name | Should -Be 'mkdocs-env'
            $problem.FullyQualifiedErrorId | Should -Be 'FileInvalid,CondaEnv.Commands.GetCondaEnvCommand'

            # What is computed later reports to nobody, and does not fail.
            $found.Fingerprint | Should -Match '^[0-9a-f]{64}$'
            Get-CondaEnv m* -ErrorAction SilentlyContinue | Where-Object PipPackageCount -GT 0 | ForEach-Object Name | Should -Be 'mkdocs-env'
        } finally {
            Remove-Item (Join-Path $TestDrive '.condarc') -Force
        }
    }
}

Describe 'Get-CondaEnv -SearchPath of a disk with an installation' {
    BeforeAll {
        . "$PSScriptRoot/Support.ps1"
        Enter-TestMachine $TestDrive
        $disk = Join-Path $TestDrive 'disk'
        foreach ($user in 'ann', 'bob') {
            $root = [IO.Path]::Combine($disk, 'Users', $user, 'miniforge3')
            $null = Add-TestEnvironment (Split-Path $root) 'miniforge3' -Package 'conda=24.1.2=0', 'python=3.12.1=0'
            $null = Add-TestEnvironment (Join-Path $root 'envs') 'teaching' -Package 'numpy=1.26=0'
            $null = Add-TestEnvironment (Join-Path $root 'envs') "of-$user"
        }
    }

    AfterAll { Exit-TestMachine }

    It 'names environments by the installation found there' {
        $found = @(Get-CondaEnv -SearchPath $disk -Recurse)
        $found.Name | Sort-Object | Should -Be 'base', 'base', 'of-ann', 'of-bob', 'teaching', 'teaching'
        $found | ForEach-Object { $_.RootPrefix | Should -Match 'miniforge3$' }
        ($found | Where-Object IsBase).Name | Should -Be 'base', 'base'
    }

    It 'takes a name or a pattern beside it, by position or by name' {
        (Get-CondaEnv teaching -SearchPath $disk -Recurse).Name | Should -Be 'teaching', 'teaching'
        (Get-CondaEnv -Name of-* -SearchPath $disk -Recurse).Name | Should -Be 'of-ann', 'of-bob'
        Get-CondaEnv no* -SearchPath $disk -Recurse | Should -BeNullOrEmpty
    }

    It 'says which names are near if there is none' {
        Get-CondaEnv teachin -SearchPath $disk -Recurse -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'EnvironmentNotFound,CondaEnv.Commands.GetCondaEnvCommand'
        "$problem" | Should -Match "Did you mean 'teaching'\?"
    }

    It 'takes wildcards, objects and script blocks' {
        $folders = [IO.Path]::Combine($disk, 'Users', '*', 'mini*')
        (Get-CondaEnv -SearchPath $folders).Name | Sort-Object -Unique | Should -Be 'base', 'of-ann', 'of-bob', 'teaching'
        Get-CondaEnv -SearchPath (Join-Path $disk 'nothing*') -ErrorAction Stop | Should -BeNullOrEmpty
        ([pscustomobject]@{ SearchPath = [IO.Path]::Combine($disk, 'Users', 'bob', 'miniforge3') } | Get-CondaEnv of-bob).Name | Should -Be 'of-bob'
        (Get-Item $folders | Get-CondaEnv teaching -SearchPath { $_.FullName }).Count | Should -Be 2
    }

    It 'keeps the name where an environment is piped on' {
        Get-CondaEnv of-ann -SearchPath $disk -Recurse | Get-CondaPackage | ForEach-Object EnvironmentName | Should -Be 'of-ann'
        (Get-CondaEnv of-ann -SearchPath $disk -Recurse | ConvertTo-Twin | Get-CondaPackage).EnvironmentName | Should -Be 'of-ann'
        (Get-CondaEnv of-ann -SearchPath $disk -Recurse | Export-CondaEnv)[0] | Should -Match '^name: of-ann'
    }
}
