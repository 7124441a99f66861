# How environments come in: the same environments, whatever stands for them on the line or in the pipeline.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    # Cmdlets that take environments from the pipeline; a new one is held to the same.
    $consumers = @(Get-Command -Module CondaEnv -CommandType Cmdlet | Where-Object { $_.Parameters.ContainsKey('Prefix') -and $_.Name -notin $ToolCommands } | ForEach-Object { @{ Name = $_.Name } })
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    $more = Join-Path $TestDrive 'more'
    Enter-TestMachine $TestDrive -EnvironmentsFolder $FixtureEnvironments, $more
    $null = Add-TestEnvironment $more '[brackets]' -Package 'bracketed=1=0'
    $null = Add-TestEnvironment $more 'b' -Package 'unbracketed=1=0'
    $null = Add-TestEnvironment $more 'one' -Package 'first=1=0'
    $null = Add-TestEnvironment $TestDrive 'athome' -Package 'homely=1=0'
    # A file each, for what lists files.
    foreach ($record in $more, "$TestDrive/athome" | ForEach-Object { [IO.Directory]::GetFiles($_, '*-0.json', 'AllDirectories') }) { [IO.File]::WriteAllText($record, ([IO.File]::ReadAllText($record) -replace '"files":\s*\[\]', '"files": ["share/x"]')) }
    # A revision each, so that a look at the history tells the environment.
    foreach ($folder in @(Get-ChildItem $more) + (Get-Item $TestDrive/athome)) { [IO.File]::WriteAllText("$($folder.FullName)/conda-meta/history", "==> 2026-01-02 03:04:05 <==`n") }
    Push-Location $TestDrive

    # Which environment a cmdlet has looked at: its prefix, told by what comes out.
    function Get-Seen($Output) {
        foreach ($item in $Output) {
            if ($item -is [Management.Automation.VerboseRecord]) { if ($item.Message -match "^Checked '(.+)': ") { $Matches[1] } } elseif ($item.PSObject.Properties['Prefix']) { $item.Prefix } elseif ("$item" -match '^prefix: (.+)$') { $Matches[1] }
        }
    }

    # Runs a cmdlet on piped input, so that the prefix can be told.
    function Invoke-Consumer([string] $Command, $Piped, [hashtable] $Parameters = @{}) {
        switch ($Command) {
            'Export-CondaEnv' { $Parameters.IncludePrefix = $true }
            'Save-CondaEnvRecord' { $Parameters += @{ Path = "$TestDrive/records"; PassThru = $true } }
            # A sound environment has no row, and True is of none.
            { $_ -in 'Find-CondaEnvIssue', 'Test-CondaEnv' } { $Parameters.Verbose = $true }
        }

        $output = if ($PSBoundParameters.ContainsKey('Piped')) { $Piped | & $Command @Parameters -WarningAction Ignore 4>&1 } else { & $Command @Parameters -WarningAction Ignore 4>&1 }
        Get-Seen $output | Select-Object -Unique
    }
}

AfterAll {
    Pop-Location
    Exit-TestMachine
}

Describe '<Name> and its pipeline' -ForEach $consumers {
    BeforeAll {
        $targets = 'envvars', 'one'
        $expected = (Join-Path $FixtureEnvironments 'envvars'), (Join-Path $more 'one')
        $live = Get-CondaEnv -Name $targets
    }

    It 'takes objects, and their twins of any depth' {
        Invoke-Consumer $Name $live | Should -Be $expected
        foreach ($depth in 1, 2) { Invoke-Consumer $Name ($live | ConvertTo-Twin -Depth $depth) | Should -Be $expected }
    }

    It 'takes packages, their twins, and results of an export' {
        $packages = $targets | ForEach-Object { Get-CondaPackage -EnvironmentName $_ | Select-Object -First 1 }
        Invoke-Consumer $Name $packages | Should -Be $expected
        Invoke-Consumer $Name ($packages | ConvertTo-Twin) | Should -Be $expected
        $results = $live | Export-CondaEnv -Path { "$TestDrive/$($_.Name).out" } -PassThru -WarningAction Ignore
        Invoke-Consumer $Name $results | Should -Be $expected
        Invoke-Consumer $Name ($results | ConvertTo-Twin) | Should -Be $expected
    }

    It 'looks at an environment once in a pipeline, however often it is piped or named' {
        function Invoke-Once($Piped) {
            $parameters = @{ WarningAction = 'Ignore' }
            if ($Name -eq 'Save-CondaEnvRecord') { $parameters += @{ Path = "$TestDrive/once"; PassThru = $true } }
            @($Piped | & $Name @parameters)
        }

        $environment = Get-CondaEnv packaging-env
        $once = Invoke-Once $environment.Prefix
        $packages = Get-CondaPackage -InputObject $environment
        $packages.Count | Should -BeGreaterThan 1
        (Invoke-Once $packages).Count | Should -Be $once.Count
        (Invoke-Once $environment.Prefix, 'packaging-env', "$($environment.Prefix)/").Count | Should -Be $once.Count
    }

    It 'takes rows of a CSV file: of environments, of packages, of two columns' {
        Invoke-Consumer $Name ($live | ConvertTo-Csv | ConvertFrom-Csv) | Should -Be $expected
        Invoke-Consumer $Name ($targets | ForEach-Object { Get-CondaPackage -EnvironmentName $_ } | ConvertTo-Csv | ConvertFrom-Csv) | Should -Be $expected
        Invoke-Consumer $Name ('Name,Prefix', "pip,$($expected[1])" | ConvertFrom-Csv) | Should -Be $expected[1]
    }

    It 'takes folders, strings and paths' {
        Invoke-Consumer $Name (Get-Item -LiteralPath $expected) | Should -Be $expected
        Invoke-Consumer $Name (Get-ChildItem $more -Directory) | Should -Be ((Get-ChildItem $more -Directory).FullName)
        Invoke-Consumer $Name $targets | Should -Be $expected
        Invoke-Consumer $Name $expected | Should -Be $expected
        Invoke-Consumer $Name ([System.Collections.Generic.List[string]]$expected) | Should -Be $expected
    }

    It 'takes [brackets] of a path literally' {
        $bracketed = Join-Path $more '[brackets]'
        Invoke-Consumer $Name (Get-Item -LiteralPath $bracketed) | Should -Be $bracketed
        Invoke-Consumer $Name -Parameters @{ Prefix = $bracketed } | Should -Be $bracketed
        Invoke-Consumer $Name -Parameters @{ Prefix = './more/[brackets]' } | Should -Be $bracketed
        Invoke-Consumer $Name ([pscustomobject]@{ Prefix = $bracketed }) | Should -Be $bracketed
    }

    It 'takes paths of drives, of home, of providers, and from PowerShell''s location, not the process''s' {
        $null = New-PSDrive -Name Elsewhere -PSProvider FileSystem -Root $more
        $one = Join-Path $more 'one'
        $process = [Environment]::CurrentDirectory
        [Environment]::CurrentDirectory = [IO.Path]::GetTempPath()
        try {
            foreach ($path in 'Elsewhere:/one', "Microsoft.PowerShell.Core\FileSystem::$one", './more/one', 'more/one', './more/../more/one', './more/one/') {
                Invoke-Consumer $Name -Parameters @{ Prefix = $path } | Should -Be $one -Because $path
                Invoke-Consumer $Name $path | Should -Be $one -Because $path
            }

            Set-Location Elsewhere:/
            Invoke-Consumer $Name -Parameters @{ Prefix = 'one' } | Should -Be $one
            Set-Location Env:/
            Invoke-Consumer $Name -Parameters @{ Prefix = $one } | Should -Be $one
        } finally {
            Set-Location $TestDrive
            [Environment]::CurrentDirectory = $process
            Remove-PSDrive Elsewhere
        }
    }

    It 'refuses parameters that do not go together, at binding' {
        $command = Get-Command $Name
        $sets = @{}
        foreach ($set in $command.ParameterSets) { foreach ($parameter in $set.Parameters) { $sets[$parameter.Name] += @($set.Name) } }
        $own = @($sets.Keys | Where-Object { $_ -notin [Management.Automation.PSCmdlet]::CommonParameters -and $_ -notin 'WhatIf', 'Confirm' } | Sort-Object)
        $refused = 0
        foreach ($first in $own) {
            foreach ($second in $own | Where-Object { $_ -gt $first -and -not (Compare-Object $sets[$_] $sets[$first] -ExcludeDifferent -IncludeEqual) }) {
                $arguments = @{}
                foreach ($parameter in $first, $second) {
                    $type = $command.Parameters[$parameter].ParameterType
                    $arguments[$parameter] = if ($type -eq [switch]) { $true } elseif ($type -eq [Nullable[int]]) { 1 } else { 'x' }
                }

                { & $Name @arguments } | Should -Throw -ErrorId "AmbiguousParameterSet,$($command.ImplementingType)" -Because "-$first and -$second share no set"
                $refused++
            }
        }

        $refused | Should -BeGreaterThan 0
    }

    It 'refuses what stands for no environment' {
        foreach ($value in 42, [datetime]'2026-01-01', [pscustomobject]@{ Version = '1' }) {
            { Invoke-Consumer -Command $Name -Piped $value -Parameters @{ ErrorAction = 'Stop' } } | Should -Throw
        }

        { & $Name -Prefix '' } | Should -Throw -ErrorId "ParameterArgumentValidationError*,$((Get-Command $Name).ImplementingType)"
        { & $Name -Prefix @() } | Should -Throw -ErrorId "ParameterArgumentValidationError*,$((Get-Command $Name).ImplementingType)"
    }
}

Describe 'What is piped' {
    It 'does not leak its name into a filter of packages' {
        # One environment is called as one of its packages is.
        $null = Add-TestEnvironment $more 'zlib' -Package 'zlib=1=0', 'other=1=0'
        (Get-CondaEnv zlib | Get-CondaPackage).Name | Should -Be 'other', 'zlib'
        (Get-CondaEnv zlib | ConvertTo-Csv | ConvertFrom-Csv | Get-CondaPackage).Name | Should -Be 'other', 'zlib'
        $rows = Get-CondaPackage other -EnvironmentName zlib | ConvertTo-Csv | ConvertFrom-Csv
        ($rows | Get-CondaPackage).Name | Should -Be 'other', 'zlib'
        ($rows | Get-CondaEnv).Name | Should -Be 'zlib'
    }

    It 'leads to ~' {
        # PowerShell's own ~ is fixed when it starts.
        $home1 = Get-Item ~
        $rest = [IO.Path]::GetRelativePath($home1.FullName, (Join-Path $more 'one'))
        (Get-CondaEnv "~/$rest").Prefix | Should -Be (Join-Path $more 'one')
        (Get-CondaPackage -Prefix "~/$rest").Name | Should -Be 'first'
        Export-CondaEnv "~/$rest" | Should -Contain 'name: one'
    }
}
