# What loads when, and beside what: each in a fresh process, since a session cannot let go of an assembly.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $older = @(Get-Item "$RepositoryRoot/tests/CondaEnv.Pester.Tests/bin/*/*/older/*/YamlDotNet.dll" -ErrorAction Ignore | Group-Object { $_.Directory.Name } | ForEach-Object { @{ Number = $_.Name; Version = "$(($_.Name -split '\.')[0]).0.0.0"; Older = $_.Group[0].FullName } })
    if (-not $older) {
        Write-NotTested "a session with an older YamlDotNet: 'dotnet build' fetches it."
    }

    # There, and let to trace.
    $strace = (Get-Command strace -CommandType Application -ErrorAction Ignore) -and $(strace -z -qq -o /dev/null true; $LASTEXITCODE -eq 0)
    if (-not $strace) {
        Write-NotTested 'which files an import opens: strace is not installed, or may not trace.'
    }
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
    Enter-TestMachine $TestDrive
    Set-Content "$TestDrive/.condarc" 'channels: [conda-forge]'
    $moduleFolder = (Get-Item $ModulePath).DirectoryName
}

AfterAll {
    Exit-TestMachine
}

Describe 'The module' {
    It 'has a manifest without fault' {
        $manifest = Test-ModuleManifest $ModulePath
        $manifest.ExportedCmdlets.Keys | Should -Be 'Compare-CondaEnv', 'Export-CondaEnv', 'Find-CondaEnvFileIssue', 'Find-CondaEnvIssue', 'Get-CondaEnv', 'Get-CondaEnvHistory', 'Get-CondaExportFormat', 'Get-CondaPackage', 'Get-CondaPackageDependency', 'Get-CondaPackageFile', 'Import-CondaEnvFile', 'Measure-CondaEnv', 'New-CondaEnv', 'Remove-CondaEnv', 'Save-CondaEnvRecord', 'Test-CondaEnv', 'Test-CondaEnvFile', 'Update-CondaEnv'
        $manifest.ExportedFunctions.Keys + $manifest.ExportedAliases.Keys + $manifest.ExportedVariables.Keys | Should -BeNullOrEmpty
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'has nothing of third parties beside itself' {
        foreach ($folder in Get-ChildItem "$moduleFolder/module/bin" -Directory) {
            (Get-ChildItem $folder.FullName -Filter *.dll).Name | Sort-Object | Should -Be 'CondaEnv.Core.dll', 'CondaEnv.dll'
        }
    }

    It 'can be imported again, with -Force, and after a removal' {
        Invoke-Fresh {
            Import-Module $ModulePath
            (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
            Import-Module $ModulePath -Force
            (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
            Remove-Module CondaEnv
            [bool](Get-Command Export-CondaEnv -ErrorAction Ignore)
            Import-Module $ModulePath
            (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
        } | Should -Be '  - conda-forge', '  - conda-forge', 'False', '  - conda-forge'
    }

    It 'finds its YAML where it was imported twice and removed before it was needed' {
        Invoke-Fresh {
            Import-Module $ModulePath
            Import-Module $ModulePath -Force
            Remove-Module CondaEnv
            Import-Module $ModulePath
            (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
        } | Should -Be '  - conda-forge'
    }

    It 'loads YAML for a condarc only' {
        Invoke-Fresh -Variable @{ Condarc = "$TestDrive/.condarc" } {
            function Test-Yaml { [bool]([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'YamlDotNet' }) }
            Import-Module $ModulePath
            Rename-Item $Condarc .condarc.away
            $null = Get-CondaEnv | Get-CondaPackage -ErrorAction Ignore -WarningAction Ignore
            Test-Yaml
            Rename-Item "$Condarc.away" .condarc
            $null = Get-CondaEnv
            Test-Yaml
        } | Should -Be 'False', 'True'
    }

    It 'makes its types known as [CondaEnv.*], and those of YamlDotNet to nobody' {
        Invoke-Fresh {
            Import-Module $ModulePath
            ([CondaEnv.CondaPackage], [CondaEnv.CondaEnvironment], [CondaEnv.ExportStyle]).Name
            (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
            if ($PSEdition -eq 'Core') { $null -eq ('YamlDotNet.Core.Parser' -as [type]) } else { $true }
        } | Should -Be 'CondaPackage', 'CondaEnvironment', 'ExportStyle', '  - conda-forge', 'True'
    }

    It 'works in a session of constrained language' {
        Invoke-Fresh -Variable @{ Folder = "$TestDrive" } {
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
            Import-Module $ModulePath
            (Get-CondaEnv mkdocs-env).Name
            (Get-CondaEnv mkdocs-env | Get-CondaPackage pip).Name
            (Get-CondaEnv mkdocs-env | Get-CondaPackage pip | Out-String) -match '(?m)^pip +26\.1\.2 .*Conda'
            (Get-CondaPackage -EnvironmentName mkdocs-env -Manager Pip -Requested).Count -gt 0
            (Export-CondaEnv mkdocs-env -Style NoBuilds -Format EnvironmentYaml -Path "$Folder/constrained.yml" -PassThru).PackageCount
            Get-CondaEnv mkdocs-env, envvars | Export-CondaEnv -Path { "$Folder/$($_.Name).yml" } -WarningAction Ignore -PassThru | Split-Path -Leaf
            (TabExpansion2 'Get-CondaEnv mkd' -cursorColumn 16).CompletionMatches[0].CompletionText
            (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
            $ExecutionContext.SessionState.LanguageMode
        } | Should -Be 'mkdocs-env', 'pip', 'True', 'True', '28', 'mkdocs-env.yml', 'envvars.yml', 'mkdocs-env', '  - conda-forge', 'ConstrainedLanguage'
    }
}

Describe 'Beside YamlDotNet <Number>' -Skip:(-not $older) -ForEach ($older + @(if (-not $older) { @{ Number = 'of another version' } })) {
    BeforeAll {
        # The session's own use of it, and all that is loaded of that name.
        $use = {
            function Use-Older {
                $stream = New-Object YamlDotNet.RepresentationModel.YamlStream
                $stream.Load([IO.StringReader]::new('older: yes'))
                "$($stream.Documents[0].RootNode.Children.Keys)"
                "session $([YamlDotNet.Core.Parser].Assembly.GetName().Version)"
            }

            function Get-LoadedVersion {
                [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName() } | Where-Object Name -EQ YamlDotNet | ForEach-Object { "$($_.Version)" } | Sort-Object
            }
        }
    }

    It 'that was there first, both keep to their own' {
        Invoke-Fresh -Variable @{ Older = $Older } ([scriptblock]::Create("$use" + {
                    Add-Type -Path $Older
                    Use-Older
                    Import-Module $ModulePath
                    (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
                    Use-Older
                    Get-LoadedVersion
                })) | Should -Be 'older', "session $Version", '  - conda-forge', 'older', "session $Version", $Version, '18.0.0.0'
    }

    It 'that came after, both keep to their own' {
        Invoke-Fresh -Variable @{ Older = $Older } ([scriptblock]::Create("$use" + {
                    Import-Module $ModulePath
                    (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
                    Add-Type -Path $Older
                    Use-Older
                    (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
                    Import-Module $ModulePath -Force
                    (Export-CondaEnv mkdocs-env -IgnoreChannels)[2]
                    Get-LoadedVersion
                })) | Should -Be '  - conda-forge', 'older', "session $Version", '  - conda-forge', '  - conda-forge', $Version, '18.0.0.0'
    }
}

Describe 'An import' -Skip:(-not $strace) {
    BeforeAll {
        # strace writes the bytes of other letters than those of ASCII as octal numbers.
        function ConvertFrom-Escape([string] $Text) {
            [regex]::Replace($Text, '(\\[0-7]{3})+', { param($Match) [Text.Encoding]::UTF8.GetString([byte[]]($Match.Value.Substring(1).Split('\') | ForEach-Object { [Convert]::ToByte($_, 8) })) })
        }

        # Every file that the process opened, and every program and socket; numbers of processes and threads aside.
        function Get-Opened([string] $Module) {
            $log = Join-Path $TestDrive 'strace.log'
            $through = 'strace', '-f', '-z', '-qq', '-s', '4096', '-e', 'trace=open,openat,openat2,creat,execve,connect', '-o', $log
            Invoke-Fresh -Through $through -Variable @{ Module = $Module } { Import-Module $Module; (Get-Module Baseline, CondaEnv).Name } |
                Should -Be ([IO.Path]::GetFileNameWithoutExtension($Module))
            Get-Content $log | Where-Object { $_ -match '(open\w*|creat|execve)\(.*?"(?<path>[^"]+)"|(?<path>connect\(.*)' } |
                ForEach-Object { (ConvertFrom-Escape $Matches.path) -replace 'condaenv-[0-9a-f]{32}', 'script' -replace '\d+', 'N' } | Sort-Object -Unique
        }

        Set-Content "$TestDrive/Baseline.psm1" '# Nothing.'
    }

    It 'opens the five files of the module, and nothing else that an import of nothing does not open' {
        # The first start in a new home leaves caches there.
        $null = Get-Opened "$TestDrive/Baseline.psm1"
        $nothing = Get-Opened "$TestDrive/Baseline.psm1"
        $nothing.Count | Should -BeGreaterThan 50
        $expected = 'CondaEnv.psd1', 'module/CondaEnv.Format.ps1xml', 'module/CondaEnv.Types.ps1xml', 'module/bin/net8.0/CondaEnv.Core.dll', 'module/bin/net8.0/CondaEnv.dll' |
            ForEach-Object { "$moduleFolder/$_" -replace '\d+', 'N' } | Sort-Object

        # On a busy machine the runtime now and then loads one more of its own files. What we open is opened every time.
        $surplus = $null
        for ($i = 0; $i -lt 5 -and "$surplus" -ne "$expected"; $i++) {
            # Below /proc it is the C library that asks for the system's settings, as it needs memory.
            $opened = Get-Opened $ModulePath | Where-Object { $_ -notin $nothing -and $_ -notlike '/proc/*' }
            $surplus = @($opened | Where-Object { $i -eq 0 -or $_ -in $surplus } | Sort-Object)
        }

        $surplus | Should -Be $expected
    }
}

Describe "Beside conda's own module" {
    BeforeAll {
        # All of it that could meet ours: the like-named command, and the handler of Tab that asks before PowerShell's own.
        Set-Content "$TestDrive/Conda.psm1" 'function Get-CondaEnvironment { "conda" }
            function TabExpansion($line, $lastWord) { if ($line -match "^conda ") { "activate" } }
            New-Alias genv Get-CondaEnvironment
            Export-ModuleMember -Alias * -Function Get-CondaEnvironment, TabExpansion'
    }

    It 'works, whichever came <Order>' -ForEach @{ Order = 'first' }, @{ Order = 'last' } {
        Invoke-Fresh -Variable @{ Conda = "$TestDrive/Conda.psm1"; Order = $Order } {
            $paths = $Conda, $ModulePath
            if ($Order -eq 'first') { [array]::Reverse($paths) }
            Import-Module $paths[0]
            Import-Module $paths[1]
            genv
            (Get-CondaEnv mkdocs-env).Name
            foreach ($line in 'Get-CondaE', 'Export-CondaEnv mk') {
                "$((TabExpansion2 $line -cursorColumn $line.Length).CompletionMatches.CompletionText)"
            }
        } | Should -Be 'conda', 'mkdocs-env', 'Get-CondaEnv Get-CondaEnvHistory Get-CondaEnvironment Get-CondaExportFormat', 'mkdocs-env'
    }
}
