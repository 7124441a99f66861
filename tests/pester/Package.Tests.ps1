# The package, made in a temporary folder.

BeforeDiscovery {
    . "$PSScriptRoot/Support.ps1"
    $dotnet = (Get-Command dotnet -CommandType Application -ErrorAction Ignore) -and -not $env:CONDAENV_MODULE
    if (-not $dotnet) {
        Write-NotTested 'the making of the package: dotnet is not in PATH, or CONDAENV_MODULE names a package.'
    }
}

BeforeAll {
    . "$PSScriptRoot/Support.ps1"
}

Describe 'The package' -Skip:(-not $dotnet) {
    BeforeAll {
        # The analyzers had their say when the repository was built.
        $saved = $env:RunAnalyzers
        $env:RunAnalyzers = 'false'
        # On Unix, MSBuild runs no command from a temporary folder with a blank in its path.
        $temporary = $env:TMPDIR
        if (-not $IsWindows -and $temporary) { $env:TMPDIR = '/tmp' }
        $output = Invoke-Fresh -Variable @{ Build = "$RepositoryRoot/build.ps1"; Output = "$TestDrive/out" } { & $Build -Task Package -Output $Output }
        $env:RunAnalyzers = $saved
        if (-not $IsWindows -and $temporary) { $env:TMPDIR = $temporary }
        $package = Get-Item "$TestDrive/out/*.nupkg"
        $package | Should -HaveCount 1 -Because "$output"

        # As the Gallery's clients lay it out.
        $installed = "$TestDrive/installed/CondaEnv/0.1.0"
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        [IO.Compression.ZipFile]::ExtractToDirectory($package.FullName, $installed)
        $nuspec = ([xml](Get-Content "$installed/CondaEnv.nuspec" -Raw)).package.metadata
        $manifest = Test-ModuleManifest "$installed/CondaEnv.psd1"

        function Get-RelativeFile([string] $Folder) {
            $root = (Get-Item $Folder).FullName
            (Get-ChildItem -LiteralPath $root -Recurse -File -Force).FullName | ForEach-Object { $_.Substring($root.Length + 1).Replace('\', '/') } | Sort-Object
        }
    }

    It 'holds what users need, and nothing else' {
        $module = @(
            'CondaEnv.psd1', 'LICENSE', 'THIRD-PARTY-NOTICES.txt'
            'en-US/about_CondaEnv_Errors.help.txt', 'en-US/about_CondaEnv_Excel.help.txt', 'en-US/about_CondaEnv_Fleets.help.txt', 'en-US/about_CondaEnv_Recording.help.txt'
            'en-US/about_CondaEnv_Remoting.help.txt', 'en-US/about_CondaEnv_Rules.help.txt', 'en-US/about_CondaEnv.help.txt', 'en-US/CondaEnv.dll-Help.xml'
            'module/CondaEnv.Format.ps1xml', 'module/CondaEnv.Types.ps1xml'
            foreach ($framework in 'net8.0', 'netstandard2.0') {
                foreach ($file in 'CondaEnv.Core', 'CondaEnv', 'deps/CliWrap', 'deps/CondaEnv.Adapters', 'deps/Tomlyn', 'deps/YamlDotNet') { "module/bin/$framework/$file.dll" }
            }
            # What .NET Framework lacks of them.
            foreach ($file in 'Microsoft.Bcl.AsyncInterfaces', 'System.Buffers', 'System.Collections.Immutable', 'System.IO.Pipelines', 'System.Memory', 'System.Numerics.Vectors',
                'System.Runtime.CompilerServices.Unsafe', 'System.Text.Encodings.Web', 'System.Text.Json', 'System.Threading.Tasks.Extensions') { "module/bin/netstandard2.0/deps/$file.dll" }
        )
        $parts = '[Content_Types].xml', '_rels/.rels', 'CondaEnv.nuspec', 'package/services/metadata/core-properties/nuget.psmdcp'
        Get-RelativeFile "$TestDrive/out/CondaEnv" | Should -Be ($module | Sort-Object)
        Get-RelativeFile $installed | Should -Be ($module + $parts | Sort-Object)
    }

    It 'says how large it is' {
        $size = (Get-ChildItem "$TestDrive/out/CondaEnv" -Recurse -File | Measure-Object Length -Sum).Sum
        $output[-2] | Should -Be ('{0}: {1:n0} bytes' -f $package.FullName, $package.Length)
        $output[-1] | Should -Match (': {0:n0} bytes in 35 files$' -f $size)
    }

    It 'says what manifest and changelog say' {
        $data = $manifest.PrivateData.PSData
        $nuspec.id | Should -BeExactly 'CondaEnv'
        $nuspec.version | Should -Be $manifest.Version
        $nuspec.authors | Should -BeExactly $manifest.Author
        $nuspec.description | Should -BeExactly $manifest.Description
        $nuspec.licenseUrl | Should -BeExactly $data.LicenseUri
        $nuspec.projectUrl | Should -BeExactly $data.ProjectUri
        $tags = $data.Tags + 'PSModule', 'PSIncludes_Cmdlet' + ($manifest.ExportedCmdlets.Keys | ForEach-Object { "PSCmdlet_$_", "PSCommand_$_" })
        $nuspec.tags.Split(' ') | Sort-Object | Should -BeExactly ($tags | Sort-Object)
        $data.Tags | Should -Contain 'PSEdition_Desktop'
        $data.Tags | Should -Contain 'PSEdition_Core'
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'

        $sections = (Get-Content "$RepositoryRoot/CHANGELOG.md" -Raw) -replace '\r' -split '(?m)^(?=## \[)'
        $nuspec.releaseNotes -replace '\r' | Should -BeExactly $sections[1].Trim()
    }

    It 'carries the version that its libraries carry' {
        foreach ($file in Get-ChildItem "$installed/module/bin" -Recurse -Filter CondaEnv*.dll) {
            [Reflection.AssemblyName]::GetAssemblyName($file.FullName).Version | Should -Be ([version]"$($manifest.Version).0")
        }
    }

    It 'works where it was installed' {
        Enter-TestMachine $TestDrive
        $path = $env:PSModulePath
        $env:PSModulePath = "$TestDrive/installed"
        try {
            Set-Content "$TestDrive/.condarc" 'channels: [conda-forge]'
            $expected = @(Export-CondaEnv mkdocs-env -IgnoreChannels)
            $found = Invoke-Fresh {
                (Get-Command Export-CondaEnv).Module.ModuleBase
                (Get-Help Export-CondaEnv).examples.example.Count
                Export-CondaEnv mkdocs-env -IgnoreChannels
            }
        } finally {
            $env:PSModulePath = $path
            Exit-TestMachine
        }

        $found[0] | Should -Be (Get-Item $installed).FullName
        [int]$found[1] | Should -BeGreaterThan 2
        $expected.Count | Should -BeGreaterThan 30
        $found[2..$found.Count] | Should -Be $expected
    }
}
